#include "modules/members/store.h"

#include <algorithm>
#include <deque>

#include "base/text.h"
#include "modules/members/quality.h"

namespace niangjia::members {

namespace {

// The WHERE of a list, with a home for the texts that its parameters only view.
struct Condition {
  Scope scope;
  std::string sql;
  store::Params params;
  std::deque<std::string> texts;

  explicit Condition(Scope s) : scope(std::move(s)) {
    sql = "WHERE " + scope.condition("", "union_path", params);
  }
  void add(std::string_view part) { sql.append(" AND ").append(part); }
  template <class V>
  void add(std::string_view part, V value) {
    add(part);
    params.emplace_back(value);
  }
  void add_text(std::string_view part, std::initializer_list<std::string> values) {
    add(part);
    for (const auto& value : values) params.emplace_back(std::string_view(texts.emplace_back(value)));
  }
};

bool is_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

void add_name(Condition& where, const std::string& text) {
  if (!is_latin(text)) {
    std::string pattern = "%";
    for (char c : text)
      pattern += (c == '%' || c == '_' || c == '\\') ? std::string{'\\', c} : std::string(1, c);
    return where.add_text("name LIKE ? ESCAPE '\\'", {pattern + "%"});
  }
  auto [from, until] = store::path_range(to_lower_ascii(remove_spaces(text)));
  where.add_text("((name_pinyin >= ? AND name_pinyin < ?) OR (name_initials >= ? AND name_initials < ?))",
                 {from, until, from, until});
}

// kNoJoinDate and kPhoneShared are kept in no column: the rows themselves say it. The few telephones that several have are
// found in one walk along their index; only of those it is asked whether the other record still stands.
void add_problem(Condition& where, int bits) {
  constexpr std::string_view kShares =
      "phone_index IN (SELECT s.phone_index FROM person s WHERE s.realm_id = ? AND s.phone_index IS NOT NULL AND "
      "length(s.phone_index) > 0 GROUP BY s.phone_index HAVING count(*) > 1) AND EXISTS (SELECT 1 FROM person o WHERE "
      "o.realm_id = person.realm_id AND o.phone_index = person.phone_index AND o.id <> person.id AND o.merged_into_id IS NULL)";
  // Asked alone it is no part of an OR, which PostgreSQL would answer by walking everybody.
  if (bits == kPhoneShared) return where.add(std::string(kShares), where.scope.realm_id());
  std::string any = "(problems & ?) <> 0";
  if (bits & kNoJoinDate) any += " OR (joined_on IS NULL AND standing IN ('active', 'moving_out'))";
  if (bits & kPhoneShared) any += " OR (" + std::string(kShares) + ")";
  where.add("(" + any + ")", bits);
  if (bits & kPhoneShared) where.params.emplace_back(where.scope.realm_id());
}

Condition condition_of(const Scope& scope, const PersonQuery& q) {
  Condition where(q.under_path.empty() ? scope : scope.narrowed(q.under_path));
  where.add("merged_into_id IS NULL");
  bool by_number = !q.identity_index.bytes.empty() || !q.phone_index.bytes.empty();
  if (q.only_workers)
    where.add("standing = 'none'");
  else if (q.only_counted)
    where.add("standing IN ('active', 'moving_out')");
  else if (q.standing)
    where.add("standing = ?", record::word_of(*q.standing));
  else if (!by_number)
    where.add("standing <> 'none'");
  if (q.category) where.add("category = ?", q.category);
  if (q.problem_bit) add_problem(where, q.problem_bit);
  if (q.only_here) where.add_text("union_path = ?", {q.under_path});
  if (q.has_open_transfer)
    where.add("id IN (SELECT person_id FROM transfer_request WHERE realm_id = ? AND state IN ('open', 'released', "
              "'outside'))",
              scope.realm_id());
  if (!q.text.empty()) add_name(where, q.text);
  if (!q.identity_index.bytes.empty()) where.add("identity_index = ?", store::Param(q.identity_index));
  if (!q.phone_index.bytes.empty()) where.add("phone_index = ?", store::Param(q.phone_index));
  return where;
}

store::Params with_realm(Id realm_id, const std::vector<Id>& ids) {
  store::Params params{realm_id};
  for (Id id : ids) params.emplace_back(id);
  return params;
}

void make_distinct(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::erase(ids, 0);
}

std::string_view table_of(Hanging kind) {
  switch (kind) {
    case Hanging::work_relation:
      return "work_relation";
    case Hanging::standing_event:
      return "standing_event";
    case Hanging::transfer_request:
      return "transfer_request";
    case Hanging::posting:
      return "posting";
  }
  return {};
}

}  // namespace

// --- people ---

std::optional<Person> find_person(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Person>("WHERE realm_id = ? AND id = ?", {realm_id, id});
}

std::optional<Person> find_person_by_identity(store::ReadTx& tx, Id realm_id,
                                              const record::Blob& identity_index) {
  return tx.select_one<Person>("WHERE realm_id = ? AND identity_index = ?", {realm_id, identity_index});
}

std::optional<Person> find_standing_person(store::ReadTx& tx, Id realm_id,
                                           const record::Blob& identity_index) {
  constexpr int kMaxMerges = 16;  // a chain of merges is short; a ring would be a bug and must not hang
  auto person = find_person_by_identity(tx, realm_id, identity_index);
  for (int i = 0; person && person->merged_into_id && i < kMaxMerges; ++i)
    person = find_person(tx, realm_id, person->merged_into_id);
  return person;
}

std::vector<Person> list_people(store::ReadTx& tx, const Scope& scope, const PersonQuery& q) {
  Condition where = condition_of(scope, q);
  if (where.scope.sees_nothing()) return {};
  if (q.after_id && q.newest_first)
    where.add("id < ?", q.after_id);
  else if (q.after_id) {
    where.add_text("(union_path, id) > (?, ?)", {q.after_path});
    where.params.emplace_back(q.after_id);
  }
  // The bound stands in the text: a planner that does not know it takes a tenth of the table for wanted and
  // sorts it all. Few different bounds, so that few statements are kept prepared.
  int bound = q.limit <= 51 ? 51 : q.limit <= 201 ? 201 : kLargestBound;
  where.sql += q.newest_first ? " ORDER BY id DESC LIMIT " : " ORDER BY union_path, id LIMIT ";
  auto rows = tx.select<Person>(where.sql + std::to_string(bound), where.params);
  if (rows.size() > static_cast<std::size_t>(q.limit)) rows.resize(static_cast<std::size_t>(q.limit));
  return rows;
}

std::int64_t count_people(store::ReadTx& tx, const Scope& scope, const PersonQuery& q) {
  Condition where = condition_of(scope, q);
  if (where.scope.sees_nothing()) return 0;
  return tx.integer("SELECT count(*) FROM person " + where.sql, where.params).value_or(0);
}

std::vector<Person> people_by_id(store::ReadTx& tx, Id realm_id, std::vector<Id> ids) {
  make_distinct(ids);
  if (ids.empty()) return {};
  return tx.select<Person>("WHERE realm_id = ? AND id IN (" + store::marks(ids.size()) + ")",
                           with_realm(realm_id, ids));
}

bool update_person(store::WriteTx& tx, const Person& person, std::int64_t seen_version) {
  // The version first: on PostgreSQL this row lock makes a second editor wait and then find the version moved
  // on.
  if (tx.execute("UPDATE person SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 {person.realm_id, person.id, seen_version}) != 1)
    return false;
  return tx.update(person) == 1;
}

// --- unions, as this module sees them ---

std::vector<UnionPlace> places_of_unions(store::ReadTx& tx, Id realm_id, std::vector<Id> ids) {
  std::vector<UnionPlace> out;
  make_distinct(ids);
  if (ids.empty()) return out;
  tx.query(
      "SELECT id, name, tree_path, township_code, status FROM trade_union WHERE realm_id = ? AND id IN (" +
          store::marks(ids.size()) + ")",
      with_realm(realm_id, ids), [&](const store::Row& row) {
        bool is_open = row.text(4) == "active" || row.text(4) == "preparing";
        out.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), is_open});
        return true;
      });
  return out;
}

