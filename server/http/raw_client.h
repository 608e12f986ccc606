#pragma once
// For tests: a client that sends exactly the bytes it is told to, and a server on a free port.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "http/http.h"

namespace niangjia::http::testing {

struct Answer {
  int status = 0;  // 0: the server closed without an answer
  std::map<std::string, std::string> headers;
  std::string body;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }
  // False at the end of the connection or after `timeout_ms`.
  bool read_some(int timeout_ms = 5'000) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, timeout_ms) <= 0) return false;
    char bytes[65536];
    const ssize_t n = ::recv(socket_, bytes, sizeof bytes, 0);
    if (n > 0) inbox.append(bytes, static_cast<std::size_t>(n));
    closed = n <= 0;
    return n > 0;
  }
  bool ends_within(int timeout_ms) {
    while (read_some(timeout_ms)) {
    }
    return closed;
  }
  Answer read(bool head_only = false) {
    std::size_t end;
    while ((end = inbox.find("\r\n\r\n")) == std::string::npos) {
      if (!read_some()) return {};
    }
    Answer answer = read_head(inbox.substr(0, end + 2));
    inbox.erase(0, end + 4);
    const auto length = answer.headers.find("content-length");
    if (head_only || length == answer.headers.end()) return answer;
    const std::size_t bytes = std::stoul(length->second);
    while (inbox.size() < bytes && read_some()) {
    }
    answer.body = inbox.substr(0, bytes);
    inbox.erase(0, answer.body.size());
    return answer;
  }
  Answer ask(std::string_view method_and_path, std::string_view more_headers = "",
             std::string_view body = "") {
    std::string text =
        std::string(method_and_path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more_headers);
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    send(text + "\r\n" + std::string(body));
    return read(method_and_path.starts_with("HEAD"));
  }

  bool connected = false;
  bool closed = false;
  std::string inbox;

 private:
  static Answer read_head(std::string_view head) {
    Answer answer;
    answer.status = std::stoi(std::string(head.substr(9, 3)));
    for (head.remove_prefix(head.find("\r\n") + 2); !head.empty();) {
      const std::size_t end = head.find("\r\n"), colon = head.find(": ");
      std::string name(head.substr(0, colon));
      for (char& c : name) c = static_cast<char>(::tolower(c));
      answer.headers[name] = head.substr(colon + 2, end - colon - 2);
      head.remove_prefix(end + 2);
    }
    return answer;
  }
  int socket_;
};

// Routes are added by the test before start().
struct TestServer {
  Router router;
  ServerOptions options;
  std::unique_ptr<Metrics> metrics = make_metrics();
  std::function<void(const AccessLine&)> log;
  std::unique_ptr<Server> server;
  std::uint16_t port = 0;

  TestServer() {
    options.port = 0;
    options.default_rate_per_minute = 0;
  }
  void add(Method method, const std::string& pattern, Handler handler, Limits limits = {}) {
    router.add(Route{method, pattern, "public", "测试", std::move(handler), limits, "", ""});
  }
  void start() {
    server = std::make_unique<Server>(router, options, *metrics, log);
    auto started = server->start();
    ASSERT_TRUE(started.ok());
    port = started.value();
  }
};

}  // namespace niangjia::http::testing
