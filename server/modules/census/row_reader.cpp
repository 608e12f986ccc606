// Streams the rows of the data sheets by meaning.
#include "modules/census/row_sort.h"

namespace niangjia::census {

namespace {

// Where each field stands in a sheet.
using FieldColumns = std::vector<std::pair<std::size_t, std::uint32_t>>;

FieldColumns columns_of(const SheetLayout& sheet) {
  FieldColumns columns;
  for (const Column& column : sheet.columns) {
    if (column.field) columns.emplace_back(static_cast<std::size_t>(*column.field), column.index);
  }
  return columns;
}

Result<bool> read_sheet(sheet::Workbook& book, Kind kind, const SheetLayout& sheet,
                        const std::function<bool(const RawRow&)>& on_row) {
  const RowSorter sorter(kind, sheet);
  const FieldColumns columns = columns_of(sheet);
  RawRow raw;
  raw.sheet = sheet.sheet;
  raw.sheet_name = sheet.name;
  raw.epoch_1904 = book.epoch_1904();
  bool goes_on = true;
  CHECK_OK(book.read(sheet.sheet, [&](const sheet::Row& row) {
    if (row.number <= sheet.header_row) return true;
    raw.row = row.number;
    for (const auto& [field, column] : columns) {
      const sheet::Cell& cell = row.at(column);
      raw.cells[field] = {cell.text, cell.kind, cell.is_formula};
    }
    raw.sort = sorter.sort(row, raw);
    goes_on = on_row(raw);
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
