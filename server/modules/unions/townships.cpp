#include "modules/unions/townships.h"

#include "base/embedded.h"
#include "base/text.h"

namespace niangjia::unions {

namespace {

constexpr std::string_view kSuffixes[] = {"街道办事处", "街道",   "镇人民政府", "镇",
                                          "乡人民政府", "民族乡", "乡"};

std::string stem_of(std::string_view name) {
  for (std::string_view suffix : kSuffixes)
    if (name.size() > suffix.size() && name.ends_with(suffix))
      return std::string(name.substr(0, name.size() - suffix.size()));
  return std::string(name);
}

}  // namespace

DivisionBook::DivisionBook(std::string_view csv) {
  auto lines = split(csv, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto cells = split(trim(lines[i]), ',');
    if (cells.size() < 4) continue;
    by_code_[cells[0]] = divisions_.size();
    divisions_.push_back({cells[0], cells[1], cells[2], std::stoi(cells[3])});
  }
}

DivisionBook DivisionBook::embedded() {
  for (const auto& file : embedded_data())
    if (file.path == "divisions.csv") return DivisionBook(file.bytes);
  return DivisionBook("");
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

std::vector<const Division*> DivisionBook::townships_of(std::string_view county) const {
  std::vector<const Division*> out;
  if (county.empty()) return out;
  for (auto it = by_code_.lower_bound(county); it != by_code_.end() && it->first.starts_with(county); ++it)
    if (divisions_[it->second].level == 4) out.push_back(&divisions_[it->second]);
  return out;
}

TownshipMatch DivisionBook::find_township(std::string_view county, std::string_view written) const {
  std::string name = remove_spaces(to_half_width(written));
  for (const Division* above = find(county); above; above = find(above->parent)) {
    auto at = name.rfind(above->name);
    if (at != std::string::npos && at + above->name.size() < name.size())
      name = name.substr(at + above->name.size());
  }
  auto townships = townships_of(county);
  for (const Division* t : townships)
    if (t->name == name || t->code == name) return {TownshipMatch::How::exact, t->code, t->name};
  std::string stem = stem_of(name);
  for (const Division* t : townships)
    if (stem_of(t->name) == stem)
      return {stem == name ? TownshipMatch::How::short_name : TownshipMatch::How::old_name, t->code, t->name};
  return {};
}

}  // namespace niangjia::unions
