// Creates members over HTTP as N cadres at once, each on a connection and a session of their own. Every
// identity number is new and valid (GB 11643); every request carries its own Idempotency-Key.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "stopwatch.h"

namespace niangjia::bench {

namespace {

struct Session {
  std::string cookie, csrf;
};
struct Plan {
  int port = 0;
  std::string union_id;
  long first = 0;  // of the numbers people are made from
  double limit_s = 0;
};
struct Tally {
  std::vector<double> ms;
  long refused = 0;
  std::string first_refusal;
};

class Socket {
 public:
  explicit Socket(int port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) close(std::exchange(fd_, -1));
  }
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  bool ok() const { return fd_ >= 0; }
  bool say(const std::string& text) const {
    return send(fd_, text.data(), text.size(), MSG_NOSIGNAL) == ssize_t(text.size());
  }
  // One whole answer: head, then Content-Length bytes. Empty when the connection ended.
  std::string hear() {
    for (;;) {
      if (auto end = held_.find("\r\n\r\n"); end != std::string::npos) {
        auto at = held_.find("Content-Length: ");
        std::size_t length = at < end ? std::strtoul(held_.c_str() + at + 16, nullptr, 10) : 0;
        if (held_.size() >= end + 4 + length) {
          std::string answer = held_.substr(0, end + 4 + length);
          held_.erase(0, answer.size());
          return answer;
        }
      }
      char buffer[16384];
      ssize_t n = recv(fd_, buffer, sizeof buffer, 0);
      if (n <= 0) return {};
      held_.append(buffer, static_cast<std::size_t>(n));
    }
  }

 private:
  int fd_;
  std::string held_;
};

// 18 digits from a running number: 330727, a birth date of 1960–1999, a sequence, the check digit. Neighbours are born on other
// days, as people are; who shares name and birth is looked at as a likely double.
std::string identity_of(long n) {
  static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  char text[40];
  long sequence = n / 13440 % 999 + 1, day = n % 13440;
  std::snprintf(text, sizeof text, "330727%04ld%02ld%02ld%03ld", 1960 + day / 336 % 40, day / 28 % 12 + 1,
                day % 28 + 1, sequence);
  int sum = 0;
  for (int i = 0; i < 17; ++i) sum += (text[i] - '0') * kWeights[i];
  return std::string(text, 17) + "10X98765432"[sum % 11];
}

std::string request_of(const Plan& plan, const Session& session, long n) {
  static constexpr const char* kNames[] = {"林测一", "陈测二", "王测三", "赵测四",
                                           "孙测五", "周测六", "吴测七"};
  char phone[16];
  std::snprintf(phone, sizeof phone, "139%08ld", n % 100000000);
  std::string body = std::string("{\"name\":\"") + kNames[n % 7] + "\",\"identity_number\":\"" +
                     identity_of(n) + "\",\"phone\":\"" + phone + "\",\"union_id\":\"" + plan.union_id +
                     "\",\"category\":13}";
  return "POST /api/v1/members HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nCookie: "
         "niangjia_session=" +
         session.cookie + "\r\nX-Csrf-Token: " + session.csrf +
         "\r\nIdempotency-Key: bench-" + std::to_string(n) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void create_until(const Plan& plan, const Session& session, const Stopwatch& watch, std::atomic<long>& next,
                  Tally& tally) {
  Socket socket(plan.port);
  while (socket.ok() && watch.seconds() < plan.limit_s) {
    Stopwatch one;
    std::string answer;
    if (!socket.say(request_of(plan, session, next++)) || (answer = socket.hear()).empty()) return;
    if (answer.starts_with("HTTP/1.1 201")) {
      tally.ms.push_back(one.seconds() * 1000);
    } else if (tally.refused++ == 0) {
      tally.first_refusal = answer;
    }
  }
}

std::vector<Session> sessions_in(const char* path) {
  std::ifstream file(path);
  std::vector<Session> sessions;
  for (Session s; file >> s.cookie >> s.csrf;) sessions.push_back(s);
  return sessions;
}

}  // namespace

}  // namespace niangjia::bench

int main(int argc, char** argv) {
  using namespace niangjia::bench;
  if (argc != 6) return std::cerr << "load_create PORT SESSIONS-FILE UNION-ID FIRST-NUMBER SECONDS\n", 2;
  Plan plan{std::atoi(argv[1]), argv[3], std::atol(argv[4]), std::atof(argv[5])};
  auto sessions = sessions_in(argv[2]);
  std::vector<Tally> tallies(sessions.size());
  std::atomic<long> next = plan.first;
  Stopwatch watch;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < sessions.size(); ++i)
      threads.emplace_back([&, i] { create_until(plan, sessions[i], watch, next, tallies[i]); });
  }
  const double seconds = watch.seconds();
  std::vector<double> ms;
  long refused = 0;
  for (const Tally& t : tallies) {
    ms.insert(ms.end(), t.ms.begin(), t.ms.end());
    refused += t.refused;
    if (refused && !t.first_refusal.empty()) std::cerr << t.first_refusal << "\n";
  }
  if (ms.empty()) return std::cerr << "nobody was created\n", 1;
  std::sort(ms.begin(), ms.end());
  tell("per_second", static_cast<double>(ms.size()) / seconds);
  tell("p50_ms", ms[ms.size() / 2]);
  tell("p99_ms", ms[ms.size() * 99 / 100]);
  tell("refused", static_cast<double>(refused));
  tell("next", static_cast<double>(next));
}
