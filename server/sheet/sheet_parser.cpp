#include "sheet/sheet_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::uint64_t largest_row = 1ull << 31;

// Reads the letters of "AB12"; false when there are none or they pass XFD by far.
bool parse_column(const char*& at, std::uint32_t& column) {
  std::uint32_t value = 0;
  const char* first = at;
  for (; ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z') || *at == '$'; ++at) {
    if (*at == '$') continue;
    if (at - first > 6) return false;
    value = value * 26 + static_cast<std::uint32_t>((*at | 0x20) - 'a') + 1;
  }
  if (value == 0) return false;
  column = value - 1;
  return true;
}

bool parse_place(const char*& at, std::uint32_t& column, std::uint32_t& row) {
  if (!parse_column(at, column)) return false;
  if (*at == '$') ++at;
  const char* end = at + std::min<std::size_t>(std::strlen(at), 8);
  auto parsed = std::from_chars(at, end, row);
  at = parsed.ptr;
  return parsed.ec == std::errc() && row > 0;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

char type_letter(std::string_view type) {
  if (type == "s") return 's';
  if (type == "str" || type == "inlineStr") return 't';
  if (type == "b") return 'b';
  if (type == "e") return 'e';
  return type == "d" ? 'd' : 'n';
}

std::uint32_t column_attribute(const char* value) {
  unsigned long number = value == nullptr ? 1 : std::strtoul(value, nullptr, 10);
  return static_cast<std::uint32_t>(std::clamp<unsigned long>(number, 1, last_column_of_format + 1) - 1);
}

bool is_true(const char* value) {
  return value != nullptr && (std::string_view(value) == "1" || std::string_view(value) == "true");
}

}  // namespace

bool parse_merge(std::string_view reference, Merge& merge) {
  std::string text(reference.substr(0, 64));
  const char* at = text.c_str();
  if (!parse_place(at, merge.first_column, merge.first_row) || *at != ':') return false;
  ++at;
  if (!parse_place(at, merge.last_column, merge.last_row) || *at != '\0') return false;
  return merge.first_row <= merge.last_row && merge.first_column <= merge.last_column &&
         merge.last_column <= last_column_of_format;
}

SheetParser::SheetParser(std::string sheet, const SharedStrings& strings, const Styles& styles,
                         const ReadLimits& limits, const OnRow& on_row)
    : sheet_(std::move(sheet)), strings_(strings), styles_(styles), limits_(limits), on_row_(on_row) {}

Result<void> SheetParser::parse(Part& part) {
  XmlStream stream(*this);
  return stream.parse(part);
}

void SheetParser::start(std::string_view name, const char** attributes) {
  if (!in_rows_) return start_outside_rows(name, attributes);
  if (name == "c") {
    start_cell(attributes);
  } else if (name == "v") {
    capture_ = in_cell_;
  } else if (name == "row") {
    start_row(attributes);
  } else if (name == "f") {
    is_formula_ = true;
  } else if (name == "t") {
    capture_ = in_cell_ && !phonetic_;
  } else if (name == "rPh") {
    phonetic_ = true;
  }
}

void SheetParser::start_outside_rows(std::string_view name, const char** attributes) {
  if (name == "sheetData") {
    if (stops_before_rows_) return stop();
    in_rows_ = true;
  } else if (name == "mergeCell" && merges_.size() < max_merges) {
    Merge merge{};
    const char* reference = find_attribute(attributes, "ref");
    if (reference != nullptr && parse_merge(reference, merge)) merges_.push_back(merge);
  } else if (name == "col" && widths_.size() <= last_column_of_format) {
    const char* width = find_attribute(attributes, "width");
    double characters = width == nullptr ? 0 : std::strtod(width, nullptr);
    widths_.push_back({column_attribute(find_attribute(attributes, "min")),
                       column_attribute(find_attribute(attributes, "max")),
                       characters >= 0 && characters <= 255 ? characters : 0,
                       is_true(find_attribute(attributes, "hidden"))});
  }
}

void SheetParser::start_row(const char** attributes) {
  const char* number = find_attribute(attributes, "r");
  std::uint64_t wanted = row_number_ + 1;
  if (number != nullptr) wanted = std::strtoull(number, nullptr, 10);
  if (wanted <= row_number_ || wanted > largest_row) {
    return refuse_with(refuse_damaged(fmt::format("row {} after row {}", wanted, row_number_)));
  }
  row_number_ = wanted;
  next_column_ = 0;
  pending_.clear();
  buffer_.clear();
}

bool SheetParser::place_cell(const char* reference) {
  column_ = next_column_;
  if (reference != nullptr && !parse_column(reference, column_)) column_ = last_column_of_format + 1;
  if (column_ > last_column_of_format) {
    refuse_with(
        refuse_too_many_columns(sheet_, static_cast<std::uint32_t>(row_number_), limits_.max_columns));
    return false;
  }
  next_column_ = column_ + 1;
  return true;
}

