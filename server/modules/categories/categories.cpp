// The list of forms of employment, read once from data/categories.tsv.

#include "modules/categories/categories.h"

#include <charconv>

#include "base/data_table.h"
#include "base/text.h"

namespace niangjia::categories {

namespace {

Category read_row(const std::vector<std::string>& cells) {
  Category c;
  std::from_chars(cells[0].data(), cells[0].data() + cells[0].size(), c.code);
  c.name = cells[1];
  for (auto& alias : split(cells[2], '|'))
    if (!alias.empty()) c.aliases.push_back(std::move(alias));
  c.is_four_group = cells[3] == "1";
  c.is_eight_group = cells[4] == "1";
  c.is_new_form = cells[5].starts_with("1");
  return c;
}

// Brackets carry meaning here ("保洁(道路)"), so this is not header_key, which drops them.
std::string name_key(std::string_view name) { return to_lower_ascii(remove_spaces(to_half_width(name))); }

struct Names {
  std::vector<std::pair<std::string, const Category*>> keys;
  Names() {
    for (const Category& c : categories()) {
      keys.emplace_back(name_key(c.name), &c);
      for (const auto& alias : c.aliases) keys.emplace_back(name_key(alias), &c);
    }
  }
};

}  // namespace

const std::vector<Category>& categories() {
  static const std::vector<Category> list = [] {
    std::vector<Category> all;
    for (const auto& cells : data_rows("categories.tsv", 6)) all.push_back(read_row(cells));
    return all;
  }();
  return list;
}

const Category* find_category(std::string_view name) {
  static const Names names;
  std::string key = name_key(name);
  for (const auto& [known, category] : names.keys)
    if (known == key) return category;
  return nullptr;
}

const Category* category_by_code(int code) {
  for (const Category& c : categories())
    if (c.code == code) return &c;
  return nullptr;
}

bool is_new_form(int category) {
  const Category* c = category_by_code(category);
  return c && c->is_new_form;
}

}  // namespace niangjia::categories
