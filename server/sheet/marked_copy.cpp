// The workbook that goes back to its sender: what was handed in, what became of each row, and where the
// faults are.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "sheet/file_problems.h"
#include "sheet/sheet.h"
#include "sheet/xlsx_book.h"
#include "sheet/xlsx_file.h"

namespace niangjia::sheet {
namespace {

enum class Face { general, text, day, moment, time, header };  // how a copied cell is shown
enum class Tint { none, warning, error };
constexpr std::size_t face_count = 6, tint_count = 3;
constexpr lxw_color_t tints[tint_count] = {0, 0xFFEB9C, 0xFFC7CE};
constexpr const char* number_formats[face_count] = {"General",          "@",        "yyyy-mm-dd",
                                                    "yyyy-mm-dd hh:mm", "hh:mm:ss", "@"};
constexpr double days_to_1904 = 1462;
constexpr double width_padding = 0.7109375;  // characters, of a column at the default font
constexpr double last_day = 2958466;         // 9999-12-31 and a day

bool parse_double(std::string_view text, double& value) {
  auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && std::isfinite(value);
}

// A spreadsheet keeps 15 digits; a longer literal is copied as text, so that nothing of it is lost.
bool has_too_many_digits(std::string_view literal) {
  return literal.size() > 15 && literal.find_first_not_of("-0123456789") == std::string_view::npos;
}

class MarkedCopy {
 public:
  MarkedCopy(Workbook& source, XlsxFile& target, const std::vector<HeaderPlace>& headers,
             const MarkRow& mark_row, const Watermark& watermark, CopiedRows copied)
      : source_(source), target_(target), mark_row_(mark_row), watermark_(watermark), copied_(copied) {
    for (const HeaderPlace& place : headers) headers_[place.sheet] = place;
    epoch_shift_ = source.epoch_1904() ? days_to_1904 : 0;
  }

  Result<void> copy() {
    for (std::size_t i = 0; i < source_.sheets().size(); ++i) CHECK_OK(copy_sheet(i));
    return {};
  }

 private:
  Result<void> copy_sheet(std::size_t index) {
    lxw_worksheet* sheet = target_.add_sheet(source_.sheets()[index].name);
    if (sheet == nullptr) return refuse_disk("add_sheet");
    sheet_ = sheet;
    row_ = 0;
    is_over_ = false;
    auto header = headers_.find(index);
    header_row_ = header == headers_.end() ? 0 : header->second.row;
    if (header_row_ > 0) CHECK_OK(measure(index, header->second.width));
    CHECK_OK(set_layout(index));
    Result<void> copied;
    CHECK_OK(source_.read(index, [&](const Row& row) {
      copied = copy_row(index, row);
      return copied.ok() && !target_.has_failed() && !is_over_;
    }));
    if (copied.ok()) sign();
    return copied;
  }

  // A line of one cell below the table: a reader takes it for a footer and passes over it.
  void sign() {
    if (header_row_ == 0 || watermark_.is_empty() || row_ + 2 >= LXW_ROW_MAX) return;
    row_ += 2;
    write_text(outcome_column_, watermark_.taken + "　" + watermark_.number, Face::general, Tint::none);
  }

  // Rows can be wider than their header: the new columns stand behind all of them, so that no value is
  // written over.
  Result<void> measure(std::size_t index, std::uint32_t known_width) {
    outcome_column_ = static_cast<lxw_col_t>(known_width);
    if (known_width == 0) {
      CHECK_OK(source_.read(index, [&](const Row& row) {
        outcome_column_ = std::max(outcome_column_, static_cast<lxw_col_t>(row.cells.size()));
        return true;
      }));
    }
    TRY(auto merges, source_.merges(index));
    for (const Merge& merge : merges) {
      bool is_of_header = merge.first_row <= header_row_ && merge.last_column < 1024;
      auto end = static_cast<lxw_col_t>(merge.last_column + 1);
      if (is_of_header) outcome_column_ = std::max(outcome_column_, end);
    }
    return {};
  }

  Result<void> set_layout(std::size_t index) {
    show_or_hide(index);
    if (auto* book = dynamic_cast<XlsxBook*>(&source_)) {
      TRY(auto widths, book->widths(index));
      for (const ColumnWidth& one : widths) {
        lxw_row_col_options options{};
        options.hidden = one.hidden;
        // The file holds the width with its padding, which the library adds again.
        double width = one.width > 2 * width_padding ? one.width - width_padding : LXW_DEF_COL_WIDTH;
        worksheet_set_column_opt(sheet_, static_cast<lxw_col_t>(one.first_column),
                                 static_cast<lxw_col_t>(one.last_column), width, nullptr, &options);
      }
    }
    TRY(auto merges, source_.merges(index));
    for (const Merge& merge : merges) XlsxFile::merge(sheet_, merge);
    if (header_row_ == 0) return {};
    worksheet_set_column(sheet_, outcome_column_, outcome_column_, 14, nullptr);
    worksheet_set_column(sheet_, outcome_column_ + 1, outcome_column_ + 1, 60, nullptr);
    worksheet_freeze_panes(sheet_, header_row_, 0);
    return {};
  }

  // A workbook needs one sheet in sight, and opens at it.
  void show_or_hide(std::size_t index) {
    if (!source_.sheets()[index].hidden) {
      if (!has_visible_) worksheet_activate(sheet_);
      if (!has_visible_) worksheet_set_first_sheet(sheet_);
      has_visible_ = true;
      return;
    }
    for (const SheetInfo& one : source_.sheets()) {
      if (!one.hidden) return worksheet_hide(sheet_);
    }
  }

