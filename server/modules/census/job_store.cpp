#include "modules/census/store.h"

namespace niangjia::census {

using store::Param;
using store::Params;
using store::Row;

std::optional<ImportJob> find_job(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<ImportJob>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::vector<ImportJob> list_jobs(store::ReadTx& tx, const Scope& scope, Id after, int limit) {
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params) + " AND id < ? ORDER BY id DESC LIMIT ?";
  params.emplace_back(after ? after : INT64_MAX);
  params.emplace_back(limit);
  return tx.select<ImportJob>(where, params);
}

std::vector<ImportRow> list_job_rows(store::ReadTx& tx, Id realm_id, Id job_id, std::string_view outcome,
                                     std::string_view reason, std::int64_t after, int limit) {
  // Reasons are lines "code|field|detail": a code is matched with its bar, at the start of a line.
  std::string at_start = std::string(reason) + "|%", later = "%\n" + std::string(reason) + "|%";
  return tx.select<ImportRow>(
      "WHERE realm_id = ? AND job_id = ? AND seq > ? AND (? = '' OR outcome = ?) AND (? = '' OR reasons LIKE ? OR "
      "reasons LIKE ?) ORDER BY seq LIMIT ?",
      Params{realm_id, job_id, after, outcome, outcome, reason, at_start, later, limit});
}

void delete_job_rows(store::WriteTx& tx, Id realm_id, Id job_id) {
  tx.execute("DELETE FROM import_row WHERE realm_id = ? AND job_id = ?", Params{realm_id, job_id});
}

std::map<std::string, std::map<std::string, std::string>> load_mappings(store::ReadTx& tx, Id realm_id) {
  std::map<std::string, std::map<std::string, std::string>> out;
  tx.query("SELECT kind, header_key, field FROM import_mapping WHERE realm_id = ?", Params{realm_id}, [&](const Row& r) {
    out[std::string(r.text(0))][std::string(r.text(1))] = r.text(2);
    return true;
  });
  return out;
}

void keep_mapping(store::WriteTx& tx, Id realm_id, std::string_view kind, std::string_view header_key,
                  std::string_view field) {
  tx.execute(
      "INSERT INTO import_mapping (realm_id, kind, header_key, field) VALUES (?, ?, ?, ?) ON CONFLICT (realm_id, kind, "
      "header_key) DO UPDATE SET field = excluded.field",
      Params{realm_id, kind, header_key, field});
}

namespace {

void add_pairs(store::ReadTx& tx, std::string_view sql, const Params& params, int score,
               const std::vector<std::string>& reasons, std::map<std::pair<Id, Id>, members::LikelyDuplicate>& found) {
  tx.query(sql, params, [&](const Row& r) {
    Id a = r.integer(0), b = r.integer(1);
    members::LikelyDuplicate d;
    d.left_id = std::min(a, b);
    d.right_id = std::max(a, b);
    d.union_path = r.text(2);
    d.score = score;
    d.reasons = reasons;
    d.state = "open";
    found.try_emplace({d.left_id, d.right_id}, std::move(d));
    return true;
  });
}

}  // namespace

std::vector<members::LikelyDuplicate> likely_duplicates_of(store::ReadTx& tx, Id realm_id, Id import_id) {
  constexpr std::string_view kPair = "SELECT p.id, q.id, p.union_path FROM person p JOIN person q ON q.realm_id = "
                                     "p.realm_id AND q.id <> p.id AND q.merged_into_id IS NULL AND ";
  constexpr std::string_view kOf = " WHERE p.realm_id = ? AND p.import_id = ? LIMIT 20000";
  std::map<std::pair<Id, Id>, members::LikelyDuplicate> found;
  auto run = [&](std::string_view how, int score, const std::vector<std::string>& reasons) {
    add_pairs(tx, std::string(kPair) + std::string(how) + std::string(kOf), Params{realm_id, import_id}, score, reasons,
              found);
  };
  run("q.phone_index = p.phone_index AND q.name = p.name AND q.born_on = p.born_on", 95,
      {"same_name", "same_birth", "same_phone"});
  run("q.phone_index = p.phone_index AND q.name = p.name", 85, {"same_name", "same_phone"});
  run("q.name_pinyin = p.name_pinyin AND q.name = p.name AND q.born_on = p.born_on", 80, {"same_name", "same_birth"});
  std::vector<members::LikelyDuplicate> out;
  for (auto& [pair, d] : found) out.push_back(std::move(d));
  return out;
}

std::vector<std::string> what_stands_on(store::ReadTx& tx, Id realm_id, Id import_id) {
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
  };
  std::vector<std::string> out;
  for (const Check& check : kChecks) {
    auto n = tx.integer(check.sql, Params{import_id, realm_id}).value_or(0);
    if (n > 0) out.push_back(std::to_string(n) + " " + std::string(check.sentence));
  }
  return out;
}

