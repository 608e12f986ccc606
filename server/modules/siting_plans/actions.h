#pragma once
// One function per verb: permit, rule, write, journal, in one transaction.

#include "access/idempotency.h"
#include "modules/siting_plans/sheet_reader.h"
#include "modules/siting_plans/store.h"

namespace niangjia::siting_plans {

Problem no_such_place();
Problem no_such_plan();

Result<SitingPlace> create_place(House& house, const Actor& actor, const SitingPlace& input, const IdempotencyKey* key);
Result<SitingPlace> edit_place(House& house, const Actor& actor, Id id, std::int64_t seen_version, std::string_view change_json);
Result<void> drop_place(House& house, const Actor& actor, Id id);

// A list handed in: rows that stand already (township and name) are changed, the others added. A trial writes nothing.
struct RowVerdict {
  std::int64_t row = 0;  // as the spreadsheet shows it
  std::string name, outcome;  // added, changed, same, refused
  std::vector<std::string> sentences;  // why it is refused, or what was mended and is in doubt
};
struct SheetReceipt {
  std::int64_t rows = 0, added = 0, changed = 0, same = 0, refused = 0;
  std::vector<std::string> unread_columns;
  std::vector<RowVerdict> told;  // refused rows and rows with something to say, the first 500
};
Result<SheetReceipt> take_list(House& house, const Actor& actor, PlaceKind kind, const std::string& path, bool is_trial);

// A question with the radius, the detour and the time that stand on a day (parameters siting.radius_m, siting.seconds and
// stations.detour_percent, for a walk is as long to a planned station as to an open one).
SitingPlan default_plan(Date today);
// Asks: the inputs are read and kept in the same transaction, so that what is solved is what stood then.
Result<SitingPlan> ask_plan(House& house, const Actor& actor, const SitingPlan& input, const IdempotencyKey* key);
// A waiting or running plan ends without an answer.
Result<SitingPlan> cancel_plan(House& house, const Actor& actor, Id id);
// A plan that ended without an answer starts again with the inputs it was asked with; of a finished one a new plan is asked,
// with the same inputs, so that nothing that was answered changes.
Result<SitingPlan> again_plan(House& house, const Actor& actor, Id id);

}  // namespace niangjia::siting_plans
