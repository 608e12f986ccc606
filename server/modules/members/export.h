#pragma once
// A list as a workbook: exactly what is listed, numbers masked, with a line that says who took it and when.

#include "modules/members/store.h"

namespace niangjia::members {

struct Exported {
  std::string file;  // to be removed when it has been sent
  std::int64_t rows = 0;
};
Result<Exported> export_people(House& house, const Actor& actor, PersonQuery query, std::string_view asked);

}  // namespace niangjia::members
