#include "modules/founding/store.h"

#include <algorithm>

namespace niangjia::founding {

using store::Params;

namespace {

struct Where {
  std::string sql, pattern;
  Params params;
  Where(const Scope& scope, const CaseFilter& filter) {
    sql = "WHERE " + scope.condition("", "union_path", params);
    if (filter.state) sql += " AND state = ?", params.emplace_back(record::word_of(*filter.state));
    if (filter.kind) sql += " AND kind = ?", params.emplace_back(record::word_of(*filter.kind));
    if (filter.union_id) sql += " AND union_id = ?", params.emplace_back(filter.union_id);
    if (filter.only_open) sql += " AND state NOT IN ('archived', 'withdrawn')";
    if (filter.only_waiting) sql += " AND state IN ('requested', 'nominated', 'reported')";
    if (filter.only_late) sql += " AND due_on < ?", params.emplace_back(filter.today);
    if (filter.words.empty()) return;
    pattern = containing(filter.words);
    sql += " AND name LIKE ? ESCAPE '!'";
    params.emplace_back(pattern);
  }
};

constexpr std::string_view kOfCase = "WHERE realm_id = ? AND case_id = ? ";

}  // namespace

std::vector<FoundingCase> list_cases(store::ReadTx& tx, const Scope& scope, const CaseFilter& filter,
                                     Id before_id, int limit) {
  Where where(scope, filter);
  if (filter.order.key.empty()) {
    if (before_id) where.sql += " AND id < ?", where.params.emplace_back(before_id);
    where.sql += " ORDER BY id DESC LIMIT ?";
  } else {
    // What has no day stands behind what has one.
    const std::string value = filter.order.key == "name" ? "name" : "COALESCE(" + filter.order.key + ", '9999-12-31')";
    add_order(where.sql, where.params, "founding_case", value, filter.order.descends, scope.realm_id(), before_id);
  }
  where.params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<FoundingCase>(where.sql, where.params);
}

std::int64_t count_cases(store::ReadTx& tx, const Scope& scope, const CaseFilter& filter) {
  Where where(scope, filter);
  return tx.integer("SELECT count(*) FROM founding_case " + where.sql, where.params).value_or(0);
}

std::optional<FoundingCase> find_case(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<FoundingCase>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

bool insert_case(store::WriteTx& tx, const Permit&, const FoundingCase& c) { return tx.insert_new(c); }

bool save_case(store::WriteTx& tx, const Permit&, FoundingCase& c) {
  // The version is taken first; the row is then ours until the commit.
  if (tx.execute(
          "UPDATE founding_case SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
          Params{c.realm_id, c.id, c.version}) == 0)
    return false;
  ++c.version;
  return tx.update(c) == 1;
}

std::vector<FoundingPerson> people_of(store::ReadTx& tx, Id realm_id, Id case_id) {
  return tx.select<FoundingPerson>(std::string(kOfCase) + "ORDER BY id LIMIT 500", Params{realm_id, case_id});
}
std::vector<FoundingBallot> ballots_of(store::ReadTx& tx, Id realm_id, Id case_id) {
  return tx.select<FoundingBallot>(std::string(kOfCase) + "ORDER BY body LIMIT 10",
                                   Params{realm_id, case_id});
}
std::vector<FoundingVisit> visits_of(store::ReadTx& tx, Id realm_id, Id case_id) {
  return tx.select<FoundingVisit>(std::string(kOfCase) + "ORDER BY id DESC LIMIT 200",
                                  Params{realm_id, case_id});
}

std::vector<NamedUnit> units_of(store::ReadTx& tx, Id realm_id, Id case_id) {
  std::vector<NamedUnit> units;
  tx.query(
      "SELECT f.unit_id, f.is_main, f.employees, e.name, e.address FROM founding_unit f JOIN employer e ON "
      "e.realm_id = f.realm_id AND e.id = f.unit_id WHERE f.realm_id = ? AND f.case_id = ? ORDER BY "
      "f.is_main "
      "DESC, f.unit_id LIMIT 1000",
      Params{realm_id, case_id}, [&](const store::Row& row) {
        units.push_back({{realm_id, case_id, row.integer(0), row.integer(1) != 0, row.integer(2)},
                         std::string(row.text(3)),
                         std::string(row.text(4))});
        return true;
      });
  return units;
}

bool have_units(store::ReadTx& tx, Id realm_id, const std::vector<FoundingUnit>& units) {
  Params params{realm_id};
  for (const FoundingUnit& u : units) params.emplace_back(u.unit_id);
  return tx.integer("SELECT count(*) FROM employer WHERE realm_id = ? AND id IN (" +
                        store::marks(units.size()) + ")",
                    params)
             .value_or(0) == static_cast<std::int64_t>(units.size());
}

void insert_units(store::WriteTx& tx, const Permit&, const std::vector<FoundingUnit>& units) {
  tx.insert_all(units);
}
void replace_units(store::WriteTx& tx, const Permit& permit, Id case_id,
                   const std::vector<FoundingUnit>& units) {
  tx.execute("DELETE FROM founding_unit " + std::string(kOfCase), Params{permit.realm_id(), case_id});
  tx.insert_all(units);
}
void insert_visit(store::WriteTx& tx, const Permit&, const FoundingVisit& visit) { tx.insert(visit); }

void replace_group(store::WriteTx& tx, const Permit& permit, Id case_id,
                   const std::vector<FoundingPerson>& group) {
  tx.execute("DELETE FROM founding_person " + std::string(kOfCase) + "AND body = 'group'",
             Params{permit.realm_id(), case_id});
  tx.insert_all(group);
}

void replace_candidates(store::WriteTx& tx, const Permit& permit, Id case_id,
                        const std::vector<FoundingPerson>& candidates,
                        const std::vector<FoundingBallot>& ballots) {
  tx.execute("DELETE FROM founding_person " + std::string(kOfCase) + "AND body <> 'group'",
             Params{permit.realm_id(), case_id});
  tx.execute("DELETE FROM founding_ballot " + std::string(kOfCase), Params{permit.realm_id(), case_id});
  tx.insert_all(candidates);
  tx.insert_all(ballots);
}

Counts count_members(store::ReadTx& tx, const unions::Union& u) {
  Counts counts;
  tx.query(
      "SELECT count(*), coalesce(sum(CASE WHEN sex = 2 THEN 1 ELSE 0 END), 0) FROM person WHERE realm_id = ? "
      "AND "
      "union_path = ? AND union_id = ? AND standing IN ('active', 'moving_out')",
      Params{u.realm_id, u.tree_path, u.id}, [&](const store::Row& row) {
        counts = {row.integer(0), row.integer(1)};
        return false;
      });
  return counts;
}

// The last change of each person up to the day decides. Who was retained and moved along with the union stays retained.
std::int64_t count_members_on(store::ReadTx& tx, const unions::Union& u, Date day) {
  return tx
      .integer(
          "SELECT count(*) FROM standing_event e WHERE e.realm_id = ? AND e.union_id = ? AND e.happened_on <= ? AND "
          "(e.kind IN ('join', 'transfer_in', 'restore') OR (e.kind = 'moved_with_union' AND e.prior_standing IN "
          "('active', 'moving_out'))) AND NOT EXISTS (SELECT 1 FROM standing_event l WHERE l.realm_id = e.realm_id AND "
          "l.person_id = e.person_id AND l.happened_on >= e.happened_on AND l.happened_on <= ? AND (l.happened_on > "
          "e.happened_on OR l.id > e.id))",
          Params{u.realm_id, u.id, day, day})
      .value_or(0);
}

bool insert_paper(store::WriteTx& tx, const Permit&, const IssuedPaper& paper) {
  return tx.insert_new(paper);
}

std::optional<PaperSerial> next_serial(store::WriteTx& tx, Id realm_id, Id union_id, int year,
                                       std::string_view word) {
  PaperSerial fresh{realm_id, union_id, year, std::string(word), 0};
  if (fresh.word.empty())
    fresh.word =
        tx.text(
              "SELECT word FROM paper_serial WHERE realm_id = ? AND union_id = ? ORDER BY year DESC LIMIT 1",
              Params{realm_id, union_id})
            .value_or("");
  if (fresh.word.empty()) return std::nullopt;
  tx.insert_new(fresh);
  tx.execute(
      "UPDATE paper_serial SET serial = serial + 1, word = ? WHERE realm_id = ? AND union_id = ? AND year = "
      "?",
      Params{fresh.word, realm_id, union_id, year});
  return tx.select_one<PaperSerial>("WHERE realm_id = ? AND union_id = ? AND year = ?",
                                    Params{realm_id, union_id, year});
}

void keep_word(store::WriteTx& tx, const Permit&, const PaperSerial& first) { tx.insert_new(first); }

}  // namespace niangjia::founding
