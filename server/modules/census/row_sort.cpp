#include "modules/census/row_sort.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::census {

namespace {

constexpr std::size_t kEarlyCells = 3;  // 合计 stands in one of the first cells of its row
constexpr std::size_t kMostFooterCells = 8;

bool is_spaces(std::string_view text) {
  if (text.empty()) return true;
  const bool begins_plainly = text.front() > ' ' && text.front() < '\x7f';  // most cells do: no need to look further
  return !begins_plainly && trim(text).empty();
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "17人", "共135", "137个网点": what stands beside 合计 instead of a name.
bool is_counting(std::string_view text) {
  std::string plain = remove_spaces(to_half_width(text));
  for (std::string_view start : {"共计", "合计", "总计", "共", "计", "约"}) {
    if (plain.starts_with(start)) {
      plain.erase(0, start.size());
      break;
    }
  }
  const std::size_t digits = std::min(plain.find_first_not_of("0123456789.,"), plain.size());
  if (digits == 0) return plain.empty();
  return digits <= 12 && count_characters(plain.substr(digits)) <= 5;
}

enum class TotalWord { none, subtotal, total };

TotalWord total_word(std::string_view text) {
  if (text.size() > 60 || (!contains(text, "计") && !contains(text, "共"))) return TotalWord::none;
  std::string word = header_key(text);
  for (std::string_view subtotal : {"小计", "本页计", "本页合计"}) {
    if (word.ends_with(subtotal) || word.starts_with("小计")) return TotalWord::subtotal;
  }
  for (std::string_view total : {"合计", "总计", "累计", "共计", "总合计"}) {
    if (word.ends_with(total) || (word.starts_with(total) && is_counting(word))) return TotalWord::total;
  }
  const bool counts_all =
      word.starts_with("共") && is_counting(word) && word.find_first_of("0123456789") <= 6;
  return counts_all ? TotalWord::total : TotalWord::none;
}

// Words with which the lines below a table begin; each must be followed by a colon, a space or the end.
bool starts_footer(std::string_view text) {
  static const std::vector<std::string_view> words{
      "填表人",   "填报人",     "制表人",   "审核人",   "负责人签字", "负责人签名", "单位负责人", "负责人",
      "经办人",   "复核人",     "联系人",   "联系电话", "注",         "备注",       "说明",       "填表说明",
      "填表日期", "填报日期",   "填报时间", "填表时间", "填报单位",   "统计负责人", "主要负责人", "分管领导",
      "单位盖章", "工会负责人", "签字",     "签名",     "制表",       "审核",       "日期",       "填表",       "导出人"};
  for (std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    std::string_view rest = text.substr(word.size());
    if (rest.empty() || rest.starts_with("：") || rest.starts_with(":") || rest.starts_with("（") ||
        rest.starts_with("(") || rest.starts_with("　") || rest.starts_with(" ")) {
      return true;
    }
    if (word == "注" && (rest.front() >= '1' && rest.front() <= '9')) return true;
  }
  return text.starts_with("（盖章") || text.starts_with("(盖章") || text.starts_with("（本表");
}

// "一、柯桥街道", "（二）…", or a whole sentence: a heading or a remark across the table.
bool is_heading_or_sentence(std::string_view text) {
  static const std::vector<std::string_view> numerals{"一", "二", "三", "四", "五",
                                                      "六", "七", "八", "九", "十"};
  for (std::string_view numeral : numerals) {
    if (text.starts_with(numeral) && text.substr(numeral.size()).starts_with("、")) return true;
    if (text.starts_with("（" + std::string(numeral) + "）")) return true;
  }
  return contains(text, "。") || count_characters(text) > 60;
}

std::vector<Field> main_fields_of(Kind kind) {
  using enum Field;
  switch (kind) {
    case Kind::outlets:
      return {outlet_name, unit_name, unit_credit_code};
    case Kind::roster:
    case Kind::members:
    case Kind::standing:
      return {name, identity_number};
    case Kind::unions:
      return {union_name, union_credit_code};
    case Kind::coverage:
      return {covered_unit_name, union_name, unit_credit_code};
    case Kind::stations:
      return {station_name, station_number};
    case Kind::services:
      return {station_name, service_item, station_number};
  }
  return {};
}

bool is_example_mark(std::string_view text) {
  static const std::vector<std::string_view> marks{"例", "示例", "样例", "填写示例", "例如", "举例"};
  const std::string key = header_key(text);
  return std::find(marks.begin(), marks.end(), key) != marks.end();
}

}  // namespace

struct RowSorter::Seen {
  std::size_t filled = 0;
  std::size_t first_column = 0;
  std::string first_text;  // trimmed
  bool only_sequence = true;
  bool counts_up = true;  // 1, 2, 3 … : the row of column numbers below some headers
  TotalWord total = TotalWord::none;
};

RowSorter::RowSorter(Kind kind, const SheetLayout& sheet)
    : main_fields_(main_fields_of(kind)),
      sheet_title_(remove_spaces(sheet.title)),
      first_column_is_free_(true) {
  for (const Column& column : sheet.columns) {
    titles_.push_back({column.index, header_key(column.title), column.title});
    if (column.field == Field::sequence) sequence_column_ = column.index;
    if (column.field && column.index == 0) first_column_is_free_ = false;
  }
  for (Field main : main_fields_) {
    for (const Column& column : sheet.columns) {
      if (column.field == main && !main_column_) main_column_ = column.index;
    }
  }
}

RowSorter::Seen RowSorter::look(const sheet::Row& row) const {
  Seen seen;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const sheet::Cell& cell = row.cells[c];
    if (is_spaces(cell.text)) continue;
    // A formula drawn down over empty rows gives 0 and says nothing.
    const bool is_idle = cell.is_formula && cell.text == "0";
    const bool is_sequence = sequence_column_ ? c == *sequence_column_ : (c == 0 && first_column_is_free_);
    if (seen.filled == 0) {
      seen.first_column = c;
      seen.first_text = trim(cell.text);
    }
    ++seen.filled;
    seen.only_sequence = seen.only_sequence && (is_sequence || is_idle);
    seen.counts_up = seen.counts_up && cell.text == std::to_string(c + 1);
    if (seen.filled <= kEarlyCells && seen.total == TotalWord::none && cell.kind == sheet::CellKind::text) {
      seen.total = total_word(cell.text);
    }
  }
  return seen;
}

