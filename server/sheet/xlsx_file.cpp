#include "sheet/xlsx_file.h"

#include <fcntl.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t max_cell_units = 32767;  // of a spreadsheet's cell
constexpr std::string_view cut_note = "……（内容过长，此处已截断）";
constexpr std::size_t max_name_units = 31;

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, length);
}

bool is_plain(std::string_view text) {
  if (text.size() > max_cell_units) return false;
  for (char c : text) {
    if (c < 0x20 || c == 0x7F) return false;  // also every byte of a longer character
  }
  return true;
}

bool is_xml_character(UChar32 c) {
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

// The longest start of `text` that has at most `units` UTF-16 units.
std::string cut_to_units(const std::string& text, std::size_t units) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), next, text.size(), c);
    used += U16_LENGTH(c);
    if (used > units) break;
    at = next;
  }
  return text.substr(0, at);
}

bool flush_to_disk(const std::string& path) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool flushed = fsync(fd) == 0;
  close(fd);
  return flushed;
}

}  // namespace

std::string clean_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string clean;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    std::size_t here = at;
    U8_NEXT(text.data(), at, text.size(), c);
    if (c == '\r' && text.substr(here + 1).starts_with('\n')) continue;
    if (c == '\r') c = '\n';
    if (c < 0) c = 0xFFFD;
    if (!is_xml_character(c)) continue;
    units += U16_LENGTH(c);
    if (units > max_cell_units) return cut_to_units(clean, max_cell_units - 32) + std::string(cut_note);
    append(clean, c);
  }
  return clean;
}

void XlsxFile::WorkbookFree::operator()(lxw_workbook* book) const { lxw_workbook_free(book); }

XlsxFile::XlsxFile(std::string path, std::string temporary_path, lxw_workbook* book, const Watermark& watermark)
    : path_(std::move(path)), temporary_path_(std::move(temporary_path)), book_(book), watermark_(watermark) {}

XlsxFile::~XlsxFile() {
  if (book_) {
    std::vector<FileHandle> scratch = take_scratch_files(false);
    book_.reset();
  }
  if (!temporary_path_.empty()) unlink(temporary_path_.c_str());
}

std::vector<FileHandle> XlsxFile::take_scratch_files(bool is_closing) const {
  std::vector<FileHandle> files;
  for (const lxw_worksheet* sheet : sheets_) {
    bool has_rows = sheet->dim_rowmin != LXW_ROW_MAX;
    if (sheet->optimize_tmpfile != nullptr && !(is_closing && has_rows))
      files.emplace_back(sheet->optimize_tmpfile);
  }
  return files;
}

Result<std::unique_ptr<XlsxFile>> XlsxFile::create(const std::string& path, const Watermark& watermark) {
  std::string temporary = path + ".XXXXXX";
  int fd = mkstemp(temporary.data());  // also tells early that the folder can be written
  if (fd < 0) return refuse_disk("create " + path);
  close(fd);
  std::error_code error;
  std::string scratch = std::filesystem::temp_directory_path(error).string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_TRUE;
  options.tmpdir = scratch.data();
  lxw_workbook* book = workbook_new_opt(temporary.c_str(), &options);
  if (book == nullptr) {
    unlink(temporary.c_str());
    return refuse_disk("workbook_new_opt");
  }
  return std::unique_ptr<XlsxFile>(new XlsxFile(path, temporary, book, watermark));
}

std::string XlsxFile::unique_name(std::string_view wanted) {
  std::string name = clean_text(wanted);
  for (char& c : name) {
    if (std::string_view("[]:*?/\\\n\t'").find(c) != std::string_view::npos) c = '_';
  }
  if (name.empty()) name = "Sheet";
  std::string unique = cut_to_units(name, max_name_units);
  for (int i = 2; !names_.insert(lower(unique)).second; ++i) {
    std::string tail = "(" + std::to_string(i) + ")";
    unique = cut_to_units(name, max_name_units - tail.size()) + tail;
  }
  return unique;
}