void SheetParser::start_cell(const char** attributes) {
  const char* reference = nullptr;
  type_ = 'n';
  style_ = 0;
  for (const char** at = attributes; *at != nullptr; at += 2) {
    if (at[0][1] != '\0') continue;  // the three that matter have one letter
    if (at[0][0] == 'r') reference = at[1];
    if (at[0][0] == 't') type_ = type_letter(at[1]);
    if (at[0][0] == 's') style_ = std::strtoul(at[1], nullptr, 10);
  }
  if (!place_cell(reference)) return;
  // Cells that overwrite each other without end hold no more than a full row could.
  if (buffer_.size() > static_cast<std::uint64_t>(limits_.max_cell_bytes) * limits_.max_columns) {
    return refuse_with(refuse_damaged("row with endless cells"));
  }
  in_cell_ = true;
  is_formula_ = capture_ = phonetic_ = false;
  cell_begin_ = buffer_.size();
}

void SheetParser::text(std::string_view piece) {
  if (!capture_) return;
  if (buffer_.size() - cell_begin_ + piece.size() > limits_.max_cell_bytes) {
    capture_ = false;
    return refuse_with(
        refuse_cell_too_large(sheet_, static_cast<std::uint32_t>(row_number_), limits_.max_cell_bytes));
  }
  buffer_.append(piece);
}

void SheetParser::end(std::string_view name) {
  if (!in_rows_) {
    if (name == "mergeCells") {  // what follows is of no interest
      saw_tail_ = true;
      stop_and_drain();
    }
    return;
  }
  if (name == "v" || name == "t") {
    capture_ = false;
  } else if (name == "c") {
    if (in_cell_) end_cell();
    in_cell_ = false;
  } else if (name == "row") {
    end_row();
  } else if (name == "rPh") {
    phonetic_ = false;
  } else if (name == "sheetData") {
    in_rows_ = false;
    saw_tail_ = true;
  }
}

void SheetParser::put(CellKind kind, const char* view, std::size_t begin, std::size_t length) {
  if (column_ >= limits_.max_columns) {
    return refuse_with(
        refuse_too_many_columns(sheet_, static_cast<std::uint32_t>(row_number_), limits_.max_columns));
  }
  if (pending_.size() <= column_) pending_.resize(column_ + 1);
  pending_[column_] = {kind, is_formula_, view, begin, length};
}

void SheetParser::take_shared() {
  std::size_t index = 0;
  std::string_view digits = trim(std::string_view(buffer_).substr(cell_begin_));
  auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (parsed.ec != std::errc()) return refuse_with(refuse_damaged("shared string index"));
  buffer_.resize(cell_begin_);
  std::string_view view;
  switch (strings_.find(index, view, buffer_)) {
    case SharedStrings::Found::view:
      if (!view.empty()) put(CellKind::text, view.data(), 0, view.size());
      break;
    case SharedStrings::Found::appended:
      take_text();
      break;
    case SharedStrings::Found::absent:
      return refuse_with(refuse_damaged(fmt::format("no shared string {}", index)));
    case SharedStrings::Found::unreadable:
      return refuse_with(refuse_disk("read of spilled strings"));
  }
}

void SheetParser::take_text() {
  if (buffer_.size() > cell_begin_) put(CellKind::text, nullptr, cell_begin_, buffer_.size() - cell_begin_);
}

void SheetParser::take_number() {
  std::string_view literal = trim(std::string_view(buffer_).substr(cell_begin_));
  if (literal.empty()) return;
  CellKind kind = styles_.is_date(style_) ? CellKind::date : CellKind::number;
  put(kind, nullptr, static_cast<std::size_t>(literal.data() - buffer_.data()), literal.size());
}

void SheetParser::end_cell() {
  if (buffer_.size() == cell_begin_) return;
  if (type_ == 's') return take_shared();
  if (type_ == 'n') return take_number();
  if (type_ == 't') {
    unescape_controls(buffer_, cell_begin_);
    return take_text();
  }
  if (type_ == 'd') {  // ISO 8601: a whole day loses its midnight, and is text that any reader of dates takes
    std::size_t midnight = buffer_.find("T00:00:00", cell_begin_);
    if (midnight != std::string::npos) buffer_.resize(midnight);
    return take_text();
  }
  std::size_t length = buffer_.size() - cell_begin_;
  put(type_ == 'b' ? CellKind::boolean : CellKind::error, nullptr, cell_begin_, length);
}

void SheetParser::end_row() {
  // A stray mark a million rows down must not turn an afternoon into blank rows.
  std::uint64_t gap = row_number_ - last_row_with_cells_;
  if (gap > static_cast<std::uint64_t>(limits_.max_blank_rows) + (pending_.empty() ? 0 : 1)) return stop();
  if (pending_.empty()) return;
  if (row_number_ > limits_.max_rows) return refuse_with(refuse_too_many_rows(sheet_, limits_.max_rows));
  last_row_with_cells_ = row_number_;
  call_row();
}

void SheetParser::call_row() {
  row_.number = static_cast<std::uint32_t>(row_number_);
  row_.cells.resize(pending_.size());
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const PendingCell& from = pending_[i];
    const char* text = from.view != nullptr ? from.view : buffer_.data() + from.begin;
    row_.cells[i] = {from.kind, {text, from.length}, from.is_formula};
  }
  pending_.clear();
  if (!on_row_(row_)) stop();
}

}  // namespace niangjia::sheet
