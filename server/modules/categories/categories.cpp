// The list of forms of employment, read once from data/categories.tsv.

#include "modules/categories/categories.h"

#include <charconv>
#include <stdexcept>

#include "base/embedded.h"
#include "base/text.h"

namespace niangjia::categories {

namespace {

Category read_line(std::string_view line) {
  std::vector<std::string> cells = split(line, '\t');
  if (cells.size() < 6) throw std::runtime_error("data/categories.tsv: a line has fewer than six columns");
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

std::vector<Category> read_list(std::string_view bytes) {
  std::vector<Category> list;
  bool is_header = true;
  for (const auto& line : split(bytes, '\n')) {
    if (!is_header && !trim(line).empty()) list.push_back(read_line(line));
    is_header = false;
  }
  return list;
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
    for (const EmbeddedFile& file : embedded_data())
      if (file.path == "categories.tsv") return read_list(file.bytes);
    throw std::runtime_error("data/categories.tsv is not in the program");
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
