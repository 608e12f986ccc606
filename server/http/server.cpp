#include <spdlog/spdlog.h>

#include <algorithm>

#include "http/connection.h"

namespace niangjia::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
constexpr milliseconds kTick_ms{100}, kAcceptPause_ms{100}, kStopCheck_ms{5};

}  // namespace

Reactor::~Reactor() { stop(); }

void Reactor::start() {
  tick();
  thread_ = std::thread([this] { run(); });
}

void Reactor::run() {
  for (;;) {
    try {
      context_.run();
      return;
    } catch (const std::exception& error) {  // a bug; the other connections go on
      spdlog::error("io thread: {}", error.what());
    }
  }
}

void Reactor::tick() {
  const Moment now = std::chrono::steady_clock::now();
  // A copy: a check may close its connection, which takes it out of the set.
  const std::vector<std::shared_ptr<Connection>> all(connections_.begin(), connections_.end());
  for (const auto& connection : all) connection->check_deadline(now);
  tick_.expires_after(kTick_ms);
  tick_.async_wait([this](const error_code& ec) {
    if (!ec) tick();
  });
}

void Reactor::adopt(Socket socket, std::string remote_address) {
  auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(remote_address));
  ++*edge_.connections;
  asio::post(context_, [this, connection] {
    connections_.insert(connection);
    connection->start();
  });
}

void Reactor::give_back(std::shared_ptr<Connection> connection) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = given_back_.empty();
    given_back_.push_back(std::move(connection));
  }
  if (first) asio::post(context_, [this] { take_back(); });  // one wake for many
}

void Reactor::take_back() {
  std::vector<std::shared_ptr<Connection>> ready;
  {
    const std::lock_guard lock(mutex_);
    ready.swap(given_back_);
  }
  for (const auto& connection : ready) connection->continue_after_work();
}

void Reactor::forget(const std::shared_ptr<Connection>& connection) {
  if (connections_.erase(connection)) --*edge_.connections;
}

void Reactor::end_idle() {
  asio::post(context_, [this] {
    const std::vector<std::shared_ptr<Connection>> all(connections_.begin(), connections_.end());
    for (const auto& connection : all) connection->end_if_idle();
  });
}

void Reactor::stop() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
  *edge_.connections -= connections_.size();
  connections_.clear();
  given_back_.clear();
}

struct Server::Impl {
  Impl(const Router& router, const ServerOptions& options, Metrics& metrics,
       std::function<void(const AccessLine&)> log)
      : edge(router, options, metrics, std::move(log)) {
    for (int i = 0; i < std::max(1, options.io_threads); ++i)
      reactors.push_back(std::make_unique<Reactor>(edge));
    acceptor = std::make_unique<Acceptor>(reactors[0]->context());
    pause = std::make_unique<asio::steady_timer>(reactors[0]->context());
  }
  using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;

  Result<std::uint16_t> listen();
  void accept();
  void on_accept(const error_code& ec, Socket socket, Reactor& reactor);
  void stop();
  void wait_for_running();

  Edge edge;
  std::vector<std::unique_ptr<Reactor>> reactors;
  std::unique_ptr<Acceptor> acceptor;  // both on the first reactor
  std::unique_ptr<asio::steady_timer> pause;
  std::size_t next_reactor = 0;
  bool started = false;
};

Result<std::uint16_t> Server::Impl::listen() {
  error_code ec;
  const auto address = asio::ip::make_address(edge.options.address, ec);
  if (ec)
    return refuse(Code::invalid, "http.bad_address",
                  "监听地址“" + edge.options.address + "”写法有误，请在配置中写成 127.0.0.1 这样的形式。");
  const asio::ip::tcp::endpoint endpoint(address, edge.options.port);
  acceptor->open(endpoint.protocol(), ec);
  if (!ec) acceptor->set_option(asio::socket_base::reuse_address(true), ec);
  if (!ec) acceptor->bind(endpoint, ec);
  if (!ec) acceptor->listen(asio::socket_base::max_listen_connections, ec);
  if (ec) {
    acceptor->close();
    return refuse(Code::unavailable, "http.cannot_listen",
                  "端口 " + std::to_string(edge.options.port) +
                      " 无法打开，可能已被其他程序占用，请换一个端口再启动。");
  }
  return acceptor->local_endpoint().port();
}

void Server::Impl::accept() {
  Reactor& reactor = *reactors[next_reactor++ % reactors.size()];
  acceptor->async_accept(reactor.context(), [this, &reactor](const error_code& ec, Socket socket) {
    on_accept(ec, std::move(socket), reactor);
  });
}

void Server::Impl::on_accept(const error_code& ec, Socket socket, Reactor& reactor) {
  if (edge.stopping || ec == asio::error::operation_aborted) return;
  if (ec) {  // out of descriptors: others must end first
    pause->expires_after(kAcceptPause_ms);
    return pause->async_wait([this](const error_code& stopped) {
      if (!stopped) accept();
    });
  }
  error_code ignored;  // a peer that went already makes these fail; the accept loop must go on
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto peer = socket.remote_endpoint(ignored);
  if (*edge.connections >= edge.options.max_connections) {
    static constexpr std::string_view kFull =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: "
        "0\r\n\r\n";
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kFull), ignored);
  } else {
    reactor.adopt(std::move(socket), peer.address().to_string());
  }
  accept();
}

void Server::Impl::wait_for_running() {
  const Moment end = std::chrono::steady_clock::now() + milliseconds(edge.options.stop_grace_ms);
  while (*edge.connections > 0 && std::chrono::steady_clock::now() < end) {
    for (auto& reactor : reactors) reactor->end_idle();
    std::this_thread::sleep_for(kStopCheck_ms);
  }
}

void Server::Impl::stop() {
  if (!started) return;
  started = false;
  edge.stopping = true;
  asio::post(reactors[0]->context(), [this] {
    error_code ignored;
    acceptor->close(ignored);
    pause->cancel();
  });
  wait_for_running();
  edge.workers.stop();
  for (auto& reactor : reactors) reactor->stop();
}

Server::Server(const Router& router, const ServerOptions& options, Metrics& metrics,
               std::function<void(const AccessLine&)> log)
    : impl_(std::make_unique<Impl>(router, options, metrics, std::move(log))) {}

Server::~Server() { stop(); }

Result<std::uint16_t> Server::start() {
  TRY(const std::uint16_t port, impl_->listen());
  impl_->started = true;
  impl_->edge.workers.start();
  impl_->accept();
  for (auto& reactor : impl_->reactors) reactor->start();
  return port;
}

void Server::stop() { impl_->stop(); }

}  // namespace niangjia::http
