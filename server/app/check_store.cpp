#include "app/check_store.h"

#include <algorithm>

#include "modules/siting_plans/siting_plans.h"

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
    {"SELECT count(*) FROM disclosure d WHERE d.realm_id = ? AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.realm_id = "
     "d.realm_id AND j.id = d.id AND coalesce(j.account_id, 0) = coalesce(d.account_id, 0) AND (j.at + 28800000) / 86400000 = "
     "d.day)",
     "查看与导出记录与操作日志不一致"},
    {"SELECT count(*) FROM journal j WHERE j.realm_id = ? AND (j.action = 'members.reveal' OR j.action LIKE '%.export') AND NOT "
     "EXISTS (SELECT 1 FROM disclosure d WHERE d.realm_id = j.realm_id AND d.id = j.id)",
     "操作日志中的查看或导出没有计入查看与导出记录"},
    {"SELECT count(*) FROM disclosure_day c LEFT JOIN (SELECT account_id, day, sum(CASE WHEN kind = 'reveal' THEN 1 ELSE 0 END) "
     "AS reveals, sum(CASE WHEN kind = 'export' THEN 1 ELSE 0 END) AS exports, sum(row_count) AS row_count FROM disclosure "
     "WHERE realm_id = ? AND kind <> 'own_copy' GROUP BY account_id, day) d ON d.account_id = c.account_id AND d.day = c.day "
     "WHERE c.realm_id = ? AND (d.day IS NULL OR d.reveals <> c.reveals OR d.exports <> c.exports OR d.row_count <> "
     "c.row_count)",
     "每日查看与导出的次数与逐条记录不符"},
    {"SELECT count(*) FROM disclosure d WHERE d.realm_id = ? AND d.account_id IS NOT NULL AND d.kind <> 'own_copy' AND NOT "
     "EXISTS (SELECT 1 FROM disclosure_day c WHERE c.realm_id = d.realm_id AND c.account_id = d.account_id AND c.day = d.day)",
     "查看与导出记录没有计入每日次数"},
    {"SELECT count(*) FROM registration r JOIN trade_union u ON u.realm_id = r.realm_id AND u.id = r.union_id WHERE r.realm_id = ? "
     "AND r.is_in_force = 1 AND u.status NOT IN ('dissolved', 'merged') AND u.credit_code <> r.credit_code",
     "现行法人资格证书的代码与工会的统一社会信用代码不一致"},
    {"SELECT count(*) FROM registration r WHERE r.realm_id = ? AND r.is_in_force = 1 AND (r.state <> 'certified' OR r.kind = "
     "'cancellation' OR r.certificate_number = '')",
     "现行法人资格证书没有对应的办结登记"},
    {"SELECT count(*) FROM registration r JOIN trade_union u ON u.realm_id = r.realm_id AND u.id = r.union_id WHERE r.realm_id = ? "
     "AND u.status NOT IN ('dissolved', 'merged') AND r.union_path <> u.tree_path",
     "法人资格登记的位置与工会不一致"},
};

// The realm, once for each mark of the statement.
store::Params realm_of(std::string_view sql, Id realm_id) {
  return store::Params(static_cast<std::size_t>(std::count(sql.begin(), sql.end(), '?')), store::Param(realm_id));
}

}  // namespace

Result<std::vector<std::string>> reference_violations(store::Database& database, Id realm_id) {
  return database.read([&](store::ReadTx& tx) -> Result<std::vector<std::string>> {
    std::vector<std::string> out;
    for (const auto& rule : kReferenceRules) {
      auto n = tx.integer(rule.sql, realm_of(rule.sql, realm_id)).value_or(0);
      if (n > 0) out.push_back(std::string(rule.sentence) + "：" + std::to_string(n) + " 处");
    }
    for (std::string& sentence : siting_plans::violations(tx, realm_id)) out.push_back(std::move(sentence));
    return out;
  });
}

}  // namespace niangjia::app
