#include "siting/solver_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>

namespace niangjia::siting {

namespace {

constexpr int kLook_ms = 200;
constexpr std::size_t kMostAnswer_bytes = 64u << 20;

niangjia::Problem cannot_run(std::string inside) {
  niangjia::Problem p = refuse(Code::unavailable, "siting.no_process", "服务器现在开不出计算进程，请稍后重新开始；仍不行请联系系统管理员。");
  p.inside.text = std::move(inside);
  return p;
}

// One end of a pair, closed when it goes.
struct Line {
  int fd = -1;
  ~Line() { shut(); }
  void shut() {
    if (fd >= 0) close(fd);
    fd = -1;
  }
};

struct Child {
  pid_t pid = -1;
  ~Child() { reap(); }
  void reap() {
    if (pid < 0) return;
    kill(pid, SIGKILL);
    while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) continue;
    pid = -1;
  }
};

// Signals as a program expects them, and none of the server's sockets.
int spawn(Child& child, const std::vector<std::string>& command, int in_and_out) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in_and_out, 0);
  posix_spawn_file_actions_adddup2(&files, in_and_out, 1);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&files, 3);
  posix_spawnattr_t how;
  posix_spawnattr_init(&how);
  sigset_t none, usual;
  sigemptyset(&none), sigemptyset(&usual);
  for (int signal : {SIGPIPE, SIGINT, SIGTERM}) sigaddset(&usual, signal);
  posix_spawnattr_setsigmask(&how, &none);
  posix_spawnattr_setsigdefault(&how, &usual);
  posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int fault = posix_spawnp(&child.pid, words[0], &files, &how, words.data(), environ);
  if (fault != 0) child.pid = -1;
  posix_spawnattr_destroy(&how);
  posix_spawn_file_actions_destroy(&files);
  return fault;
}

// Writes what the other side takes; false: it takes no more.
bool write_some(Line& line, std::string_view& left) {
  const ssize_t n = send(line.fd, left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  left.remove_prefix(static_cast<std::size_t>(n));
  return true;
}

// False at the end.
bool read_some(Line& line, std::string& out) {
  char buffer[16 << 10];
  const ssize_t n = recv(line.fd, buffer, sizeof buffer, MSG_DONTWAIT);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  out.append(buffer, static_cast<std::size_t>(n));
  return n > 0 && out.size() < kMostAnswer_bytes;
}

}  // namespace

Result<std::string> run_apart(const std::vector<std::string>& command, std::string_view input, const std::function<bool()>& go_on) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return cannot_run("socketpair");
  Line mine{pair[0]}, theirs{pair[1]};
  Child child;
  if (int fault = spawn(child, command, theirs.fd); fault != 0) return cannot_run(command[0] + ": error " + std::to_string(fault));
  theirs.shut();
  std::string out;
  for (bool is_writing = true;;) {
    if (!go_on()) return refuse(Code::unavailable, "siting.stopped", "计算已停止。");
    if (is_writing && input.empty()) is_writing = false, shutdown(mine.fd, SHUT_WR);
    pollfd watched{mine.fd, static_cast<short>(POLLIN | (is_writing ? POLLOUT : 0)), 0};
    if (poll(&watched, 1, kLook_ms) <= 0) continue;
    if ((watched.revents & POLLOUT) && is_writing && !write_some(mine, input)) is_writing = false;
    if ((watched.revents & (POLLIN | POLLHUP | POLLERR)) && !read_some(mine, out)) return out;
  }
}

Result<std::string> solve_apart(const std::string& program, std::string_view problem, const std::function<bool()>& go_on) {
  TRY(std::string out, run_apart({program, "site", "-", "--json", "--with-parent"}, problem, go_on));
  boost::system::error_code fault;
  const boost::json::value said = boost::json::parse(out, fault);
  const auto* object = fault ? nullptr : said.if_object();
  if (!object) return cannot_run("the solver said: " + out.substr(0, 200));
  const auto* error = object->if_contains("error");
  if (!error) return out;
  const auto& told = error->as_object();
  return refuse(Code::conflict, std::string_view(told.at("reason").as_string()), std::string(told.at("message").as_string()));
}

void end_with_parent() { prctl(PR_SET_PDEATHSIG, SIGKILL); }

}  // namespace niangjia::siting
