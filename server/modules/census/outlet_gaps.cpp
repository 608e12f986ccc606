// A row about an outlet that stands: what is empty there is filled in, what differs is told and left alone. Counts of workers
// are not compared: each round counts anew.

#include "base/text.h"
#include "modules/census/organisation_judge.h"

namespace niangjia::census {

void OrganisationJudge::compare_outlet(store::ReadTx& tx, OrganisationRow& row, const employers::Outlet& placed) {
  const auto tell_known = [&] { row.verdict.add("dup_outlet"); };
  const auto known = c_.library.outlets.find(placed.name_key);
  if (known == c_.library.outlets.end() || !compared_outlets_.insert(known->second.id).second) return tell_known();
  if (!standing_outlets_) standing_outlets_ = load_standing_outlets(tx, c_.realm_id);
  const auto at = standing_outlets_->find(known->second.id);
  if (at == standing_outlets_->end() || !c_.scope.covers(at->second.union_path)) return tell_known();
  const employers::Outlet& before = at->second;
  // Another township, another code: another outlet of that name.
  const auto is_another = [](std::string_view one, std::string_view other) { return !one.empty() && !other.empty() && one != other; };
  if (is_another(before.township_code, placed.township_code) || is_another(before.credit_code, placed.credit_code)) return tell_known();
  OrganisationRow said = row;
  employers::Outlet told = placed, after = before;
  told.id = before.id;  // sealed values are bound to their row
  describe_place(tx, said, told);
  const Compared compared = compare_groups(employers::outlet_shape, outlet_groups(), &after, &told,
                                           [&](const FieldGroup& group, std::string was, std::string now) {
                                             writes.gaps.push_back({c_.realm_id, c_.ids.next(), c_.job_id, "outlet", before.id,
                                                                    std::string(group.name), std::move(was), std::move(now)});
                                           });
  if (compared.filled.empty()) tell_known();
  compared.tell(row.verdict, Field::outlet_name);
  if (compared.filled.empty()) return;
  after.updated_at = c_.now;
  if (!c_.is_dry_run)
    writes.journal.push_back(make_journal_row(c_.permit, c_.ids.next(), c_.now,
                                              {"outlet", after.id, after.union_path, record::to_json(before), record::to_json(after), row.verdict.change}));
  writes.filled_outlets.emplace_back(std::move(after), before.updated_at);
}

}  // namespace niangjia::census
