#include "http/connection.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

// g++ 12 takes an empty boost::optional for an uninitialised one when the address sanitizer is on.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#pragma GCC diagnostic pop

namespace niangjia::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::size_t kRead_bytes = 4 << 10, kBodyRead_bytes = 64 << 10, kFilePart_bytes = 64 << 10;
constexpr std::uint64_t kSlowestBody_bytes_per_s = 4 << 10;
constexpr milliseconds kDrain_ms{2'000}, kEventPause_ms{500}, kEventSilence_ms{15'000};

Moment now() { return std::chrono::steady_clock::now(); }
Moment after(std::uint64_t ms) { return now() + milliseconds(ms); }

}  // namespace

// Puts what Beast parses straight into the exchange: no second table of fields, and a body goes where it
// belongs.
class Connection::Parser : public beast::http::basic_parser<true> {
 public:
  explicit Parser(Exchange& exchange) : exchange_(exchange) {}
  bool disk_full = false;

 private:
  using View = beast::string_view;
  static std::string_view view(View text) { return {text.data(), text.size()}; }

  void on_request_impl(beast::http::verb verb, View method, View target, int version, error_code&) override {
    using V = beast::http::verb;
    exchange_.method_text = view(method);
    exchange_.target = view(target);
    exchange_.http_1_1 = version >= 11;
    exchange_.head_only = verb == V::head;
    exchange_.method_known = true;
    switch (verb) {
      case V::get:
      case V::head:
        exchange_.request.method = Method::get;
        break;
      case V::post:
        exchange_.request.method = Method::post;
        break;
      case V::put:
        exchange_.request.method = Method::put;
        break;
      case V::patch:
        exchange_.request.method = Method::patch;
        break;
      case V::delete_:
        exchange_.request.method = Method::del;
        break;
      default:
        exchange_.method_known = false;
    }
  }
  void on_field_impl(beast::http::field, View name, View value, error_code&) override {
    if (head_done_) return;  // trailers of a chunked body are not heeded
    std::string key(view(name));
    for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const auto [at, added] = exchange_.request.headers.try_emplace(std::move(key), view(value));
    if (!added) at->second.append(at->first == "cookie" ? "; " : ", ").append(view(value));
  }
  void on_header_impl(error_code&) override { head_done_ = true; }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  void on_body(View bytes, error_code& ec) {
    if (!exchange_.upload.is_open()) {
      exchange_.request.body.append(bytes.data(), bytes.size());
    } else if (!exchange_.upload.write(view(bytes))) {
      disk_full = true;
      ec = beast::http::error::buffer_overflow;
    }
  }
  std::size_t on_body_impl(View bytes, error_code& ec) override {
    on_body(bytes, ec);
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, error_code& ec) override {
    on_body(bytes, ec);
    return bytes.size();
  }
  void on_finish_impl(error_code&) override {}
  void on_response_impl(int, View, int, error_code&) override {}

  Exchange& exchange_;
  bool head_done_ = false;
};

Connection::Connection(Reactor& reactor, Socket socket, std::string remote_address)
    : reactor_(reactor),
      edge_(reactor.edge()),
      socket_(std::move(socket)),
      remote_address_(std::move(remote_address)) {}

Connection::~Connection() {
  if (counted_stream_) --edge_.event_streams;
}

void Connection::start() {
  begin_request();
  parse_head();
}

void Connection::begin_request() {
  if (buffer_.empty() && buffer_.capacity() > kBodyRead_bytes / 2)
    buffer_ = std::string();  // ten thousand may idle
  exchange_ = Exchange();
  exchange_.image_source = edge_.options.image_source;
  outgoing_ = Outgoing();
  parser_ = std::make_unique<Parser>(exchange_);
  parser_->header_limit(static_cast<std::uint32_t>(edge_.options.max_header_bytes));
  parser_->body_limit(boost::none);
  phase_ = Phase::head;
  idle_ = true;
  deadline_ = after(fresh_ ? edge_.options.head_timeout_ms : edge_.options.keep_alive_ms);
}

bool Connection::must_close(bool wanted) const {
  return wanted || !exchange_.keep_alive || edge_.stopping.load(std::memory_order_relaxed);
}

// --- reading
// -----------------------------------------------------------------------------------------------------------

void Connection::read_more() {
  if (reading_) return;
  reading_ = true;
  const std::size_t filled = buffer_.size();
  buffer_.resize(filled + (phase_ == Phase::body ? kBodyRead_bytes : kRead_bytes));
  socket_.async_read_some(asio::buffer(buffer_.data() + filled, buffer_.size() - filled),
                          [self = shared_from_this(), filled](const error_code& ec, std::size_t bytes) {
                            self->reading_ = false;
                            self->buffer_.resize(filled + bytes);
                            if (ec) return self->close();
                            self->on_read();
                          });
}

void Connection::on_read() {
  switch (phase_) {
    case Phase::head:
      return parse_head();
    case Phase::body:
      return parse_body();
    case Phase::events:
    case Phase::draining:
      buffer_.clear();
      return read_more();
    case Phase::working:
    case Phase::writing:
    case Phase::closed:
      return;
  }
}

