#pragma once
// Many members in one step (批量办理): a class of retirees is retained, a closed unit's members move to the township union.
// First checked, with counts and what stands in the way; then worked off in parts; then a receipt, and a way back.

#include "modules/transfers/transfers.h"

namespace niangjia::transfers {

enum class BatchAct { move, retain };
// checking, running, undoing are worked off by the running server, part by part, also after it was killed.
enum class BatchState { checking, checked, running, stopped, done, undoing, undone, dropped };
// open: not yet checked; kept: could not be taken back.
enum class RowOutcome { open, ready, conflict, done, undone, kept };

}  // namespace niangjia::transfers

namespace niangjia::record {
template <>
struct CodeWords<transfers::BatchAct> {
  static constexpr std::array words{CodeWord{"move", "转会"}, CodeWord{"retain", "保留会籍"}};
};
template <>
struct CodeWords<transfers::BatchState> {
  static constexpr std::array words{CodeWord{"checking", "正在试算"}, CodeWord{"checked", "已试算，待办理"},
                                    CodeWord{"running", "正在办理"}, CodeWord{"stopped", "已暂停"},
                                    CodeWord{"done", "已办结"}, CodeWord{"undoing", "正在撤销"},
                                    CodeWord{"undone", "已撤销"}, CodeWord{"dropped", "已放弃"}};
};
template <>
struct CodeWords<transfers::RowOutcome> {
  static constexpr std::array words{CodeWord{"open", "待试算"}, CodeWord{"ready", "可以办理"},
                                    CodeWord{"conflict", "不能办理"}, CodeWord{"done", "已办理"},
                                    CodeWord{"undone", "已撤销"}, CodeWord{"kept", "没有撤销"}};
};
}  // namespace niangjia::record

