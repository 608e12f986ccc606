#include "modules/census/header_finder.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace niangjia::census {

namespace {

constexpr std::size_t kRowsKept = 60;  // header, titles and enough rows for samples
constexpr std::size_t kTextKeptBytes = 1000;
constexpr std::uint32_t kMostHeaderRows = 3;
constexpr std::size_t kLongestTitleCharacters = 40;

std::string cut(std::string text) {
  if (text.size() <= kTextKeptBytes) return text;
  std::size_t end = kTextKeptBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

HeadRow keep_row(const sheet::Row& row) {
  HeadRow kept;
  kept.number = row.number;
  kept.cells.reserve(row.cells.size());
  for (const sheet::Cell& cell : row.cells) kept.cells.push_back({cell.kind, cut(trim(cell.text))});
  return kept;
}

bool is_title_text(const HeadCell& cell) {
  return cell.kind == sheet::CellKind::text && !cell.text.empty() &&
         count_characters(cell.text) <= kLongestTitleCharacters && !is_form_label(cell.text);
}

bool is_filled(const HeadCell& cell) { return !cell.text.empty(); }

const sheet::Merge* merge_at(const SheetHead& head, std::uint32_t row, std::uint32_t column) {
  for (const sheet::Merge& merge : head.merges) {
    if (row < merge.first_row || row > merge.last_row) continue;
    if (column >= merge.first_column && column <= merge.last_column) return &merge;
  }
  return nullptr;
}

// A cell hidden below the first row of a merge may still hold an old text, which nobody sees.
bool is_covered_from_above(const SheetHead& head, std::uint32_t row, std::uint32_t column) {
  const sheet::Merge* merge = merge_at(head, row, column);
  return merge && merge->first_row < row;
}

const HeadRow* row_numbered(const SheetHead& head, std::uint32_t number) {
  for (const HeadRow& row : head.rows) {
    if (row.number == number) return &row;
  }
  return nullptr;
}

std::string visible_text(const SheetHead& head, const HeadRow& row, std::uint32_t column) {
  if (is_covered_from_above(head, row.number, column)) return {};
  return row.at(column).text;
}

// The group title over `column` in `row`: the merge's first cell; without merges (CSV) the nearest title to
// the left.
std::string group_title(const SheetHead& head, const HeadRow& row, std::uint32_t column) {
  if (const sheet::Merge* merge = merge_at(head, row.number, column)) {
    return merge->first_row == row.number ? row.at(merge->first_column).text : std::string();
  }
  if (!head.merges.empty()) return row.at(column).text;
  for (std::uint32_t c = column + 1; c-- > 0;) {
    if (is_filled(row.at(c))) return row.at(c).text;
  }
  return {};
}

bool may_be_titles(const SheetHead& head, const HeadRow& row, std::size_t at_least) {
  std::size_t filled = 0;
  for (std::uint32_t c = 0; c < row.cells.size(); ++c) {
    if (visible_text(head, row, c).empty()) continue;
    if (!is_title_text(row.at(c))) return false;
    ++filled;
  }
  return filled >= at_least;
}

// Whether the title at `column` of `upper` stands over several columns of `lower`.
bool is_group(const SheetHead& head, const HeadRow& upper, const HeadRow& lower, std::uint32_t column) {
  const sheet::Merge* merge = merge_at(head, upper.number, column);
  if (merge) return merge->last_row == upper.number && merge->last_column > merge->first_column;
  return !is_filled(upper.at(column + 1)) && is_filled(lower.at(column + 1)) && head.merges.empty();
}

// `lower` holds sub-titles of `upper` when each of its texts stands under a group or under nothing; a row of
// data has its values right under the titles.
bool is_sub_title_row(const SheetHead& head, const HeadRow& upper, const HeadRow& lower) {
  if (lower.number != upper.number + 1) return false;
  if (!may_be_titles(head, upper, 2) || !may_be_titles(head, lower, 2)) return false;
  bool under_group = false;
  for (std::uint32_t c = 0; c < lower.cells.size(); ++c) {
    if (visible_text(head, lower, c).empty()) continue;
    const bool group = is_group(head, upper, lower, c);
    if (is_filled(upper.at(c)) && !group) return false;
    under_group = under_group || group;
  }
  return under_group;
}

HeaderTitle title_of(const SheetHead& head, const std::vector<const HeadRow*>& block, std::uint32_t column) {
  HeaderTitle title;
  title.column = column;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool has_below =
        std::any_of(block.begin() + static_cast<std::ptrdiff_t>(i) + 1, block.end(),
                    [&](const HeadRow* row) { return !visible_text(head, *row, column).empty(); });
    std::string text =
        has_below ? group_title(head, *block[i], column) : visible_text(head, *block[i], column);
    if (!text.empty() && (title.parts.empty() || title.parts.back() != text))
      title.parts.push_back(std::move(text));
  }
  return title;
}

Header make_header(const SheetHead& head, const std::vector<const HeadRow*>& block) {
  Header header;
  header.first_row = block.front()->number;
  header.last_row = block.back()->number;
  std::size_t width = 0;
  for (const HeadRow* row : block) width = std::max(width, row->cells.size());
  for (std::uint32_t c = 0; c < width; ++c) {
    HeaderTitle title = title_of(head, block, c);
    if (!title.parts.empty()) header.titles.push_back(std::move(title));
  }
  return header;
}

std::vector<const HeadRow*> block_of(const SheetHead& head, const Header& header) {
  std::vector<const HeadRow*> block;
  for (std::uint32_t number = header.first_row; number <= header.last_row; ++number) {
    if (const HeadRow* row = row_numbered(head, number)) block.push_back(row);
  }
  return block;
}

bool has_distinct_texts(const HeadRow& row) {
  std::set<std::string> seen;
  for (const HeadCell& cell : row.cells) {
    if (is_filled(cell) && !seen.insert(cell.text).second) return false;
  }
  return true;
}

bool is_attachment_mark(std::string_view text) {
  return (text.starts_with("附件") || text.starts_with("附表")) && count_characters(text) <= 6;
}

}  // namespace

