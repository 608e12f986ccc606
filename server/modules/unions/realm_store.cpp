#include "base/text.h"
#include "modules/employers/employers.h"
#include "modules/unions/realm.h"
#include "modules/unions/rules.h"

namespace niangjia::unions {

using store::Params;

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
  CHECK_OK(employers::seed_brands(tx, ids, realm_id));
  return realm_id;
}

Id find_realm(store::ReadTx& tx, std::string_view name) {
  if (!name.empty()) return tx.integer("SELECT id FROM realm WHERE name = ?", Params{name}).value_or(0);
  auto all = list_realms(tx);
  return all.size() == 1 ? all.front() : 0;
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
