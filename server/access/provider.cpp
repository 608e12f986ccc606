#include "access/provider.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <semaphore>

#include "base/crypto.h"
#include "base/text.h"
#include "http/client.h"
#include "http/url.h"

namespace niangjia {

namespace {

namespace json = boost::json;

constexpr std::int64_t kKept_ms = 3600LL * 1000;
constexpr std::int64_t kKeysAgain_ms =
    30LL * 1000;  // a token with a made-up key id must not make us ask each time
constexpr std::uint32_t kAsk_ms = 5'000;
constexpr std::size_t kMaxAnswer = 256 << 10;

Problem unreachable(std::string_view why) {
  Problem problem = refuse(Code::unavailable, "provider.unreachable",
                           "统一身份认证暂时连不上，请稍后再试，或用登录名和密码登录。");
  problem.inside.text = why;
  return problem;
}

// A provider that hangs holds a worker thread; most of them stay free for everybody else.
class Turn {
 public:
  Turn() : held_(turns().try_acquire_for(std::chrono::milliseconds(300))) {}
  ~Turn() {
    if (held_) turns().release();
  }
  Turn(const Turn&) = delete;
  bool held() const { return held_; }

 private:
  static std::counting_semaphore<2>& turns() {
    static std::counting_semaphore<2> two{2};
    return two;
  }
  bool held_;
};

Result<json::object> ask_json(const http::Outbound& request) {
  Turn turn;
  if (!turn.held()) return unreachable("busy");
  TRY(http::Inbound answer, http::ask(request));
  // RFC 6749 section 5.2: 400 for a code that is used up, run out or another client's.
  if (answer.status == 400 && !request.body.empty())
    return refuse(Code::unauthenticated, "provider.code_refused",
                  "这次统一身份认证已用过或已过期，请回到登录页重新开始。");
  if (answer.status != 200) return unreachable("answered " + std::to_string(answer.status));
  boost::system::error_code ec;
  json::parse_options options;
  options.max_depth = 16;
  json::value value = json::parse(answer.body, ec, {}, options);
  if (ec || !value.is_object()) return unreachable("no JSON");
  return std::move(value.as_object());
}

Result<json::object> get_json(const std::string& url) {
  http::Outbound request;
  request.url = url;
  request.timeout_ms = kAsk_ms;
  request.max_answer_bytes = kMaxAnswer;
  request.headers = {{"Accept", "application/json"}};
  auto answer = ask_json(request);
  if (!answer.ok() && answer.problem().reason != "provider.unreachable")
    return unreachable(answer.problem().inside.text);
  return answer;
}

std::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool list_holds(const json::object& object, std::string_view name, std::string_view word) {
  const json::value* value = object.if_contains(name);
  if (!value || !value->is_array()) return false;
  const json::array& all = value->get_array();
  return std::any_of(all.begin(), all.end(),
                     [&](const json::value& one) { return one.is_string() && one.get_string() == word; });
}

bool begins_with_host(std::string_view url, std::string_view host) {
  if (!url.starts_with(host)) return false;
  const std::string_view rest = url.substr(host.size());
  return rest.empty() || rest.front() == ':' || rest.front() == '/';
}

// A secret and a code go only where nobody reads along: TLS, or this very machine.
bool is_safe_address(std::string_view url) {
  const bool plain =
      std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
  if (!plain || url.size() > 500 || url.find('@') != url.npos) return false;
  return (url.starts_with("https://") && url.size() > 8) || begins_with_host(url, "http://127.0.0.1") ||
         begins_with_host(url, "http://localhost");
}

void add_field(std::string& form, std::string_view name, std::string_view value) {
  form.append(form.empty() ? "" : "&").append(name).append("=").append(http::encode_percent(value));
}

}  // namespace

Result<Provider::Document> Provider::fetch_document(Instant now) const {
  TRY(json::object told, get_json(settings_.issuer + (settings_.issuer.ends_with('/') ? "" : "/") +
                                  ".well-known/openid-configuration"));
  // Discovery section 4.3: another issuer's document is no document of this one.
  if (text_in(told, "issuer") != settings_.issuer) return unreachable("another issuer");
  Document d;
  d.entrance = text_in(told, "authorization_endpoint");
  d.token = text_in(told, "token_endpoint");
  d.keys = text_in(told, "jwks_uri");
  if (!is_safe_address(d.entrance) || !is_safe_address(d.token) || !is_safe_address(d.keys))
    return unreachable("an address that is not safe");
  constexpr std::string_view ways = "token_endpoint_auth_methods_supported";
  d.takes_basic =
      list_holds(told, ways, "client_secret_basic") || !list_holds(told, ways, "client_secret_post");
  const json::value* names = told.if_contains("authorization_response_iss_parameter_supported");
  d.names_issuer = names && names->is_bool() && names->get_bool();
  d.read_at = now;
  return d;
}

Result<Provider::Document> Provider::document(Instant now) {
  {
    std::lock_guard lock(mutex_);
    if (document_ && now.ms >= document_->read_at.ms && now.ms - document_->read_at.ms < kKept_ms)
      return *document_;
  }
  TRY(Document fetched, fetch_document(now));
  std::lock_guard lock(mutex_);
  document_ = fetched;
  return fetched;
}

Result<Provider::Keys> Provider::keys(const Document& document, Instant now, bool again) {
  {
    std::lock_guard lock(mutex_);
    const std::int64_t age_ms = now.ms - keys_read_at_.ms;
    if (keys_ && age_ms >= 0 && age_ms < (again ? kKeysAgain_ms : kKept_ms)) return keys_;
  }
  TRY(json::object told, get_json(document.keys));
  TRY(auto read, read_keys(json::serialize(told)));
  std::lock_guard lock(mutex_);
  keys_ = std::make_shared<const std::vector<SigningKey>>(std::move(read));
  keys_read_at_ = now;
  return keys_;
}

// Core section 3.1.2.1; the challenge is RFC 7636 section 4.2, S256.
Result<std::string> Provider::entrance(const EntranceWish& wish, Instant now) {
  TRY(Document document, this->document(now));
  std::string query;
  add_field(query, "response_type", "code");
  add_field(query, "scope", "openid");
  add_field(query, "client_id", settings_.client_id);
  add_field(query, "redirect_uri", wish.return_address);
  add_field(query, "state", wish.state);
  add_field(query, "nonce", wish.nonce);
  add_field(query, "code_challenge", to_base64url(bytes_of(sha256(wish.verifier))));
  add_field(query, "code_challenge_method", "S256");
  return document.entrance + (document.entrance.find('?') == std::string::npos ? "?" : "&") + query;
}

Result<std::string> Provider::fetch_token(const Document& document, const ReturnedCode& returned) const {
  http::Outbound request;
  request.url = document.token;
  request.timeout_ms = kAsk_ms;
  request.max_answer_bytes = kMaxAnswer;
  request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}};
  add_field(request.body, "grant_type", "authorization_code");
  add_field(request.body, "code", returned.code);
  add_field(request.body, "redirect_uri", returned.return_address);
  add_field(request.body, "code_verifier", returned.verifier);
  const bool basic = !settings_.client_secret.empty() && document.takes_basic;
  if (basic)  // RFC 6749 section 2.3.1: both parts are escaped before they are joined
    request.headers.emplace_back("Authorization",
                                 "Basic " + to_base64(http::encode_percent(settings_.client_id) + ":" +
                                                      http::encode_percent(settings_.client_secret)));
  else
    add_field(request.body, "client_id", settings_.client_id);
  if (!basic && !settings_.client_secret.empty())
    add_field(request.body, "client_secret", settings_.client_secret);
  TRY(json::object told, ask_json(request));
  return text_in(told, "id_token");
}

