#include "modules/census/item_columns.h"

#include <algorithm>

#include "base/text.h"
#include "modules/census/service_words.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

namespace {

constexpr std::string_view kPathMark = "/";

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view w) { return contains(text, w); });
}
bool is_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view w) { return text == w; });
}

// 空调（台）, 有无空调, 饮水人次 → 空调, 空调, 饮水
std::string thing_of(std::string_view title) {
  std::string key = header_key(title);
  for (std::string_view head : {"是否配备", "是否有", "有无", "配备"})
    if (key.starts_with(head) && key.size() > head.size()) key.erase(0, head.size());
  for (std::string_view tail : {"服务人次", "人次", "次数", "数量", "台数", "有无", "情况"})
    if (key.ends_with(tail) && key.size() > tail.size()) {
      key.resize(key.size() - tail.size());
      break;
    }
  return key;
}

bool is_remainder(std::string_view thing) {
  return is_any(thing, {"其他", "其它", "其余", "其他设施", "其他设备", "其它设施", "其他服务", "其他项目", "其他物品"});
}
bool is_sum(std::string_view thing) {
  return contains_any(thing, {"合计", "小计", "总计", "共计", "总数", "备注", "说明", "序号", "签名", "签字"}) || thing == "总" || thing == "人次";
}

// The tails of 设施/微波炉/热饭 behind each mark, the longest first, for a title may hold a mark itself.
std::vector<std::string> readings_of(std::string_view title) {
  std::vector<std::string> all;
  for (std::size_t at = 0;;) {
    all.push_back(thing_of(title.substr(at)));
    const std::size_t mark = title.find(kPathMark, at);
    if (mark == std::string_view::npos) return all;
    at = mark + kPathMark.size();
  }
}

std::string kit_of_column(std::string_view title) {
  const std::vector<std::string> all = readings_of(title);
  for (const std::string& thing : all)
    if (const auto* known = stations::find_kit_item(thing)) return known->name;
  return all.back();
}

std::string service_of_column(std::string_view title) {
  static const services::ItemBook known = services::known_item_book();
  const auto* item = item_of_column(known, title);
  return item ? item->name : readings_of(title).back();
}

bool is_known_service(std::string_view title) {
  static const services::ItemBook known = services::known_item_book();
  return item_of_column(known, title) != nullptr;
}

bool is_known_kit(std::string_view title) {
  const auto all = readings_of(title);
  return std::any_of(all.begin(), all.end(), [](const std::string& thing) { return stations::find_kit_item(thing) != nullptr; });
}

std::string group_of(const HeaderTitle& title) {
  return title.parts.size() > 1 ? header_key(title.parts[title.parts.size() - 2]) : std::string();
}

std::optional<Field> station_column(const HeaderTitle& title) {
  const std::string group = group_of(title), own = title.parts.back();
  if (is_sum(thing_of(own))) return std::nullopt;
  if (contains_any(group, {"设施", "设备", "配备", "配置", "硬件", "物品"})) return Field::kit_column;
  if (contains_any(group, {"服务", "功能"})) return Field::service_column;
  if (is_known_kit(own)) return Field::kit_column;
  return is_known_service(own) ? std::optional(Field::service_column) : std::nullopt;
}

bool is_count_group(const HeaderTitle& title) { return contains_any(group_of(title), {"人次", "服务", "项目", "内容"}); }

// A column between two known items is one as well: left out without a word, its 人次 would be lost.
void match_counts(const Header& header, std::vector<std::optional<Field>>& fields) {
  std::optional<std::size_t> first, last;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const HeaderTitle& title = header.titles[i];
    if (fields[i] || is_sum(thing_of(title.parts.back())) || !(is_count_group(title) || is_known_service(title.parts.back()))) continue;
    fields[i] = Field::count_column;
    if (!first) first = i;
    last = i;
  }
  for (std::size_t i = first.value_or(0); last && i < *last; ++i)
    if (!fields[i] && !is_sum(thing_of(header.titles[i].parts.back()))) fields[i] = Field::count_column;
}

std::string plain_cell(std::string_view cell) { return remove_spaces(to_half_width(cell)); }

