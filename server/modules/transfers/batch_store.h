#pragma once
// SQL of batches. Lists take a Scope and a bound, writes a Permit.

#include "access/list_question.h"
#include "modules/transfers/batches.h"

namespace niangjia::transfers {

std::vector<TransferBatch> list_batches(store::ReadTx& tx, const Scope& scope, Id before_id, int limit);
std::optional<TransferBatch> find_batch(store::ReadTx& tx, Id realm_id, Id id);
// The oldest one that has work.
std::optional<TransferBatch> batch_with_work(store::ReadTx& tx, Id realm_id);
void insert_batch(store::WriteTx& tx, const Permit& permit, const TransferBatch& batch,
                  const std::vector<BatchRow>& rows);
// Takes the batch for this transaction: false: another server or a cadre changed it since it was read.
bool hold_batch(store::WriteTx& tx, const TransferBatch& batch);
// Writes what hold_batch took, with version + 1.
void save_batch(store::WriteTx& tx, const Permit& permit, TransferBatch& batch);

std::vector<BatchRow> rows_from(store::ReadTx& tx, const TransferBatch& batch, RowOutcome outcome,
                                std::int64_t from_seq, std::size_t limit);
// Settles the rows of a part: those named in `apart` as told there, the others of `was` between the two as `now`.
void settle_rows(store::WriteTx& tx, const Permit& permit, const TransferBatch& batch, RowOutcome was, RowOutcome now,
                 std::int64_t first_seq, std::int64_t last_seq, const std::vector<BatchRow>& apart);

struct BatchCounts {
  std::map<RowOutcome, std::int64_t> by_outcome;
  struct Reason {
    std::string code, detail;
    std::int64_t rows = 0;
  };
  std::vector<Reason> reasons;  // the most frequent first
};
BatchCounts counts_of(store::ReadTx& tx, const TransferBatch& batch);
std::vector<BatchRow> list_rows(store::ReadTx& tx, const TransferBatch& batch, std::optional<RowOutcome> outcome,
                                std::int64_t after_seq, int limit);

// --- whom a wish means ---
// The members of one union, retained ones with them, narrowed by sex and birth.
std::vector<Id> members_of(store::ReadTx& tx, const Scope& scope, const members::UnionPlace& place,
                           const BatchWish& wish, std::int64_t limit);
// Person and union by index of the number, 0 where nobody has it. In the order of the indexes.
struct NamedPerson {
  Id person_id = 0, union_id = 0;
};
std::vector<NamedPerson> people_of(store::ReadTx& tx, Id realm_id, const std::vector<record::Blob>& indexes);

}  // namespace niangjia::transfers
