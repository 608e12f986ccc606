#pragma once
// Spreadsheets as streams: .xlsx (ECMA-376) and .csv (UTF-8 with or without BOM, GB18030), any size in bounded memory.
// Reading pushes rows to a callback; writing takes rows in order. Knows nothing of unions.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace niangjia::sheet {

enum class CellKind { empty, text, number, date, boolean, error };

// One cell as the file holds it. `text` views into the reader's row buffer: valid during the callback only.
struct Cell {
  CellKind kind = CellKind::empty;
  std::string_view text;   // text: the string. number and date: the literal of <v>, untouched ("44495", "1.1E+17").
                           // boolean: "1"/"0". error: "#REF!". A formula gives its cached value with that value's kind.
  bool is_formula = false;
};

struct Row {
  std::uint32_t number = 0;  // 1-based, as the spreadsheet shows it
  std::vector<Cell> cells;   // index = column; shorter rows end early
  const Cell& at(std::size_t column) const;  // an empty cell beyond the end
};

struct Merge {  // a merged range, 1-based rows, 0-based columns, inclusive
  std::uint32_t first_row, last_row, first_column, last_column;
};

struct SheetInfo {
  std::string name;
  bool hidden = false;
};

// Bounds. What passes them is refused with a sentence, never cut in silence.
struct ReadLimits {
  std::uint64_t max_file_bytes = 512ull << 20;
  std::uint64_t max_part_bytes = 4ull << 30;   // one inflated part
  std::uint32_t max_ratio = 200;               // inflated : deflated, for parts over 8 MiB
  std::uint32_t max_columns = 256;
  std::uint32_t max_rows = 1048576;            // of one sheet (CSV: 50,000,000)
  std::uint32_t max_cell_bytes = 64 << 10;
  std::uint32_t max_blank_rows = 20000;        // blank rows on end after which a sheet is taken to be over
  std::uint64_t max_shared_strings_bytes = 64ull << 20;  // beyond it strings are spilled to a temporary file
};

// An open workbook or CSV. One thread at a time; a sheet may be read more than once.
class Workbook {
 public:
  // Recognises the format by content, not by name. Refuses, with the sentence a cadre needs: an empty file, .xls (say how
  // to save as .xlsx), an encrypted workbook (remove the password), a file that is no workbook, a zip bomb, a damaged zip.
  static Result<std::unique_ptr<Workbook>> open(const std::string& path, const ReadLimits& limits = {});
  virtual ~Workbook() = default;
  virtual const std::vector<SheetInfo>& sheets() const = 0;
  virtual bool epoch_1904() const = 0;
  virtual bool is_csv() const = 0;
  virtual std::string encoding() const = 0;  // "xlsx", "UTF-8", "GB18030"
  // Calls `on_row` for each row that has at least one cell, in order, until it returns false. Blank rows are not called.
  virtual Result<void> read(std::size_t sheet, const std::function<bool(const Row&)>& on_row) = 0;
  // Merged ranges of a sheet (a second, cheap pass over its tail; at most 10,000 are kept).
  virtual Result<std::vector<Merge>> merges(std::size_t sheet) = 0;
};

// Writing. Text that begins with = + - @ is always stored as text, never as a formula.
enum class Style { plain, title, header, text, integer, money, date, percent, error_mark, warn_mark, total, note, link };
struct OutCell {
  enum class Kind { empty, text, number, formula } kind = Kind::empty;
  std::string text;       // text, or the formula with its leading '='
  double number = 0;      // number, or the formula's cached value
  Style style = Style::plain;
  std::string link;       // optional URL
};

struct SheetOptions {
  std::string name;
  std::vector<double> column_widths;   // in characters
  std::uint32_t freeze_rows = 0;
  bool landscape_one_page_wide = true;  // A4
  std::vector<Merge> merges;            // must lie in rows not yet written when the sheet is begun
};

// Who took a file out, when, and under which number: printed at the head and foot of every page of every sheet, so that a
// page found somewhere leads back to the taking. Empty: a file that nobody takes out (tests, the demo's files).
struct Watermark {
  std::string taken;   // 导出人：王干事（wang）　导出时间：2026-11-24 19:13（北京时间）
  std::string number;  // 编号：jrn_0c3x9z5t7k8qw
  bool is_empty() const { return taken.empty() && number.empty(); }
};

class WorkbookWriter {  // .xlsx, constant memory; written to `path` when finish() is called, removed if it never is
 public:
  static Result<std::unique_ptr<WorkbookWriter>> create(const std::string& path, const Watermark& watermark = {});
  virtual ~WorkbookWriter() = default;
  virtual void begin_sheet(const SheetOptions& options) = 0;
  virtual void add_row(const std::vector<OutCell>& cells) = 0;
  virtual Result<void> finish() = 0;
};

class CsvWriter {  // UTF-8 with BOM and CRLF, so that a spreadsheet opens it rightly
 public:
  static Result<std::unique_ptr<CsvWriter>> create(const std::string& path);
  virtual ~CsvWriter() = default;
  virtual void add_row(const std::vector<std::string>& cells) = 0;
  virtual Result<void> finish() = 0;
};

// Returns a workbook to its sender with two more columns (是否导入成功, 错误原因) and marked cells.
// All sheets, values, merges of the first rows, widths and order are kept.
struct RowMark {
  std::string outcome;                 // 是 / 否 / 合并 / 待处理 / 跳过
  std::string reason;                  // may be empty
  bool is_error = false;               // false: a warning
  std::vector<std::uint32_t> columns;  // cells to colour
  bool is_last = false;                // nothing is said of any row after this one; heeded when only marked rows are copied
};
enum class CopiedRows {
  all,
  marked,  // of what lies below the header only rows that are marked, close together, each with its number in the file
};
struct HeaderPlace {
  std::size_t sheet = 0;
  std::uint32_t row = 0;    // the last header row; the two column titles go there
  std::uint32_t width = 0;  // cells of the widest row; 0: not known, the sheet is read once more to find it
};
// Asked for every row in order; false: nothing to say of this row. The view of the row holds during the call.
using MarkRow = std::function<Result<bool>(std::size_t sheet, const Row& row, RowMark& mark)>;
// Streams: memory does not grow with the number of rows. The watermark also stands in a row of its own below the last one,
// beside what a reader of the table looks at, so that the file can be handed in again as it is.
Result<void> write_marked_copy(const std::string& source_path, const std::string& target_path,
                               const std::vector<HeaderPlace>& headers, const MarkRow& mark_row,
                               const Watermark& watermark = {}, const ReadLimits& limits = {}, CopiedRows copied = CopiedRows::all);

}  // namespace niangjia::sheet
