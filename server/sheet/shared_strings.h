#pragma once
// The shared strings of an .xlsx: an arena of blocks with one pointer a string. What passes the bound goes to
// a temporary file without a name, so a workbook of any size is read in the same memory.

#include <cstdint>
#include <cstdio>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/xml_stream.h"

namespace niangjia::sheet {

// Turns _x000D_ and its like (ECMA-376 part 1, 22.9.2.19) from `begin` on into the characters they stand for.
void unescape_controls(std::string& text, std::size_t begin);

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using FileHandle = std::unique_ptr<std::FILE, FileCloser>;

class SharedStrings final : public XmlHandler {
 public:
  enum class Found { absent, view, appended, unreadable };

  explicit SharedStrings(const ReadLimits& limits) : limits_(limits) {}
  Result<void> load(Part& part);
  std::size_t size() const { return resident_.size() + spilled_count_; }
  std::uint64_t resident_bytes() const { return resident_bytes_; }
  std::size_t spilled_count() const { return spilled_count_; }
  // A string in memory comes as `view`; a spilled one is appended to `buffer`.
  Found find(std::size_t index, std::string_view& view, std::string& buffer) const;

 private:
  void start(std::string_view name, const char** attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  void add(std::string_view string);
  void add_resident(std::string_view string);
  void add_spilled(std::string_view string);
  bool open_spill();

  ReadLimits limits_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_free_ = 0;
  char* block_end_ = nullptr;
  std::deque<const char*> resident_;  // each points to a 4-byte length, then the bytes
  std::uint64_t resident_bytes_ = 0;
  FileHandle spill_;        // lengths and bytes
  FileHandle spill_index_;  // 8-byte offsets into spill_
  std::uint64_t spill_end_ = 0;
  std::size_t spilled_count_ = 0;
  std::string current_;
  bool capture_ = false;
  bool phonetic_ = false;
};

}  // namespace niangjia::sheet
