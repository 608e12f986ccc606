#include <algorithm>

#include "modules/census/store.h"

namespace niangjia::census {

using store::Param;
using store::Params;
using store::Row;

std::optional<ImportJob> find_job(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<ImportJob>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::vector<ImportJob> list_jobs(store::ReadTx& tx, const Scope& scope, bool only_waiting, Id after, int limit) {
  Params params;
  std::string where = "WHERE " + scope.condition("", "union_path", params) +
                      (only_waiting ? " AND state IN ('mapping', 'checked', 'failed')" : "") +
                      " AND id < ? ORDER BY id DESC LIMIT ?";
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

bool keep_progress(store::WriteTx& tx, Id realm_id, Id job_id, std::int64_t from, std::int64_t done, bool is_dry_run,
                   std::string_view counts_json) {
  if (is_dry_run)
    return tx.execute("UPDATE import_job SET counts_json = ? WHERE realm_id = ? AND id = ? AND state = 'checking'",
                      Params{counts_json, realm_id, job_id}) == 1;
  return tx.execute(
             "UPDATE import_job SET done_rows = ?, counts_json = ? WHERE realm_id = ? AND id = ? AND state = "
             "'committing' AND done_rows = ?",
             Params{done, counts_json, realm_id, job_id, from}) == 1;
}

bool move_job(store::WriteTx& tx, Id realm_id, Id job_id, std::initializer_list<JobState> from, JobState to) {
  Params params{record::word_of(to), realm_id, job_id};
  for (JobState s : from) params.emplace_back(record::word_of(s));
  return tx.execute("UPDATE import_job SET state = ? WHERE realm_id = ? AND id = ? AND state IN (" +
                        store::marks(from.size()) + ")",
                    params) == 1;
}

std::vector<ImportJob> unfinished_jobs(store::ReadTx& tx, Id realm_id) {
  return tx.select<ImportJob>("WHERE realm_id = ? AND state IN ('checking', 'committing') ORDER BY id", Params{realm_id});
}

void say_of_job(store::WriteTx& tx, Id realm_id, Id job_id, std::string_view message) {
  tx.execute("UPDATE import_job SET message = ? WHERE realm_id = ? AND id = ?", Params{message, realm_id, job_id});
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

struct Namesake {
  Id id = 0, import_id = 0;
  std::string name, born_on, phone, path;
};
using PairsFound = std::map<std::pair<Id, Id>, members::LikelyDuplicate>;

void pair_up(const Namesake& a, const Namesake& b, PairsFound& found) {
  if (a.name != b.name) return;
  bool same_birth = !a.born_on.empty() && a.born_on == b.born_on, same_phone = !a.phone.empty() && a.phone == b.phone;
  if (!same_birth && !same_phone) return;
  members::LikelyDuplicate d;
  d.left_id = std::min(a.id, b.id);
  d.right_id = std::max(a.id, b.id);
  d.union_path = a.path;
  d.score = same_birth && same_phone ? 95 : same_phone ? 85 : 80;
  d.reasons = {"same_name"};
  if (same_birth) d.reasons.push_back("same_birth");
  if (same_phone) d.reasons.push_back("same_phone");
  d.state = "open";
  found.try_emplace({d.left_id, d.right_id}, std::move(d));
}

// Groups of people who share a key, found in one walk along its index; pairs inside a group of which one is of the import.
constexpr std::size_t kMostInGroup = 50;
void add_groups(store::ReadTx& tx, std::string_view sql, bool key_is_text, Id realm_id, Id import_id, PairsFound& found) {
  std::vector<Namesake> group;
  std::string key;
  auto close = [&] {
    for (std::size_t i = 0; i < group.size() && i < kMostInGroup; ++i)
      for (std::size_t j = i + 1; j < group.size() && j < kMostInGroup; ++j)
        if (group[i].import_id == import_id || group[j].import_id == import_id) pair_up(group[i], group[j], found);
    group.clear();
  };
  tx.query(sql, Params{realm_id, realm_id}, [&](const Row& r) {
    std::string next(key_is_text ? r.text(0) : r.blob(0));
    if (next != key) close();
    key = std::move(next);
    group.push_back({r.integer(1), r.is_null(2) ? 0 : r.integer(2), std::string(r.text(3)), std::string(r.text(4)),
                     std::string(r.blob(5)), std::string(r.text(6))});
    return found.size() < 20'000;
  });
  close();
}

}  // namespace

std::vector<members::LikelyDuplicate> likely_duplicates_of(store::ReadTx& tx, Id realm_id, Id import_id) {
  PairsFound found;
  add_groups(tx,
             "SELECT p.phone_index, p.id, p.import_id, p.name, p.born_on, p.phone_index, p.union_path FROM (SELECT "
             "phone_index AS k FROM person WHERE realm_id = ? AND phone_index IS NOT NULL GROUP BY phone_index HAVING "
             "count(*) > 1) d CROSS JOIN person p WHERE p.realm_id = ? AND p.phone_index IS NOT NULL AND p.phone_index = "
             "d.k AND p.merged_into_id IS NULL ORDER BY p.phone_index, p.id",
             false, realm_id, import_id, found);
  add_groups(tx,
             "SELECT p.name_pinyin || p.born_on, p.id, p.import_id, p.name, p.born_on, p.phone_index, p.union_path FROM (SELECT "
             "name_pinyin AS k, born_on AS b FROM person WHERE realm_id = ? AND born_on IS NOT NULL GROUP BY name_pinyin, "
             "born_on HAVING count(*) > 1) d CROSS JOIN person p WHERE p.realm_id = ? AND p.name_pinyin = d.k AND p.born_on "
             "= d.b AND p.merged_into_id IS NULL ORDER BY p.name_pinyin, p.born_on, p.id",
             true, realm_id, import_id, found);
  std::vector<members::LikelyDuplicate> out;
  for (auto& [pair, d] : found) out.push_back(std::move(d));
  return out;
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
