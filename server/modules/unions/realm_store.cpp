#include "base/text.h"
#include "modules/employers/employers.h"
#include "modules/facts/facts.h"
#include "modules/unions/realm.h"
#include "modules/unions/rules.h"

namespace niangjia::unions {

using store::Params;

namespace {

// A living union counts from the day it was entered until its founding day is told (rules: counted_of).
void count_root(store::WriteTx& tx, IdMaker& ids, const Union& root, Date entered_on) {
  facts::Fact f;
  f.realm_id = root.realm_id;
  f.indicator = static_cast<int>(facts::Indicator::union_net);
  f.union_path = root.tree_path;
  f.township = root.township_code;
  f.happened_on = entered_on;
  f.amount = 1;
  f.subject_id = f.source_id = root.id;
  std::vector<facts::Fact> facts{f};
  facts::emit_facts(tx, ids, facts);
}

}  // namespace

Result<Id> create_realm(store::WriteTx& tx, IdMaker& ids, Instant now, std::string_view name,
                        std::string_view division) {
  if (auto known = tx.integer("SELECT id FROM realm WHERE name = ?", Params{name})) return *known;
  Id realm_id = ids.next();
  tx.execute("INSERT INTO realm (id, name, division, next_segment, created_at) VALUES (?, ?, ?, ?, ?)",
             Params{realm_id, name, division, 1, now});
  Union root;
  root.realm_id = realm_id;
  root.id = ids.next();
  root.segment = segment_text(reserve_segments(tx, realm_id, 1));
  root.tree_path = root.segment;
  root.name = name;
  root.type = UnionType::federation;
  root.level_code = level_of_division(division);
  root.updated_at = now;
  fill_search_keys(root);
  tx.insert(root);
  count_root(tx, ids, root, now.day_in_china());
  CHECK_OK(employers::seed_brands(tx, ids, realm_id));
  return realm_id;
}

Id find_realm(store::ReadTx& tx, std::string_view name) {
  if (!name.empty()) return tx.integer("SELECT id FROM realm WHERE name = ?", Params{name}).value_or(0);
  auto all = list_realms(tx);
  return all.size() == 1 ? all.front() : 0;
}

Date entered_on(store::ReadTx& tx, Id realm_id) {
  Date day;
  tx.query("SELECT created_at FROM realm WHERE id = ?", Params{realm_id}, [&](const store::Row& r) {
    day = Instant{r.integer(0)}.day_in_china();
    return true;
  });
  return day;
}

std::vector<Id> list_realms(store::ReadTx& tx) {
  std::vector<Id> out;
  tx.query("SELECT id FROM realm ORDER BY id", Params{}, [&](const store::Row& r) {
    out.push_back(r.integer(0));
    return true;
  });
  return out;
}

}  // namespace niangjia::unions
