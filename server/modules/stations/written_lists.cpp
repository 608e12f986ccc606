// Lists in one cell: what a station has and gives, separated and counted in any manner.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/utf8.h"
#include "modules/stations/stations.h"

namespace niangjia::stations {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_each(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

// "1.桌椅 2.饮水机", "①桌椅②饮水机", "（1）桌椅": the numbers of the list, not amounts.
void drop_numbering(std::string& text) {
  for (char32_t code = U'①'; code <= U'⑳'; ++code) replace_each(text, from_code_points(std::u32string(1, code)), ",");
  const std::string start = trim(text);
  const bool is_numbered = start.starts_with("1.") || start.starts_with("1、") || start.starts_with("(1)");
  for (int n = 30; is_numbered && n > 0; --n)
    for (const auto& [before, after] : {std::pair<std::string, std::string>{"", "."}, {"", "、"}, {"(", ")"}})
      replace_each(text, before + std::to_string(n) + after, ",");
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c); }

// A space parts two words unless both sides are Latin (Wi Fi).
void cut_at_spaces(std::string& text) {
  for (std::size_t at = 1; at + 1 < text.size(); ++at)
    if (text[at] == ' ' && !(is_word_byte(text[at - 1]) && is_word_byte(text[at + 1]))) text[at] = ',';
}

std::string without_tail(std::string word) {
  word = trim(word);
  for (std::string_view tail : {"等设施设备", "等设施", "等设备", "等物品", "等服务", "等功能", "等"})
    if (word.ends_with(tail) && word.size() > tail.size()) return trim(std::string_view(word).substr(0, word.size() - tail.size()));
  return word;
}

// Takes "(损坏)", "坏了", "缺" out of the word.
KitState take_state(std::string& word) {
  constexpr std::pair<std::string_view, KitState> kStates[] = {{"损坏", KitState::broken}, {"已坏", KitState::broken}, {"坏了", KitState::broken},
                               {"故障", KitState::broken},          {"待修", KitState::broken}, {"维修中", KitState::broken},
                               {"报修", KitState::broken},          {"缺失", KitState::missing}, {"缺少", KitState::missing},
                               {"丢失", KitState::missing},         {"完好", KitState::ok},      {"正常", KitState::ok},
                               {"坏", KitState::broken},             {"缺", KitState::missing}};
  for (const auto& [said, state] : kStates) {
    if (!contains(word, said)) continue;
    replace_each(word, said, "");
    replace_each(word, "()", "");
    return state;
  }
  return KitState::ok;
}

constexpr std::array kMeasures{"台", "套", "个", "把", "张", "只", "件", "组", "部", "副", "辆", "处", "间", "本", "册", "盒",
                               "箱", "座", "条", "瓶", "具", "顶", "口", "块", "支", "平方米"};

// Takes "2台", "×2", "两套" out of the word.
std::int64_t take_amount(std::string& word) {
  constexpr std::array kNumerals{"一", "两", "三", "四", "五", "六", "七", "八", "九", "十"};
  for (std::size_t n = 0; n < kNumerals.size(); ++n)
    for (std::string_view measure : kMeasures) {
      const std::string said = kNumerals[n] + std::string(measure);
      if (word.starts_with(said) || word.ends_with(said)) replace_each(word, said, std::to_string(n + 1) + std::string(measure));
    }
  const auto begin = static_cast<std::size_t>(std::find_if(word.begin(), word.end(), is_digit) - word.begin());
  std::size_t end = begin;
  while (end < word.size() && is_digit(word[end])) ++end;
  std::int64_t amount = 1;
  if (begin == end || end - begin > 4) return amount;
  std::from_chars(word.data() + begin, word.data() + end, amount);
  std::string rest = trim(std::string_view(word).substr(end));
  for (std::string_view measure : kMeasures)
    if (rest.starts_with(measure)) {
      rest.erase(0, measure.size());
      break;
    }
  std::string head = trim(std::string_view(word).substr(0, begin));
  for (std::string_view mark : {"x", "X", "×", "*", ":", "("})
    if (head.ends_with(mark)) head.resize(head.size() - mark.size());
  if (rest.starts_with(")")) rest.erase(0, 1);
  word = trim(head + rest);
  return std::max<std::int64_t>(amount, 1);
}

// Takes "(1台损坏)" out of 空调2台(1台损坏): how many of them do not work.
std::int64_t take_part_broken(std::string& word) {
  const std::size_t begin = word.find('('), end = word.find(')', std::min(begin, word.size()));
  if (end == std::string::npos) return 0;
  std::string inner = word.substr(begin + 1, end - begin - 1);
  const bool is_counted = std::any_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(begin), is_digit) &&
                          std::any_of(inner.begin(), inner.end(), is_digit);
  if (!is_counted || take_state(inner) == KitState::ok) return 0;
  word.erase(begin, end - begin + 1);
  return take_amount(inner);
}

WrittenKit read_kit_word(std::string word) {
  WrittenKit kit;
  kit.item = word;
  if (const KitItem* known = find_kit_item(word)) return kit.item = known->code, kit.is_known = true, kit;
  kit.out_of_order = take_part_broken(word);
  kit.state = take_state(word);
  kit.amount = take_amount(word);
  if (kit.out_of_order >= kit.amount && kit.out_of_order > 0) kit.state = KitState::broken, kit.out_of_order = 0;  // all of them
  kit.amount -= kit.out_of_order;
  const KitItem* known = find_kit_item(word);
  if (const std::size_t bracket = word.find('('); !known && bracket != std::string::npos && bracket > 0)
    known = find_kit_item(word.substr(0, bracket));
  kit.is_known = known != nullptr;
  kit.item = known ? known->code : without_tail(word);
  return kit;
}

// 桌椅和饮水机: two when both are known.
std::vector<std::string> parts_of(const std::string& word) {
  if (!find_kit_item(word))
    for (std::string_view mark : {"和", "及", "与"})
      if (const std::size_t at = word.find(mark); at != std::string::npos) {
        const std::string first = word.substr(0, at), second = word.substr(at + mark.size());
        if (read_kit_word(first).is_known && read_kit_word(second).is_known) return {first, second};
      }
  return {word};
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::string plain = to_half_width(text);
  drop_numbering(plain);
  for (std::string_view mark : {"、", ";", "。", "\n", "\r", "\t", "|", "/", "+", "·", "•"}) replace_each(plain, mark, ",");
  cut_at_spaces(plain);
  std::vector<std::string> parts;
  for (const std::string& part : split(plain, ',')) {
    std::string word = without_tail(part);
    const bool says_nothing = word.empty() || word == "无" || word == "-" || word == "—" || word == "暂无" || word == "等";
    if (!says_nothing && std::find(parts.begin(), parts.end(), word) == parts.end()) parts.push_back(std::move(word));
  }
  return parts;
}

std::vector<WrittenKit> read_kit_list(std::string_view text) {
  std::vector<WrittenKit> all;
  for (const std::string& word : split_list(text)) {
    if (word.starts_with("无") && find_kit_item(std::string_view(word).substr(std::string_view("无").size())) && !find_kit_item(word))
      continue;  // 无微波炉
    for (const std::string& part : parts_of(word)) {
      WrittenKit kit = read_kit_word(part);
      const auto same = std::find_if(all.begin(), all.end(), [&](const WrittenKit& k) { return k.item == kit.item; });
      if (!kit.item.empty() && same == all.end()) all.push_back(std::move(kit));
    }
  }
  return all;
}

}  // namespace niangjia::stations
