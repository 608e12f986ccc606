#include "app/check_store.h"

namespace niangjia::app {

namespace {

// Every reference that a foreign key cannot say, and every row that must not stand alone.
struct ReferenceRule {
  std::string_view sql, sentence;
};
constexpr ReferenceRule kReferenceRules[] = {
    {"SELECT count(*) FROM person p WHERE p.realm_id = ? AND p.standing IN ('active', 'moving_out') AND p.union_id IS NULL",
     "在会人员没有所属工会"},
    {"SELECT count(*) FROM person p JOIN trade_union u ON u.realm_id = p.realm_id AND u.id = p.union_id WHERE p.realm_id = ? "
     "AND p.union_path <> u.tree_path",
     "人员的位置与所属工会不一致"},
    {"SELECT count(*) FROM union_cover c JOIN trade_union u ON u.realm_id = c.realm_id AND u.id = c.union_id WHERE "
     "c.realm_id = ? AND c.union_path <> u.tree_path",
     "覆盖关系的位置与工会不一致"},
    {"SELECT count(*) FROM trade_union u JOIN trade_union p ON p.realm_id = u.realm_id AND p.id = u.parent_id WHERE "
     "u.realm_id = ? AND substr(u.tree_path, 1, length(p.tree_path)) <> p.tree_path",
     "工会的路径不在上级工会之下"},
    {"SELECT count(*) FROM standing_event e WHERE e.realm_id = ? AND NOT EXISTS (SELECT 1 FROM person p WHERE p.realm_id = "
     "e.realm_id AND p.id = e.person_id)",
     "会籍变化没有对应的人员"},
    {"SELECT count(*) FROM standing_claim c WHERE c.realm_id = ? AND NOT EXISTS (SELECT 1 FROM person p WHERE p.realm_id = "
     "c.realm_id AND p.id = c.person_id AND p.standing IN ('active', 'moving_out'))",
     "会籍占有没有对应的在会人员"},
};

}  // namespace

Result<std::vector<std::string>> reference_violations(store::Database& database, Id realm_id) {
  return database.read([&](store::ReadTx& tx) -> Result<std::vector<std::string>> {
    std::vector<std::string> out;
    for (const auto& rule : kReferenceRules) {
      auto n = tx.integer(rule.sql, store::Params{realm_id}).value_or(0);
      if (n > 0) out.push_back(std::string(rule.sentence) + "：" + std::to_string(n) + " 处");
    }
    return out;
  });
}

}  // namespace niangjia::app
