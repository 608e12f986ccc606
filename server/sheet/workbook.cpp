// Recognises a file by its content and opens the reader for it.

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "sheet/csv_book.h"
#include "sheet/file_problems.h"
#include "sheet/shared_strings.h"
#include "sheet/sheet.h"
#include "sheet/xlsx_book.h"

namespace niangjia::sheet {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr Signature signatures[] = {{"%PDF"sv, "PDF 文档"},
                                    {"\x89PNG"sv, "图片"},
                                    {"\xFF\xD8\xFF"sv, "图片"},
                                    {"GIF8"sv, "图片"},
                                    {"Rar!"sv, "压缩包"},
                                    {"7z\xBC\xAF"sv, "压缩包"},
                                    {"\x1F\x8B"sv, "压缩包"},
                                    {"{\\rtf"sv, "RTF 文档"},
                                    {"<?xml"sv, "XML 文件"},
                                    {"<html"sv, "网页，不是真正的表格"},
                                    {"<!doc"sv, "网页，不是真正的表格"},
                                    {"<table"sv, "网页，不是真正的表格"},
                                    {"<meta"sv, "网页，不是真正的表格"}};

std::string lower_start(std::string_view head) {
  std::size_t begin = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < head.size() && std::strchr(" \t\r\n", head[begin]) != nullptr && head[begin] != '\0')
    ++begin;
  std::string start(head.substr(begin, 8));
  for (char& c : start) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return start;
}

const Signature* find_signature(std::string_view head) {
  std::string folded = lower_start(head);
  for (const Signature& one : signatures) {
    if (head.starts_with(one.bytes) || folded.starts_with(one.bytes)) return &one;
  }
  return nullptr;
}

// An encrypted .xlsx is a compound file with a stream of this name; an old .xls is a compound file without.
Result<bool> holds_encrypted_package(std::FILE* file) {
  std::string mark;
  for (char c : "EncryptedPackage"sv) mark += {c, '\0'};
  std::string window;
  std::string chunk(64 << 10, '\0');
  std::rewind(file);
  while (std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file)) {
    window.append(chunk, 0, count);
    if (window.find(mark) != std::string::npos) return true;
    window.erase(0, window.size() - std::min(window.size(), mark.size()));
  }
  if (std::ferror(file)) return refuse_damaged("read");
  return false;
}

Result<void> refuse_compound_file(std::FILE* file) {
  TRY(bool is_encrypted, holds_encrypted_package(file));
  if (is_encrypted) return refuse_encrypted();
  return refuse(
      Code::invalid, "file.old_xls",
      "这是旧格式（.xls）的文件。请用 Excel 或 WPS 打开，选择“另存为”，类型选“Excel 工作簿（*.xlsx）”，"
      "再上传新文件。");
}

Result<void> check_file(const std::string& path, const ReadLimits& limits) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    return refuse(Code::not_found, "file.missing", "找不到文件。请检查文件名和所在文件夹。");
  }
  if (S_ISDIR(status.st_mode)) return refuse_not_a_workbook("文件夹");
  if (!S_ISREG(status.st_mode)) return refuse_not_a_workbook("");
  if (status.st_size == 0) {
    return refuse(Code::invalid, "file.empty", "文件是空的（0 字节）。请检查是否保存成功，再重新上传。");
  }
  if (static_cast<std::uint64_t>(status.st_size) > limits.max_file_bytes) {
    return refuse(Code::too_large, "file.too_large",
                  fmt::format("文件超过 {} MB。请分成几个文件上传。", limits.max_file_bytes >> 20));
  }
  return {};
}

}  // namespace

const Cell& Row::at(std::size_t column) const {
  static const Cell empty;
  return column < cells.size() ? cells[column] : empty;
}

Result<std::unique_ptr<Workbook>> Workbook::open(const std::string& path, const ReadLimits& limits) {
  CHECK_OK(check_file(path, limits));
  FileHandle file(std::fopen(path.c_str(), "rb"));
  if (!file) return refuse(Code::forbidden, "file.unreadable", "没有权限读取这个文件。请检查文件的权限。");
  char head[512];
  std::string_view start(head, std::fread(head, 1, sizeof head, file.get()));
  if (start.starts_with("PK\x03\x04"sv)) return XlsxBook::open(path, limits);
  if (start.starts_with("\xD0\xCF\x11\xE0"sv)) CHECK_OK(refuse_compound_file(file.get()));
  if (start.starts_with("PK\x05\x06"sv)) return refuse_not_a_workbook("空的压缩包");
  const Signature* signature = find_signature(start);
  if (signature != nullptr) return refuse_not_a_workbook(signature->what);
  return CsvBook::open(path, limits);
}

}  // namespace niangjia::sheet
