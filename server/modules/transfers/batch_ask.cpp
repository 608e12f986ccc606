// Beginning a batch and steering it. The work itself is done in parts (batch_work.cpp).

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.h"
#include "modules/transfers/batch_store.h"

namespace niangjia::transfers {

namespace {

constexpr std::string_view kAction = "transfers.bulk";

std::vector<std::string> split_numbers(std::string_view pasted) {
  std::vector<std::string> numbers;
  std::string one;
  auto end = [&] {
    if (!one.empty()) numbers.push_back(std::move(one));
    one.clear();
  };
  const std::string text = to_half_width(pasted);
  for (char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) || c == ',' || c == ';')
      end();
    else
      one += c;
  }
  end();
  return numbers;
}

Result<void> check_wish(const BatchWish& w, const std::vector<std::string>& numbers, Date today) {
  if (count_characters(trim(w.reason)) < 2) return wrong_field("reason", "请写明事由，如“单位关闭，会员转入镇总工会”");
  const bool has_list = !numbers.empty();
  if (has_list == (w.from_union_id != 0))
    return wrong_field("from_union_id", "请选择一个工会的全部会员，或粘贴一份证件号码名单，二者选一");
  if (numbers.size() > kMostNumbers)
    return wrong_field("identity_numbers", "一批最多 " + std::to_string(kMostNumbers) + " 人，请分批办理");
  if (w.act == BatchAct::move && w.to_union_id == 0) return wrong_field("to_union_id", "请选择转入的工会");
  if (w.act == BatchAct::move && w.to_union_id == w.from_union_id)
    return wrong_field("to_union_id", "转入和转出是同一个工会，请另选");
  if (w.sex < 0 || w.sex > 2) return wrong_field("sex", "请选男、女或不限");
  if (w.happened_on && *w.happened_on > today) return wrong_field("happened_on", "日期在今天之后，请改为实际发生的日期");
  return {};
}

// The list as rows that name no person yet: what is wrong with a number is told beside its place in the list.
struct NumberList {
  std::vector<record::Blob> indexes;
  std::vector<BatchRow> rows;
};
NumberList read_numbers(const Vault& vault, const std::vector<std::string>& numbers, Date today) {
  NumberList list;
  for (const std::string& text : numbers) {
    BatchRow row;
    row.seq = static_cast<std::int64_t>(list.rows.size()) + 1;
    Identity identity = read_identity(text, false, today);
    record::Blob index;
    if (identity.verdict == IdentityVerdict::ok) {
      index.bytes = vault.blind_index(members::kIdentityIndexKind, identity.number);
    } else {
      row.outcome = RowOutcome::conflict;
      row.code = "wrong_number";
      row.detail = "第 " + std::to_string(row.seq) + " 个：" + std::string(members::sentence_of(identity.verdict));
    }
    list.indexes.push_back(std::move(index));
    list.rows.push_back(std::move(row));
  }
  return list;
}

void name_people(store::ReadTx& tx, Id realm_id, NumberList& list) {
  const auto people = people_of(tx, realm_id, list.indexes);
  std::set<Id> seen;
  for (std::size_t i = 0; i < list.rows.size(); ++i) {
    BatchRow& row = list.rows[i];
    if (row.outcome == RowOutcome::conflict) continue;
    row.person_id = people[i].person_id;
    row.from_union_id = people[i].union_id;
    const std::string at = "第 " + std::to_string(row.seq) + " 个：";
    if (!row.person_id)
      row.outcome = RowOutcome::conflict, row.code = "not_found", row.detail = at + "没有这名会员，或不在您的范围内";
    else if (!seen.insert(row.person_id).second)
      row.outcome = RowOutcome::conflict, row.code = "twice", row.detail = at + "在名单中重复";
  }
}

// Where the batch is listed: the place at which its maker holds the grant.
std::string home_of(const Actor& actor) {
  for (const HeldRole& held : actor.held) {
    const Role* role = find_role(held.role);
    if (!role) continue;
    for (const Grant& grant : role->grants)
      if (grant.action == kAction) return held.union_path;
  }
  return actor.held.empty() ? std::string() : actor.held.front().union_path;
}

// The leave for a batch: at the union that takes them, or at the one whose members are retained.
Result<Permit> may_begin(store::ReadTx& tx, const Actor& actor, const BatchWish& w, const Scope& scope) {
  const Id at = w.act == BatchAct::move ? w.to_union_id : w.from_union_id;
  if (!at) return scope.permit();
  const std::string_view field_name = w.act == BatchAct::move ? "to_union_id" : "from_union_id";
  auto place = members::place_of_union(tx, visible(actor, "unions.read"), at);
  if (!place) return wrong_field(field_name, "没有找到这个工会，请从列表中重新选择");
  if (w.act == BatchAct::move && !place->is_open)
    return wrong_field(field_name, "这个工会已撤销、合并或锁定，不能接收会员，请另选");
  auto permit = allow(actor, kAction, RowPlace{actor.realm_id, place->path, 0, 0});
  if (!permit.ok() && w.act == BatchAct::move)
    return refuse(Code::forbidden, "batch.not_both_sides", "批量转会要由管得到双方的上级工会办理；逐人可以申请转会。");
  return permit;
}