lxw_worksheet* XlsxFile::add_sheet(std::string_view name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_.get(), unique_name(name).c_str());
  // Names that differ only by case outside ASCII are refused by the library: number them instead.
  if (sheet == nullptr) sheet = workbook_add_worksheet(book_.get(), nullptr);
  if (sheet == nullptr) note(LXW_ERROR_MEMORY_MALLOC_FAILED);
  if (sheet != nullptr) sheets_.push_back(sheet);
  if (sheet != nullptr && !watermark_.is_empty()) print_watermark(sheet);
  return sheet;
}

// ECMA-376 18.3.1.46: & begins a code there, and the size of a font must not run into the digits of a text.
void XlsxFile::print_watermark(lxw_worksheet* sheet) {
  constexpr std::size_t most_units = 200;  // of the 255 a header may have
  auto plain = [](std::string_view text) {
    std::string out;
    for (char c : cut_to_units(clean_text(text), most_units)) out += c == '&' ? std::string("&&") : std::string(1, c);
    return out;
  };
  note(worksheet_set_header(sheet, ("&L&9 " + plain(watermark_.taken)).c_str()));
  note(worksheet_set_footer(sheet, ("&L&9 " + plain(watermark_.number) + "&C&9 第 &P 页，共 &N 页&R&9 内部资料，请勿外传").c_str()));
}

lxw_format* XlsxFile::add_format() {
  lxw_format* format = workbook_add_format(book_.get());
  if (format == nullptr) throw std::bad_alloc();
  format_set_font_name(format, "宋体");
  format_set_font_size(format, 11);
  return format;
}

// worksheet_merge_range() writes blanks into every row of the range, and in constant memory that closes the
// rows before they are filled. The list behind it is written after the rows, so the range is put there and
// nothing else is touched.
void XlsxFile::merge(lxw_worksheet* sheet, const Merge& merge) {
  bool is_one_cell = merge.first_row == merge.last_row && merge.first_column == merge.last_column;
  bool is_inside = merge.first_row > 0 && merge.first_row <= merge.last_row &&
                   merge.first_column <= merge.last_column && merge.last_row <= LXW_ROW_MAX &&
                   merge.last_column < LXW_COL_MAX;
  if (is_one_cell || !is_inside || sheet->merged_range_count == UINT16_MAX) return;
  lxw_row_t first = merge.first_row - 1, last = merge.last_row - 1;
  lxw_merged_range* range = nullptr;
  STAILQ_FOREACH(range, sheet->merged_ranges, list_pointers) {
    // Overlapping ranges make a spreadsheet report a damaged file.
    bool is_apart = range->last_row < first || range->first_row > last ||
                    range->last_col < merge.first_column || range->first_col > merge.last_column;
    if (!is_apart) return;
  }
  range = static_cast<lxw_merged_range*>(std::calloc(1, sizeof(lxw_merged_range)));  // freed by the library
  if (range == nullptr) throw std::bad_alloc();
  range->first_row = first;
  range->last_row = last;
  range->first_col = static_cast<lxw_col_t>(merge.first_column);
  range->last_col = static_cast<lxw_col_t>(merge.last_column);
  STAILQ_INSERT_TAIL(sheet->merged_ranges, range, list_pointers);
  ++sheet->merged_range_count;
}

void XlsxFile::note(lxw_error error) {
  if (error != LXW_NO_ERROR) note(refuse_disk(lxw_strerror(error)));
}

void XlsxFile::note(Problem problem) {
  if (!problem_) problem_ = std::move(problem);
}

Result<void> XlsxFile::finish() {
  if (!book_) return bug("finish() twice");
  if (names_.empty()) add_sheet("Sheet1");
  if (problem_) return *problem_;
  std::vector<FileHandle> scratch = take_scratch_files(true);
  note(workbook_close(book_.release()));  // frees it as well
  if (problem_) return *problem_;
  if (!flush_to_disk(temporary_path_)) return refuse_disk("fsync");
  if (std::rename(temporary_path_.c_str(), path_.c_str()) != 0) return refuse_disk("rename to " + path_);
  temporary_path_.clear();
  return {};
}

}  // namespace niangjia::sheet