bool RowSorter::has_main_value(const RawRow& row, bool beside_total_word) const {
  for (Field field : main_fields_) {
    const std::string_view text = row.at(field).text;
    if (is_spaces(text)) continue;
    if (!beside_total_word) return true;
    if (total_word(text) == TotalWord::none && !is_counting(text)) return true;
    if (field == Field::identity_number && text.size() >= 15) return true;
  }
  return false;
}

bool RowSorter::repeats_title(const sheet::Cell& cell, const Title& title) const {
  if (cell.kind != sheet::CellKind::text || title.key.empty()) return false;
  if (cell.text == title.written) return true;
  if (cell.text.size() > 2 * title.written.size() + 16) return false;
  const std::string key = header_key(cell.text);
  return !key.empty() && (title.key.ends_with(key) || title.key.starts_with(key));
}

bool RowSorter::repeats_header(const sheet::Row& row, const Seen& seen) const {
  if (seen.counts_up && seen.filled >= 4) return true;
  // The main column first: it settles nearly every row.
  for (const Title& title : titles_) {
    if (title.column != main_column_) continue;
    const sheet::Cell& cell = row.at(title.column);
    if (!is_spaces(cell.text) && !repeats_title(cell, title)) return false;
  }
  std::size_t compared = 0, same = 0;
  for (const Title& title : titles_) {
    const sheet::Cell& cell = row.at(title.column);
    if (is_spaces(cell.text)) continue;
    ++compared;
    same += repeats_title(cell, title) ? 1 : 0;
  }
  return same >= std::min<std::size_t>(3, titles_.size()) && same * 10 >= compared * 6;
}

bool RowSorter::is_footer(const RawRow& row, const Seen& seen) const {
  if (trim(row.at(Field::identity_number).text).size() >= 15) return false;
  if (is_example_mark(seen.first_text)) return true;
  if (seen.filled <= kMostFooterCells && starts_footer(seen.first_text)) return true;
  if (seen.filled != 1) return false;
  if (is_heading_or_sentence(seen.first_text)) return true;
  return sequence_column_ == seen.first_column && !is_digits(to_half_width(seen.first_text));
}

bool RowSorter::is_sequence_only(const Seen& seen) const {
  if (!seen.only_sequence) return false;
  if (sequence_column_) return true;
  return is_digits(seen.first_text);
}

RowSort RowSorter::sort(const sheet::Row& row, const RawRow& by_field) const {
  const Seen seen = look(row);
  if (seen.filled == 0) return RowSort::blank;
  // Before totals: a row of sub-titles may begin with 合计.
  if (repeats_header(row, seen)) return RowSort::repeated_header;
  if (seen.total != TotalWord::none && !has_main_value(by_field, true)) {
    return seen.total == TotalWord::subtotal ? RowSort::subtotal : RowSort::total;
  }
  if (seen.filled == 1 && !sheet_title_.empty() && remove_spaces(seen.first_text) == sheet_title_) {
    return RowSort::repeated_header;
  }
  if (is_footer(by_field, seen)) return RowSort::footer;
  // A column 编号 may be the numbers on the plates or just 1, 2, 3: alone in its row such a number says nothing.
  if (seen.filled == 1 && seen.first_text.size() <= 4 && is_digits(seen.first_text)) return RowSort::sequence_only;
  if (has_main_value(by_field, false)) return RowSort::data;
  return is_sequence_only(seen) ? RowSort::sequence_only : RowSort::data;
}

}  // namespace niangjia::census
