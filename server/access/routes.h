#pragma once
// The routes of sessions, accounts, roles and the journal.

#include <string>

#include "access/provider.h"
#include "access/session.h"
#include "http/http.h"

namespace niangjia {

// The house must outlive the router.
// `is_behind_tls`: a proxy in front speaks HTTPS, so the session cookie is Secure whatever the request says.
void add_access_routes(http::Router& router, House& house, bool is_behind_tls = false);
// Signing in by the providers that the machine's operator has connected, and linking one's own account to them. The house
// and the providers must outlive the router.
void add_provider_routes(http::Router& router, House& house, const Providers& providers, bool is_behind_tls = false);
// What a page learns about who is logged in: account, realm, roles, grants, menu, csrf, today, period.
Result<std::string> session_json(House& house, const Session& session);

}  // namespace niangjia
