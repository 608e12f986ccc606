// The parts of a batch. Each is one transaction that moves next_seq on with what it wrote, so a killed server goes on where
// the disk says; a second server that reads the same part finds the batch's version moved on and does nothing.

#include "access/session.h"
#include "modules/transfers/batch_store.h"

namespace niangjia::transfers {

namespace {

constexpr std::string_view kAction = "transfers.bulk";

struct Part {
  House& house;
  store::WriteTx& tx;
  const Permit& permit;
  const Scope& scope;
  TransferBatch& batch;
  std::vector<BatchRow> rows;
  Instant now;

  std::vector<Id> ids() const {
    std::vector<Id> out;
    for (const BatchRow& row : rows)
      if (row.person_id) out.push_back(row.person_id);
    return out;
  }
};

BatchRow apart(const BatchRow& row, RowOutcome outcome, RowVerdict why) {
  BatchRow out = row;
  out.outcome = outcome;
  out.code = std::move(why.code);
  out.detail = std::move(why.detail);
  return out;
}

// Judges the rows of a part; `ready` are those in whose way nothing stands.
std::vector<BatchRow> judge_part(Part& part, const std::vector<members::Person>& people,
                                 std::vector<members::Person>& ready) {
  const auto way = members::what_is_in_the_way(part.tx, part.batch.realm_id, part.ids());
  std::map<Id, const members::Person*> by_id;
  for (const auto& p : people) by_id[p.id] = &p;
  std::vector<BatchRow> conflicts;
  for (BatchRow& row : part.rows) {
    auto found = by_id.find(row.person_id);
    RowVerdict verdict = found == by_id.end() ? RowVerdict{"not_found", "没有这名会员，或不在您的范围内"}
                                              : judge_row(part.batch, *found->second, way, part.scope);
    if (verdict.ok())
      ready.push_back(*found->second);
    else
      conflicts.push_back(apart(row, RowOutcome::conflict, std::move(verdict)));
  }
  return conflicts;
}

void check(Part& part) {
  std::vector<members::Person> ready;
  auto people = members::people_by_id(part.tx, part.batch.realm_id, part.ids());
  auto conflicts = judge_part(part, people, ready);
  settle_rows(part.tx, part.permit, part.batch, RowOutcome::open, RowOutcome::ready, part.rows.front().seq,
              part.rows.back().seq, conflicts);
}

Result<void> run(Part& part) {
  members::BulkOrder order;
  order.kind = members::EventKind::retain;
  if (part.batch.act == BatchAct::move) {
    auto to = members::place_of_union(part.tx, part.batch.realm_id, part.batch.to_union_id);
    if (!to || !to->is_open)
      return refuse(Code::conflict, "batch.target_closed", "转入的工会已撤销、合并或锁定，没有办完的已暂停。");
    order.kind = members::EventKind::transfer_in;
    order.to = *to;
  }
  order.on = part.batch.happened_on;
  order.reason = part.batch.reason;
  order.batch_id = part.batch.id;
  order.now = part.now;
  std::vector<members::Person> ready;
  const auto people = members::hold_people(part.tx, part.batch.realm_id, part.ids());
  auto conflicts = judge_part(part, people, ready);  // once more: what was checked may be days old
  members::change_in_bulk(part.house, part.tx, part.permit, ready, order);
  settle_rows(part.tx, part.permit, part.batch, RowOutcome::ready, RowOutcome::done, part.rows.front().seq,
              part.rows.back().seq, conflicts);
  return {};
}

void take_back(Part& part) {
  std::map<Id, const BatchRow*> by_person;
  for (const BatchRow& row : part.rows) by_person[row.person_id] = &row;
  std::vector<BatchRow> kept;
  for (auto& told : members::take_back_in_bulk(part.house, part.tx, part.permit, part.ids(), part.batch.id, part.now))
    if (!told.why_not.empty())
      kept.push_back(apart(*by_person.at(told.person_id), RowOutcome::kept, {"kept", std::move(told.why_not)}));
  settle_rows(part.tx, part.permit, part.batch, RowOutcome::done, RowOutcome::undone, part.rows.front().seq,
              part.rows.back().seq, kept);
}

RowOutcome worked_off(BatchState state) {
  if (state == BatchState::checking) return RowOutcome::open;
  return state == BatchState::running ? RowOutcome::ready : RowOutcome::done;
}

BatchState after(BatchState state) {
  if (state == BatchState::checking) return BatchState::checked;
  return state == BatchState::running ? BatchState::done : BatchState::undone;
}

Result<void> work_rows(Part& part) {
  if (part.rows.empty()) return {};
  if (part.batch.state == BatchState::checking)
    check(part);
  else if (part.batch.state == BatchState::running)
    return run(part);
  else
    take_back(part);
  return {};
}

// Whoever handed the batch in, with what they may do today.
Result<Actor> worker_of(House& house, const TransferBatch& batch) {
  if (!batch.account_id) return Actor::machine_operator(batch.realm_id, batch.union_path);
  return actor_of_account(house, batch.realm_id, batch.account_id);
}

Result<bool> write_part(House& house, store::WriteTx& tx, const Actor& actor, TransferBatch batch,
                        std::size_t people) {
  const Scope scope = visible(actor, kAction);
  TRY(Permit permit, allow(actor, kAction, RowPlace{batch.realm_id, batch.union_path, 0, 0}));
  if (!hold_batch(tx, batch)) return true;
  Part part{house, tx, permit, scope, batch, {}, house.clock.now()};
  part.rows = rows_from(tx, batch, worked_off(batch.state), batch.next_seq, people);
  CHECK_OK(work_rows(part));
  if (!part.rows.empty()) batch.next_seq = part.rows.back().seq + 1;
  if (part.rows.size() < people) {
    batch.state = after(batch.state);
    batch.next_seq = 0;
    if (batch.state != BatchState::checked) batch.finished_at = part.now;
  }
  save_batch(tx, permit, batch);
  if (batch.finished_at == part.now)
    write_journal(tx, permit, house.ids.next(), part.now,
                  {"transfer_batch", batch.id, batch.union_path, {}, record::word_of(batch.state), batch.reason});
  return true;
}

// What cannot go on waits for a cadre, and says why; a busy or full database is no reason.
Result<bool> halt(House& house, const TransferBatch& read, const Problem& why) {
  const Actor machine = Actor::machine_operator(read.realm_id, read.union_path);
  return house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    TransferBatch batch = read;
    TRY(Permit permit, allow(machine, kAction, RowPlace{batch.realm_id, batch.union_path, 0, 0}));
    if (!hold_batch(tx, batch)) return true;
    batch.state = batch.state == BatchState::checking  ? BatchState::dropped
                  : batch.state == BatchState::running ? BatchState::stopped
                                                       : BatchState::done;
    batch.next_seq = 0;
    batch.message = why.message;
    save_batch(tx, permit, batch);
    write_journal(tx, permit, house.ids.next(), house.clock.now(),
                  {"transfer_batch", batch.id, batch.union_path, {}, record::word_of(batch.state), why.message});
    return true;
  });
}

}  // namespace

Result<bool> work_part(House& house, Id realm_id, std::size_t people) {
  TRY(auto batch, house.database.read([&](store::ReadTx& tx) -> Result<std::optional<TransferBatch>> {
    return batch_with_work(tx, realm_id);
  }));
  if (!batch) return false;
  auto actor = worker_of(house, *batch);
  if (!actor.ok()) {
    if (actor.problem().code == Code::unavailable) return actor.problem();
    return halt(house, *batch, actor.problem());
  }
  auto worked = house.database.write(
      [&](store::WriteTx& tx) { return write_part(house, tx, *actor, *batch, people); }, store::Weight::bulk);
  if (worked.ok() || worked.problem().code == Code::unavailable) return worked;
  return halt(house, *batch, worked.problem());
}

}  // namespace niangjia::transfers
