#include "modules/divisions/divisions.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::divisions {

namespace {

constexpr std::string_view kSuffixes[] = {"街道办事处", "街道办",     "街道",   "镇人民政府",
                                          "镇",         "乡人民政府", "民族乡", "乡"};

std::string stem_of(std::string_view name) {
  for (std::string_view suffix : kSuffixes)
    if (name.size() > suffix.size() && name.ends_with(suffix))
      return std::string(name.substr(0, name.size() - suffix.size()));
  return std::string(name);
}

// 绍兴县钱清镇 → 钱清镇, 柯桥区政府… stays: what follows the last 县, 区 or 市, when something does.
std::string after_county(std::string_view name) {
  std::size_t best = 0;
  for (std::string_view mark : {"县", "区", "市"})
    if (auto at = name.rfind(mark); at != std::string_view::npos && at > 0)
      best = std::max(best, at + mark.size());
  return std::string(name.substr(best));
}

}  // namespace

DivisionBook::DivisionBook(std::string_view csv, std::string_view changes) {
  for (const std::string& line : split(csv, '\n')) {
    auto cells = split(trim(line), ',');
    if (cells.size() < 4 || cells[3].size() != 1 || cells[3][0] < '1' || cells[3][0] > '4')
      continue;  // the header
    by_code_[cells[0]] = divisions_.size();
    divisions_.push_back({cells[0], cells[1], cells[2], cells[3][0] - '0'});
  }
  for (const std::string& line : split(changes, '\n')) {
    auto cells = split(trim(line), ',');
    if (cells.size() >= 2) changed_.emplace(cells[0], cells[1]);
  }
}

const Division* DivisionBook::find(std::string_view code) const {
  auto it = by_code_.find(code);
  return it == by_code_.end() ? nullptr : &divisions_[it->second];
}

const Division* DivisionBook::find_county(std::string_view name) const {
  for (const auto& d : divisions_)
    if (d.level == 3 && d.name == name) return &d;
  return nullptr;
}

std::string DivisionBook::current_code(std::string_view code) const {
  std::string current(code);
  for (int steps = 0; steps < 8 && !find(current);
       ++steps) {  // a chain of changes is short; a ring would be a slip
    auto it = changed_.find(current);
    if (it == changed_.end()) break;
    current = it->second;
  }
  return current;
}

std::vector<const Division*> DivisionBook::townships_of(std::string_view county) const {
  std::vector<const Division*> out;
  if (county.empty()) return out;
  const std::string code = current_code(county);
  for (auto it = by_code_.lower_bound(code); it != by_code_.end() && it->first.starts_with(code); ++it)
    if (divisions_[it->second].level == 4) out.push_back(&divisions_[it->second]);
  return out;
}

TownshipMatch DivisionBook::match(std::string_view county, const std::string& name) const {
  if (name.empty()) return {};
  auto townships = townships_of(county);
  for (const Division* t : townships)
    if (t->name == name || t->code == name) return {TownshipMatch::How::exact, t->code, t->name};
  const std::string stem = stem_of(name);
  const Division* found = nullptr;
  for (const Division* t : townships) {
    if (stem_of(t->name) != stem) continue;
    if (found) return {};  // 某某镇 and 某某乡 side by side: a short name does not say which
    found = t;
  }
  if (!found) return {};
  bool is_same =
      stem == name || name.starts_with(found->name);  // 柯桥 and 柯桥街道办事处 name what stands now
  return {is_same ? TownshipMatch::How::short_name : TownshipMatch::How::old_name, found->code, found->name};
}

TownshipMatch DivisionBook::find_township(std::string_view county, std::string_view written) const {
  std::string name = remove_spaces(to_half_width(written));
  for (const Division* above = find(current_code(county)); above; above = find(above->parent)) {
    auto at = name.rfind(above->name);
    if (at != std::string::npos && at + above->name.size() < name.size())
      name = name.substr(at + above->name.size());
  }
  TownshipMatch found = match(county, name);
  if (found.how == TownshipMatch::How::none) found = match(county, after_county(name));
  return found;
}

}  // namespace niangjia::divisions
