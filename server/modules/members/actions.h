#pragma once
// One function per verb: permit, rule, write, facts, journal, in one transaction. What a cadre hands in is
// declared here.

#include "access/idempotency.h"
#include "modules/facts/facts.h"
#include "modules/members/members.h"

namespace niangjia::members {

using record::field;
using record::id_field;

// What may be changed on a member; the identity number may not (a wrong one is another person: merge).
struct MemberChange {
  std::string name, phone;
  int category = 0;
  std::string platform, ethnicity, education, politics;
  int is_migrant = 0;
  std::string note;
  std::optional<Date> joined_on;  // only of somebody who has none
};
inline constexpr std::array member_change_fields{
    field<&MemberChange::name>("name", "姓名", {record::kRequired | record::kPersonal, 50}),
    field<&MemberChange::phone>("phone", "联系电话", {record::kPersonal, 40}),
    field<&MemberChange::category>("category", "新就业形态类别", {0, 0, "category"}),
    field<&MemberChange::platform>("platform", "平台（品牌）", {0, 40}),
    field<&MemberChange::ethnicity>("ethnicity", "民族", {0, 20}),
    field<&MemberChange::education>("education", "学历", {0, 20}),
    field<&MemberChange::politics>("politics", "政治面貌", {0, 20}),
    field<&MemberChange::is_migrant>("is_migrant", "是否农民工"),
    field<&MemberChange::note>("note", "备注", {record::kPersonal, 500}),
    field<&MemberChange::joined_on>("joined_on", "入会日期"),
};
inline constexpr record::Shape member_change_shape{"member_change", "", "会员信息修改", member_change_fields};
constexpr const record::Shape& shape_of(const MemberChange*) { return member_change_shape; }

struct StandingChange {
  EventKind kind = EventKind::leave;
  std::optional<Date> on;  // nothing: today
  std::string reason, other_union_name;
  Id union_id = 0;  // 入会, 转入, 恢复: the union that takes the person; 0: the one they belonged to
  // What it rests on (proof.h): the talk before 退会; the group's opinion and the committee's votes for 除名.
  std::optional<Date> talked_on;
  std::string talked_by, talk_note, group_note;
  std::optional<Date> met_on;
  int due_count = 0, present_count = 0, agreed_count = 0;
  std::string document;
};
inline constexpr std::array standing_change_fields{
    field<&StandingChange::kind>("kind", "会籍变化类型", {record::kRequired}),
    field<&StandingChange::on>("on", "会籍变化日期"),
    field<&StandingChange::reason>("reason", "会籍变化原因", {0, 200}),
    field<&StandingChange::other_union_name>("other_union_name", "对方工会名称", {0, 100}),
    id_field<&StandingChange::union_id>("union_id", "接收工会", "uni"),
    field<&StandingChange::talked_on>("talked_on", "谈话日期"),
    field<&StandingChange::talked_by>("talked_by", "谈话人", {0, 50}),
    field<&StandingChange::talk_note>("talk_note", "谈话情况", {record::kPersonal, 500}),
    field<&StandingChange::group_note>("group_note", "工会小组意见", {record::kPersonal, 500}),
    field<&StandingChange::met_on>("met_on", "委员会会议日期"),
    field<&StandingChange::due_count>("due_count", "应到"),
    field<&StandingChange::present_count>("present_count", "实到"),
    field<&StandingChange::agreed_count>("agreed_count", "同意"),
    field<&StandingChange::document>("document", "文号", {0, 60}),
};
inline constexpr record::Shape standing_change_shape{"standing_change", "", "会籍变化办理",
                                                     standing_change_fields};
constexpr const record::Shape& shape_of(const StandingChange*) { return standing_change_shape; }

struct RevealWish {
  std::vector<std::string> fields;  // identity_number, phone
  std::string reason;
};
inline constexpr std::array reveal_wish_fields{
    field<&RevealWish::fields>("fields", "要看的号码", {record::kRequired}),
    field<&RevealWish::reason>("reason", "事由", {record::kRequired, 200}),
};
inline constexpr record::Shape reveal_wish_shape{"reveal_wish", "", "查看完整号码", reveal_wish_fields};
constexpr const record::Shape& shape_of(const RevealWish*) { return reveal_wish_shape; }

struct Revealed {
  std::optional<std::string> identity_number, phone;
};

// A member who joins, once however often it is sent. `encode` makes the answer that is kept under the key.
struct Once {
  const IdempotencyKey* key = nullptr;
  std::function<StoredAnswer(const Person&, const Permit&)> encode;
};
Result<Person> create_member(House& house, const Actor& actor, const MemberEntry& entry,
                             const Once& once = {});
// `version`: what the editor saw.
Result<Person> edit_member(House& house, const Actor& actor, Id id, std::int64_t version,
                           std::string_view change_json);
// `version` 0: whatever stands now.
Result<Person> change_standing(House& house, const Actor& actor, Id id, std::int64_t version,
                               const StandingChange& change);
Result<Revealed> reveal(House& house, const Actor& actor, Id id, const RevealWish& wish);

Result<PersonMerge> merge_people(House& house, const Actor& actor, Id keep_id, Id gone_id);
Result<PersonMerge> undo_merge(House& house, const Actor& actor, Id merge_id, std::string_view reason);
// Only those of the actor's own work list.
Result<LikelyDuplicate> find_seen_duplicate(store::ReadTx& tx, const Actor& actor, Id id);
Result<void> dismiss_duplicate(House& house, const Actor& actor, Id duplicate_id);

// --- shared by the actions of this folder ---
Problem no_such_member();
Problem changed_meanwhile();
RowPlace place_of(const Person& person);
// Whoever does not see the person hears that there is no such member: a refusal would tell that there is.
Result<Permit> allow_on(const Actor& actor, std::string_view action, const Person& person);
// Joined and net: what a change of standing says to the figures.
std::vector<facts::Fact> facts_of_standing(const Person& before, const Person& after, const StandingEvent& event);
// Joined, net and the claim as one step: what a change of standing says to the figures.
void emit_standing(store::WriteTx& tx, IdMaker& ids, const Person& before, const Person& after,
                   const StandingEvent& event);
// Takes or drops the claim that the standing calls for; false: another federation holds it.
bool settle_claim(store::WriteTx& tx, Standing before, const Person& after);

}  // namespace niangjia::members
