#pragma once
// Forms of employment (就业形态): the code table of riders, couriers, truckers and all the others. A person
// carries one primary category; which of them count as new-form is part of the row, because notices say it
// differently by year.

#include <string>
#include <string_view>
#include <vector>

namespace niangjia::categories {

// Forms of employment (data/categories.tsv): code, name, aliases, which groups, whether it counts as
// new-form.
struct Category {
  int code = 0;
  std::string name;
  std::vector<std::string> aliases;
  bool is_four_group = false, is_eight_group = false, is_new_form = false;
};
const std::vector<Category>& categories();
const Category* find_category(std::string_view name);  // by name or alias; width and spaces do not matter
const Category* category_by_code(int code);
bool is_new_form(int category);

}  // namespace niangjia::categories
