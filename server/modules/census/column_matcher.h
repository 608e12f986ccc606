#pragma once
// Says what the titles of a header mean for one kind of file.

#include <functional>

#include "modules/census/census.h"
#include "modules/census/header_finder.h"

namespace niangjia::census {

struct ColumnMatch {
  std::vector<std::optional<Field>> fields;  // one for each title of the header
  std::vector<Field> missing;                // required, and no column carries it
  int matched = 0;                           // columns understood, without 序号 and 备注
  int signs = 0;                             // of them: fields that hardly any other kind has
  int score = 0;
};

// `remembered`: header_key → field, as a cadre mapped it once; it goes before every synonym.
ColumnMatch match_columns(const Header& header, Kind kind, const std::map<std::string, Field>& remembered);

// Both header rows joined, as written: "从业人员数（人）/快递员".
std::string written_title(const HeaderTitle& title);

// Required fields that no column carries; a ledger may name its stations by their number alone, and its items by its columns.
std::vector<Field> missing_of(Kind kind, const std::function<bool(Field)>& carried);

}  // namespace niangjia::census
