#pragma once
// The zip around an .xlsx. What a part claims to inflate to is judged before inflating; what it does inflate
// to while.

#include <zip.h>

#include <cstdint>
#include <memory>
#include <string>

#include "sheet/sheet.h"

namespace niangjia::sheet {

struct ZipCloser {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct ZipFileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// One part being inflated. Must not outlive its package.
class Part {
 public:
  Part(zip_file_t* file, std::uint64_t deflated_bytes, const ReadLimits& limits);
  // Fills up to `size` bytes; 0 means the end was reached and the checksum was right.
  Result<std::size_t> read(char* buffer, std::size_t size);

 private:
  std::unique_ptr<zip_file_t, ZipFileCloser> file_;
  std::uint64_t deflated_bytes_;
  std::uint64_t inflated_bytes_ = 0;
  ReadLimits limits_;
};

class ZipPackage {
 public:
  static Result<ZipPackage> open(const std::string& path, const ReadLimits& limits);
  bool has(const std::string& name) const;
  Result<void> check(const std::string& name) const;  // the refusals that need no inflating
  Result<Part> part(const std::string& name) const;

 private:
  ZipPackage(zip_t* zip, const ReadLimits& limits) : zip_(zip), limits_(limits) {}
  Result<zip_stat_t> look_up(const std::string& name) const;
  std::unique_ptr<zip_t, ZipCloser> zip_;
  ReadLimits limits_;
};

}  // namespace niangjia::sheet
