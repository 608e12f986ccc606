#include "http/file_handle.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace niangjia::http {

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  remove();
  handle_ = std::move(other.handle_);
  path_ = std::exchange(other.path_, {});
  return *this;
}

TemporaryFile::~TemporaryFile() { remove(); }

void TemporaryFile::remove() {
  if (!path_.empty()) ::unlink(path_.c_str());
  handle_ = FileHandle();
}

bool TemporaryFile::open(const std::string& folder) {
  std::string path = folder + "/niangjia-upload-XXXXXX";
  handle_ = FileHandle(::mkostemp(path.data(), O_CLOEXEC));
  if (handle_) path_ = std::move(path);
  return is_open();
}

bool TemporaryFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t n = ::write(handle_.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace niangjia::http
