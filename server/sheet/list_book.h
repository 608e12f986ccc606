#pragma once
// A list as a workbook of exactly what is listed: its columns in the order asked for, all of its rows.

#include <functional>
#include <string>
#include <vector>

#include "record/record.h"
#include "sheet/sheet.h"

namespace niangjia::sheet {

// A column beyond the declared fields, such as the name of the township.
struct ExtraColumn {
  std::string_view key, label;
};
// The columns asked for ("name,type"), or all declared and extra ones; unknown keys are left out.
struct BookColumn {
  std::string key, label;
  const record::Field* field = nullptr;  // null: an extra column
};
std::vector<BookColumn> book_columns(const record::Shape& shape, const std::vector<ExtraColumn>& extra,
                                     std::string_view asked);
// A declared value as a person reads it: labels of codes, 是 and 否, days; numbers stay numbers, money is
// told in 元 (its title says so).
sheet::OutCell book_cell(const record::Field& field, const void* row);
sheet::OutCell text_cell(std::string text);
sheet::OutCell number_cell(std::int64_t number);
sheet::OutCell money_cell(std::int64_t fen);  // in 元 with two decimals

// A list as a temporary file.
struct WrittenBook {
  std::string path;
  std::int64_t rows = 0;  // of the list, without note and header
};
// `note` stands in the first row: who took the list, when and under which number, with what else is to be said
// of it. `next_row` fills the cells of the next row or says that there is none.
Result<WrittenBook> write_book(std::string_view title, std::string_view note, const Watermark& watermark,
                               const std::vector<BookColumn>& columns,
                               const std::function<Result<bool>(std::vector<sheet::OutCell>&)>& next_row);

}  // namespace niangjia::sheet
