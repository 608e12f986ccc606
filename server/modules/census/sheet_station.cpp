#include "modules/census/sheet_station.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::census {

namespace {

constexpr std::size_t kShortestName = 4;  // characters: 驿站 and 一号站 stand in every title

// The value of a label, when the cell is one.
std::optional<std::string> labelled_value(std::string_view cell) {
  const std::string plain = to_half_width(cell);
  for (std::string_view label : {"服务站点名称", "站点名称", "驿站名称", "服务站名称", "所属站点", "服务站点", "站点编号", "站点", "驿站", "服务站"}) {
    if (!plain.starts_with(label)) continue;
    const std::string rest = trim(std::string_view(plain).substr(label.size()));
    if (rest.starts_with(":")) return trim(std::string_view(rest).substr(1));
  }
  return std::nullopt;
}

}  // namespace

std::string labelled_station(const SheetHead& head, std::uint32_t header_first_row) {
  for (const HeadRow& row : head.rows) {
    if (row.number >= header_first_row) break;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const auto value = labelled_value(row.cells[c].text);
      if (!value) continue;
      if (!value->empty()) return value->substr(0, value->find("  "));
      for (std::size_t next = c + 1; next < row.cells.size(); ++next)
        if (!row.cells[next].text.empty()) return row.cells[next].text;
    }
  }
  return {};
}

bool may_name_station(std::string_view sheet_name) {
  std::string left = to_lower_ascii(remove_spaces(to_half_width(sheet_name)));
  for (std::string_view word : {"sheet", "工作表", "台账", "服务", "登记", "记录", "明细", "流水", "汇总", "统计", "数据", "情况", "总表",
                                "一季度", "二季度", "三季度", "四季度", "季度", "上半年", "下半年", "年度", "人次", "表", "年", "月", "日", "份", "第",
                                "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "站点", "驿站", "户外劳动者", "工会", "(", ")", "-", "_",
                                ".", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"})
    for (std::size_t at; (at = left.find(word)) != std::string::npos;) left.erase(at, word.size());
  return !left.empty() || std::count_if(sheet_name.begin(), sheet_name.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 9;
}

const stations::StationPlace* station_within(std::string_view text, const std::vector<stations::StationPlace>& places) {
  const std::string key = organisation_key(text);
  const stations::StationPlace* best = nullptr;
  bool is_one = false;
  for (const stations::StationPlace& place : places) {
    const bool is_named = count_characters(place.name_key) >= kShortestName && contains(key, place.name_key);
    const bool is_numbered = place.number.size() >= 6 && contains(key, place.number);
    if (!is_named && !is_numbered) continue;
    if (is_numbered) return &place;
    if (best && place.name_key.size() <= best->name_key.size()) {
      if (place.name_key.size() == best->name_key.size()) is_one = false;
      continue;
    }
    best = &place, is_one = true;
  }
  return is_one ? best : nullptr;
}

}  // namespace niangjia::census
