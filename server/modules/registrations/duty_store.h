#pragma once
// The SQL of what has come due (the view registration_duty of migration 0022).

#include "access/list_question.h"
#include "modules/registrations/registrations.h"

namespace niangjia::registrations {

struct DutyPlace {  // keyset
  Date since_on;
  Id union_id = 0;
  std::string kind;
};
struct DutyFilter {
  std::optional<Kind> kind;
  std::optional<bool> is_late, has_case;
  std::string under_path;
  std::string words;
  Date today;
  std::optional<DutyPlace> after;
};
// Longest due first. Certificates are listed from so many days before their end (data/parameters.tsv).
std::vector<Duty> list_duties(store::ReadTx& tx, const Scope& scope, const DutyFilter& filter, int limit);
std::int64_t count_duties(store::ReadTx& tx, const Scope& scope, const DutyFilter& filter);
// The day that began the time limit of that kind for a union; nothing: nothing is due.
std::optional<Date> duty_since(store::ReadTx& tx, Id realm_id, Id union_id, Kind kind);

}  // namespace niangjia::registrations
