#pragma once
// Lists of units and outlets as workbooks; each leaves a journal row.

#include "modules/employers/question.h"
#include "modules/employers/routes.h"
#include "sheet/list_book.h"

namespace niangjia::employers {

Result<std::string> export_units(House& house, const Actor& actor, const Query& query,
                                 const TownshipName& township_name);
Result<std::string> export_outlets(House& house, const Actor& actor, const Query& query,
                                   const TownshipName& township_name);

}  // namespace niangjia::employers