Result<std::string> Provider::redeem(const ReturnedCode& returned, Instant now) {
  TRY(Document document, this->document(now));
  if (returned.issuer != settings_.issuer && (document.names_issuer || !returned.issuer.empty()))
    return refuse(Code::forbidden, "provider.mixed_up",
                  "返回的不是您选择的统一身份认证，请回到登录页重新开始。");
  TRY(std::string token, fetch_token(document, returned));
  const TokenWish wish{settings_.issuer, settings_.client_id, returned.nonce, now};
  TRY(Keys known, keys(document, now, false));
  auto subject = subject_of(token, *known, wish);
  if (subject.ok() || subject.problem().reason != "token.unknown_key") return subject;
  TRY(Keys newer, keys(document, now, true));  // the provider may have changed its keys since
  return subject_of(token, *newer, wish);
}

Providers::Providers(std::vector<ProviderSettings> all) {
  for (ProviderSettings& one : all) all_.push_back(std::make_unique<Provider>(std::move(one)));
}

Provider* Providers::find(std::string_view name) const {
  for (const auto& one : all_)
    if (one->settings().name == name) return one.get();
  return nullptr;
}

Provider* Providers::of_issuer(std::string_view issuer) const {
  for (const auto& one : all_)
    if (one->settings().issuer == issuer) return one.get();
  return nullptr;
}

namespace {

Problem wrong_setting(const std::string& setting, std::string_view what) {
  return refuse(Code::invalid, "provider.setting",
                "统一身份认证的设置 " + setting + " 不对：" + std::string(what));
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 20 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

Result<std::vector<ProviderSettings>> read_providers(
    const std::function<std::string(const char* name)>& setting, std::string_view site_address) {
  std::vector<ProviderSettings> all;
  for (const std::string& part : split(setting("NIANGJIA_OIDC"), ',')) {
    ProviderSettings one;
    one.name = trim(part);
    if (one.name.empty()) continue;
    if (!is_name(one.name))
      return wrong_setting("NIANGJIA_OIDC",
                           "名称“" + one.name + "”只能用小写字母、数字和下划线，最多 20 个。");
    const std::string head = "NIANGJIA_OIDC_" + to_upper_ascii(one.name);
    auto of = [&](std::string_view tail) { return trim(setting((head + std::string(tail)).c_str())); };
    one.label = of("_LABEL").empty() ? "统一身份认证" : of("_LABEL");
    one.issuer = of("_ISSUER");
    one.client_id = of("_CLIENT");
    one.client_secret = of("_SECRET");
    if (!is_safe_address(one.issuer))
      return wrong_setting(head + "_ISSUER", "应为 https:// 开头的地址，与认证方公布的 issuer 一字不差。");
    if (one.client_id.empty()) return wrong_setting(head + "_CLIENT", "请填写认证方分配的客户端编号。");
    for (const ProviderSettings& other : all)
      if (other.name == one.name || other.issuer == one.issuer)
        return wrong_setting("NIANGJIA_OIDC",
                             "“" + one.name + "”与“" + other.name + "”同名，或是同一个认证方，只留一个。");
    all.push_back(std::move(one));
  }
  if (!all.empty() && !is_safe_address(site_address))
    return wrong_setting("NIANGJIA_SITE",
                         "接了统一身份认证就要写明对外网址（https:// 开头），登录后才回得来。");
  return all;
}

}  // namespace niangjia
