#include "modules/members/bulk_store.h"

#include <algorithm>

namespace niangjia::members {

namespace {

// One size of statement, prepared once; the last block is filled up with its last id.
constexpr std::size_t kBlock = 500;

store::Param param_of(Id id) { return id; }
store::Param param_of(const record::Blob* blob) { return store::Param(*blob); }

// Calls act(params) for each block; `lead` stands before the block's values.
template <class T, class Act>
void in_blocks(const std::vector<T>& values, const store::Params& lead, Act act) {
  for (std::size_t at = 0; at < values.size(); at += kBlock) {
    store::Params params = lead;
    for (std::size_t i = 0; i < kBlock; ++i) params.push_back(param_of(values[std::min(at + i, values.size() - 1)]));
    act(params);
  }
}

const std::string& marked() {
  static const std::string marks = " IN (" + store::marks(kBlock) + ")";
  return marks;
}

}  // namespace

void touch_people(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids) {
  std::vector<Id> sorted = ids;  // the same order everywhere: two batches wait for each other, they do not lock up
  std::sort(sorted.begin(), sorted.end());
  in_blocks(sorted, {realm_id}, [&](const store::Params& params) {
    tx.execute("UPDATE person SET version = version WHERE realm_id = ? AND id" + marked(), params);
  });
}

void put_at_union(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids, const UnionPlace& place,
                  Standing standing, Instant now) {
  const std::string sql =
      "UPDATE person SET union_id = ?, union_path = ?, township_code = CASE WHEN ? = '' THEN township_code ELSE ? "
      "END, standing = ?, version = version + 1, updated_at = ? WHERE realm_id = ? AND id" +
      marked();
  in_blocks(ids,
            {place.id, place.path, place.township_code, place.township_code, record::word_of(standing), now, realm_id},
            [&](const store::Params& params) { tx.execute(sql, params); });
}

void put_standing(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids, Standing standing, Instant now) {
  in_blocks(ids, {record::word_of(standing), now, realm_id}, [&](const store::Params& params) {
    tx.execute(
        "UPDATE person SET standing = ?, version = version + 1, updated_at = ? WHERE realm_id = ? AND id" + marked(),
        params);
  });
}

void drop_claims(store::WriteTx& tx, Id realm_id, const std::vector<const record::Blob*>& indexes) {
  in_blocks(indexes, {realm_id}, [&](const store::Params& params) {
    tx.execute("DELETE FROM standing_claim WHERE realm_id = ? AND identity_index" + marked(), params);
  });
}

std::set<std::string> claims_held(store::ReadTx& tx, const std::vector<const record::Blob*>& indexes) {
  std::set<std::string> held;
  in_blocks(indexes, {}, [&](const store::Params& params) {
    for (auto& claim : tx.select<StandingClaim>("WHERE identity_index" + marked(), params))
      held.insert(std::move(claim.identity_index.bytes));
  });
  return held;
}

std::vector<StandingEvent> events_of_people(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids) {
  std::vector<StandingEvent> all;
  in_blocks(ids, {realm_id}, [&](const store::Params& params) {
    auto some = tx.select<StandingEvent>("WHERE realm_id = ? AND person_id" + marked() + " ORDER BY id", params);
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  });
  return all;
}

void remove_batch_events(store::WriteTx& tx, Id realm_id, const std::vector<Id>& ids, Id batch_id) {
  in_blocks(ids, {realm_id, batch_id}, [&](const store::Params& params) {
    tx.execute("DELETE FROM standing_event WHERE realm_id = ? AND batch_id = ? AND person_id" + marked(), params);
  });
}

InTheWay what_is_in_the_way(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids) {
  InTheWay way;
  in_blocks(ids, {realm_id}, [&](const store::Params& params) {
    tx.query("SELECT person_id, max(happened_on) FROM standing_event WHERE realm_id = ? AND person_id" + marked() +
                 " GROUP BY person_id",
             params, [&](const store::Row& row) {
               if (auto day = Date::parse_iso(row.text(1))) way.last_event_on[row.integer(0)] = *day;
               return true;
             });
    tx.query("SELECT person_id FROM transfer_request WHERE realm_id = ? AND state IN ('open', 'released', 'outside') "
             "AND import_id IS NULL AND person_id" +
                 marked(),
             params, [&](const store::Row& row) {
               way.in_transfer.insert(row.integer(0));
               return true;
             });
  });
  return way;
}

}  // namespace niangjia::members
