// Streams the rows of the data sheets by meaning.
#include <algorithm>

#include "modules/census/row_sort.h"

namespace niangjia::census {

SheetEye::SheetEye(Kind kind, const SheetLayout& sheet, bool epoch_1904)
    : sorter_(kind, sheet), header_row_(sheet.header_row) {
  for (const Column& column : sheet.columns) {
    if (column.field && is_of_many_columns(*column.field)) {
      raw_.items.push_back({*column.field, column.title, {}});
      item_columns_.push_back(column.index);
    } else if (column.field) {
      columns_.emplace_back(static_cast<std::size_t>(*column.field), column.index);
    }
  }
  raw_.sheet = sheet.sheet;
  raw_.sheet_name = sheet.name;
  raw_.epoch_1904 = epoch_1904;
}

const RawRow* SheetEye::look(const sheet::Row& row) {
  raw_.width = std::max(raw_.width, static_cast<std::uint32_t>(row.cells.size()));
  if (row.number <= header_row_) return nullptr;
  raw_.row = row.number;
  for (const auto& [field, column] : columns_) {
    const sheet::Cell& cell = row.at(column);
    raw_.cells[field] = {cell.text, cell.kind, cell.is_formula};
  }
  for (std::size_t i = 0; i < item_columns_.size(); ++i) {
    const sheet::Cell& cell = row.at(item_columns_[i]);
    raw_.items[i].cell = {cell.text, cell.kind, cell.is_formula};
  }
  raw_.sort = sorter_.sort(row, raw_);
  return &raw_;
}

namespace {

Result<bool> read_sheet(sheet::Workbook& book, Kind kind, const SheetLayout& sheet,
                        const std::function<bool(const RawRow&)>& on_row) {
  SheetEye eye(kind, sheet, book.epoch_1904());
  bool goes_on = true;
  CHECK_OK(book.read(sheet.sheet, [&](const sheet::Row& row) {
    if (const RawRow* raw = eye.look(row)) goes_on = on_row(*raw);
    return goes_on;
  }));
  return goes_on;
}

}  // namespace

Result<void> read_rows(sheet::Workbook& book, const Layout& layout,
                       const std::function<bool(const RawRow&)>& on_row) {
  if (!layout.kind) {
    return refuse(Code::invalid, "census.kind_unknown",
                  "还没有确定这份文件是哪种表。请先选择表的种类，再导入。");
  }
  for (const SheetLayout& sheet : layout.sheets) {
    if (!sheet.is_data) continue;
    if (sheet.sheet >= book.sheets().size()) {
      return refuse(Code::conflict, "census.layout_of_other_file",
                    "工作表“" + sheet.name + "”在文件里找不到，文件可能换过。请重新识别后再导入。");
    }
    TRY(const bool goes_on, read_sheet(book, *layout.kind, sheet, on_row));
    if (!goes_on) break;
  }
  return {};
}

}  // namespace niangjia::census
