// What comes from the program's own data; apart from the rest, so that tests can hand in their own text.

#include "base/embedded.h"
#include "modules/unions/items.h"

namespace niangjia::unions {

DivisionBook DivisionBook::embedded() {
  std::string_view divisions, changes;
  for (const auto& file : embedded_data()) {
    if (file.path == "divisions.csv") divisions = file.bytes;
    if (file.path == "division_changes.csv") changes = file.bytes;
  }
  return DivisionBook(divisions, changes);
}

const DivisionBook& divisions() {
  static const DivisionBook book = DivisionBook::embedded();
  return book;
}

std::string name_of_township(std::string_view code) { return township_name(divisions(), code); }

}  // namespace niangjia::unions
