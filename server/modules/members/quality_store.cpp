// How many records of each union are 合格, and what those lack that are not.

#include <set>

#include "modules/members/quality.h"

namespace niangjia::members {

namespace {

// As the index person_quality has it.
constexpr std::string_view kCounted = " AND standing IN ('active', 'moving_out') AND merged_into_id IS NULL";
constexpr std::string_view kSharedWith =
    "EXISTS (SELECT 1 FROM person o WHERE o.realm_id = p.realm_id AND o.phone_index = p.phone_index AND o.id <> p.id "
    "AND o.merged_into_id IS NULL)";

std::string sum_when(const std::string& condition) {
  return ", sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
}
std::string has_bit(int bit) { return "(problems & " + std::to_string(bit) + ") <> 0"; }

UnionQuality read_union(const store::Row& r) {
  UnionQuality u;
  u.id = r.integer(0), u.name = r.text(1), u.township_code = r.text(2);
  u.members = r.integer(3), u.qualified = r.integer(4), u.unqualified = u.members - u.qualified;
  u.share = share_text(u.qualified, u.members);
  u.no_phone = r.integer(5), u.phone_not_mobile = r.integer(6), u.no_category = r.integer(7);
  u.no_join_date = r.integer(8);
  return u;
}

// From the few telephones that several have, found in one walk along their index, to those who have them.
std::map<Id, std::int64_t> shared_phones_by_union(store::ReadTx& tx, const Scope& scope) {
  std::map<Id, std::int64_t> found;
  store::Params params{scope.realm_id()};
  std::string sql =
      "SELECT p.union_id, count(*) FROM (SELECT phone_index AS k FROM person WHERE realm_id = ? AND phone_index IS NOT "
      "NULL AND length(phone_index) > 0 GROUP BY phone_index HAVING count(*) > 1) d CROSS JOIN person p WHERE p.phone_index IS NOT NULL AND p.phone_index = d.k AND " +
      scope.condition("p.", "union_path", params) +
      " AND p.standing IN ('active', 'moving_out') AND p.merged_into_id IS NULL AND p.union_id IS NOT NULL AND " +
      std::string(kSharedWith) + " GROUP BY p.union_id";
  tx.query(sql, params, [&](const store::Row& r) {
    found[r.integer(0)] = r.integer(1);
    return true;
  });
  return found;
}

}  // namespace

std::vector<UnionQuality> quality_of_unions(store::ReadTx& tx, const Scope& whole, const std::string& under_path) {
  const Scope scope = under_path.empty() ? whole : whole.narrowed(under_path);
  std::vector<UnionQuality> out;
  if (scope.sees_nothing()) return out;
  static const std::string kSums =
      "count(*) AS members" +
      sum_when("(problems & " + std::to_string(kDisqualifying) + ") = 0 AND joined_on IS NOT NULL") + " AS qualified" +
      sum_when(has_bit(kNoPhone)) + " AS no_phone" + sum_when(has_bit(kPhoneNotMobile)) + " AS not_mobile" +
      sum_when(has_bit(kNoCategory)) + " AS no_category" + sum_when("joined_on IS NULL") + " AS no_join_date";
  store::Params params;
  const std::string inside = scope.condition("", "union_path", params);
  tx.query("SELECT u.id, u.name, u.township_code, g.members, g.qualified, g.no_phone, g.not_mobile, g.no_category, "
           "g.no_join_date FROM (SELECT realm_id, union_path, union_id, " +
               kSums + " FROM person WHERE " + inside + std::string(kCounted) +
               " GROUP BY realm_id, union_path, union_id) g JOIN trade_union u ON u.realm_id = g.realm_id AND u.id = "
               "g.union_id",
           params, [&](const store::Row& r) {
             out.push_back(read_union(r));
             return true;
           });
  const auto shared = shared_phones_by_union(tx, scope);
  for (UnionQuality& u : out)
    if (auto it = shared.find(u.id); it != shared.end()) u.phone_shared = it->second;
  return out;
}

void tell_problems(store::ReadTx& tx, Id realm_id, std::vector<Person>& people, bool with_shared) {
  store::Params params{realm_id};
  for (Person& p : people) {
    p.problems &= ~(kPhoneShared | kNoJoinDate);
    if (is_counted(p.standing) && !p.joined_on) p.problems |= kNoJoinDate;
    if (!p.phone_index.bytes.empty()) params.emplace_back(p.phone_index);
  }
  if (params.size() == 1 || !with_shared) return;
  std::set<std::string> shared;
  tx.query("SELECT phone_index FROM person WHERE realm_id = ? AND merged_into_id IS NULL AND phone_index IN (" +
               store::marks(params.size() - 1) + ") GROUP BY phone_index HAVING count(*) > 1",
           params, [&](const store::Row& r) {
             shared.emplace(r.blob(0));
             return true;
           });
  for (Person& p : people)
    if (!p.merged_into_id && shared.contains(p.phone_index.bytes)) p.problems |= kPhoneShared;
}

}  // namespace niangjia::members
