#include "modules/transfers/batch_store.h"

#include <algorithm>

namespace niangjia::transfers {

using store::Params;

std::vector<TransferBatch> list_batches(store::ReadTx& tx, const Scope& scope, Id before_id, int limit) {
  if (scope.sees_nothing()) return {};
  Params params;
  std::string sql = "WHERE " + scope.condition("", "union_path", params);
  if (before_id) sql += " AND id < ?", params.emplace_back(before_id);
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<TransferBatch>(sql + " ORDER BY id DESC LIMIT ?", params);
}

std::optional<TransferBatch> find_batch(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<TransferBatch>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<TransferBatch> batch_with_work(store::ReadTx& tx, Id realm_id) {
  return tx.select_one<TransferBatch>(
      "WHERE realm_id = ? AND state IN ('checking', 'running', 'undoing') ORDER BY id LIMIT 1", Params{realm_id});
}

void insert_batch(store::WriteTx& tx, const Permit&, const TransferBatch& batch, const std::vector<BatchRow>& rows) {
  tx.insert(batch);
  tx.insert_all(rows);
}

bool hold_batch(store::WriteTx& tx, const TransferBatch& batch) {
  return tx.execute("UPDATE transfer_batch SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                    Params{batch.realm_id, batch.id, batch.version}) == 1;
}

void save_batch(store::WriteTx& tx, const Permit&, TransferBatch& batch) {
  ++batch.version;
  tx.update(batch);
}

std::vector<BatchRow> rows_from(store::ReadTx& tx, const TransferBatch& batch, RowOutcome outcome,
                                std::int64_t from_seq, std::size_t limit) {
  return tx.select<BatchRow>("WHERE realm_id = ? AND batch_id = ? AND seq >= ? AND outcome = ? ORDER BY seq LIMIT ?",
                             Params{batch.realm_id, batch.id, from_seq, record::word_of(outcome), limit});
}

void settle_rows(store::WriteTx& tx, const Permit&, const TransferBatch& batch, RowOutcome was, RowOutcome now,
                 std::int64_t first_seq, std::int64_t last_seq, const std::vector<BatchRow>& apart) {
  for (const BatchRow& row : apart) tx.update(row);
  tx.execute(
      "UPDATE transfer_batch_row SET outcome = ? WHERE realm_id = ? AND batch_id = ? AND seq >= ? AND seq <= ? AND "
      "outcome = ?",
      Params{record::word_of(now), batch.realm_id, batch.id, first_seq, last_seq, record::word_of(was)});
}

BatchCounts counts_of(store::ReadTx& tx, const TransferBatch& batch) {
  BatchCounts counts;
  tx.query(
      "SELECT outcome, code, min(detail), count(*) FROM transfer_batch_row WHERE realm_id = ? AND batch_id = ? GROUP "
      "BY outcome, code ORDER BY 4 DESC, code",
      Params{batch.realm_id, batch.id}, [&](const store::Row& row) {
        auto outcome = record::from_word<RowOutcome>(row.text(0)).value_or(RowOutcome::open);
        counts.by_outcome[outcome] += row.integer(3);
        if (!row.text(1).empty())
          counts.reasons.push_back({std::string(row.text(1)), std::string(row.text(2)), row.integer(3)});
        return true;
      });
  return counts;
}

std::vector<BatchRow> list_rows(store::ReadTx& tx, const TransferBatch& batch, std::optional<RowOutcome> outcome,
                                std::int64_t after_seq, int limit) {
  Params params{batch.realm_id, batch.id, after_seq};
  std::string sql = "WHERE realm_id = ? AND batch_id = ? AND seq > ?";
  if (outcome) sql += " AND outcome = ?", params.emplace_back(record::word_of(*outcome));
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return tx.select<BatchRow>(sql + " ORDER BY seq LIMIT ?", params);
}

std::vector<Id> members_of(store::ReadTx& tx, const Scope& scope, const members::UnionPlace& place,
                           const BatchWish& wish, std::int64_t limit) {
  Params params;
  std::string sql = "SELECT id FROM person WHERE " + scope.condition("", "union_path", params) +
                    " AND union_path = ? AND union_id = ? AND merged_into_id IS NULL AND standing IN ('active', "
                    "'moving_out', 'retained')";
  params.insert(params.end(), {store::Param(place.path), store::Param(place.id)});
  if (wish.sex) sql += " AND sex = ?", params.emplace_back(wish.sex);
  if (wish.born_before) sql += " AND born_on < ?", params.emplace_back(*wish.born_before);
  params.emplace_back(limit);
  std::vector<Id> ids;
  tx.query(sql + " ORDER BY id LIMIT ?", params, [&](const store::Row& row) {
    ids.push_back(row.integer(0));
    return true;
  });
  return ids;
}

std::vector<NamedPerson> people_of(store::ReadTx& tx, Id realm_id, const std::vector<record::Blob>& indexes) {
  constexpr std::size_t kBlock = 500;
  static const std::string sql =
      "SELECT identity_index, CASE WHEN merged_into_id IS NULL THEN id ELSE merged_into_id END, "
      "union_id FROM person WHERE "
      "realm_id = ? AND identity_index IN (" +
      store::marks(kBlock) + ")";
  std::map<std::string, NamedPerson> found;
  for (std::size_t at = 0; at < indexes.size(); at += kBlock) {
    Params params{realm_id};
    for (std::size_t i = 0; i < kBlock; ++i) params.emplace_back(indexes[std::min(at + i, indexes.size() - 1)]);
    tx.query(sql, params, [&](const store::Row& row) {
      found[std::string(row.blob(0))] = {row.integer(1), row.is_null(2) ? 0 : row.integer(2)};
      return true;
    });
  }
  std::vector<NamedPerson> people;
  for (const auto& index : indexes) {
    auto it = found.find(index.bytes);
    people.push_back(it == found.end() ? NamedPerson{} : it->second);
  }
  return people;
}

}  // namespace niangjia::transfers
