// What comes from the program's own data; apart from the rest, so that tests can hand in their own text.

#include "modules/unions/items.h"

namespace niangjia::unions {

std::string name_of_township(std::string_view code) { return township_name(divisions::book(), code); }

}  // namespace niangjia::unions
