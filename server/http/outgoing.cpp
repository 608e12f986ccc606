#include "http/outgoing.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "http/gzip.h"
#include "http/static_files.h"

namespace niangjia::http {
namespace {

constexpr std::size_t kOneBuffer_bytes = 16 << 10;  // up to this, copying costs less than a second buffer

constexpr std::string_view kSecurityHeaders =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Frame-Options: DENY\r\n"
    "Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "connect-src 'self'; img-src 'self' data: blob:";  // the line goes on in begin_head

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 416:
      return "Range Not Satisfiable";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

const std::string& date_line() {  // made once a second in each thread
  thread_local std::time_t made_at = 0;
  thread_local std::string line;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[64];
    line.assign(text, std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts));
    made_at = now;
  }
  return line;
}

// A line break in a value would let a caller write headers of its own.
void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out.push_back(c);
  }
  out.append("\r\n");
}

void begin_head(std::string& out, int status, const Exchange& exchange, bool close_after) {
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", status, reason_of(status));
  out += date_line();
  if (close_after) {
    out += "Connection: close\r\n";
  } else if (!exchange.http_1_1) {
    out += "Connection: keep-alive\r\n";
  }
  out += kSecurityHeaders;
  if (!exchange.image_source.empty()) out.append(" ").append(exchange.image_source);
  out += "\r\n";
  out.append("X-Request-Id: ").append(exchange.request.request_id).append("\r\n");
  if (exchange.handler_ms >= 0)
    fmt::format_to(std::back_inserter(out), "Server-Timing: handler;dur={:.3f}\r\n", exchange.handler_ms);
}

void append_length(std::string& out, int status, std::uint64_t bytes) {
  if (status == 204 || status == 304) return;  // RFC 9110 section 8.6
  fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", bytes);
}

bool has_header(const Response& response, std::string_view name) {
  for (const auto& [given, value] : response.headers) {
    if (given == name) return true;
  }
  return false;
}

