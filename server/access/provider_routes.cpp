#include "access/provider_sign_in.h"
#include "access/request_actor.h"
#include "access/routes.h"
#include "access/wire.h"
#include "base/text.h"

namespace niangjia {

namespace {

using http::Method;
using http::Request;
using http::Response;

// What holds the handlers together: one per router.
struct Door {
  House& house;
  const Providers& providers;
  bool is_behind_tls;
};

// Binds a way to the browser that began it. SameSite=Strict will do: the page to which the provider sends the
// browser is ours, and it is that page which asks.
constexpr std::string_view kWayCookie = "niangjia_sign_in";

Response told(const Problem& problem, const Request& request) {
  return http::problem(problem, request.request_id);
}

Response answered(const Result<std::string>& body, const Request& request) {
  return body.ok() ? http::json(200, *body) : told(body.problem(), request);
}

void set_cookie(Response& response, const Door& door, const Request& request, std::string_view name,
                std::string_view token, std::int64_t life_ms) {
  response.headers.emplace_back("Set-Cookie",
                                cookie_line(name, request, door.is_behind_tls, token, life_ms / 1000));
}

std::string provider_json(const ProviderSettings& provider, std::string_view more = {}) {
  std::string out = "{\"name\":";
  append_json_string(out, provider.name);
  out += ",\"label\":";
  append_json_string(out, provider.label);
  return out + std::string(more) + "}";
}

Response list_providers(const Door& door, const Request&) {
  std::string out = "{\"items\":[";
  for (const auto& one : door.providers.all())
    out += (out.back() == '[' ? "" : ",") + provider_json(one->settings());
  return http::json(200, out + "],\"next\":null}");
}

Response departed(const Door& door, const Request& request, const Result<Departure>& departure) {
  if (!departure.ok()) return told(departure.problem(), request);
  std::string out = "{\"address\":";
  append_json_string(out, departure->address);
  Response response = http::json(200, out + "}");
  set_cookie(response, door, request, kWayCookie, departure->browser_token, kAttemptLife_ms);
  return response;
}

Response begin(const Door& door, const Request& request) {
  return departed(door, request, begin_sign_in(door.house, door.providers, request.parameters.at("name")));
}

Result<Return> read_return(const Request& request) {
  TRY(ReturnBody body, record::from_json<ReturnBody>(request.body));
  auto cookie = request.cookies.find(std::string(kWayCookie));
  return Return{body.state,
                body.code,
                body.iss,
                body.totp,
                cookie == request.cookies.end() ? "" : cookie->second.substr(0, 100),
                request.remote_address};
}

Response finish(const Door& door, const Request& request) {
  auto back = read_return(request);
  if (!back.ok()) return told(back.problem(), request);
  auto session = finish_sign_in(door.house, door.providers, *back);
  if (!session.ok()) return told(session.problem(), request);
  Response response = answered(session_json(door.house, *session), request);
  set_cookie(response, door, request, kSessionCookie, session->token, kSessionLife_ms);
  set_cookie(response, door, request, kWayCookie, "", 0);
  response.account = id_to_wire("acc", session->account.id);
  return response;
}

// --- links of one's own account ---
std::string link_json(const AccountLink& link, const ProviderSettings* provider) {
  std::string more = "\"label\":";
  append_json_string(more, provider ? provider->label : link.issuer);
  more += ",\"provider\":";
  append_json_string(more, provider ? provider->name : "");
  return record::to_json(link, nullptr, more);
}

Result<std::string> list_links(const Door& door, const Session& session, const Request&) {
  TRY(auto links, own_links(door.house, session.actor));
  std::string out = "{\"items\":[";
  for (const AccountLink& link : links) {
    const Provider* provider = door.providers.of_issuer(link.issuer);
    out += (out.back() == '[' ? "" : ",") + link_json(link, provider ? &provider->settings() : nullptr);
  }
  return out + "],\"next\":null}";
}

Response begin_own_link(const Door& door, const Session& session, const Request& request) {
  auto body = record::from_json<LinkBody>(request.body);
  if (!body.ok()) return told(body.problem(), request);
  return departed(door, request,
                  begin_link(door.house, door.providers, session, body->provider, body->password));
}

Result<std::string> finish_own_link(const Door& door, const Session& session, const Request& request) {
  TRY(Return back, read_return(request));
  TRY(AccountLink link, finish_link(door.house, door.providers, session.actor, back));
  const Provider* provider = door.providers.of_issuer(link.issuer);
  return link_json(link, provider ? &provider->settings() : nullptr);
}

Result<std::string> end_own_link(const Door& door, const Session& session, const Request& request) {
  TRY(ResetBody body, record::from_json<ResetBody>(request.body));
  const Id id = id_from_wire("lnk", request.parameters.at("id")).value_or(0);
  CHECK_OK(end_link(door.house, session, id, body.password));
  return std::string("{}");
}

// Whoever is logged in, with the word of the session when something changes.
template <class Act>
http::Handler with_session(const Door& door, Act act) {
  return [door, act](const Request& request) -> Response {
    auto session = session_of(door.house, request);
    if (!session.ok()) return told(session.problem(), request);
    Response response;
    if constexpr (std::is_same_v<decltype(act(door, *session, request)), Response>)
      response = act(door, *session, request);
    else
      response = answered(act(door, *session, request), request);
    response.account = id_to_wire("acc", session->account.id);
    return response;
  };
}

}  // namespace

void add_provider_routes(http::Router& router, House& house, const Providers& providers, bool is_behind_tls) {
  const Door door{house, providers, is_behind_tls};
  http::Limits limits;
  limits.max_body_bytes = 16 << 10;
  limits.rate_per_minute = 60;  // an address, as for the password
  limits.timeout_ms = 20'000;   // the provider is asked up to three times
  const std::string ways = "/api/v1/session/providers", links = "/api/v1/account-links";
  auto open = [&](Method method, const std::string& pattern, const std::string& summary,
                  Response (*act)(const Door&, const Request&), const std::string& body) {
    router.add({method, pattern, "public", summary, [door, act](const Request& r) { return act(door, r); },
                limits, body, ""});
  };
  open(Method::get, ways, "可用的统一身份认证", list_providers, "");
  open(Method::post, ways + "/{name}/start", "去统一身份认证登录", begin, "");
  open(Method::post, "/api/v1/session/return", "从统一身份认证返回", finish, "provider_return");
  auto own = [&](Method method, const std::string& pattern, const std::string& summary, auto act,
                 const std::string& body) {
    router.add({method, pattern, "session", summary, with_session(door, act), limits, body, ""});
  };
  own(Method::get, links, "本人账号的统一身份认证绑定", list_links, "");
  own(Method::post, links, "去统一身份认证绑定本人账号", begin_own_link, "new_account_link");
  own(Method::post, links + "/return", "从统一身份认证返回并绑定", finish_own_link, "provider_return");
  own(Method::post, links + "/{id}/end", "解除绑定", end_own_link, "password_reset");
}

}  // namespace niangjia