void remove_import(store::WriteTx& tx, Id realm_id, Id import_id) {
  auto run = [&](std::string_view sql) { tx.execute(sql, Params{realm_id, import_id}); };
  run("DELETE FROM likely_duplicate WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM transfer_request WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM work_relation WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM union_cover WHERE realm_id = ? AND import_id = ?");
  run("DELETE FROM outlet WHERE realm_id = ? AND import_id = ?");
}

// --- scratch ---

void make_desk_tables(store::Scratch& s) {
  s.execute("CREATE TABLE person (k BLOB PRIMARY KEY, v TEXT) WITHOUT ROWID");
  s.execute("CREATE TABLE phone (k BLOB PRIMARY KEY, v BLOB) WITHOUT ROWID");
  s.execute("CREATE TABLE work (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID");
}
void keep_person(store::Scratch& s, std::string_view index, std::string_view packed) {
  s.execute("INSERT OR REPLACE INTO person VALUES (?, ?)", {Param::blob(index), packed});
}
namespace {
std::optional<std::string> kept(store::Scratch& s, std::string_view sql, Param key) {
  std::optional<std::string> out;
  s.query(sql, {key}, [&](const Row& r) {
    out = std::string(r.text(0));
    return false;
  });
  return out;
}
}  // namespace
std::optional<std::string> kept_person(store::Scratch& s, std::string_view index) {
  return kept(s, "SELECT v FROM person WHERE k = ?", Param::blob(index));
}
void keep_phone(store::Scratch& s, std::string_view phone, std::string_view owner) {
  s.execute("INSERT OR IGNORE INTO phone VALUES (?, ?)", {Param::blob(phone), Param::blob(owner)});
}
std::optional<std::string> kept_phone(store::Scratch& s, std::string_view phone) {
  std::optional<std::string> out;
  s.query("SELECT v FROM phone WHERE k = ?", {Param::blob(phone)}, [&](const Row& r) {
    out = std::string(r.blob(0));
    return false;
  });
  return out;
}
void keep_work(store::Scratch& s, std::string_view key, bool has_left) {
  s.execute("INSERT OR REPLACE INTO work VALUES (?, ?)", {key, has_left});
}
std::optional<bool> kept_work(store::Scratch& s, std::string_view key) {
  auto v = kept(s, "SELECT v FROM work WHERE k = ?", Param(key));
  return v ? std::optional<bool>(*v == "1") : std::nullopt;
}

void make_change_tables(store::Scratch& s) {
  s.execute("CREATE TABLE change (day INTEGER, seq INTEGER, body BLOB, PRIMARY KEY (day, seq)) WITHOUT ROWID");
  s.execute(
      "CREATE TABLE half (k BLOB, is_out INTEGER, u INTEGER, o INTEGER, seq INTEGER, PRIMARY KEY (k, is_out, u, o, seq)) "
      "WITHOUT ROWID");
}
void keep_change(store::Scratch& s, std::int64_t day, std::int64_t seq, std::string_view packed) {
  s.execute("INSERT INTO change VALUES (?, ?, ?)", {day, seq, Param::blob(packed)});
}
void keep_half(store::Scratch& s, std::string_view index, bool is_out, Id union_id, Id other_id, std::int64_t seq) {
  s.execute("INSERT INTO half VALUES (?, ?, ?, ?, ?)", {Param::blob(index), is_out, union_id, other_id, seq});
}
bool has_other_half(store::Scratch& s, std::string_view index, bool is_out, Id union_id, Id other_id) {
  bool found = false;
  s.query("SELECT 1 FROM half WHERE k = ? AND is_out = ? AND u = ? AND o = ? LIMIT 1",
          {Param::blob(index), !is_out, other_id, union_id}, [&](const Row&) {
            found = true;
            return false;
          });
  return found;
}
void read_changes(store::Scratch& s, std::int64_t skip, const std::function<bool(std::string_view)>& each) {
  s.query("SELECT body FROM change ORDER BY day, seq LIMIT -1 OFFSET ?", {skip},
          [&](const Row& r) { return each(r.blob(0)); });
}

}  // namespace niangjia::census