  Result<void> copy_row(std::size_t index, const Row& row) {
    RowMark mark;
    TRY(bool is_marked, mark_row_(index, row, mark));
    const bool is_gathered = copied_ == CopiedRows::marked && row.number > header_row_;
    if (is_gathered) {
      // A sheet holds no more: what is left would be read by nobody who has a million rows before it.
      is_over_ = mark.is_last || row_ + 4 >= LXW_ROW_MAX;
      if (!is_marked) return {};
      ++row_;
    } else {
      if (row.number > LXW_ROW_MAX) return refuse_too_many_rows(source_.sheets()[index].name, LXW_ROW_MAX);
      row_ = row.number - 1;
      is_over_ = copied_ == CopiedRows::marked && row.number == header_row_ && mark.is_last;
    }
    cell_tints_.clear();
    for (std::uint32_t column : mark.columns)
      cell_tints_[column] = mark.is_error ? Tint::error : Tint::warning;
    bool is_header = row.number <= header_row_;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      copy_cell(static_cast<lxw_col_t>(i), row.cells[i], tint_at(i), is_header);
    }
    for (auto& [column, tint] : cell_tints_) {
      if (column < row.cells.size() || column >= LXW_COL_MAX) continue;
      worksheet_write_blank(sheet_, row_, static_cast<lxw_col_t>(column), format_of(Face::text, tint));
    }
    if (row.number == header_row_) {
      write_text(outcome_column_, "是否导入成功", Face::header, Tint::none);
      write_text(outcome_column_ + 1, "错误原因", Face::header, Tint::none);
      if (copied_ == CopiedRows::marked) write_text(outcome_column_ + 2, "原文件行号", Face::header, Tint::none);
    } else if (is_marked && header_row_ > 0) {
      Tint tint = mark.reason.empty() ? Tint::none : mark.is_error ? Tint::error : Tint::warning;
      write_text(outcome_column_, mark.outcome, Face::text, tint);
      write_text(outcome_column_ + 1, mark.reason, Face::text, Tint::none);
      if (is_gathered) target_.note(worksheet_write_number(sheet_, row_, outcome_column_ + 2, row.number, format_of(Face::general, Tint::none)));
    }
    return {};
  }

  Tint tint_at(std::size_t column) const {
    if (cell_tints_.empty()) return Tint::none;
    auto found = cell_tints_.find(static_cast<std::uint32_t>(column));
    return found == cell_tints_.end() ? Tint::none : found->second;
  }

  void copy_cell(lxw_col_t column, const Cell& cell, Tint tint, bool is_header) {
    switch (cell.kind) {
      case CellKind::empty:
        if (tint != Tint::none) worksheet_write_blank(sheet_, row_, column, format_of(Face::text, tint));
        return;
      case CellKind::text:
      case CellKind::error:
        return write_text(column, cell.text, is_header ? Face::header : Face::text, tint);
      case CellKind::boolean:
        target_.note(
            worksheet_write_boolean(sheet_, row_, column, cell.text == "1", format_of(Face::general, tint)));
        return;
      case CellKind::number:
      case CellKind::date:
        return copy_number(column, cell, tint);
    }
  }

  void copy_number(lxw_col_t column, const Cell& cell, Tint tint) {
    double value = 0;
    if (has_too_many_digits(cell.text) || !parse_double(cell.text, value)) {
      return write_text(column, cell.text, Face::text, tint);
    }
    Face face = Face::general;
    if (cell.kind == CellKind::date && value >= 0 && value + epoch_shift_ < last_day) {
      face = value == std::floor(value) ? Face::day : value < 1 ? Face::time : Face::moment;
      if (face != Face::time) value += epoch_shift_;
    }
    target_.note(worksheet_write_number(sheet_, row_, column, value, format_of(face, tint)));
  }

  void write_text(lxw_col_t column, std::string_view text, Face face, Tint tint) {
    if (text.empty()) return;
    target_.note(
        worksheet_write_string(sheet_, row_, column, clean_text(text).c_str(), format_of(face, tint)));
  }

  lxw_format* format_of(Face face, Tint tint) {
    lxw_format*& format = formats_[static_cast<std::size_t>(face)][static_cast<std::size_t>(tint)];
    if (format != nullptr) return format;
    format = target_.add_format();
    format_set_num_format(format, number_formats[static_cast<std::size_t>(face)]);
    if (tint != Tint::none) format_set_bg_color(format, tints[static_cast<std::size_t>(tint)]);
    if (face == Face::header) {
      format_set_bold(format);
      format_set_align(format, LXW_ALIGN_CENTER);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      format_set_text_wrap(format);
    }
    return format;
  }

  Workbook& source_;
  XlsxFile& target_;
  const MarkRow& mark_row_;
  const Watermark& watermark_;
  const CopiedRows copied_;
  std::map<std::size_t, HeaderPlace> headers_;
  std::map<std::uint32_t, Tint> cell_tints_;  // of the row at hand
  std::array<std::array<lxw_format*, tint_count>, face_count> formats_{};
  bool has_visible_ = false;
  bool is_over_ = false;
  double epoch_shift_ = 0;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  lxw_col_t outcome_column_ = 0;
  std::uint32_t header_row_ = 0;
};

}  // namespace

Result<void> write_marked_copy(const std::string& source_path, const std::string& target_path,
                               const std::vector<HeaderPlace>& headers, const MarkRow& mark_row,
                               const Watermark& watermark, const ReadLimits& limits, CopiedRows copied) {
  TRY(auto source, Workbook::open(source_path, limits));
  TRY(auto target, XlsxFile::create(target_path, watermark));
  MarkedCopy copy(*source, *target, headers, mark_row, watermark, copied);
  CHECK_OK(copy.copy());
  return target->finish();
}

}  // namespace niangjia::sheet
