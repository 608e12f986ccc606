#include "http/exchange.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <random>

#include "http/edge_problem.h"
#include "http/static_files.h"
#include "http/url.h"

namespace niangjia::http {
namespace {

Response refusal(int status, Code code, std::string_view reason, std::string message,
                 const Exchange& exchange) {
  return edge_problem(status, refuse(code, reason, std::move(message)), exchange.request.request_id);
}

std::string readable_size(std::uint64_t bytes) {
  if (bytes >= (1u << 20)) return std::to_string(bytes >> 20) + " MB";
  if (bytes >= (1u << 10)) return std::to_string(bytes >> 10) + " KB";
  return std::to_string(bytes) + " 字节";
}

const std::string& header_of(const Request& request, const char* name) {
  static const std::string none;
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? none : found->second;
}

// RFC 9112 section 3.2: origin-form, or absolute-form as it is sent to proxies.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

// A proxy on this machine tells whom it speaks for; nobody else is believed. Its own entry is the last one.
void trust_local_proxy(Request& request) {
  if (request.remote_address != "127.0.0.1" && request.remote_address != "::1") return;
  std::string_view told = header_of(request, "x-forwarded-for");
  if (const std::size_t comma = told.rfind(','); comma != std::string_view::npos)
    told.remove_prefix(comma + 1);
  while (!told.empty() && told.front() == ' ') told.remove_prefix(1);
  const bool is_address = told.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
  if (!told.empty() && told.size() <= 45 && is_address) request.remote_address = told;
}

std::optional<Response> read_target(Exchange& exchange) {
  const std::string_view target = origin_form(exchange.target);
  const std::size_t mark = std::min(target.find('?'), target.size());
  auto path = decode_path(target.substr(0, mark));
  if (!path) return bad_request("http.bad_path", "网址写法有误，请检查地址后重新打开。", exchange);
  exchange.request.path = std::move(*path);
  if (mark < target.size()) {
    auto query = decode_query(target.substr(mark + 1));
    if (!query)
      return bad_request("http.bad_query", "网址中问号后面的查询条件写法有误，请返回上一页重新查询。",
                         exchange);
    exchange.request.query = std::move(*query);
  }
  return std::nullopt;
}

std::optional<Response> read_special_headers(Exchange& exchange) {
  Request& request = exchange.request;
  if (exchange.http_1_1 && !request.headers.contains("host"))
    return bad_request("http.no_host", "请求缺少 Host 头，请使用正常的浏览器或程序访问。", exchange);
  if (const std::string& cookie = header_of(request, "cookie"); !cookie.empty())
    request.cookies = read_cookies(cookie);
  if (const std::string& given = header_of(request, "x-file-name"); !given.empty()) {
    auto name = read_upload_name(given);
    if (!name)
      return bad_request("http.bad_file_name", "文件名无法识别，请把文件改成普通的中文或英文名称后再上传。",
                         exchange);
    request.upload_name = std::move(*name);
  }
  trust_local_proxy(request);
  return std::nullopt;
}

Response wrong_method(Exchange& exchange, std::string allowed) {
  Response response =
      refusal(405, Code::invalid, "http.method_not_allowed",
              "这个地址不支持 " + exchange.method_text + " 操作，可用的操作是：" + allowed + "。", exchange);
  response.headers.emplace_back("Allow", std::move(allowed));
  return response;
}

std::optional<Response> find_target(Edge& edge, Exchange& exchange) {
  Request& request = exchange.request;
  bool other_method = false;
  if (exchange.method_known) {
    exchange.route = edge.router.find(request.method, request.path, request.parameters, other_method);
    if (exchange.route) return std::nullopt;
  }
  if (std::string allowed = edge.router.allowed(request.path); !allowed.empty())
    return wrong_method(exchange, std::move(allowed));
  const StaticFile* file = edge.options.files ? find_static(*edge.options.files, request.path) : nullptr;
  if (!file)
    return refusal(404, Code::not_found, "http.no_such_path", "没有这个地址，请检查网址，或从首页重新进入。",
                   exchange);
  if (!exchange.method_known || request.method != Method::get) return wrong_method(exchange, "GET, HEAD");
  exchange.file = file;
  return std::nullopt;
}

// A session is limited by itself; its address also, twenty times as wide (an office behind one address), so
// that made-up session cookies gain nothing.
int charge_rate(Edge& edge, const Exchange& exchange) {
  constexpr std::uint32_t kSessionsPerAddress = 20;
  const std::uint32_t own = exchange.route->limits.rate_per_minute;
  const std::uint32_t rate = own ? own : edge.options.default_rate_per_minute;
  if (rate == 0) return 0;
  const std::string scope =
      own ? exchange.route->pattern + std::string(method_word(exchange.route->method)) : "";
  const Moment now = exchange.began;
  const auto session = exchange.request.cookies.find(edge.options.session_cookie);
  const std::string address = scope + "\naddress\n" + exchange.request.remote_address;
  if (session == exchange.request.cookies.end()) return edge.rates.take(address, rate, now);
  const std::uint32_t wide =
      rate > UINT32_MAX / kSessionsPerAddress ? UINT32_MAX : rate * kSessionsPerAddress;
  const int wait_s = edge.rates.take(address + "\nsessions", wide, now);
  return wait_s ? wait_s : edge.rates.take(scope + "\nsession\n" + session->second, rate, now);
}

Response too_many(int wait_s, const Exchange& exchange) {
  Response response = refusal(429, Code::too_many, "http.too_many",
                              "操作过于频繁，请在 " + std::to_string(wait_s) + " 秒后再试。", exchange);
  response.headers.emplace_back("Retry-After", std::to_string(wait_s));
  return response;
}

std::string random_prefix() {
  std::random_device device;
  return fmt::format("{:08x}", device());
}

}  // namespace

Edge::Edge(const Router& router_, const ServerOptions& options_, Metrics& metrics_,
           std::function<void(const AccessLine&)> log_)
    : router(router_),
      options(options_),
      metrics(metrics_),
      log(std::move(log_)),
      workers(options_.worker_threads, options_.queue_limit),
      connections(std::make_shared<std::atomic<std::size_t>>(0)),
      queued(std::make_shared<std::atomic<std::size_t>>(0)),
      id_prefix_(random_prefix()) {
  metrics.gauge("niangjia_http_connections", [held = connections] { return double(held->load()); });
  metrics.gauge("niangjia_http_queue", [held = queued] { return double(held->load()); });
}

std::string Edge::next_request_id() { return fmt::format("{}-{:06x}", id_prefix_, ++id_counter_); }

std::optional<Response> judge_head(Edge& edge, Exchange& exchange) {
  if (auto refused = read_target(exchange)) return refused;
  if (auto refused = read_special_headers(exchange)) return refused;
  if (auto refused = find_target(edge, exchange)) return refused;
  if (!exchange.route) return std::nullopt;
  if (const int wait_s = charge_rate(edge, exchange)) return too_many(wait_s, exchange);
  if (exchange.declared_bytes > exchange.route->limits.max_body_bytes) return body_too_large(exchange);
  return std::nullopt;
}

Response run_handler(Exchange& exchange) {
  const Moment start = std::chrono::steady_clock::now();
  Response response;
  try {
    response = exchange.route->handler(exchange.request);
  } catch (const std::exception& error) {
    response = problem(
        bug(fmt::format("{} {} threw: {}", exchange.method_text, exchange.route->pattern, error.what())),
        exchange.request.request_id);
  } catch (...) {
    response = problem(bug(exchange.route->pattern + " threw something that is no exception"),
                       exchange.request.request_id);
  }
  exchange.handler_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  if (exchange.handler_ms > exchange.route->limits.timeout_ms)
    spdlog::warn("request {} to {} took {:.0f} ms of {} allowed", exchange.request.request_id,
                 exchange.route->pattern, exchange.handler_ms, exchange.route->limits.timeout_ms);
  exchange.account = std::move(response.account);
  return response;
}

void record(Edge& edge, const Exchange& exchange, int status, std::uint64_t bytes) {
  static constexpr std::string_view kOther = "OTHER";  // an invented method must not make a series of its own
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - exchange.began;
  const std::string_view method = exchange.method_known ? std::string_view(exchange.method_text) : kOther;
  const std::string route = fmt::format("route=\"{}\"", exchange.label());
  edge.metrics.count("niangjia_http_requests_total",
                     fmt::format("method=\"{}\",{},status=\"{}\"", method, route, status));
  edge.metrics.observe_seconds("niangjia_http_request_seconds", route, passed.count());
  if (!edge.log) return;
  AccessLine line;
  line.request_id = exchange.request.request_id;
  line.method = method;
  line.pattern = exchange.label();
  line.account = exchange.account;
  line.status = status;
  line.milliseconds = passed.count() * 1000;
  line.bytes = bytes;
  edge.log(line);
}

Response bad_request(std::string_view reason, std::string message, const Exchange& exchange) {
  return refusal(400, Code::invalid, reason, std::move(message), exchange);
}

Response head_too_large(const Exchange& exchange) {
  return refusal(431, Code::too_large, "http.head_too_large",
                 "网址或请求头过长，请缩短查询条件，或清除浏览器的 Cookie 后再试。", exchange);
}

Response body_too_large(const Exchange& exchange) {
  const std::uint64_t limit = exchange.route ? exchange.route->limits.max_body_bytes : 0;
  return refusal(413, Code::too_large, "http.body_too_large",
                 "提交的内容过大，这里最多接受 " + readable_size(limit) + "，请拆分或压缩后再提交。",
                 exchange);
}

Response took_too_long(const Exchange& exchange) {
  return refusal(408, Code::unavailable, "http.timeout", "网络太慢，内容没有按时传完，请检查网络后重试。",
                 exchange);
}

Response busy(std::string_view reason, std::string message, const Exchange& exchange) {
  Response response = refusal(503, Code::unavailable, reason, std::move(message), exchange);
  response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace niangjia::http
