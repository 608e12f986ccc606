#pragma once
// Entering and editing a unit: permit, rule, write and journal in one transaction.

#include "modules/employers/employers.h"

namespace niangjia::employers {

// The unit's place: the federation of its township, else the root.
Result<Employer> create_employer(House& house, const Actor& actor, const Employer& input,
                                 const IdempotencyKey* key = nullptr);
// `seen_at`: the updated_at the editor saw; another's edit in between is told.
Result<Employer> edit_employer(House& house, const Actor& actor, Id id, Instant seen_at,
                               std::string_view change_json);

Problem told_unit_missing();

}  // namespace niangjia::employers
