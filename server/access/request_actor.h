#pragma once
// From a request to the actor behind it: cookie, CSRF token, action. With these, a module's route is one
// line:
//   router.add({http::Method::get, "/api/v1/members", "members.read", "会员列表",
//               with_actor(house, "members.read", [&](const Actor& actor, const http::Request& request) { …
//               })});

#include <functional>

#include "access/idempotency.h"
#include "access/session.h"
#include "http/http.h"

namespace niangjia {

inline constexpr std::string_view kSessionCookie = "niangjia_session";

// Set-Cookie of a session. Behind a proxy that speaks TLS the browser is told never to send it in the clear; a client
// that claims the header for itself only makes its own cookie stricter.
std::string cookie_line(std::string_view name, const http::Request& request, bool is_behind_tls,
                        std::string_view token, std::int64_t seconds);

// The session of a request. Refusals: access.unauthenticated; access.csrf (a request that changes something
// needs the header x-csrf-token with the session's csrf); account.must_change_password (all but
// /api/v1/session… until it is changed).
Result<Session> session_of(House& house, const http::Request& request);
Result<Actor> actor_of(House& house, const http::Request& request);

using ActorHandler = std::function<http::Response(const Actor&, const http::Request&)>;
// Answers 401 and 403 as problem+json before the handler is called. `action` "session": whoever is logged in.
// The house must outlive the handler.
http::Handler with_actor(House& house, std::string action, ActorHandler handler);

// A POST done once: reads Idempotency-Key, gives back the answer of a request done before, else calls `act`
// with the key (null: the request has none), which hands it to the action (access/idempotency.h).
using KeyedAct = std::function<http::Response(const IdempotencyKey* key)>;
http::Response answer_once(House& house, const Actor& actor, const http::Request& request,
                           const KeyedAct& act);

}  // namespace niangjia
