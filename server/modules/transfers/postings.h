#pragma once
// Who works elsewhere than where they are a member (DOMAIN b1, b2). Seconded (借调) for less than six months: nothing moves, it is
// noted. Dispatched (劳务派遣): a member of the dispatching firm's union or of the user's; the two may sign that one looks after the
// other's members (委托管理协议). Either way the person counts once, where the membership is.

#include "access/list_question.h"
#include "modules/transfers/transfers.h"

namespace niangjia::transfers {

enum class PostingKind { seconded, dispatched };

}  // namespace niangjia::transfers

namespace niangjia::record {
template <>
struct CodeWords<transfers::PostingKind> {
  static constexpr std::array words{CodeWord{"seconded", "借调"}, CodeWord{"dispatched", "劳务派遣"}};
};
}  // namespace niangjia::record

namespace niangjia::transfers {

using record::field;
using record::id_field;

struct Posting {
  Id realm_id = 0, id = 0, person_id = 0;
  PostingKind kind = PostingKind::seconded;
  std::string union_path;  // where the membership was when it was noted
  std::string host_name;   // the unit at which the person works
  Id host_union_id = 0;    // the union that looks after them there
  Date from_on;
  std::optional<Date> until_on;
  std::string document;  // 委托管理协议 or 借调函
  std::string note;
  std::optional<Date> ended_on;
  std::string noted_by;
  Instant noted_at;
};
inline constexpr std::array posting_fields{
    id_field<&Posting::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&Posting::id>("id", "编号", "pos", {record::kKey | record::kReadOnly}),
    id_field<&Posting::person_id>("person_id", "会员", "mem", {record::kRequired}),
    field<&Posting::kind>("kind", "类型", {record::kRequired}),
    field<&Posting::union_path>("union_path", "路径", {record::kHidden}),
    field<&Posting::host_name>("host_name", "用工单位", {record::kRequired, 60}),
    id_field<&Posting::host_union_id>("host_union_id", "用工单位工会", "uni"),
    field<&Posting::from_on>("from_on", "起始日期", {record::kRequired}),
    field<&Posting::until_on>("until_on", "期满日"),
    field<&Posting::document>("document", "协议或函件文号", {0, 60}),
    field<&Posting::note>("note", "说明", {0, 200}),
    field<&Posting::ended_on>("ended_on", "结束日期", {record::kReadOnly}),
    field<&Posting::noted_by>("noted_by", "登记人", {record::kReadOnly}),
    field<&Posting::noted_at>("noted_at", "登记时间", {record::kReadOnly}),
};
inline constexpr record::Shape posting_shape{"posting", "posting", "借调与派遣", posting_fields};
constexpr const record::Shape& shape_of(const Posting*) { return posting_shape; }

// What is wrong with it, each beside its field.
Result<void> judge_posting(const Posting& posting);
// What follows for the membership, in a sentence; `months`: from how many on a secondment may move.
std::string effect_of(const Posting& posting, int months);

Result<Posting> note_posting(House& house, const Actor& actor, Posting wish);
Result<Posting> end_posting(House& house, const Actor& actor, Id id, std::optional<Date> on);

// --- store ---
struct PostingFilter {
  Id person_id = 0;
  bool only_open = false;
  std::optional<Date> until_before;  // those that ran out
};
std::vector<Posting> list_postings(store::ReadTx& tx, const Scope& scope, const PostingFilter& filter, Id after_id,
                                   int limit);
std::optional<Posting> find_posting(store::ReadTx& tx, Id realm_id, Id id);
void insert_posting(store::WriteTx& tx, const Permit& permit, const Posting& posting);
// False: it has ended already.
bool close_posting(store::WriteTx& tx, const Permit& permit, const Posting& posting);

}  // namespace niangjia::transfers
