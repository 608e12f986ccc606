// Joining on the spot (集体入会): a cadre's device keeps the rows while there is no network and sends them
// when it is back, perhaps twice. The key of a row makes the second time harmless.

#include "modules/joining/actions.h"
#include "modules/members/members.h"

namespace niangjia::joining {

namespace {

std::string outcome_of(const Problem& problem) {
  return problem.code == Code::invalid ? "wrong" : "conflict";
}

// What is kept under the key of a row: the member's id as text.
Result<SpotOutcome> replayed(const SpotRow& row, const StoredAnswer& answer) {
  SpotOutcome out{row.row_key, "repeated", "这一行已经登记过，没有重复入会。", {}, 0};
  out.person_id = id_from_wire("mem", answer.body).value_or(0);
  return out;
}

Result<SpotOutcome> join_row(House& house, const Actor& actor, Id union_id, const SpotRow& row) {
  std::string content =
      row.name + "|" + row.identity_number + "|" + row.phone + "|" + id_to_wire("uni", union_id);
  TRY(IdempotencyKey key, make_key("spot-" + row.row_key, "POST", "/api/v1/spot-joinings", content));
  TRY(auto before, house.database.read([&](store::ReadTx& tx) { return find_answer(tx, actor, key); }));
  if (before && before->status != 0) return replayed(row, *before);
  members::MemberEntry entry;
  entry.name = row.name;
  entry.identity_number = row.identity_number;
  entry.phone = row.phone;
  entry.category = row.category;
  entry.platform = row.platform;
  entry.joined_on = row.joined_on;
  TRY(members::PreparedJoining prepared, members::prepare_joining(house, actor, entry));
  TRY(members::Person person, house.database.write([&](store::WriteTx& tx) -> Result<members::Person> {
    TRY(members::Person joined, members::join_member(house, tx, actor, prepared, union_id));
    if (!keep_answer(tx, actor, key, {201, id_to_wire("mem", joined.id)}, prepared.now)) return key_in_use();
    return joined;
  }));
  return SpotOutcome{row.row_key, "joined", "已入会。", {}, person.id};
}

}  // namespace

Result<std::vector<SpotOutcome>> join_on_spot(House& house, const Actor& actor, Id union_id,
                                              const std::vector<SpotRow>& rows) {
  constexpr std::size_t kMostRows = 200;
  if (rows.empty() || rows.size() > kMostRows) return wrong_field("rows", "每次登记 1 至 200 人，请分批提交");
  std::vector<SpotOutcome> outcomes;
  for (const SpotRow& row : rows) {
    auto outcome = join_row(house, actor, union_id, row);
    if (outcome.ok()) {
      outcomes.push_back(std::move(*outcome));
      continue;
    }
    const Problem& p = outcome.problem();
    // A busy or full database is no verdict on the row: the device keeps the rows and sends them again.
    if (p.code == Code::unavailable || p.code == Code::internal || p.code == Code::forbidden) return p;
    outcomes.push_back({row.row_key, outcome_of(p), p.message, p.fields, 0});
  }
  return outcomes;
}

}  // namespace niangjia::joining
