// Taking an import back: what stands on it, the standings before it, and its rows.
#include "modules/census/store.h"
#include "modules/stations/stations.h"

namespace niangjia::census {

using store::Param;
using store::Params;
using store::Row;

namespace {

struct Check {
  std::string_view sql, sentence;
};
constexpr Check kChecks[] = {
    {"SELECT count(*) FROM standing_event e JOIN standing_event own ON own.realm_id = e.realm_id AND own.person_id = "
     "e.person_id AND own.import_id = ? WHERE e.realm_id = ? AND (e.import_id IS NULL OR e.import_id <> own.import_id) "
     "AND e.id > own.id",
     "次会籍变化是在本次导入之后办理的"},
    {"SELECT count(*) FROM standing_event e JOIN person p ON p.realm_id = e.realm_id AND p.id = e.person_id WHERE "
     "p.import_id = ? AND p.realm_id = ? AND (e.import_id IS NULL OR e.import_id <> p.import_id)",
     "次会籍变化涉及本次导入新建的人员"},
    {"SELECT count(*) FROM work_relation w JOIN person p ON p.realm_id = w.realm_id AND p.id = w.person_id WHERE "
     "p.import_id = ? AND p.realm_id = ? AND (w.import_id IS NULL OR w.import_id <> p.import_id)",
     "条工作关系涉及本次导入新建的人员"},
    {"SELECT count(*) FROM person p JOIN trade_union u ON u.realm_id = p.realm_id AND u.id = p.union_id WHERE "
     "u.import_id = ? AND u.realm_id = ?",
     "名会员在本次导入新建的工会"},
    {"SELECT count(*) FROM union_cover c JOIN trade_union u ON u.realm_id = c.realm_id AND u.id = c.union_id WHERE "
     "u.import_id = ? AND u.realm_id = ? AND (c.import_id IS NULL OR c.import_id <> u.import_id)",
     "条覆盖关系属于本次导入新建的工会"},
    {"SELECT count(*) FROM trade_union c JOIN trade_union u ON u.realm_id = c.realm_id AND u.id = c.parent_id WHERE "
     "u.import_id = ? AND u.realm_id = ? AND (c.import_id IS NULL OR c.import_id <> u.import_id)",
     "家工会建在本次导入新建的工会之下"},
    {"SELECT count(*) FROM work_relation w JOIN outlet o ON o.realm_id = w.realm_id AND o.id = w.outlet_id WHERE "
     "o.import_id = ? AND o.realm_id = ?",
     "条工作关系引用本次导入的网点"},
    {"SELECT count(*) FROM union_cover c JOIN employer e ON e.realm_id = c.realm_id AND e.id = c.unit_id WHERE "
     "e.import_id = ? AND e.realm_id = ? AND (c.import_id IS NULL OR c.import_id <> e.import_id)",
     "条覆盖关系引用本次导入的单位"},
    {"SELECT count(*) FROM outlet o JOIN employer e ON e.realm_id = o.realm_id AND e.id = o.unit_id WHERE "
     "e.import_id = ? AND e.realm_id = ? AND (o.import_id IS NULL OR o.import_id <> e.import_id)",
     "个网点引用本次导入的单位"},
    {"SELECT count(*) FROM trade_union u JOIN employer e ON e.realm_id = u.realm_id AND e.id = u.unit_id WHERE "
     "e.import_id = ? AND e.realm_id = ? AND (u.import_id IS NULL OR u.import_id <> e.import_id)",
     "家工会引用本次导入的单位"},
    {"SELECT count(*) FROM person_merge m JOIN person p ON p.realm_id = m.realm_id AND (p.id = m.kept_id OR p.id = "
     "m.gone_id) WHERE p.import_id = ? AND p.realm_id = ? AND m.undone_at IS NULL",
     "次人员合并涉及本次导入新建的人员"},
    {"SELECT count(*) FROM filled_gap g JOIN person p ON p.realm_id = g.realm_id AND p.id = g.person_id WHERE "
     "p.import_id = ? AND p.realm_id = ? AND g.import_id <> p.import_id",
     "处空缺是后来的导入给本次导入新建的人员补填的"},
    {"SELECT count(*) FROM filled_gap g JOIN person_merge m ON m.realm_id = g.realm_id AND (m.kept_id = g.person_id OR "
     "m.gone_id = g.person_id) WHERE g.import_id = ? AND g.realm_id = ? AND m.undone_at IS NULL AND m.id > g.id",
     "处补填的人员后来合并过"},
    {"SELECT count(*) FROM filled_gap g JOIN person p ON p.realm_id = g.realm_id AND p.id = g.person_id WHERE "
     "g.import_id = ? AND g.realm_id = ? AND g.field = 'category' AND (CAST(p.category AS TEXT) <> g.value OR EXISTS "
     "(SELECT 1 FROM standing_event e WHERE e.realm_id = g.realm_id AND e.person_id = g.person_id AND e.id > g.id AND "
     "(e.import_id IS NULL OR e.import_id <> g.import_id)))",
     "名会员补填就业形态类别之后又有变动"},
    {"SELECT count(*) FROM service_given g JOIN station s ON s.realm_id = g.realm_id AND s.id = g.station_id WHERE "
     "s.import_id = ? AND s.realm_id = ?",
     "条服务记录属于本次导入的站点"},
    {"SELECT count(*) FROM station_check k JOIN station s ON s.realm_id = k.realm_id AND s.id = k.station_id WHERE "
     "s.import_id = ? AND s.realm_id = ?",
     "次检查属于本次导入的站点"},
    {"SELECT count(*) FROM station_report r JOIN station s ON s.realm_id = r.realm_id AND s.id = r.station_id WHERE "
     "s.import_id = ? AND s.realm_id = ?",
     "次报错属于本次导入的站点"},
    {"SELECT count(*) FROM station_photo p JOIN station s ON s.realm_id = p.realm_id AND s.id = p.station_id WHERE "
     "s.import_id = ? AND s.realm_id = ?",
     "张照片属于本次导入的站点"},
    {"SELECT count(*) FROM place_gap g JOIN station s ON s.realm_id = g.realm_id AND s.id = g.subject_id WHERE "
     "s.import_id = ? AND s.realm_id = ? AND g.import_id <> s.import_id",
     "处空缺是后来的导入给本次导入新建的站点补填的"},
    {"SELECT count(*) FROM place_gap g JOIN outlet o ON o.realm_id = g.realm_id AND o.id = g.subject_id WHERE "
     "o.import_id = ? AND o.realm_id = ? AND g.import_id <> o.import_id",
     "处空缺是后来的导入给本次导入新建的网点补填的"},
    {"SELECT count(*) FROM registration g JOIN trade_union u ON u.realm_id = g.realm_id AND u.id = g.union_id WHERE "
     "u.import_id = ? AND u.realm_id = ?",
     "件法人资格登记属于本次导入新建的工会"},
};

}  // namespace

std::vector<std::string> what_stands_on(store::ReadTx& tx, Id realm_id, Id import_id) {
  std::vector<std::string> out;
  for (const Check& check : kChecks) {
    auto n = tx.integer(check.sql, Params{import_id, realm_id}).value_or(0);
    if (n > 0) out.push_back(std::to_string(n) + " " + std::string(check.sentence));
  }
  return out;
}

void restore_standings(store::WriteTx& tx, Id realm_id, Id import_id) {
  struct Prior {
    Id person, union_id;
    std::string standing, joined_on;
    int category;
  };
  std::vector<Prior> firsts;
  Id last = 0;
  tx.query(
      "SELECT e.person_id, e.prior_union_id, e.prior_standing, e.prior_joined_on, e.prior_category FROM standing_event e "
      "JOIN person p ON p.realm_id = e.realm_id AND p.id = e.person_id WHERE e.realm_id = ? AND e.import_id = ? AND "
      "(p.import_id IS NULL OR p.import_id <> e.import_id) ORDER BY e.person_id, e.id",
      Params{realm_id, import_id}, [&](const Row& r) {
        if (r.integer(0) == last) return true;
        last = r.integer(0);
        firsts.push_back({last, r.is_null(1) ? 0 : r.integer(1), std::string(r.text(2)),
                          r.is_null(3) ? "" : std::string(r.text(3)), static_cast<int>(r.integer(4))});
        return true;
      });
  for (const Prior& p : firsts) {
    Param union_id = p.union_id ? Param(p.union_id) : Param(nullptr);
    tx.execute(
        "UPDATE person SET union_id = ?, standing = ?, joined_on = ?, category = ?, version = version + 1, union_path = "
        "COALESCE((SELECT tree_path FROM trade_union u WHERE u.realm_id = person.realm_id AND u.id = ?), union_path) "
        "WHERE realm_id = ? AND id = ?",
        Params{union_id, p.standing, p.joined_on.empty() ? Param(nullptr) : Param(p.joined_on), p.category, p.union_id,
               realm_id, p.person});
    release_claim(tx, realm_id, p.person);
    if (p.standing == "active" || p.standing == "moving_out")
      tx.execute(
          "INSERT INTO standing_claim (identity_index, realm_id, person_id) SELECT identity_index, realm_id, id FROM "
          "person WHERE realm_id = ? AND id = ? AND identity_index IS NOT NULL ON CONFLICT DO NOTHING",
          Params{realm_id, p.person});
  }
}

void remove_import(store::WriteTx& tx, Id realm_id, Id import_id) {
  auto run = [&](std::string_view sql) { tx.execute(sql, Params{realm_id, import_id}); };
  // Also the pairs that later work told: a pair names two people, and one of them goes.
  run("DELETE FROM likely_duplicate WHERE realm_id = ? AND import_id = ?");
  for (std::string_view side : {"left_id", "right_id"})
    tx.execute("DELETE FROM likely_duplicate WHERE realm_id = ? AND " + std::string(side) +
                   " IN (SELECT id FROM person WHERE realm_id = ? AND import_id = ?)",
               Params{realm_id, realm_id, import_id});
  run("DELETE FROM service_given WHERE realm_id = ? AND import_id = ?");
  for (std::string_view part : {"station_kit", "station_listing", "station_closing"})
    tx.execute("DELETE FROM " + std::string(part) +
                   " WHERE realm_id = ? AND station_id IN (SELECT id FROM station WHERE realm_id = ? AND import_id = ?)",
               Params{realm_id, realm_id, import_id});
  run("DELETE FROM station WHERE realm_id = ? AND import_id = ?");
  stations::touch_stations(tx, realm_id);
  run("DELETE FROM transfer_request WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM work_relation WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM standing_event WHERE realm_id = ? AND import_id = ?");
  tx.execute(
      "DELETE FROM standing_claim WHERE realm_id = ? AND person_id IN (SELECT id FROM person WHERE realm_id = ? AND "
      "import_id = ?)",
      Params{realm_id, realm_id, import_id});
  run("DELETE FROM person WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM union_cover WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM outlet WHERE realm_id = ? AND import_id = ?");
  tx.execute(
      "DELETE FROM union_change WHERE realm_id = ? AND union_id IN (SELECT id FROM trade_union WHERE realm_id = ? AND "
      "import_id = ?)",
      Params{realm_id, realm_id, import_id});
  // Children before parents: a parent's path is shorter.
  auto deepest = tx.integer("SELECT max(length(tree_path)) FROM trade_union WHERE realm_id = ? AND import_id = ?",
                            Params{realm_id, import_id});
  for (auto length = deepest.value_or(0); length > 0; length -= static_cast<std::int64_t>(unions::kSegmentLength))
    tx.execute("DELETE FROM trade_union WHERE realm_id = ? AND import_id = ? AND length(tree_path) = ?",
               Params{realm_id, import_id, length});
  // The federation itself stood before; it forgets what the file told of it, so that the file can tell it again.
  tx.execute(
      "UPDATE trade_union SET founded_on = NULL, version = version + 1 WHERE realm_id = ? AND parent_id IS NULL AND id IN "
      "(SELECT subject_id FROM fact WHERE realm_id = ? AND import_id = ?)",
      Params{realm_id, realm_id, import_id});
  run("DELETE FROM employer WHERE realm_id = ? AND import_id = ?");
}

}  // namespace niangjia::census
