// What comes from the program's own data; apart from the rest, so that tests can hand in their own text.

#include "modules/unions/items.h"

namespace niangjia::unions {

const DivisionBook& divisions() {
  static const DivisionBook book = DivisionBook::embedded();
  return book;
}

std::string name_of_township(std::string_view code) { return township_name(divisions(), code); }

}  // namespace niangjia::unions