void append_response_headers(std::string& out, const Response& response) {
  if (!response.content_type.empty() && response.status != 304)
    append_header(out, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  if (!has_header(response, "Cache-Control")) out += "Cache-Control: no-store\r\n";
}

std::string header_or_empty(const Exchange& exchange, const char* name) {
  const auto found = exchange.request.headers.find(name);
  return found == exchange.request.headers.end() ? std::string() : found->second;
}

// Sets status, headers and the part to send for an open file.
void choose_part(Response& response, Outgoing& out, const Exchange& exchange, const struct stat& facts) {
  const std::uint64_t size = static_cast<std::uint64_t>(facts.st_size);
  const std::string etag =
      fmt::format("\"{:x}-{:x}{:09x}\"", size, facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec);
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Accept-Ranges", "bytes");
  out.file_bytes = size;
  if (response.status != 200) return;
  if (matches_etag(header_or_empty(exchange, "if-none-match"), etag)) {
    response.status = 304;
    out.file_bytes = 0;
    return;
  }
  const std::string if_range = header_or_empty(exchange, "if-range");
  if (!if_range.empty() && if_range != etag) return;
  const ByteRange range = read_range(header_or_empty(exchange, "range"), size);
  if (range.kind == ByteRange::Kind::whole) return;
  const bool fits = range.kind == ByteRange::Kind::part;
  response.status = fits ? 206 : 416;
  out.file_offset = range.first;
  out.file_bytes = range.count;
  response.headers.emplace_back(
      "Content-Range", fits ? fmt::format("bytes {}-{}/{}", range.first, range.first + range.count - 1, size)
                            : fmt::format("bytes */{}", size));
}

// False when the file cannot be read.
bool attach_file(Response& response, Outgoing& out, const Exchange& exchange) {
  out.file = FileHandle(::open(response.file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (!out.file || ::fstat(out.file.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) return false;
  // The open handle keeps the bytes; the name is free at once, whatever becomes of the connection.
  if (response.remove_file_after) ::unlink(response.file.c_str());
  choose_part(response, out, exchange, facts);
  return true;
}

void compress(Response& response, const Exchange& exchange) {
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (response.body.size() < kWorthCompressing_bytes || !accepts_gzip(header_or_empty(exchange, "accept-encoding"))) return;
  std::string small = gzip_of(response.body);
  if (small.empty()) return;
  response.body = std::move(small);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

void attach_body(Response& response, Outgoing& out) {
  if (response.body.size() <= kOneBuffer_bytes) {
    out.head += response.body;
    return;
  }
  out.body = std::move(response.body);
  out.tail = out.body;
}

}  // namespace

ByteRange read_range(std::string_view header, std::uint64_t size) {
  if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return {};
  header.remove_prefix(6);
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return {};
  const auto number = [](std::string_view text, std::uint64_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
  };
  const std::string_view from = header.substr(0, dash), to = header.substr(dash + 1);
  std::uint64_t first = 0, last = size ? size - 1 : 0;
  if (from.empty()) {  // the last n bytes
    std::uint64_t n = 0;
    if (!number(to, n)) return {};
    if (n == 0 || size == 0) return {ByteRange::Kind::unsatisfiable, 0, 0};
    first = n >= size ? 0 : size - n;
    return {ByteRange::Kind::part, first, size - first};
  }
  if (!number(from, first)) return {};
  if (!to.empty() && (!number(to, last) || last < first)) return {};
  if (first >= size) return {ByteRange::Kind::unsatisfiable, 0, 0};
  last = std::min(last, size - 1);
  return {ByteRange::Kind::part, first, last - first + 1};
}

Outgoing make_outgoing(Response response, Exchange& exchange, bool close_after) {
  Outgoing out;
  if (!response.file.empty() && !attach_file(response, out, exchange)) {
    out = Outgoing();
    response = problem(bug("a response names a file that cannot be read"), exchange.request.request_id);
  }
  out.status = response.status;
  if (!exchange.head_only) out.events = std::move(response.events);
  out.close_after = close_after || out.events;  // an event stream ends with its connection
  const bool empty = response.status == 204 || response.status == 304;
  if (empty) response.body.clear();
  if (out.events) response.content_type = "text/event-stream; charset=utf-8";
  if (response.is_public) compress(response, exchange);
  out.head.reserve(768 + (response.body.size() <= kOneBuffer_bytes ? response.body.size() : 0));
  begin_head(out.head, response.status, exchange, out.close_after);
  append_response_headers(out.head, response);
  if (out.events) {
    out.head += "X-Accel-Buffering: no\r\n\r\n";  // nginx in front must not hold events back
    return out;
  }
  append_length(out.head, response.status, out.file ? out.file_bytes : response.body.size());
  out.head += "\r\n";
  if (exchange.head_only) out.file_bytes = 0;
  if (!exchange.head_only && !out.file) attach_body(response, out);
  return out;
}

Outgoing make_static(const StaticFile& file, const Exchange& exchange, bool close_after) {
  Outgoing out;
  const bool gzip = !file.gzip.empty() && accepts_gzip(header_or_empty(exchange, "accept-encoding"));
  std::string etag = file.etag;
  if (gzip && etag.ends_with('"')) etag.insert(etag.size() - 1, "-gz");
  const bool known = matches_etag(header_or_empty(exchange, "if-none-match"), etag);
  const std::string_view body = gzip ? file.gzip : file.body;
  out.status = known ? 304 : 200;
  out.close_after = close_after;
  begin_head(out.head, out.status, exchange, close_after);
  append_header(out.head, "ETag", etag);
  out.head += file.immutable ? "Cache-Control: public, max-age=31536000, immutable\r\n"
                             : "Cache-Control: no-cache\r\n";
  if (!file.gzip.empty()) out.head += "Vary: Accept-Encoding\r\n";
  if (!known) append_header(out.head, "Content-Type", file.content_type);
  if (!known && gzip) out.head += "Content-Encoding: gzip\r\n";
  append_length(out.head, out.status, body.size());
  out.head += "\r\n";
  if (!known && !exchange.head_only) out.tail = body;
  return out;
}

}  // namespace niangjia::http
