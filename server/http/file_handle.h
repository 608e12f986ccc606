#pragma once
// A file descriptor, and a temporary file for an upload; both closed and removed by their own end.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace niangjia::http {

class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();
  int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// Made with mode 0600. Its path is unlinked at the end; a handler that wants to keep the file renames it
// away.
class TemporaryFile {
 public:
  TemporaryFile() = default;
  TemporaryFile(TemporaryFile&& other) noexcept
      : handle_(std::move(other.handle_)), path_(std::exchange(other.path_, {})) {}
  TemporaryFile& operator=(TemporaryFile&& other) noexcept;
  ~TemporaryFile();
  bool open(const std::string& folder);      // false: the folder cannot be written
  bool write(std::string_view bytes) const;  // false: the disk is full
  bool is_open() const { return static_cast<bool>(handle_); }
  const std::string& path() const { return path_; }

 private:
  void remove();
  FileHandle handle_;
  std::string path_;
};

}  // namespace niangjia::http