void Connection::parse_head() {
  if (edge_.stopping && buffer_.empty()) return close();
  if (buffer_.empty()) return read_more();
  if (idle_) {
    idle_ = fresh_ = false;
    exchange_.began = now();
    exchange_.request.request_id = edge_.next_request_id();
    exchange_.request.remote_address = remote_address_;
    deadline_ = after(edge_.options.head_timeout_ms);
  }
  error_code ec;
  const std::size_t used = parser_->put(asio::buffer(buffer_), ec);
  buffer_.erase(0, used);
  if (ec == beast::http::error::need_more) return read_more();
  if (ec == beast::http::error::header_limit) return respond(head_too_large(exchange_), true);
  if (ec)
    return respond(
        bad_request("http.malformed", "请求格式有误，无法识别，请使用正常的浏览器或程序访问。", exchange_),
        true);
  on_head();
}

void Connection::on_head() {
  exchange_.keep_alive = parser_->keep_alive();
  exchange_.has_body = !parser_->is_done();
  if (const auto length = parser_->content_length()) exchange_.declared_bytes = *length;
  // A body that nobody will read is not waited for: the answer goes out and the connection ends.
  if (auto refused = judge_head(edge_, exchange_)) return respond(std::move(*refused), exchange_.has_body);
  if (exchange_.file) {
    outgoing_ = make_static(*exchange_.file, exchange_, must_close(exchange_.has_body));
    return write();
  }
  if (exchange_.has_body) return begin_body();
  dispatch();
}

void Connection::begin_body() {
  const Limits& limits = exchange_.route->limits;
  parser_->body_limit(limits.max_body_bytes);
  parser_->eager(true);
  if (limits.stream_body_to_file) {
    if (!exchange_.upload.open(edge_.options.temporary_folder))
      return respond(
          busy("http.no_space", "服务器暂时无法保存文件，请稍后再试，仍不行请联系系统管理员。", exchange_),
          true);
    exchange_.request.body_file = exchange_.upload.path();
  }
  phase_ = Phase::body;
  deadline_ = after(edge_.options.body_idle_timeout_ms);
  body_deadline_ =
      after(edge_.options.body_idle_timeout_ms + limits.max_body_bytes / kSlowestBody_bytes_per_s * 1000);
  const auto expect = exchange_.request.headers.find("expect");
  if (expect != exchange_.request.headers.end() && buffer_.empty()) return ask_for_body();
  parse_body();
}

void Connection::ask_for_body() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(socket_, asio::buffer(kContinue),
                    [self = shared_from_this()](const error_code& ec, std::size_t) {
                      if (ec) return self->close();
                      if (self->phase_ == Phase::body) self->parse_body();
                    });
}

void Connection::parse_body() {
  while (!buffer_.empty() && !parser_->is_done()) {
    error_code ec;
    const std::size_t used = parser_->put(asio::buffer(buffer_), ec);
    buffer_.erase(0, used);
    if (parser_->disk_full)
      return respond(busy("http.no_space", "服务器磁盘空间不足，文件没有保存，请联系系统管理员。", exchange_),
                     true);
    if (ec == beast::http::error::body_limit) return respond(body_too_large(exchange_), true);
    if (ec == beast::http::error::need_more && buffer_.size() < kBodyRead_bytes) break;
    if (ec)
      return respond(bad_request("http.malformed_body",
                                 "提交的内容格式有误，无法识别，请刷新页面后重新提交。", exchange_),
                     true);
  }
  if (parser_->is_done()) return dispatch();
  deadline_ = std::min(body_deadline_, after(edge_.options.body_idle_timeout_ms));
  read_more();
}

// --- working
// -----------------------------------------------------------------------------------------------------------

void Connection::dispatch() {
  phase_ = Phase::working;
  deadline_ = Moment::max();
  ++*edge_.queued;
  if (edge_.workers.push(shared_from_this())) return;
  --*edge_.queued;
  respond(busy("http.busy", "现在办理的人太多，请过几秒再试。", exchange_), false);
}

void Connection::run() {
  if (events_) {
    try {
      events_go_on_ = events_(event_bytes_);
    } catch (const std::exception& error) {
      spdlog::error("request {}: event source threw: {}", exchange_.request.request_id, error.what());
      events_go_on_ = false;
    }
  } else {
    --*edge_.queued;
    Response response = run_handler(exchange_);  // first: the server may begin to stop while it runs
    outgoing_ = make_outgoing(std::move(response), exchange_, must_close(false));
    exchange_.upload = TemporaryFile();
  }
  reactor_.give_back(shared_from_this());
}

void Connection::continue_after_work() {
  if (phase_ == Phase::closed) return;
  if (phase_ == Phase::events) return write_events();
  if (!outgoing_.events) return write();
  if (++edge_.event_streams > edge_.options.max_event_streams) {
    --edge_.event_streams;
    return respond(busy("http.too_many_streams", "同时查看进度的页面太多，请关闭几个页面后再试。", exchange_),
                   false);
  }
  counted_stream_ = true;
  write();
}

