#pragma once
// The HTTP face that modules' routes.cpp see. Knows no module, no database. Boost stays inside http/*.cpp.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"

namespace niangjia::http {

enum class Method { get, post, put, patch, del };
std::string_view method_word(Method method);

// A request as a handler sees it; immutable, owned by the server for the duration of the call.
struct Request {
  Method method = Method::get;
  std::string path;                               // decoded, without the query
  std::map<std::string, std::string> parameters;  // {id} parts of the route
  std::map<std::string, std::string> query;       // decoded; the last of repeated keys is kept
  std::map<std::string, std::string> headers;     // names in lower case
  std::map<std::string, std::string> cookies;
  std::string body;         // up to the route's max_body_bytes; empty when it was streamed
  std::string body_file;    // streamed uploads: path of a temporary file (0600), removed after
                            // the handler returns unless it renames it away
  std::string upload_name;  // file name told by the client (X-File-Name, percent-encoded UTF-8)
  std::string remote_address;
  std::string request_id;
  std::string header(std::string_view lower_case_name) const;  // empty when absent
  std::string query_value(std::string_view name) const;        // empty when absent
};

// Server-sent events: the handler returns at once; `next` is called on a worker thread about twice a second
// until it returns false; what it appends to `out` ("event: …\ndata: …\n\n") is sent.
using EventSource = std::function<bool(std::string& out)>;

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::string file;  // when not empty: this file is streamed instead of body (Range is honoured)
  bool remove_file_after = false;
  bool is_public = false;  // holds no secret and nobody's own words: a large body goes out compressed to whoever takes it so
  std::vector<std::pair<std::string, std::string>> headers;
  EventSource events;   // when set: text/event-stream
  std::string account;  // who the actor turned out to be; goes to the access line, never to the client
};

Response json(int status, std::string body);
Response no_content();
// problem+json (RFC 9457): type, title, status, detail (the Chinese sentence), reason, errors[], request.
Response problem(const Problem& problem, std::string_view request_id);
int status_of(Code code);

struct Limits {
  std::uint64_t max_body_bytes = 1 << 20;
  bool stream_body_to_file = false;   // for uploads; the limit above still holds
  std::uint32_t timeout_ms = 10'000;  // of the handler's budget; slower requests are logged
  std::uint32_t rate_per_minute = 0;  // per session or address; 0: the server's default
};

using Handler = std::function<Response(const Request&)>;

// One row of the route table. `action` is the word that access/ knows ("members.read"), "public" or "session"
// (anyone who is logged in); the permission grid and OpenAPI are made from these rows.
struct Route {
  Method method = Method::get;
  std::string pattern;  // "/api/v1/members/{id}"
  std::string action;
  std::string summary;  // Chinese, for OpenAPI
  Handler handler;
  Limits limits;
  std::string request_schema;   // name of a record, or empty
  std::string response_schema;  // name of a record; "X[]" for a page of them; or empty
};

class Router {
 public:
  void add(Route route);  // throws on a duplicate method+pattern: a bug found at start
  const std::vector<Route>& routes() const;
  std::string allowed(
      std::string_view path) const;  // "GET, HEAD, POST": the methods a path knows; empty: no such path
  // The route for a path, its {parameters} filled in; null: none. `wrong_method` tells that the path exists.
  const Route* find(Method method, std::string_view path, std::map<std::string, std::string>& parameters,
                    bool& wrong_method) const;

 private:
  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> patterns_;       // the segments of each route, beside routes_
  std::multimap<std::size_t, std::size_t> by_segments_;  // number of segments → index
};

// Files of the pages, held in memory (already compressed variants when present). Unknown paths without a dot
// give index.html of the nearest folder, so that page addresses can be opened directly.
struct StaticFile {
  std::string content_type;
  std::string_view body;
  std::string_view gzip;  // empty: none
  std::string etag;
  bool immutable = false;  // hashed names: cached for a year
};
using StaticFiles = std::map<std::string, StaticFile, std::less<>>;
// From the files that the build embedded: "x.js.gz" becomes the gzip of "x.js"; names under assets/ carry a
// hash.
StaticFiles make_static_files(const std::vector<EmbeddedFile>& files);

// Counters and histograms in the Prometheus text format. Thread-safe.
class Metrics {
 public:
  virtual ~Metrics() = default;
  virtual void count(std::string_view name, std::string_view labels, double amount = 1) = 0;
  virtual void observe_seconds(std::string_view name, std::string_view labels, double seconds) = 0;
  virtual void gauge(std::string_view name, std::function<double()> read) = 0;
  virtual std::string text() const = 0;
};
std::unique_ptr<Metrics> make_metrics();

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port
  int worker_threads = 4;
  int io_threads = 1;
  std::size_t queue_limit = 1024;  // requests waiting for a worker; beyond it 503 with Retry-After
  std::size_t max_connections = 10'000;
  std::size_t max_event_streams = 256;      // server-sent events at one time; beyond it 503
  std::size_t max_header_bytes = 16 << 10;  // 431 beyond
  std::uint32_t head_timeout_ms = 15'000;
  std::uint32_t body_idle_timeout_ms = 30'000;
  std::uint32_t keep_alive_ms = 60'000;
  std::uint32_t stop_grace_ms = 10'000;
  std::uint32_t default_rate_per_minute = 6'000;
  std::string image_source;  // an origin that pages may load pictures from besides this one (map tiles); empty: none
  std::string session_cookie = "session";  // what tells one session from another behind one address
  std::string temporary_folder = "/tmp";
  const StaticFiles* files = nullptr;
};

struct AccessLine {  // one line of the log for a request; never holds a query, a body, a name or a number of
                     // a person
  std::string request_id, method, pattern, account;
  int status = 0;
  double milliseconds = 0;
  std::uint64_t bytes = 0;
};

class Server {
 public:
  // Handlers are plain synchronous functions run on worker threads; an exception becomes a 500 and a log
  // line, never the end of the process. `log` may be called from any thread.
  Server(const Router& router, const ServerOptions& options, Metrics& metrics,
         std::function<void(const AccessLine&)> log);
  ~Server();
  Result<std::uint16_t> start();  // binds and listens; the port
  void stop();  // stops accepting, ends idle connections, lets running requests finish, joins threads

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace niangjia::http
