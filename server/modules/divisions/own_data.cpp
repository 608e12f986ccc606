// What comes from the program's own data; apart from the rest, so that tests can hand in their own text.

#include "base/embedded.h"
#include "modules/divisions/divisions.h"

namespace niangjia::divisions {

DivisionBook DivisionBook::embedded() {
  std::string_view divisions, changes;
  for (const auto& file : embedded_data()) {
    if (file.path == "divisions.csv") divisions = file.bytes;
    if (file.path == "division_changes.csv") changes = file.bytes;
  }
  return DivisionBook(divisions, changes);
}

const DivisionBook& book() {
  static const DivisionBook book = DivisionBook::embedded();
  return book;
}

}  // namespace niangjia::divisions
