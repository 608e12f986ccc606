#pragma once
// Which encoding a text file is in, decided over the whole file, and its text as UTF-8, chunk by chunk.

#include <unicode/ucnv.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "sheet/shared_strings.h"
#include "sheet/sheet.h"

namespace niangjia::sheet {

enum class Encoding { utf8, gb18030, utf16le, utf16be };
std::string encoding_name(Encoding encoding);

// Reads the file once. Refuses what is no text, what is blank, and what is in neither encoding.
Result<Encoding> detect_encoding(std::FILE* file);

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

class TextStream {
 public:
  static Result<TextStream> open(const std::string& path, Encoding encoding);
  // The next piece of UTF-8, without a byte order mark; empty at the end. Valid until the next call.
  Result<std::string_view> next();

 private:
  using Converter = std::unique_ptr<UConverter, ConverterCloser>;
  TextStream(FileHandle file, Converter from, Converter to);
  Result<std::string_view> convert(std::size_t count, bool at_end);
  FileHandle file_;
  Converter from_, to_;  // none for UTF-8
  std::string raw_, decoded_;
  std::uint64_t line_ = 1;  // for the refusal
  bool at_start_ = true;
  bool at_end_ = false;
};

}  // namespace niangjia::sheet