bool says_no(std::string_view plain) {
  return is_any(plain, {"", "0", "-", "—", "--", "/", "\\", "×", "x", "X", "✗", "✘", "无", "否", "没有", "未配", "未配备", "未配置",
                        "暂无", "不", "n", "N", "no", "NO", "待配", "待安装", "拟配"});
}
constexpr std::string_view kYes[] = {"√", "✓", "✔", "☑", "已配备", "已配", "配备", "有", "是", "y", "Y"};
std::string without_yes(std::string plain) {
  for (std::string_view word : kYes)
    if (plain.starts_with(word)) {
      plain.erase(0, word.size());
      while (!plain.empty() && std::string_view(",:;").find(plain[0]) != std::string_view::npos) plain.erase(0, 1);
      break;
    }
  return plain;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool speaks_of_state(std::string_view plain) {
  return contains_any(plain, {"坏", "故障", "待修", "维修", "报修", "缺", "丢失", "完好", "正常"});
}

void append(std::string& list, std::string_view word) {
  if (!word.empty()) list += (list.empty() ? "" : "、") + std::string(word);
}

}  // namespace

void match_item_columns(const Header& header, Kind kind, std::vector<std::optional<Field>>& fields) {
  if (kind == Kind::stations) {
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!fields[i]) fields[i] = station_column(header.titles[i]);
  }
  // A column that names the item of each row leaves no room for columns that are items.
  const bool names_items = std::find(fields.begin(), fields.end(), Field::service_item) != fields.end();
  if (kind == Kind::services && !names_items) match_counts(header, fields);
}

KitMark read_kit_mark(std::string_view thing, std::string_view cell) {
  KitMark mark;
  const std::string plain = plain_cell(cell);
  if (says_no(plain)) return mark;
  mark.is_there = true;
  std::string said = without_yes(plain);
  if (said.starts_with("(") && said.ends_with(")") && said.find('(', 1) == std::string::npos) said = said.substr(1, said.size() - 2);
  const bool is_number = !said.empty() && said.find_first_not_of("0123456789") == std::string::npos;
  if (said.empty()) mark.words = thing;
  else if (is_number) mark.words = std::string(thing) + said + "台";
  else if (is_digit(said[0])) mark.words = std::string(thing) + said;
  else if (speaks_of_state(said)) mark.words = std::string(thing) + "(" + said + ")";
  else mark.words = thing, mark.is_sure = said.size() < plain.size();  // 有(自带加热): there, whatever else is said
  return mark;
}

void fold_item_columns(const RawRow& raw, OrganisationRow& row) {
  std::string kit, given;
  for (const ItemCell& item : raw.items) {
    const std::string text = trim(item.cell.text);
    if (says_no(plain_cell(text))) continue;
    const bool is_kit = item.field == Field::kit_column;
    if (is_remainder(readings_of(item.title).back())) {
      append(is_kit ? kit : given, text);
      continue;
    }
    const std::string thing = is_kit ? kit_of_column(item.title) : service_of_column(item.title);
    const KitMark mark = read_kit_mark(thing, text);
    if (!mark.is_sure) row.verdict.add(is_kit ? "kit_mark_doubtful" : "service_mark_doubtful", item.field, thing + "：" + text);
    append(is_kit ? kit : given, is_kit ? mark.words : thing);
  }
  for (auto& [field, words] : {std::pair(Field::kit, kit), std::pair(Field::service_list, given)}) {
    if (words.empty()) continue;
    const std::string list = row.text(field);
    row.texts[field] = words + (list.empty() ? "" : "、" + list);
  }
}

bool has_count_columns(const RawRow& raw) {
  return std::any_of(raw.items.begin(), raw.items.end(), [](const ItemCell& item) { return item.field == Field::count_column; });
}

std::vector<ItemCount> read_item_counts(const RawRow& raw) {
  std::vector<ItemCount> all;
  for (const ItemCell& item : raw.items) {
    if (item.field != Field::count_column) continue;
    ItemCount count{item.title, trim(item.cell.text), 0};
    const std::string plain = plain_cell(count.written);
    if (says_no(plain)) continue;
    const WrittenCount times = read_times(plain);
    if (times.ok && times.value == 0) continue;
    if (times.ok && times.value > 0 && times.value <= 1'000'000) count.amount = times.value;
    else if (without_yes(plain).empty()) count.amount = 1;  // a row for each person, √ under what was given
    all.push_back(std::move(count));
  }
  return all;
}

const services::ServiceItem* item_of_column(const services::ItemBook& items, std::string_view title) {
  for (const std::string& thing : readings_of(title))
    if (const auto* item = items.find(thing)) return item;
  return nullptr;
}

}  // namespace niangjia::census
