#include "sheet/zip_package.h"

#include <fmt/format.h>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::uint64_t ratio_free_bytes = 8ull << 20;  // small parts may compress as well as they like
constexpr zip_flags_t any_case = ZIP_FL_NOCASE;         // some producers write "xl/SharedStrings.xml"

bool is_bomb(std::uint64_t inflated, std::uint64_t deflated, const ReadLimits& limits) {
  if (inflated > limits.max_part_bytes) return true;
  return inflated > ratio_free_bytes && inflated / limits.max_ratio > deflated;
}

}  // namespace

Part::Part(zip_file_t* file, std::uint64_t deflated_bytes, const ReadLimits& limits)
    : file_(file), deflated_bytes_(deflated_bytes), limits_(limits) {}

Result<std::size_t> Part::read(char* buffer, std::size_t size) {
  zip_int64_t count = zip_fread(file_.get(), buffer, size);
  if (count < 0) return refuse_damaged(zip_file_strerror(file_.get()));
  inflated_bytes_ += static_cast<std::uint64_t>(count);
  if (is_bomb(inflated_bytes_, deflated_bytes_, limits_)) {
    return refuse_bomb(fmt::format("{} bytes inflated from {}", inflated_bytes_, deflated_bytes_));
  }
  return static_cast<std::size_t>(count);
}

Result<ZipPackage> ZipPackage::open(const std::string& path, const ReadLimits& limits) {
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, &error);
  if (zip == nullptr) return refuse_damaged(fmt::format("zip_open error {}", error));
  return ZipPackage(zip, limits);
}

bool ZipPackage::has(const std::string& name) const {
  return zip_name_locate(zip_.get(), name.c_str(), any_case) >= 0;
}

Result<zip_stat_t> ZipPackage::look_up(const std::string& name) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(zip_.get(), name.c_str(), any_case, &stat) != 0) return refuse_damaged("no part " + name);
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
    return refuse_encrypted();
  }
  if (is_bomb(stat.size, stat.comp_size, limits_)) {
    return refuse_bomb(fmt::format("{} declares {} bytes from {}", name, stat.size, stat.comp_size));
  }
  return stat;
}

Result<void> ZipPackage::check(const std::string& name) const {
  CHECK_OK(look_up(name));
  return {};
}

Result<Part> ZipPackage::part(const std::string& name) const {
  TRY(zip_stat_t stat, look_up(name));
  zip_file_t* file = zip_fopen_index(zip_.get(), stat.index, 0);
  if (file == nullptr) return refuse_damaged(zip_strerror(zip_.get()));
  return Part(file, stat.comp_size, limits_);
}

}  // namespace niangjia::sheet
