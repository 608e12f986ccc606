// WorkbookWriter over XlsxFile: the styles of our workbooks and the setting of their pages.

#include <array>

#include "sheet/file_problems.h"
#include "sheet/sheet.h"
#include "sheet/xlsx_file.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t style_count = static_cast<std::size_t>(Style::link) + 1;
constexpr lxw_color_t error_fill = 0xFFC7CE, warn_fill = 0xFFEB9C, header_fill = 0xDDEBF7;
constexpr std::uint32_t max_rows = LXW_ROW_MAX;

void set_box(lxw_format* format) {
  format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}

void set_heading(lxw_format* format, Style style) {
  format_set_bold(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (style == Style::total) return format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, LXW_ALIGN_CENTER);
  if (style == Style::title) return format_set_font_size(format, 16);
  format_set_text_wrap(format);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_bg_color(format, header_fill);
}

void set_style(lxw_format* format, Style style) {
  switch (style) {
    case Style::plain:
      return;
    case Style::title:
    case Style::header:
    case Style::total:
      return set_heading(format, style);
    case Style::text:
      format_set_num_format(format, "@");
      return set_box(format);
    case Style::integer:
      format_set_num_format(format, "0");
      return set_box(format);
    case Style::money:
      format_set_num_format(format, "#,##0.00");
      return set_box(format);
    case Style::date:
      format_set_num_format(format, "yyyy-mm-dd");
      return set_box(format);
    case Style::percent:
      format_set_num_format(format, "0.00%");
      return set_box(format);
    case Style::error_mark:
      format_set_bg_color(format, error_fill);
      return set_box(format);
    case Style::warn_mark:
      format_set_bg_color(format, warn_fill);
      return set_box(format);
    case Style::note:
      format_set_font_color(format, LXW_COLOR_GRAY);
      return format_set_text_wrap(format);
    case Style::link:
      format_set_font_color(format, LXW_COLOR_BLUE);
      return format_set_underline(format, LXW_UNDERLINE_SINGLE);
  }
}

class XlsxWriter final : public WorkbookWriter {
 public:
  explicit XlsxWriter(std::unique_ptr<XlsxFile> file) : file_(std::move(file)) {}

  void begin_sheet(const SheetOptions& options) override {
    sheet_ = file_->add_sheet(options.name);
    row_ = 0;
    if (sheet_ == nullptr) return;
    for (std::size_t i = 0; i < options.column_widths.size(); ++i) {
      auto column = static_cast<lxw_col_t>(i);
      file_->note(worksheet_set_column(sheet_, column, column, options.column_widths[i], nullptr));
    }
    if (options.freeze_rows > 0) worksheet_freeze_panes(sheet_, options.freeze_rows, 0);
    worksheet_set_paper(sheet_, 9);  // A4
    if (options.landscape_one_page_wide) {
      worksheet_set_landscape(sheet_);
      worksheet_fit_to_pages(sheet_, 1, 0);
    }
    if (options.freeze_rows > 0) worksheet_repeat_rows(sheet_, 0, options.freeze_rows - 1);
    for (const Merge& merge : options.merges) XlsxFile::merge(sheet_, merge);
  }

  void add_row(const std::vector<OutCell>& cells) override {
    if (sheet_ == nullptr || file_->has_failed()) return;
    if (row_ >= max_rows) return file_->note(refuse_too_many_rows("导出的表格", max_rows));
    if (cells.size() > LXW_COL_MAX)
      return file_->note(refuse_too_many_columns("导出的表格", row_ + 1, LXW_COL_MAX));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      file_->note(write(static_cast<lxw_col_t>(i), cells[i]));
    }
    ++row_;
  }

  Result<void> finish() override { return file_->finish(); }

 private:
  lxw_format* format_of(Style style) {
    lxw_format*& format = formats_[static_cast<std::size_t>(style)];
    if (format == nullptr) {
      format = file_->add_format();
      set_style(format, style);
    }
    return format;
  }

  lxw_error write(lxw_col_t column, const OutCell& cell) {
    lxw_format* format = format_of(cell.style);
    switch (cell.kind) {
      case OutCell::Kind::empty:
        return cell.style == Style::plain ? LXW_NO_ERROR
                                          : worksheet_write_blank(sheet_, row_, column, format);
      case OutCell::Kind::number:
        return worksheet_write_number(sheet_, row_, column, cell.number, format);
      case OutCell::Kind::formula:
        return worksheet_write_formula_num(sheet_, row_, column, clean_text(cell.text).c_str(), format,
                                           cell.number);
      case OutCell::Kind::text:
        break;
    }
    std::string text = clean_text(cell.text);
    if (!cell.link.empty()) {
      // A link that a spreadsheet cannot take (too long, too many) leaves its text.
      std::string link = clean_text(cell.link);
      lxw_error linked =
          worksheet_write_url_opt(sheet_, row_, column, link.c_str(), format, text.c_str(), nullptr);
      if (linked == LXW_NO_ERROR) return linked;
    }
    return worksheet_write_string(sheet_, row_, column, text.c_str(), format);
  }

  std::unique_ptr<XlsxFile> file_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  std::array<lxw_format*, style_count> formats_{};
};

}  // namespace

Result<std::unique_ptr<WorkbookWriter>> WorkbookWriter::create(const std::string& path,
                                                                       const Watermark& watermark) {
  TRY(auto file, XlsxFile::create(path, watermark));
  return std::unique_ptr<WorkbookWriter>(std::make_unique<XlsxWriter>(std::move(file)));
}

}  // namespace niangjia::sheet