std::optional<UnionPlace> place_of_union(store::ReadTx& tx, Id realm_id, Id id) {
  auto found = places_of_unions(tx, realm_id, {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<UnionPlace> place_of_union(store::ReadTx& tx, const Scope& scope, Id id) {
  auto place = place_of_union(tx, scope.realm_id(), id);
  if (place && !scope.covers(place->path)) place.reset();
  return place;
}

// --- standing ---

std::vector<StandingEvent> standing_events_of(store::ReadTx& tx, Id realm_id, Id person_id) {
  return tx.select<StandingEvent>("WHERE realm_id = ? AND person_id = ? ORDER BY happened_on, id LIMIT 500",
                                  {realm_id, person_id});
}

std::optional<Date> last_event_day(store::ReadTx& tx, Id realm_id, Id person_id) {
  auto day = tx.text(
      "SELECT happened_on FROM standing_event WHERE realm_id = ? AND person_id = ? ORDER BY happened_on DESC "
      "LIMIT 1",
      {realm_id, person_id});
  return day ? Date::parse_iso(*day) : std::nullopt;
}

std::vector<WorkRelation> work_relations_of(store::ReadTx& tx, Id realm_id, Id person_id) {
  return tx.select<WorkRelation>("WHERE realm_id = ? AND person_id = ? ORDER BY id LIMIT 500",
                                 {realm_id, person_id});
}

std::vector<TransferRequest> transfer_requests_of(store::ReadTx& tx, Id realm_id, Id person_id) {
  return tx.select<TransferRequest>("WHERE realm_id = ? AND person_id = ? ORDER BY id LIMIT 500",
                                    {realm_id, person_id});
}

std::optional<Id> open_transfer_id(store::ReadTx& tx, const Person& person) {
  return tx.integer("SELECT id FROM transfer_request WHERE realm_id = ? AND person_id = ? AND state IN ('open', "
                    "'released', 'outside') AND import_id IS NULL LIMIT 1",
                    {person.realm_id, person.id});
}

void end_open_transfers(store::WriteTx& tx, const Person& person, std::string_view why, Instant now) {
  tx.execute(
      "UPDATE transfer_request SET state = 'withdrawn', turn_path = '', answer = ?, settled_at = ?, version = "
      "version + 1 WHERE realm_id = ? AND person_id = ? AND state IN ('open', 'released', 'outside') AND "
      "import_id IS NULL",
      {why, now, person.realm_id, person.id});
}

std::optional<StandingClaim> find_claim(store::ReadTx& tx, const record::Blob& identity_index) {
  return tx.select_one<StandingClaim>("WHERE identity_index = ?", {identity_index});
}

void drop_claim(store::WriteTx& tx, const Person& person) {
  tx.execute("DELETE FROM standing_claim WHERE identity_index = ? AND realm_id = ? AND person_id = ?",
             {person.identity_index, person.realm_id, person.id});
}

// --- duplicates and merges ---

// A whole works may have left the same telephone number: what is one of hundreds is no sign of one human.
std::string most_candidates(std::size_t people) { return " LIMIT " + std::to_string(20 * people); }

std::vector<Person> people_with_phones(store::ReadTx& tx, Id realm_id, std::span<const Person> like) {
  store::Params params{realm_id};
  for (const Person& p : like)
    if (!p.phone_index.bytes.empty()) params.emplace_back(p.phone_index);
  if (params.size() == 1) return {};
  return tx.select<Person>("WHERE realm_id = ? AND merged_into_id IS NULL AND phone_index IN (" +
                               store::marks(params.size() - 1) + ")" + most_candidates(like.size()),
                           params);
}

// One condition a person, each of them a look into the index; a list of pairs would be searched by the name
// alone.
std::vector<Person> people_with_names(store::ReadTx& tx, Id realm_id, std::span<const Person> like) {
  store::Params params{realm_id};
  std::string pairs;
  for (const Person& p : like) {
    if (!p.born_on) continue;
    pairs += pairs.empty() ? "(name_pinyin = ? AND born_on = ?)" : " OR (name_pinyin = ? AND born_on = ?)";
    params.emplace_back(p.name_pinyin);
    params.emplace_back(*p.born_on);
  }
  if (pairs.empty()) return {};
  return tx.select<Person>(
      "WHERE realm_id = ? AND merged_into_id IS NULL AND (" + pairs + ")" + most_candidates(like.size()),
      params);
}

std::optional<LikelyDuplicate> find_duplicate(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<LikelyDuplicate>("WHERE realm_id = ? AND id = ?", {realm_id, id});
}

std::vector<LikelyDuplicate> list_duplicates(store::ReadTx& tx, const Scope& scope,
                                             const DuplicateQuery& query) {
  Condition where(query.under_path.empty() ? scope : scope.narrowed(query.under_path));
  if (where.scope.sees_nothing()) return {};
  where.add("state = ?", std::string_view(query.state));
  where.add("id > ?", query.after_id);
  where.params.emplace_back(query.limit);
  return tx.select<LikelyDuplicate>(where.sql + " ORDER BY id LIMIT ?", where.params);
}

bool settle_duplicate(store::WriteTx& tx, Id realm_id, Id id, std::string_view state) {
  return tx.execute("UPDATE likely_duplicate SET state = ? WHERE realm_id = ? AND id = ? AND state = 'open'",
                    {state, realm_id, id}) == 1;
}

std::int64_t settle_pair(store::WriteTx& tx, Id realm_id, Id one, Id other, std::string_view from,
                         std::string_view to) {
  return tx.execute(
      "UPDATE likely_duplicate SET state = ? WHERE realm_id = ? AND left_id = ? AND right_id = ? AND state = "
      "?",
      {to, realm_id, std::min(one, other), std::max(one, other), from});
}

std::optional<PersonMerge> find_merge(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<PersonMerge>("WHERE realm_id = ? AND id = ?", {realm_id, id});
}

std::vector<PersonMerge> list_merges(store::ReadTx& tx, const Scope& scope, Id before_id, int limit) {
  if (scope.sees_nothing()) return {};
  store::Params params{scope.realm_id()};
  std::string inside = scope.condition("p.", "union_path", params);
  if (before_id) params.emplace_back(before_id);
  params.emplace_back(limit);
  // Seen by who sees the person that stands now.
  std::string sql =
      "WHERE realm_id = ? AND EXISTS (SELECT 1 FROM person p WHERE p.id = person_merge.kept_id AND " +
      inside + ")" + (before_id ? " AND id < ?" : "") + " ORDER BY id DESC LIMIT ?";
  return tx.select<PersonMerge>(sql, params);
}

bool mark_undone(store::WriteTx& tx, Id realm_id, Id merge_id, Instant at) {
  return tx.execute(
             "UPDATE person_merge SET undone_at = ? WHERE realm_id = ? AND id = ? AND undone_at IS NULL",
             {at, realm_id, merge_id}) == 1;
}

std::vector<Id> ids_hanging_on(store::ReadTx& tx, Hanging kind, Id realm_id, Id person_id) {
  std::vector<Id> ids;
  std::string sql =
      "SELECT id FROM " + std::string(table_of(kind)) + " WHERE realm_id = ? AND person_id = ? ORDER BY id";
  tx.query(sql, {realm_id, person_id}, [&](const store::Row& row) {
    ids.push_back(row.integer(0));
    return true;
  });
  return ids;
}

void hang_on(store::WriteTx& tx, Hanging kind, Id realm_id, Id from_id, Id to_id, std::span<const Id> ids) {
  std::string sql = "UPDATE " + std::string(table_of(kind)) +
                    " SET person_id = ? WHERE realm_id = ? AND id = ? AND person_id = ?";
  for (Id id : ids) tx.execute(sql, {to_id, realm_id, id, from_id});
}

}  // namespace niangjia::members
