// Filling empty fields of people who stand, and emptying them again.

#include "modules/census/store.h"

namespace niangjia::census {

using store::Param;
using store::Params;

namespace {

constexpr int kPhoneProblems = members::kNoPhone | members::kPhoneNotMobile;

// How a column is when nothing is known.
std::string_view empty_of(std::string_view field) {
  if (field == "joined_on") return "NULL";
  return field == "category" || field == "is_migrant" ? "0" : "''";
}
int problems_of(std::string_view field) {
  return field == "phone" ? kPhoneProblems : field == "category" ? int{members::kNoCategory} : 0;
}
bool is_number(std::string_view field) { return field == "category" || field == "is_migrant"; }
Param value_of(const FilledGap& gap) {
  return is_number(gap.field) ? Param(std::atoi(gap.value.c_str())) : Param(gap.value);
}

}  // namespace

bool fill_gap(store::WriteTx& tx, const GapFilling& filling, Instant now) {
  const FilledGap& gap = filling.row;
  const bool is_phone = gap.field == "phone";
  const std::string empty(empty_of(gap.field));
  std::string sql = "UPDATE person SET problems = problems & ~CAST(? AS BIGINT), updated_at = ?, version = version + 1, ";
  Params params{problems_of(gap.field), now};
  if (is_phone) {
    sql += "phone_sealed = ?, phone_index = ?";
    params.emplace_back(filling.phone_sealed), params.emplace_back(gap.phone_index);
  } else {
    sql += gap.field + " = ?";
    params.push_back(value_of(gap));
  }
  params.emplace_back(gap.realm_id), params.emplace_back(gap.person_id);
  sql += " WHERE realm_id = ? AND id = ? AND " +
         (is_phone ? "(phone_index IS NULL OR length(phone_index) = 0)" : gap.field + (empty == "NULL" ? " IS NULL" : " = " + empty));
  if (tx.execute(sql, params) != 1) return false;
  tx.insert(gap);
  return true;
}

void empty_gaps(store::WriteTx& tx, Id realm_id, Id import_id, Instant now) {
  const record::Blob nothing;  // how a telephone that nobody told is kept
  for (const auto& gap : tx.select<FilledGap>("WHERE realm_id = ? AND import_id = ? ORDER BY id", {realm_id, import_id})) {
    const bool is_phone = gap.field == "phone";
    const int problems = gap.problems & problems_of(gap.field);
    Params params;
    if (is_phone) params = {nothing, nothing};
    for (const Param& p : {Param(problems), Param(now), Param(realm_id), Param(gap.person_id),
                           is_phone ? Param(gap.phone_index) : value_of(gap)})
      params.push_back(p);
    tx.execute("UPDATE person SET " +
                   (is_phone ? std::string("phone_sealed = ?, phone_index = ?")
                             : gap.field + " = " + std::string(empty_of(gap.field))) +
                   ", problems = problems | CAST(? AS BIGINT), updated_at = ?, version = version + 1 WHERE realm_id = ? AND id "
                   "= ? AND " +
                   (is_phone ? std::string("phone_index") : gap.field) + " = ?",
               params);
  }
  tx.execute("DELETE FROM filled_gap WHERE realm_id = ? AND import_id = ?", {realm_id, import_id});
}

}  // namespace niangjia::census