// --- writing
// -----------------------------------------------------------------------------------------------------------

void Connection::respond(Response response, bool close_after) {
  outgoing_ = make_outgoing(std::move(response), exchange_, must_close(close_after));
  write();
}

void Connection::write() {
  if (phase_ != Phase::writing) {
    phase_ = Phase::writing;
    head_sent_ = 0;
    body_size_ = outgoing_.body_bytes();
  }
  deadline_ = after(edge_.options.body_idle_timeout_ms);
  const std::array<asio::const_buffer, 2> parts = {
      asio::buffer(outgoing_.head.data() + head_sent_, outgoing_.head.size() - head_sent_),
      asio::buffer(outgoing_.tail.data(), outgoing_.tail.size())};
  socket_.async_write_some(parts, [self = shared_from_this()](const error_code& ec, std::size_t bytes) {
    if (ec) return self->close();
    self->on_write(bytes);
  });
}

void Connection::on_write(std::size_t bytes) {
  if (phase_ != Phase::writing) return;
  const std::size_t of_head = std::min(bytes, outgoing_.head.size() - head_sent_);
  head_sent_ += of_head;
  outgoing_.tail.remove_prefix(bytes - of_head);
  if (head_sent_ < outgoing_.head.size() || !outgoing_.tail.empty()) return write();
  if (outgoing_.file_bytes == 0) return on_written();
  if (!load_file_part()) return close();  // the file became shorter; the length is promised already
  write();
}

// Read on the io thread: what is sent was written a moment ago and stands in the page cache.
bool Connection::load_file_part() {
  outgoing_.body.resize(std::min<std::uint64_t>(kFilePart_bytes, outgoing_.file_bytes));
  const ssize_t n = ::pread(outgoing_.file.get(), outgoing_.body.data(), outgoing_.body.size(),
                            static_cast<off_t>(outgoing_.file_offset));
  if (n <= 0) return false;
  outgoing_.tail = std::string_view(outgoing_.body).substr(0, static_cast<std::size_t>(n));
  outgoing_.file_offset += static_cast<std::uint64_t>(n);
  outgoing_.file_bytes -= static_cast<std::uint64_t>(n);
  return true;
}

void Connection::on_written() {
  record(edge_, exchange_, outgoing_.status, outgoing_.head.size() + body_size_);
  if (outgoing_.events) return begin_events();
  if (outgoing_.close_after) return drain();
  begin_request();
  parse_head();
}

// A close while the client still sends would reset the connection and lose the answer on its way (RFC
// 9112, 9.6).
void Connection::drain() {
  error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  phase_ = Phase::draining;
  deadline_ = now() + kDrain_ms;
  if (!reading_) buffer_.clear();
  read_more();
}

// --- server-sent events
// ------------------------------------------------------------------------------------------------

void Connection::begin_events() {
  phase_ = Phase::events;
  deadline_ = Moment::max();
  events_ = std::move(outgoing_.events);
  outgoing_ = Outgoing();
  next_events_ = last_sent_ = now();
  buffer_.clear();
  read_more();  // tells when the client goes
  check_deadline(now());
}

void Connection::write_events() {
  events_at_work_ = false;
  if (event_bytes_.empty() && !events_go_on_) return drain();
  next_events_ = now() + kEventPause_ms;
  if (event_bytes_.empty() && now() - last_sent_ > kEventSilence_ms) event_bytes_ = ":\n\n";
  if (event_bytes_.empty()) return;
  events_writing_ = true;
  deadline_ = after(edge_.options.body_idle_timeout_ms);
  asio::async_write(socket_, asio::buffer(event_bytes_),
                    [self = shared_from_this()](const error_code& ec, std::size_t) {
                      self->events_writing_ = false;
                      self->event_bytes_.clear();
                      if (self->phase_ != Phase::events) return;
                      if (ec) return self->close();
                      self->last_sent_ = now();
                      self->deadline_ = Moment::max();
                      if (!self->events_go_on_) self->drain();
                    });
}

// --- time and end
// ------------------------------------------------------------------------------------------------------

void Connection::check_deadline(Moment moment) {
  if (phase_ == Phase::events && !events_at_work_ && !events_writing_ && moment >= next_events_)
    events_at_work_ = edge_.workers.push(shared_from_this());
  if (moment < deadline_) return;
  const bool half_sent = (phase_ == Phase::head && !idle_) || phase_ == Phase::body;
  if (half_sent) return respond(took_too_long(exchange_), true);
  close();
}

void Connection::end_if_idle() {
  if ((phase_ == Phase::head && idle_) || phase_ == Phase::events) close();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  // The peer went while its answer was being made or sent: it is counted all the same.
  if (phase_ == Phase::writing) record(edge_, exchange_, outgoing_.status, head_sent_);
  phase_ = Phase::closed;
  error_code ignored;
  socket_.close(ignored);
  reactor_.forget(shared_from_this());
}

}  // namespace niangjia::http
