#include "base/key_file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "base/crypto.h"

namespace niangjia {
namespace {

constexpr std::size_t master_length = 32;
constexpr std::size_t largest_file_bytes = 64 * 1024;

class FileHandle {
 public:
  explicit FileHandle(int fd) : fd_(fd) {}
  ~FileHandle() {
    if (fd_ >= 0) close(fd_);
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  bool open() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_;
};

Problem unreadable(const std::string& path, const char* what) {
  Problem problem = refuse(Code::unavailable, "keys.unreadable",
                           "密钥文件 " + path + " " + what + "（" + std::strerror(errno) +
                               "）。请检查文件是否存在、目录权限和磁盘空间，再重新启动。");
  return problem;
}

Problem damaged(const std::string& path, int line, const char* what) {
  return refuse(Code::invalid, "keys.damaged",
                "密钥文件 " + path + " 第 " + std::to_string(line) + " 行" + what +
                    "。请从备份恢复该文件，不要手工修改，否则已加密的证件号将无法解开。");
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool read_hex(const std::string& hex, std::string& out) {
  if (hex.size() != master_length * 2) return false;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    int high = hex_value(hex[i]), low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high << 4 | low);
  }
  return true;
}

bool write_all(int fd, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    ssize_t n = write(fd, text.data() + at, text.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += static_cast<std::size_t>(n);
  }
  return true;
}

bool sync_folder_of(const std::string& path) {
  std::size_t slash = path.rfind('/');
  std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return handle.open() && fsync(handle.get()) == 0;
}

// A half-written key file would lose every sealed cell: written aside, synced, then given its name, which
// never replaces a file another server has just made.
bool put_in_place(const std::string& temporary, const std::string& path) {
  if (renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return true;
  bool made_by_another = errno == EEXIST;
  if (!made_by_another && (errno == EINVAL || errno == ENOSYS) && access(path.c_str(), F_OK) != 0) {
    if (rename(temporary.c_str(), path.c_str()) == 0) return true;
  }
  int kept = errno;
  unlink(temporary.c_str());
  errno = kept;
  return made_by_another;
}

Result<void> make_key_file(const std::string& path) {
  std::string text = "niangjia-keys 1\nactive 1\nkey 1 " + to_hex(random_bytes(master_length)) + "\n";
  std::string temporary = path + ".new-" + to_hex(random_bytes(6));
  {
    FileHandle file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file.open()) return unreadable(path, "无法创建");
    if (!write_all(file.get(), text) || fsync(file.get()) != 0) {
      Problem problem = unreadable(path, "无法写入");
      unlink(temporary.c_str());
      return problem;
    }
  }
  OPENSSL_cleanse(text.data(), text.size());
  if (!put_in_place(temporary, path)) return unreadable(path, "无法创建");
  if (!sync_folder_of(path)) return unreadable(path, "无法存盘");
  return {};
}

Result<std::string> read_whole(const FileHandle& file, const std::string& path) {
  std::string text(largest_file_bytes + 1, '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    ssize_t n = read(file.get(), text.data() + filled, text.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return unreadable(path, "无法读取");
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
  }
  if (filled > largest_file_bytes) return damaged(path, 1, "之后内容过长，不是密钥文件");
  text.resize(filled);
  return text;
}

Result<KeyFile> read_key_file(const FileHandle& file, const std::string& path) {
  struct stat about {};
  if (fstat(file.get(), &about) != 0) return unreadable(path, "无法读取");
  if (!S_ISREG(about.st_mode) || (about.st_mode & 077) != 0) {
    return refuse(Code::forbidden, "keys.readable_by_others",
                  "密钥文件 " + path + " 可以被其他账号读取，系统拒绝使用。请执行 chmod 600 " + path +
                      " 收回权限，并确认密钥没有外泄，再重新启动。");
  }
  Result<std::string> text = read_whole(file, path);
  if (!text) return text.problem();
  Result<KeyFile> keys = parse_key_file(*text, path);
  OPENSSL_cleanse(text->data(), text->size());
  return keys;
}

}  // namespace

Result<KeyFile> parse_key_file(const std::string& text, const std::string& path) {
  KeyFile keys;
  std::istringstream lines(text);
  std::string line;
  int number = 0;
  while (std::getline(lines, line)) {
    ++number;
    if (number == 1) {
      if (line != "niangjia-keys 1") return damaged(path, 1, "不是本系统认识的密钥文件版本");
      continue;
    }
    if (line.empty()) continue;
    std::istringstream words(line);
    std::string word, hex, rest;
    int id = 0;
    words >> word >> id;
    if (!words || id < 1 || id > 255) return damaged(path, number, "的密钥编号不对");
    if (word == "active" && !(words >> rest)) {
      keys.active = id;
      continue;
    }
    std::string master;
    if (word != "key" || !(words >> hex) || (words >> rest) || !read_hex(hex, master)) {
      return damaged(path, number, "的内容不完整");
    }
    if (!keys.masters.emplace(id, std::move(master)).second) return damaged(path, number, "的密钥编号重复");
    if (keys.first == 0) keys.first = id;
  }
  if (keys.masters.find(keys.active) == keys.masters.end())
    return damaged(path, number, "之前没有写明在用的密钥");
  return keys;
}

Result<KeyFile> open_key_file(const std::string& path, bool create) {
  for (int attempt = 0;; ++attempt) {
    FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.open()) return read_key_file(file, path);
    if (errno != ENOENT || !create || attempt > 0) return unreadable(path, "无法打开");
    Result<void> made = make_key_file(path);
    if (!made) return made.problem();
  }
}

}  // namespace niangjia
