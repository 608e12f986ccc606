#pragma once
// The bytes of a fuzzer as a file that the readers can open, without touching a disk.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "sheet/sheet.h"

namespace niangjia::sheet {

class FuzzFile {
 public:
  FuzzFile(const std::uint8_t* data, std::size_t size) : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {
    is_whole_ = fd_ >= 0 && write(fd_, data, size) == static_cast<ssize_t>(size);
  }
  ~FuzzFile() {
    if (fd_ >= 0) close(fd_);
  }
  FuzzFile(const FuzzFile&) = delete;
  FuzzFile& operator=(const FuzzFile&) = delete;
  bool is_whole() const { return is_whole_; }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
  bool is_whole_ = false;
};

// Opens and reads everything; stops the fuzzer when a row breaks a promise of the face.
inline void read_all(const std::string& path) {
  ReadLimits limits;
  limits.max_part_bytes = 8 << 20;
  limits.max_shared_strings_bytes = 256;
  limits.max_blank_rows = 1000;
  auto book = Workbook::open(path, limits);
  if (!book.ok()) return;
  std::size_t sheets = std::min<std::size_t>((*book)->sheets().size(), 4);
  for (std::size_t i = 0; i < sheets; ++i) {
    std::uint32_t last = 0;
    std::size_t bytes = 0;
    auto done = (*book)->read(i, [&](const Row& row) {
      if (row.number <= last || row.cells.empty() || row.cells.size() > limits.max_columns) __builtin_trap();
      last = row.number;
      for (const Cell& cell : row.cells) {
        if (cell.text.empty() != (cell.kind == CellKind::empty)) __builtin_trap();
        for (char c : cell.text) bytes += static_cast<unsigned char>(c);
      }
      return bytes != 1;
    });
    if (!done.ok() && done.problem().message.empty()) __builtin_trap();
    auto merges = (*book)->merges(i);
    if (merges.ok() && merges->size() > 10000) __builtin_trap();
  }
}

}  // namespace niangjia::sheet
