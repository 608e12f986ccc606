#include "sheet/csv_encoding.h"

#include <cstring>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t chunk_bytes = 64 << 10;

// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF.
class Utf8Check {
 public:
  void take(unsigned char c) {
    if (need_ > 0) return follow(c);
    if (c < 0x80) return;
    low_ = 0x80;
    high_ = 0xBF;
    if (c >= 0xC2 && c <= 0xDF) {
      need_ = 1;
    } else if (c >= 0xE0 && c <= 0xEF) {
      need_ = 2;
      if (c == 0xE0) low_ = 0xA0;
      if (c == 0xED) high_ = 0x9F;
    } else if (c >= 0xF0 && c <= 0xF4) {
      need_ = 3;
      if (c == 0xF0) low_ = 0x90;
      if (c == 0xF4) high_ = 0x8F;
    } else {
      ++bad;
    }
  }
  bool is_inside() const { return need_ > 0; }
  std::uint64_t bad = 0;
  std::uint64_t good = 0;  // characters of more than one byte

 private:
  void follow(unsigned char c) {
    if (c < low_ || c > high_) {
      need_ = 0;
      ++bad;
      return;
    }
    low_ = 0x80;
    high_ = 0xBF;
    if (--need_ == 0) ++good;
  }
  int need_ = 0;
  unsigned char low_ = 0x80, high_ = 0xBF;
};

// The byte patterns of GB 18030: one, two or four bytes.
class Gb18030Check {
 public:
  void take(unsigned char c) {
    switch (place_) {
      case 0:
        if (c == 0x80 || c == 0xFF) return fail();
        place_ = c < 0x80 ? 0 : 1;
        return;
      case 1:
        if (c >= 0x30 && c <= 0x39) {
          place_ = 2;
        } else if (c >= 0x40 && c <= 0xFE && c != 0x7F) {
          place_ = 0;
        } else {
          fail();
        }
        return;
      case 2:
        if (c < 0x81 || c > 0xFE) return fail();
        place_ = 3;
        return;
      default:
        if (c < 0x30 || c > 0x39) return fail();
        place_ = 0;
    }
  }
  bool is_inside() const { return place_ > 0; }
  bool is_bad = false;

 private:
  void fail() {
    is_bad = true;
    place_ = 0;
  }
  int place_ = 0;
};

struct Scan {
  Utf8Check utf8;
  Gb18030Check gb;
  std::uint64_t total = 0, controls = 0, blanks = 0, nuls = 0, line = 1;
  std::uint64_t first_bad_utf8_line = 0, first_bad_gb_line = 0;

  void take(unsigned char c) {
    ++total;
    if (c == '\n') ++line;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') ++blanks;
    if (c == 0) ++nuls;
    if (c < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != 0x1A) ++controls;
    utf8.take(c);
    gb.take(c);
    if (utf8.bad > 0 && first_bad_utf8_line == 0) first_bad_utf8_line = line;
    if (gb.is_bad && first_bad_gb_line == 0) first_bad_gb_line = line;
  }
};

Problem refuse_blank() {
  return refuse(Code::invalid, "file.empty", "文件里没有任何内容。请检查是否保存成功，再重新上传。");
}

Result<Encoding> judge(const Scan& scan, bool has_bom) {
  if (scan.nuls > 0 || scan.controls * 50 > scan.total) return refuse_not_a_workbook("");
  if (scan.blanks == scan.total) return refuse_blank();
  // A file cut in the middle of its last character is still what the rest of it says.
  bool is_utf8 = scan.utf8.bad == 0 && (!scan.utf8.is_inside() || scan.utf8.good > 0);
  if (is_utf8) return Encoding::utf8;
  // Chinese in GB 18030 hardly ever looks like UTF-8, so mostly right UTF-8 is damaged UTF-8 and would turn
  // to nonsense.
  bool is_damaged_utf8 = has_bom || scan.utf8.good > 20 * (scan.utf8.bad + 1);
  if (is_damaged_utf8) return refuse_unknown_encoding(scan.first_bad_utf8_line);
  if (!scan.gb.is_bad) return Encoding::gb18030;
  return refuse_unknown_encoding(scan.first_bad_gb_line);
}

