#pragma once
// Finds the header of a sheet: one to three rows below the merged titles, with group titles over sub-titles
// (从业人员数（人） over 快递员, 货车司机 …). Knows nothing of fields; column_matcher.h says what a title
// means.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "sheet/sheet.h"

namespace niangjia::census {

struct HeadCell {
  sheet::CellKind kind = sheet::CellKind::empty;
  std::string text;  // trimmed; cut after 1,000 bytes: titles are short
};

struct HeadRow {
  std::uint32_t number = 0;
  std::vector<HeadCell> cells;
  const HeadCell& at(std::size_t column) const;
  std::size_t count_filled() const;
};

// The first rows of a sheet, kept.
struct SheetHead {
  std::vector<HeadRow> rows;
  std::vector<sheet::Merge> merges;  // those that touch the rows kept
  bool is_whole = false;             // the sheet has no more rows than these
};

Result<SheetHead> read_head(sheet::Workbook& book, std::size_t sheet);

// What stands over one column, from the group title down to its own: never empty.
struct HeaderTitle {
  std::uint32_t column = 0;
  std::vector<std::string> parts;
};

struct Header {
  std::uint32_t first_row = 0, last_row = 0;
  std::vector<HeaderTitle> titles;
  std::uint32_t row_count() const { return last_row - first_row + 1; }
};

inline constexpr std::uint32_t kLastHeaderRow = 30;  // no county puts its header lower

// Every block of rows that may be a header by its shape, single rows first, from the top.
std::vector<Header> possible_headers(const SheetHead& head);
// The same header with the row of sub-titles below it, when the shape shows there is one.
std::optional<Header> with_sub_titles(const SheetHead& head, const Header& header);
// Without any known word: the first row that looks like a row of titles.
std::optional<Header> guess_header(const SheetHead& head);
// "填报单位：…", "填表人：": a label with its value, not the title of a column.
bool is_form_label(std::string_view text);
// The titles above the header, joined; without 附件1 and the line of 填报单位.
std::string title_above(const SheetHead& head, std::uint32_t header_first_row);

}  // namespace niangjia::census
