#pragma once
// A list as a workbook: exactly what is listed, numbers masked, with a line that says who took it and when.

#include "modules/members/store.h"

namespace niangjia::members {

struct Exported {
  std::string file;  // to be removed when it has been sent
  std::int64_t rows = 0;
};
// The same people as a form to be filled in and imported again (会员信息采集表): each under 会员编号, with what is missing left
// open. What is filled in there goes only into what is empty (modules/census).
Result<Exported> export_repairs(House& house, const Actor& actor, PersonQuery query);
Result<Exported> export_people(House& house, const Actor& actor, PersonQuery query, std::string_view asked);

}  // namespace niangjia::members
