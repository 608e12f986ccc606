#include "access/request_actor.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace niangjia {

std::string cookie_line(std::string_view name, const http::Request& request, bool is_behind_tls,
                        std::string_view token, std::int64_t seconds) {
  const bool is_tls = is_behind_tls || to_lower_ascii(request.header("x-forwarded-proto")) == "https";
  return std::string(name) + "=" + std::string(token) +
         "; HttpOnly; SameSite=Strict; Path=/; Max-Age=" + std::to_string(seconds) + (is_tls ? "; Secure" : "");
}

Result<Session> session_of(House& house, const http::Request& request) {
  auto cookie = request.cookies.find(std::string(kSessionCookie));
  TRY(Session session, find_session(house, cookie == request.cookies.end() ? "" : cookie->second));
  if (request.method != http::Method::get &&
      !equal_in_constant_time(request.header("x-csrf-token"), session.csrf))
    return refuse(Code::forbidden, "access.csrf", "页面已过期，请刷新页面后再试。");
  if (session.account.must_change_password && !request.path.starts_with("/api/v1/session"))
    return refuse(Code::forbidden, "account.must_change_password", "请先修改初始密码，再继续使用。");
  return session;
}

Result<Actor> actor_of(House& house, const http::Request& request) {
  TRY(Session session, session_of(house, request));
  return std::move(session.actor);
}

Id id_of(const http::Request& request, std::string_view prefix, const std::string& name) {
  auto it = request.parameters.find(name);
  return it == request.parameters.end() ? 0 : id_from_wire(prefix, it->second).value_or(0);
}

std::int64_t version_in(const http::Request& request) {
  const std::string& tag = request.header("if-match");
  std::int64_t version = 0;
  const std::size_t at = std::min(tag.find_first_of("0123456789"), tag.size());
  std::from_chars(tag.data() + at, tag.data() + tag.size(), version);
  return version;
}

std::string site_of(const House& house, const http::Request& request) {
  if (!house.site_address.empty()) return house.site_address;
  const bool is_tls = request.header("x-forwarded-proto") == "https";
  return (is_tls ? "https://" : "http://") + request.header("host");
}

http::Response answer(const Result<std::string>& body, const http::Request& request, int status) {
  return body.ok() ? http::json(status, *body) : http::problem(body.problem(), request.request_id);
}

http::Response answer_fresh(const Result<std::string>& body, const http::Request& request, int status) {
  http::Response response = answer(body, request, status);
  if (body.ok()) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Handler with_actor(House& house, std::string action, ActorHandler handler) {
  return [&house, action = std::move(action), handler = std::move(handler)](const http::Request& request) {
    Result<Actor> actor = actor_of(house, request);
    if (!actor.ok()) return http::problem(actor.problem(), request.request_id);
    http::Response response = action == "session" || may_anywhere(*actor, action)
                                  ? handler(*actor, request)
                                  : http::problem(forbidden(*actor, action), request.request_id);
    response.account = id_to_wire("acc", actor->account_id);
    return response;
  };
}

namespace {

http::Response replay(const StoredAnswer& answer) {
  http::Response response = http::json(answer.status, answer.body);
  response.headers.emplace_back("idempotent-replay", "true");
  return response;
}

// Nothing: not answered yet.
Result<std::optional<StoredAnswer>> look_up(House& house, const Actor& actor, const IdempotencyKey& key) {
  return house.database.read([&](store::ReadTx& tx) { return find_answer(tx, actor, key); });
}

}  // namespace

http::Response answer_once(House& house, const Actor& actor, const http::Request& request,
                           const KeyedAct& act) {
  const std::string text = request.header("idempotency-key");
  if (text.empty()) return act(nullptr);
  auto key = make_key(text, http::method_word(request.method), request.path, request.body);
  if (!key.ok()) return http::problem(key.problem(), request.request_id);
  auto before = look_up(house, actor, *key);
  if (!before.ok()) return http::problem(before.problem(), request.request_id);
  if (*before && (*before)->status != 0) return replay(**before);
  http::Response response = act(&*key);
  if (response.status != http::status_of(Code::conflict)) return response;
  auto meanwhile =
      look_up(house, actor, *key);  // two at once: the one that came second gives the first one's answer
  if (meanwhile.ok() && *meanwhile && (*meanwhile)->status != 0) return replay(**meanwhile);
  return response;
}

}  // namespace niangjia