Result<std::vector<BatchRow>> rows_of_union(store::ReadTx& tx, const BatchWish& w, const Scope& scope) {
  auto place = members::place_of_union(tx, scope.realm_id(), w.from_union_id);
  if (!place || !scope.covers(place->path))
    return wrong_field("from_union_id", "没有找到这个工会，请从列表中重新选择");
  std::vector<BatchRow> rows;
  for (Id id : members_of(tx, scope, *place, w, kMostBatchRows)) {
    BatchRow& row = rows.emplace_back();
    row.seq = static_cast<std::int64_t>(rows.size());
    row.person_id = id;
    row.from_union_id = w.from_union_id;
  }
  if (rows.empty()) return wrong_field("from_union_id", "这个工会没有符合条件的会员，请核对条件");
  return rows;
}

TransferBatch batch_of(House& house, const Actor& actor, const BatchWish& w, Instant now) {
  TransferBatch b;
  b.realm_id = actor.realm_id;
  b.id = house.ids.next();
  b.union_path = home_of(actor);
  b.act = w.act;
  b.from_union_id = w.from_union_id;
  b.to_union_id = w.act == BatchAct::move ? w.to_union_id : 0;
  b.happened_on = w.happened_on.value_or(now.day_in_china());
  b.reason = trim(w.reason);
  b.account_id = actor.account_id;
  b.asked_by = actor.name;
  b.asked_at = now;
  return b;
}

}  // namespace

Problem no_such_batch() {
  return refuse(Code::not_found, "batch.not_found", "没有找到这次批量办理，或它不在您的范围内。");
}

Result<TransferBatch> seen_batch(store::ReadTx& tx, const Actor& actor, Id id) {
  auto batch = find_batch(tx, actor.realm_id, id);
  if (!batch || !allow(actor, kAction, RowPlace{batch->realm_id, batch->union_path, 0, 0}).ok())
    return no_such_batch();
  return *batch;
}

Result<TransferBatch> begin_batch(House& house, const Actor& actor, const BatchWish& wish) {
  const Instant now = house.clock.now();
  const auto numbers = split_numbers(wish.identity_numbers);
  CHECK_OK(check_wish(wish, numbers, now.day_in_china()));
  NumberList list = read_numbers(house.vault, numbers, now.day_in_china());
  const Scope scope = visible(actor, kAction);
  return house.database.write(
      [&](store::WriteTx& tx) -> Result<TransferBatch> {
        TRY(Permit permit, may_begin(tx, actor, wish, scope));
        TransferBatch batch = batch_of(house, actor, wish, now);
        std::vector<BatchRow> rows;
        if (wish.from_union_id) {
          TRY(rows, rows_of_union(tx, wish, scope));
        } else {
          NumberList named = list;
          name_people(tx, actor.realm_id, named);
          rows = std::move(named.rows);
        }
        for (BatchRow& row : rows) row.realm_id = batch.realm_id, row.batch_id = batch.id;
        batch.total_rows = static_cast<std::int64_t>(rows.size());
        insert_batch(tx, permit, batch, rows);
        write_journal(tx, permit, house.ids.next(), now,
                      {"transfer_batch", batch.id, batch.union_path, {}, record::to_json(batch), batch.reason});
        return batch;
      },
      store::Weight::bulk);
}

namespace {

Problem not_now(const TransferBatch& batch) {
  return refuse(Code::conflict, "batch.not_now",
                "这一批现在是“" + std::string(record::label_of(batch.state)) + "”，不能这样办，请刷新后再看。");
}

void turn(TransferBatch& batch, BatchVerb verb, std::string_view reason) {
  batch.next_seq = 0;
  batch.message.clear();
  switch (verb) {
    case BatchVerb::run:
      batch.state = BatchState::running;
      break;
    case BatchVerb::stop:
      batch.state = BatchState::stopped;
      break;
    case BatchVerb::drop:
      batch.state = BatchState::dropped;
      break;
    case BatchVerb::undo:
      batch.state = BatchState::undoing;
      batch.undo_reason = trim(reason);
      break;
  }
}

}  // namespace

Result<TransferBatch> steer_batch(House& house, const Actor& actor, Id id, BatchVerb verb, std::string_view reason) {
  const Instant now = house.clock.now();
  if (verb == BatchVerb::undo && count_characters(trim(reason)) < 2)
    return wrong_field("reason", "请写明为什么撤销这一批");
  return house.database.write([&](store::WriteTx& tx) -> Result<TransferBatch> {
    TRY(TransferBatch batch, seen_batch(tx, actor, id));
    TRY(Permit permit, allow(actor, kAction, RowPlace{batch.realm_id, batch.union_path, 0, 0}));
    const auto open = open_verbs(batch.state);
    if (std::find(open.begin(), open.end(), verb) == open.end()) return not_now(batch);
    if (!hold_batch(tx, batch)) return not_now(batch);
    const std::string was(record::word_of(batch.state));
    turn(batch, verb, reason);
    save_batch(tx, permit, batch);
    write_journal(tx, permit, house.ids.next(), now,
                  {"transfer_batch", id, batch.union_path, was, record::word_of(batch.state), reason});
    return batch;
  });
}

}  // namespace niangjia::transfers
