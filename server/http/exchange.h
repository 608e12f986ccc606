#pragma once
// One request from its head to its access line, without any socket: what the edge knows, judges and runs.

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "http/file_handle.h"
#include "http/http.h"
#include "http/rate_limit.h"
#include "http/worker_pool.h"

namespace niangjia::http {

using Moment = std::chrono::steady_clock::time_point;

struct Exchange {
  Request request;
  std::string method_text;  // as it came; HEAD is Method::get with head_only
  std::string target;
  bool method_known = false;
  bool head_only = false;
  bool http_1_1 = true;
  bool keep_alive = false;
  bool has_body = false;
  std::optional<std::uint64_t> declared_bytes;  // Content-Length
  const Route* route = nullptr;
  const StaticFile* file = nullptr;
  TemporaryFile upload;
  Moment began;
  std::string_view image_source;  // of the server's options
  double handler_ms = -1;  // below zero: no handler ran
  std::string account;
  std::string_view label() const {
    if (route) return route->pattern;
    return file ? "static" : "none";
  }
};

// What all connections of a server share. Gauges hold the counters by shared_ptr, as they may outlive the
// server.
struct Edge {
  Edge(const Router& router, const ServerOptions& options, Metrics& metrics,
       std::function<void(const AccessLine&)> log);
  std::string next_request_id();

  const Router& router;
  const ServerOptions options;
  Metrics& metrics;
  const std::function<void(const AccessLine&)> log;
  RateLimit rates;
  WorkerPool workers;
  std::atomic<bool> stopping{false};
  std::shared_ptr<std::atomic<std::size_t>> connections;
  std::shared_ptr<std::atomic<std::size_t>> queued;
  std::atomic<std::size_t> event_streams{0};

 private:
  std::string id_prefix_;
  std::atomic<std::uint64_t> id_counter_{0};
};

// Reads target, cookies and route of a complete head into the exchange. A response: the request is refused;
// nothing: `route` or `file` is set.
std::optional<Response> judge_head(Edge& edge, Exchange& exchange);
// Runs the handler; an exception becomes a 500 and a log line.
Response run_handler(Exchange& exchange);
// Counts the request and hands its access line to the log.
void record(Edge& edge, const Exchange& exchange, int status, std::uint64_t bytes);

Response bad_request(std::string_view reason, std::string message, const Exchange& exchange);
Response head_too_large(const Exchange& exchange);
Response body_too_large(const Exchange& exchange);
Response took_too_long(const Exchange& exchange);
Response busy(std::string_view reason, std::string message,
              const Exchange& exchange);  // 503 with Retry-After

}  // namespace niangjia::http