UConverter* open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name, &status);
  return U_SUCCESS(status) ? converter : nullptr;
}

void skip_mark(std::string_view& text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
}

}  // namespace

std::string encoding_name(Encoding encoding) {
  if (encoding == Encoding::gb18030) return "GB18030";
  return encoding == Encoding::utf8 ? "UTF-8" : "UTF-16";
}

Result<Encoding> detect_encoding(std::FILE* file) {
  std::rewind(file);
  std::string chunk(chunk_bytes, '\0');
  Scan scan;
  bool has_bom = false;
  while (std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file)) {
    std::string_view text(chunk.data(), count);
    if (scan.total == 0) {
      if (text.starts_with("\xFF\xFE"))
        return count > 2 ? Result<Encoding>(Encoding::utf16le) : refuse_blank();
      if (text.starts_with("\xFE\xFF"))
        return count > 2 ? Result<Encoding>(Encoding::utf16be) : refuse_blank();
      has_bom = text.starts_with("\xEF\xBB\xBF");
      skip_mark(text);
    }
    for (char c : text) scan.take(static_cast<unsigned char>(c));
    // Enough has been seen when the start is plainly no text.
    if (scan.nuls > 0) break;
  }
  if (std::ferror(file)) return refuse_damaged("read");
  return judge(scan, has_bom);
}

TextStream::TextStream(FileHandle file, Converter from, Converter to)
    : file_(std::move(file)), from_(std::move(from)), to_(std::move(to)), raw_(chunk_bytes, '\0') {}

Result<TextStream> TextStream::open(const std::string& path, Encoding encoding) {
  FileHandle file(std::fopen(path.c_str(), "rb"));
  if (!file) return refuse(Code::not_found, "file.missing", "找不到文件。请重新上传。");
  if (encoding == Encoding::utf8) return TextStream(std::move(file), nullptr, nullptr);
  const char* name = encoding == Encoding::gb18030   ? "gb18030"
                     : encoding == Encoding::utf16le ? "UTF-16LE"
                                                     : "UTF-16BE";
  Converter from(open_converter(name)), to(open_converter("UTF-8"));
  if (!from || !to) return bug("ICU has no converter");
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return TextStream(std::move(file), std::move(from), std::move(to));
}

Result<std::string_view> TextStream::next() {
  if (at_end_) return std::string_view();
  std::size_t count = std::fread(raw_.data(), 1, raw_.size(), file_.get());
  if (std::ferror(file_.get())) return refuse_damaged("read");
  at_end_ = count == 0;
  std::string_view text(raw_.data(), count);
  if (from_) {
    TRY(text, convert(count, at_end_));
  }
  if (at_start_) skip_mark(text);
  at_start_ = false;
  // A piece can be nothing but a mark or the head of a character; only the end may be empty.
  if (text.empty() && !at_end_) return next();
  return text;
}

Result<std::string_view> TextStream::convert(std::size_t count, bool at_end) {
  // UTF-8 takes at most three bytes for two of GB 18030 or UTF-16, plus what the converter held back.
  decoded_.resize(count * 3 + 64);
  UChar pivot[1024];
  UChar* pivot_source = pivot;
  UChar* pivot_target = pivot;
  char* target = decoded_.data();
  const char* source = raw_.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_convertEx(to_.get(), from_.get(), &target, decoded_.data() + decoded_.size(), &source,
                 raw_.data() + count, pivot, &pivot_source, &pivot_target, pivot + 1024, false, at_end,
                 &status);
  // A character cut off by the end of the file is dropped, as is done with UTF-8.
  bool is_cut_end = at_end && status == U_TRUNCATED_CHAR_FOUND;
  if (U_FAILURE(status) && !is_cut_end) {
    Problem problem = refuse_unknown_encoding(line_);
    problem.inside.text = u_errorName(status);
    return problem;
  }
  std::string_view text(decoded_.data(), static_cast<std::size_t>(target - decoded_.data()));
  for (char c : text) line_ += c == '\n';
  return text;
}

}  // namespace niangjia::sheet
