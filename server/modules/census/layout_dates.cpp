#include "modules/census/layout_dates.h"

#include <array>

#include "base/text.h"

namespace niangjia::census {

namespace {

struct DayWord {
  std::string_view word;
  std::optional<Date> SaidDays::*day;
};

// Longer words first: 统计截止 goes before 截止.
constexpr std::array<DayWord, 18> kDayWords{{
    {"统计时点", &SaidDays::counted_on},
    {"统计截止", &SaidDays::counted_on},
    {"统计时间", &SaidDays::counted_on},
    {"统计日期", &SaidDays::counted_on},
    {"标准时点", &SaidDays::counted_on},
    {"填报时间", &SaidDays::reported_on},
    {"填报日期", &SaidDays::reported_on},
    {"填表日期", &SaidDays::reported_on},
    {"填表时间", &SaidDays::reported_on},
    {"上报时间", &SaidDays::reported_on},
    {"上报日期", &SaidDays::reported_on},
    {"报送时间", &SaidDays::reported_on},
    {"报送日期", &SaidDays::reported_on},
    {"制表日期", &SaidDays::reported_on},
    {"制表时间", &SaidDays::reported_on},
    {"日期：", &SaidDays::reported_on},
    {"截至", &SaidDays::until_on},
    {"截止", &SaidDays::until_on},
}};

bool starts_date(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() >= '0' && text.front() <= '9') return true;
  for (std::string_view word : {"二〇", "二○", "二零", "二Ｏ", "一九"}) {
    if (text.starts_with(word)) return true;
  }
  return false;
}

std::string_view skip_joint(std::string_view text) {
  static constexpr std::array<std::string_view, 11> joints{"日期", "时间", "为", "是", "：", ":",
                                                           "至",   "于",   "到", "止", " "};
  for (bool moved = true; moved;) {
    moved = false;
    for (std::string_view joint : joints) {
      if (!text.starts_with(joint)) continue;
      text.remove_prefix(joint.size());
      moved = true;
    }
  }
  return text;
}

// The longest beginning of `text` that reads as a date with year and month.
std::optional<Date> date_at_start(std::string_view text) {
  if (!starts_date(text)) return std::nullopt;
  for (std::size_t length = std::min<std::size_t>(text.size(), 48); length >= 6; --length) {
    if (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) continue;
    const WrittenDate read = read_date_text(text.substr(0, length));
    if (read.day && read.precision != WrittenDate::Precision::year) return read.day;
  }
  return std::nullopt;
}

std::optional<Date> date_of_cell(const HeadCell& cell, bool epoch_1904) {
  if (cell.kind == sheet::CellKind::number || cell.kind == sheet::CellKind::date) {
    return read_date_number(cell.text, epoch_1904).day;
  }
  return date_at_start(to_half_width(cell.text));
}

// A label may have its date in the same cell or in the next cell that is filled.
std::optional<Date> date_after(const HeadRow& row, std::size_t column, std::string_view rest,
                               bool epoch_1904) {
  rest = skip_joint(rest);
  if (!rest.empty()) return date_at_start(rest);
  for (std::size_t c = column + 1; c < row.cells.size(); ++c) {
    if (!row.cells[c].text.empty()) return date_of_cell(row.cells[c], epoch_1904);
  }
  return std::nullopt;
}

void read_cell(const HeadRow& row, std::size_t column, bool epoch_1904, SaidDays& days) {
  std::string text = remove_spaces(to_half_width(row.cells[column].text));
  if (row.cells[column].kind != sheet::CellKind::text) return;
  if (text.starts_with("日期:")) text.replace(0, std::string("日期:").size(), "日期：");
  for (const DayWord& word : kDayWords) {
    const std::size_t at = text.find(word.word);
    if (at == std::string::npos) continue;
    const auto day =
        date_after(row, column, std::string_view(text).substr(at + word.word.size()), epoch_1904);
    if (!day) continue;
    if (!(days.*word.day)) days.*word.day = day;
    return;
  }
}

}  // namespace

void read_said_days(const SheetHead& head, std::uint32_t below_row, bool epoch_1904, SaidDays& days) {
  for (const HeadRow& row : head.rows) {
    if (below_row != 0 && row.number >= below_row) break;
    for (std::size_t c = 0; c < row.cells.size(); ++c) read_cell(row, c, epoch_1904, days);
  }
}

}  // namespace niangjia::census
