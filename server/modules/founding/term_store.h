#pragma once
// The SQL of terms.

#include "access/list_question.h"
#include "modules/founding/terms.h"

namespace niangjia::founding {

// Active unions whose term ends within these days (both counted) and that were not reminded so near to that
// end; without those whose re-election or extension is under way.
std::vector<unions::Union> unions_to_remind(store::ReadTx& tx, Id realm_id, Date from, Date until,
                                            std::int64_t days, int limit);

// The first day of each stage behind `over`, as the numbers of `today` say.
struct TermDays {
  Date today, third_until, second_until, first_until;
};
TermDays term_days(Date today);

struct TermFilter {
  TermDays days;
  std::string under_path;                  // a chosen union and what lies below it
  std::optional<Date> from, until;         // of the last day of the term, both counted
  std::optional<bool> has_case;            // a re-election or extension under way
  std::string words;                       // part of a name
  bool descends = false;
  std::optional<Date> after_on;            // keyset
  Id after_id = 0;
};
std::vector<Term> list_terms(store::ReadTx& tx, const Scope& scope, const TermFilter& filter, int limit);
std::int64_t count_terms(store::ReadTx& tx, const Scope& scope, const TermFilter& filter);

}  // namespace niangjia::founding
