#include "sheet/shared_strings.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t block_bytes = 256 << 10;

FileHandle open_nameless_file() {
  std::error_code error;
  std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  std::string name = (error ? std::string("/tmp") : folder.string()) + "/niangjia-strings-XXXXXX";
  int fd = mkstemp(name.data());
  if (fd < 0) return nullptr;
  unlink(name.c_str());
  FileHandle file(fdopen(fd, "w+b"));
  if (!file) close(fd);
  return file;
}

bool read_at(std::FILE* file, std::uint64_t offset, void* target, std::size_t size) {
  char* out = static_cast<char*>(target);
  while (size > 0) {
    ssize_t count = pread(fileno(file), out, size, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    out += count;
    offset += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

// The code of an escape such as _x000D_ at `at`, or -1. Only controls and the escaped underscore are taken:
// the rest would stand for themselves.
int escaped_code(const std::string& text, std::size_t at) {
  if (at + 7 > text.size() || text.compare(at, 2, "_x") != 0 || text[at + 6] != '_') return -1;
  unsigned code = 0;
  const char* first = text.data() + at + 2;
  auto parsed = std::from_chars(first, first + 4, code, 16);
  if (parsed.ptr != first + 4 || (code >= 0x20 && code != '_')) return -1;
  return static_cast<int>(code);
}

}  // namespace

void unescape_controls(std::string& text, std::size_t begin) {
  std::size_t at = text.find("_x", begin);
  for (; at != std::string::npos; at = text.find("_x", at + 1)) {
    int code = escaped_code(text, at);
    if (code < 0) continue;
    bool is_wanted = code == '\t' || code == '\n' || code == '\r' || code == '_';
    text.replace(at, 7, 1, is_wanted ? static_cast<char>(code) : ' ');
  }
}

Result<void> SharedStrings::load(Part& part) {
  XmlStream stream(*this);
  CHECK_OK(stream.parse(part));
  bool flushed = !spill_ || (std::fflush(spill_.get()) == 0 && std::fflush(spill_index_.get()) == 0);
  if (!flushed) return refuse_disk("flush of spilled strings");
  current_ = std::string();
  return {};
}

void SharedStrings::start(std::string_view name, const char**) {
  if (name == "si") {
    current_.clear();
    phonetic_ = false;
  } else if (name == "t") {
    capture_ = !phonetic_;
  } else if (name == "rPh") {
    phonetic_ = true;
  }
}

void SharedStrings::end(std::string_view name) {
  if (name == "t") {
    capture_ = false;
  } else if (name == "rPh") {
    phonetic_ = false;
  } else if (name == "si") {
    unescape_controls(current_, 0);
    add(current_);
  }
}

void SharedStrings::text(std::string_view piece) {
  if (!capture_) return;
  if (current_.size() + piece.size() > limits_.max_cell_bytes) {
    return refuse_with(refuse(Code::too_large, "file.cell_too_large",
                              "表中有一个单元格的内容过长。请检查是否粘贴了整篇文字，改正后重新上传。"));
  }
  current_.append(piece);
}

void SharedStrings::add(std::string_view string) {
  std::uint64_t cost = string.size() + sizeof(std::uint32_t) + sizeof(const char*);
  if (spill_ || resident_bytes_ + cost > limits_.max_shared_strings_bytes) return add_spilled(string);
  resident_bytes_ += cost;
  add_resident(string);
}

void SharedStrings::add_resident(std::string_view string) {
  auto length = static_cast<std::uint32_t>(string.size());
  std::size_t need = sizeof length + string.size();
  if (block_free_ < need) {
    block_free_ = std::max(block_bytes, need);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_free_));
    block_end_ = blocks_.back().get() + block_free_;
  }
  char* place = block_end_ - block_free_;
  std::memcpy(place, &length, sizeof length);
  std::memcpy(place + sizeof length, string.data(), string.size());
  block_free_ -= need;
  resident_.push_back(place);
}

bool SharedStrings::open_spill() {
  if (spill_) return true;
  spill_ = open_nameless_file();
  spill_index_ = open_nameless_file();
  return spill_ && spill_index_;
}

void SharedStrings::add_spilled(std::string_view string) {
  auto length = static_cast<std::uint32_t>(string.size());
  bool written = open_spill() && std::fwrite(&spill_end_, sizeof spill_end_, 1, spill_index_.get()) == 1 &&
                 std::fwrite(&length, sizeof length, 1, spill_.get()) == 1 &&
                 std::fwrite(string.data(), 1, string.size(), spill_.get()) == string.size();
  if (!written) return refuse_with(refuse_disk("spill of shared strings"));
  spill_end_ += sizeof length + string.size();
  ++spilled_count_;
}

SharedStrings::Found SharedStrings::find(std::size_t index, std::string_view& view,
                                         std::string& buffer) const {
  std::uint32_t length = 0;
  if (index < resident_.size()) {
    std::memcpy(&length, resident_[index], sizeof length);
    view = {resident_[index] + sizeof length, length};
    return Found::view;
  }
  if (index >= size()) return Found::absent;
  std::uint64_t offset = 0;
  std::uint64_t place = (index - resident_.size()) * sizeof offset;
  if (!read_at(spill_index_.get(), place, &offset, sizeof offset)) return Found::unreadable;
  if (!read_at(spill_.get(), offset, &length, sizeof length)) return Found::unreadable;
  std::size_t begin = buffer.size();
  buffer.resize(begin + length);
  if (!read_at(spill_.get(), offset + sizeof length, buffer.data() + begin, length)) return Found::unreadable;
  return Found::appended;
}

}  // namespace niangjia::sheet
