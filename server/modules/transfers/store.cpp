#include "modules/transfers/store.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::transfers {

using store::Params;

namespace {

constexpr std::string_view kOpen = "state IN ('open', 'released', 'outside')";

// Bound values are views: the pattern lives in this until the statement has run.
struct Where {
  std::string sql, pattern;
  Params params;

  Where(const Sight& sight, const TransferFilter& f) {
    if (f.only_in)
      sql = "WHERE " + sight.read.condition("", "to_path", params);
    else if (f.only_out)
      sql = "WHERE " + sight.read.condition("", "union_path", params);
    else
      sql = "WHERE (" + sight.read.condition("", "union_path", params) + " OR " +
            sight.read.condition("", "to_path", params) + ")";
    if (f.only_open) sql.append(" AND ").append(kOpen);
    if (f.state) sql += " AND state = ?", params.emplace_back(record::word_of(*f.state));
    if (f.kind) sql += " AND kind = ?", params.emplace_back(record::word_of(*f.kind));
    add_turn(sight, f.turn);
    if (f.only_overdue) sql.append(" AND ").append(kOpen).append(" AND due_on < ?"), params.emplace_back(f.today);
    if (f.person_id) sql += " AND person_id = ?", params.emplace_back(f.person_id);
    if (f.union_id) {
      sql += " AND (from_union_id = ? OR to_union_id = ?)";
      params.insert(params.end(), {store::Param(f.union_id), store::Param(f.union_id)});
    }
    if (f.words.empty()) return;
    pattern = containing(f.words);
    sql += " AND person_id IN (SELECT id FROM person WHERE realm_id = ? AND name LIKE ? ESCAPE '!')";
    params.insert(params.end(), {store::Param(sight.read.realm_id()), store::Param(pattern)});
  }

 private:
  void add_turn(const Sight& sight, Turn turn) {
    if (turn == Turn::mine)
      sql += " AND turn_path <> '' AND " + sight.decide.condition("", "turn_path", params);
    else if (turn == Turn::from)
      sql += " AND state = 'open'";
    else if (turn == Turn::to)
      sql += " AND state = 'released'";
  }
};

}  // namespace

std::vector<TransferRequest> list_transfers(store::ReadTx& tx, const Sight& sight, const TransferFilter& filter,
                                            Id after_id, int limit) {
  if (sight.read.sees_nothing() || (filter.turn == Turn::mine && sight.decide.sees_nothing())) return {};
  Where where(sight, filter);
  if (const std::string& key = filter.order.key; key.empty()) {
    if (after_id) where.sql += " AND id > ?", where.params.emplace_back(after_id);
    where.sql += " ORDER BY id LIMIT ?";
  } else {
    const std::string_view value = key == "name" ? "(SELECT p.name FROM person p WHERE p.realm_id = transfer_request.realm_id AND p.id = "
                                                   "transfer_request.person_id)"
                                   : key == "due_on" ? "COALESCE(due_on, '9999-12-31')" : "asked_at";
    add_order(where.sql, where.params, "transfer_request", value, filter.order.descends, sight.read.realm_id(), after_id);
  }
  where.params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<TransferRequest>(where.sql, where.params);
}

std::int64_t count_transfers(store::ReadTx& tx, const Sight& sight, const TransferFilter& filter) {
  if (sight.read.sees_nothing() || (filter.turn == Turn::mine && sight.decide.sees_nothing())) return 0;
  Where where(sight, filter);
  return tx.integer("SELECT count(*) FROM transfer_request " + where.sql, where.params).value_or(0);
}

std::optional<TransferRequest> find_transfer(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<TransferRequest>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<TransferRequest> open_transfer_of(store::ReadTx& tx, Id realm_id, Id person_id) {
  return tx.select_one<TransferRequest>("WHERE realm_id = ? AND person_id = ? AND import_id IS NULL AND " +
                                            std::string(kOpen),
                                        Params{realm_id, person_id});
}

bool insert_transfer(store::WriteTx& tx, const Permit&, const TransferRequest& row) { return tx.insert_new(row); }

bool save_transfer(store::WriteTx& tx, const Permit&, TransferRequest& row) {
  // The version first: on PostgreSQL this row lock makes a second cadre wait and then find the version moved on.
  if (tx.execute("UPDATE transfer_request SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{row.realm_id, row.id, row.version}) != 1)
    return false;
  ++row.version;
  return tx.update(row) == 1;
}

std::vector<TransferRequest> overdue_transfers(store::ReadTx& tx, Id realm_id, Date today, TransferState state,
                                               int limit) {
  return tx.select<TransferRequest>("WHERE realm_id = ? AND state = ? AND due_on < ? ORDER BY due_on, id LIMIT ?",
                                    Params{realm_id, record::word_of(state), today, limit});
}

std::vector<members::UnionPlace> find_targets(store::ReadTx& tx, Id realm_id, const std::string& words, int limit) {
  const std::string pattern = containing(words);
  std::vector<members::UnionPlace> out;
  tx.query(
      "SELECT id, name, tree_path, township_code FROM trade_union WHERE realm_id = ? AND status IN ('active', "
      "'preparing') AND name LIKE ? ESCAPE '!' ORDER BY length(name), name, id LIMIT ?",
      Params{realm_id, pattern, limit}, [&](const store::Row& row) {
        out.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
                       true});
        return true;
      });
  return out;
}

std::vector<TransferRequest> seconded_over(store::ReadTx& tx, Id realm_id, Date today, int limit) {
  return tx.select<TransferRequest>(
      "WHERE realm_id = ? AND until_on < ? AND kind = 'second' AND state = 'done' AND EXISTS (SELECT 1 FROM person p "
      "WHERE p.realm_id = transfer_request.realm_id AND p.id = transfer_request.person_id AND p.union_id = "
      "transfer_request.to_union_id AND p.standing = 'active') AND NOT EXISTS (SELECT 1 FROM transfer_request later "
      "WHERE later.realm_id = transfer_request.realm_id AND later.person_id = transfer_request.person_id AND "
      "(later.follows_id = transfer_request.id OR (later.import_id IS NULL AND later.state IN ('open', 'released', "
      "'outside')))) ORDER BY until_on, id LIMIT ?",
      Params{realm_id, today, limit});
}

std::int64_t letters_of(store::ReadTx& tx, Id realm_id, const std::string& year) {
  const std::string pattern = year + "%";
  return tx.integer("SELECT count(*) FROM transfer_request WHERE realm_id = ? AND letter_number LIKE ?",
                    Params{realm_id, pattern})
      .value_or(0);
}

std::string realm_name(store::ReadTx& tx, Id realm_id) {
  return tx.text("SELECT name FROM realm WHERE id = ?", Params{realm_id}).value_or("");
}

std::optional<std::string> realm_that_claims(store::ReadTx& tx, Id realm_id, const record::Blob& identity_index) {
  return tx.text(
      "SELECT r.name FROM standing_claim c JOIN realm r ON r.id = c.realm_id WHERE c.identity_index = ? AND "
      "c.realm_id <> ?",
      Params{identity_index, realm_id});
}

}  // namespace niangjia::transfers
