#pragma once
// From a request to the actor behind it: cookie, CSRF token, action. With ActorRoutes, a module's route is one line:
//   const ActorRoutes routes(router, house);
//   routes.add(Method::get, "/api/v1/members", "members.read", "会员列表", get_members, "", "person[]");

#include <functional>
#include <type_traits>

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

// The id in the address, /api/v1/members/{id}; 0 when it is none of this prefix.
Id id_of(const http::Request& request, std::string_view prefix, const std::string& name = "id");

// The version an edit started from, of If-Match: "7"; 0 when the header is missing or no tag of ours.
std::int64_t version_in(const http::Request& request);

// Where this site is reached, for links and codes that leave it: as configured, else as the request came.
std::string site_of(const House& house, const http::Request& request);

// A body as JSON with this status, or what went wrong as problem+json.
http::Response answer(const Result<std::string>& body, const http::Request& request, int status = 200);
// The same, kept by no cache: what a phone in several hands asks for.
http::Response answer_fresh(const Result<std::string>& body, const http::Request& request, int status = 200);

// Adds the routes of cadres to the table. `act(house, actor, request)` gives a body, or a whole Response where that is not enough
// (a file, a header); `takes` and `gives` name the shapes of both bodies for OpenAPI. Lives as long as adding does.
class ActorRoutes {
 public:
  ActorRoutes(http::Router& router, House& house, http::Limits limits = {}) : router_(router), house_(house), limits_(limits) {}
  template <class Act>
  void add(http::Method method, std::string pattern, std::string action, std::string summary, Act act, std::string takes = "",
           std::string gives = "", int status = 200) const {
    using Given = std::invoke_result_t<Act, House&, const Actor&, const http::Request&>;
    ActorHandler handler = [&house = house_, act, status](const Actor& actor, const http::Request& request) -> http::Response {
      if constexpr (std::is_same_v<Given, http::Response>) return act(house, actor, request);
      else return answer(act(house, actor, request), request, status);
    };
    router_.add({method, std::move(pattern), action, std::move(summary), with_actor(house_, action, std::move(handler)), limits_,
                 std::move(takes), std::move(gives)});
  }

 private:
  http::Router& router_;
  House& house_;
  http::Limits limits_;
};

// A POST done once: reads Idempotency-Key, gives back the answer of a request done before, else calls `act`
// with the key (null: the request has none), which hands it to the action (access/idempotency.h).
using KeyedAct = std::function<http::Response(const IdempotencyKey* key)>;
http::Response answer_once(House& house, const Actor& actor, const http::Request& request,
                           const KeyedAct& act);

}  // namespace niangjia