namespace niangjia::transfers {

using record::field;
using record::id_field;

struct TransferBatch {
  Id realm_id = 0, id = 0;
  std::string union_path;
  BatchAct act = BatchAct::move;
  Id from_union_id = 0, to_union_id = 0;
  Date happened_on;
  std::string reason;
  BatchState state = BatchState::checking;
  Id account_id = 0;
  std::string asked_by;
  Instant asked_at;
  std::int64_t total_rows = 0;
  std::int64_t next_seq = 0;  // the first row of the state's work that is not yet on disk: where to go on
  std::string message;        // why it does not go on
  Instant finished_at;
  std::string undo_reason;
  std::int64_t version = 1;
};
inline constexpr std::array transfer_batch_fields{
    id_field<&TransferBatch::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&TransferBatch::id>("id", "编号", "bat", {record::kKey | record::kReadOnly}),
    field<&TransferBatch::union_path>("union_path", "路径", {record::kHidden}),
    field<&TransferBatch::act>("act", "办理事项"),
    id_field<&TransferBatch::from_union_id>("from_union_id", "转出工会", "uni"),
    id_field<&TransferBatch::to_union_id>("to_union_id", "转入工会", "uni"),
    field<&TransferBatch::happened_on>("happened_on", "会籍变化日期"),
    field<&TransferBatch::reason>("reason", "事由", {0, 200}),
    field<&TransferBatch::state>("state", "状态"),
    id_field<&TransferBatch::account_id>("account_id", "经办账号", "acc", {record::kHidden}),
    field<&TransferBatch::asked_by>("asked_by", "经办人"),
    field<&TransferBatch::asked_at>("asked_at", "提交时间"),
    field<&TransferBatch::total_rows>("total_rows", "人数"),
    field<&TransferBatch::next_seq>("next_seq", "已处理"),
    field<&TransferBatch::message>("message", "说明", {0, 500}),
    field<&TransferBatch::finished_at>("finished_at", "办结时间"),
    field<&TransferBatch::undo_reason>("undo_reason", "撤销事由", {0, 200}),
    field<&TransferBatch::version>("version", "版本"),
};
inline constexpr record::Shape transfer_batch_shape{"transfer_batch", "transfer_batch", "批量办理",
                                                    transfer_batch_fields};
constexpr const record::Shape& shape_of(const TransferBatch*) { return transfer_batch_shape; }

struct BatchRow {
  Id realm_id = 0, batch_id = 0;
  std::int64_t seq = 0;  // from 1, as the list gave them
  Id person_id = 0, from_union_id = 0;
  RowOutcome outcome = RowOutcome::open;
  std::string code, detail;  // why not
};
inline constexpr std::array batch_row_fields{
    id_field<&BatchRow::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&BatchRow::batch_id>("batch_id", "批次", "bat", {record::kKey | record::kHidden}),
    field<&BatchRow::seq>("seq", "序号", {record::kKey}),
    id_field<&BatchRow::person_id>("person_id", "会员", "mem"),
    id_field<&BatchRow::from_union_id>("from_union_id", "原工会", "uni"),
    field<&BatchRow::outcome>("outcome", "结果"),
    field<&BatchRow::code>("code", "原因代码", {record::kHidden}),
    field<&BatchRow::detail>("detail", "原因", {0, 200}),
};
inline constexpr record::Shape batch_row_shape{"transfer_batch_row", "transfer_batch_row", "批量办理名单",
                                               batch_row_fields};
constexpr const record::Shape& shape_of(const BatchRow*) { return batch_row_shape; }

inline constexpr std::size_t kMostNumbers = 20'000;
inline constexpr unsigned kMostPastedCharacters = 600'000;

// --- what a cadre hands in: either a whole union, narrowed if need be, or a list of numbers ---
struct BatchWish {
  BatchAct act = BatchAct::move;
  Id from_union_id = 0;
  std::optional<Date> born_before;  // of a whole union: those who have reached an age
  int sex = 0;                      // of a whole union: 1 or 2; 0: both
  std::string identity_numbers;     // as pasted: one a line, or with commas between
  Id to_union_id = 0;
  std::optional<Date> happened_on;  // nothing: today
  std::string reason;
};
inline constexpr std::array batch_wish_fields{
    field<&BatchWish::act>("act", "办理事项", {record::kRequired}),
    id_field<&BatchWish::from_union_id>("from_union_id", "所在工会", "uni"),
    field<&BatchWish::born_before>("born_before", "出生日期在此之前"),
    field<&BatchWish::sex>("sex", "性别"),
    field<&BatchWish::identity_numbers>("identity_numbers", "证件号码", {record::kPersonal, kMostPastedCharacters}),
    id_field<&BatchWish::to_union_id>("to_union_id", "转入工会", "uni"),
    field<&BatchWish::happened_on>("happened_on", "会籍变化日期"),
    field<&BatchWish::reason>("reason", "事由", {record::kRequired, 200}),
};
inline constexpr record::Shape batch_wish_shape{"transfer_batch_wish", "", "批量办理", batch_wish_fields};
constexpr const record::Shape& shape_of(const BatchWish*) { return batch_wish_shape; }

inline constexpr std::int64_t kMostBatchRows = 100'000;
inline constexpr std::size_t kBatchPart = 1'000;  // people of one transaction: others wait no longer than for these

// --- rules: what stands in the way of one person ---
struct RowVerdict {
  std::string code, detail;  // empty: nothing
  bool ok() const { return code.empty(); }
};
RowVerdict judge_row(const TransferBatch& batch, const members::Person& person, const members::InTheWay& way,
                     const Scope& scope);

// --- verbs ---
Result<TransferBatch> begin_batch(House& house, const Actor& actor, const BatchWish& wish);
enum class BatchVerb { run, stop, drop, undo };
Result<TransferBatch> steer_batch(House& house, const Actor& actor, Id id, BatchVerb verb, std::string_view reason);
// The verbs open in a state, in the order of the enum.
std::vector<BatchVerb> open_verbs(BatchState state);
// One part of the oldest batch that has work; true: there is more. For the upkeep of any number of servers.
Result<bool> work_part(House& house, Id realm_id, std::size_t people = kBatchPart);

Result<TransferBatch> seen_batch(store::ReadTx& tx, const Actor& actor, Id id);
Problem no_such_batch();

}  // namespace niangjia::transfers

namespace niangjia::record {
template <>
struct CodeWords<transfers::BatchVerb> {
  static constexpr std::array words{CodeWord{"run", "办理"}, CodeWord{"stop", "暂停"}, CodeWord{"drop", "放弃"},
                                    CodeWord{"undo", "撤销"}};
};
}  // namespace niangjia::record