const HeadCell& HeadRow::at(std::size_t column) const {
  static const HeadCell none;
  return column < cells.size() ? cells[column] : none;
}

std::size_t HeadRow::count_filled() const {
  return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_filled));
}

Result<SheetHead> read_head(sheet::Workbook& book, std::size_t sheet) {
  SheetHead head;
  head.is_whole = true;
  CHECK_OK(book.read(sheet, [&](const sheet::Row& row) {
    if (head.rows.size() == kRowsKept) {
      head.is_whole = false;
      return false;
    }
    head.rows.push_back(keep_row(row));
    return true;
  }));
  TRY(std::vector<sheet::Merge> merges, book.merges(sheet));
  for (const sheet::Merge& merge : merges) {
    if (merge.first_row <= kLastHeaderRow + kMostHeaderRows) head.merges.push_back(merge);
  }
  return head;
}

std::vector<Header> possible_headers(const SheetHead& head) {
  std::vector<Header> found;
  for (std::uint32_t size = 1; size <= kMostHeaderRows; ++size) {
    for (std::size_t first = 0; first + size <= head.rows.size(); ++first) {
      if (head.rows[first].number > kLastHeaderRow) break;
      std::vector<const HeadRow*> block;
      for (std::size_t i = first; i < first + size; ++i) block.push_back(&head.rows[i]);
      bool joined = true;
      for (std::size_t i = 0; i + 1 < block.size() && joined; ++i) {
        joined = is_sub_title_row(head, *block[i], *block[i + 1]);
      }
      if (joined && block.front()->count_filled() >= 2) found.push_back(make_header(head, block));
    }
  }
  return found;
}

std::optional<Header> with_sub_titles(const SheetHead& head, const Header& header) {
  if (header.row_count() >= kMostHeaderRows) return std::nullopt;
  const HeadRow* last = row_numbered(head, header.last_row);
  const HeadRow* below = row_numbered(head, header.last_row + 1);
  if (!last || !below || !is_sub_title_row(head, *last, *below)) return std::nullopt;
  std::vector<const HeadRow*> block = block_of(head, header);
  block.push_back(below);
  return make_header(head, block);
}

std::optional<Header> guess_header(const SheetHead& head) {
  std::optional<Header> best;
  for (Header& header : possible_headers(head)) {
    const std::vector<const HeadRow*> block = block_of(head, header);
    const bool is_plain = header.row_count() == 1;
    if (is_plain && (!may_be_titles(head, *block.front(), 3) || !has_distinct_texts(*block.front())))
      continue;
    if (!best || header.titles.size() > best->titles.size()) best = std::move(header);
  }
  return best;
}

bool is_form_label(std::string_view text) {
  static const std::vector<std::string_view> starts{
      "填报单位", "填报时间", "填报日期", "填表日期", "填表时间",   "填表人",    "填报人",   "制表",
      "审核人",   "单位：",   "单位:",    "日期：",   "日期:",      "报送单位",  "报送时间", "上报",
      "统计时点", "统计截止", "截止",     "截至",     "单位（盖章", "单位(盖章", "（盖章",   "(盖章"};
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

std::string title_above(const SheetHead& head, std::uint32_t header_first_row) {
  std::string title;
  for (const HeadRow& row : head.rows) {
    if (row.number >= header_first_row) break;
    if (row.count_filled() != 1) continue;
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(), is_filled);
    if (is_form_label(cell->text) || is_attachment_mark(cell->text)) continue;
    if (title.size() + cell->text.size() <= 300) title += cell->text;
  }
  return title;
}

}  // namespace niangjia::census
