#pragma once
// One function per verb. Both sides change in one transaction, under one batch id.

#include "access/idempotency.h"
#include "modules/transfers/store.h"

namespace niangjia::transfers {

using record::field;
using record::id_field;

// Who has the record names the person by it; who pulls knows number and name from the card in front of them.
struct TransferWish {
  Id person_id = 0;
  std::string identity_number, name;
  Id to_union_id = 0;
  std::string reason;
  TransferKind kind = TransferKind::move;
  std::optional<Date> until_on;
  std::string other_union_name;  // outward: by letter to another federation
};
inline constexpr std::array transfer_wish_fields{
    id_field<&TransferWish::person_id>("person_id", "会员", "mem"),
    field<&TransferWish::identity_number>("identity_number", "证件号码", {record::kPersonal, 40}),
    field<&TransferWish::name>("name", "姓名", {record::kPersonal, 50}),
    id_field<&TransferWish::to_union_id>("to_union_id", "转入工会", "uni"),
    field<&TransferWish::reason>("reason", "事由", {0, 200}),
    field<&TransferWish::kind>("kind", "类型"),
    field<&TransferWish::until_on>("until_on", "借调期满日"),
    field<&TransferWish::other_union_name>("other_union_name", "外地工会", {0, 100}),
};
inline constexpr record::Shape transfer_wish_shape{"transfer_wish", "", "申请转会", transfer_wish_fields};
constexpr const record::Shape& shape_of(const TransferWish*) { return transfer_wish_shape; }

Result<TransferRequest> ask_transfer(House& house, const Actor& actor, const TransferWish& wish,
                                     const IdempotencyKey* key = nullptr);

struct TransferDecision {
  Decision decision = Decision::take;
  std::string reason;
  std::optional<Date> on;  // nothing: today
};
inline constexpr std::array transfer_decision_fields{
    field<&TransferDecision::decision>("decision", "决定", {record::kRequired}),
    field<&TransferDecision::reason>("reason", "意见", {0, 200}),
    field<&TransferDecision::on>("on", "转会日期"),
};
inline constexpr record::Shape transfer_decision_shape{"transfer_decision", "", "办理转会", transfer_decision_fields};
constexpr const record::Shape& shape_of(const TransferDecision*) { return transfer_decision_shape; }

Result<TransferRequest> decide_transfer(House& house, const Actor& actor, Id id, const TransferDecision& wish);
// Old unions that said nothing in time are taken to have let go; how many. For the upkeep, as the machine's operator.
Result<int> pass_overdue(House& house, Id realm_id);

// Secondments that are over are asked back: the home union has said yes when it let go, so the host's word, or its silence,
// brings the member home. How many were asked back.
Result<int> ask_back_seconded(House& house, Id realm_id);

// Looking up by number and name (“已是××工会会员，是否申请转入？”). The look itself is journalled.
struct LookUpWish {
  std::string identity_number, name;
  Id to_union_id = 0;
};
inline constexpr std::array look_up_wish_fields{
    field<&LookUpWish::identity_number>("identity_number", "证件号码", {record::kRequired | record::kPersonal, 40}),
    field<&LookUpWish::name>("name", "姓名", {record::kRequired | record::kPersonal, 50}),
    id_field<&LookUpWish::to_union_id>("to_union_id", "转入工会", "uni", {record::kRequired}),
};
inline constexpr record::Shape look_up_wish_shape{"transfer_look_up", "", "查找要转入的会员", look_up_wish_fields};
constexpr const record::Shape& shape_of(const LookUpWish*) { return look_up_wish_shape; }

enum class Found { nobody, not_member, here, elsewhere, other_realm, asked_already };
struct LookUp {
  Found found = Found::nobody;
  std::string union_name, sentence;
  Id request_id = 0;  // of asked_already
};
Result<LookUp> look_up(House& house, const Actor& actor, const LookUpWish& wish);

// --- shared by this folder ---
Sides sides_of(const Actor& actor, std::string_view action, const TransferRequest& request);
Result<TransferRequest> seen_transfer(store::ReadTx& tx, const Actor& actor, Id id);
Problem no_such_transfer();

}  // namespace niangjia::transfers

namespace niangjia::record {
template <>
struct CodeWords<transfers::Found> {
  static constexpr std::array words{
      CodeWord{"nobody", "没有登记"},         CodeWord{"not_member", "现不在会"},
      CodeWord{"here", "已是本工会会员"},     CodeWord{"elsewhere", "已是其他工会会员"},
      CodeWord{"other_realm", "在外地在会"}, CodeWord{"asked_already", "已在转会中"}};
};
}  // namespace niangjia::record
