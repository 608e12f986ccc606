#pragma once
// People, and membership standing (会籍): what other modules may read and do. The rows are in records.h.

#include <map>
#include <set>
#include <span>

#include "base/identifiers.h"
#include "modules/members/records.h"
#include "modules/search/search.h"

namespace niangjia::members {

// Blind index kinds, and the table and column names that seal a person's numbers.
inline constexpr std::string_view kIdentityIndexKind = "identity";
inline constexpr std::string_view kPhoneIndexKind = "phone";
// Seals number and phone into the row and fills the indexes; person.id must be set.
void seal_identity(const Vault& vault, Person& person, const Identity& identity);
void seal_phone(const Vault& vault, Person& person, std::string_view phone);
void fill_search_keys(Person& person);
Result<std::string> unseal_identity(const Vault& vault, const Person& person);
Result<std::string> unseal_phone(const Vault& vault, const Person& person);

// What an event does to the count of 在会 and to the standing (rules.cpp, pure). The verdicts of a change
// that is reported.
enum class EventVerdict {
  apply,             // changes the standing
  becomes_restore,   // 入会 of a retained member: standing restored, not a new member
  becomes_transfer,  // 入会 of an active member of another union: a transfer request, no effect yet
  already_member,    // 入会 at the union where the person is already active: refused
  unknown_person,    // nobody of that number has or had a standing here: refused
  not_active,        // 转出, 保留, 退会 … of somebody who is not active: refused
};
struct StandingState {
  bool known = false;  // the person is in the library with some standing, now or before
  Standing standing = Standing::none;
  Id union_id = 0;
};
EventVerdict judge_event(const StandingState& state, EventKind kind, Id union_id);
Standing standing_after(EventKind kind);
// 在会, and 转出中 until the other side has taken the person: these count, and these hold the standing_claim.
bool is_counted(Standing standing);
// +1 joins the count, -1 leaves it, 0 neither.
int net_effect(Standing before, Standing after);

std::optional<Person> find_person(store::ReadTx& tx, Id realm_id, Id id);
std::optional<Person> find_person_by_identity(store::ReadTx& tx, Id realm_id,
                                              const record::Blob& identity_index);
// Follows 并入: the person that stands for this one now.
std::optional<Person> find_standing_person(store::ReadTx& tx, Id realm_id,
                                           const record::Blob& identity_index);

// What others need to know of a union; narrow, because it is read once for each person who joins.
struct UnionPlace {
  Id id = 0;
  std::string name, path, township_code;
  bool is_open = false;  // 正常 or 筹备期: takes members
};
std::vector<UnionPlace> places_of_unions(store::ReadTx& tx, Id realm_id, std::vector<Id> ids);
std::optional<UnionPlace> place_of_union(store::ReadTx& tx, Id realm_id, Id id);
// Outside the scope is answered like what does not exist.
std::optional<UnionPlace> place_of_union(store::ReadTx& tx, const Scope& scope, Id id);
std::vector<Person> people_by_id(store::ReadTx& tx, Id realm_id, std::vector<Id> ids);
std::optional<Date> last_event_day(store::ReadTx& tx, Id realm_id, Id person_id);

// Looks for the same human among people already in the library: same phone and same name or birth, or same
// name and birth under another number. Writes new pairs once; how many. For a bulk job: any number, in parts.
std::int64_t find_duplicates_of(store::WriteTx& tx, IdMaker& ids, std::span<const Person> persons,
                                Id import_id);

// What a phone leaves to repair: kNoPhone or kPhoneNotMobile, or 0.
int phone_problems(PhoneVerdict verdict);
// The words of the bits, for the wire ("no_phone"), and for people (没有手机号).
struct ProblemWord {
  int bit;
  std::string_view word, label;
};
std::span<const ProblemWord> problem_words();

std::string_view sentence_of(IdentityVerdict verdict);

// 入会申请书 as a cadre types it in.
struct MemberEntry {
  std::string name, identity_number, phone;
  Id union_id = 0;
  std::optional<Date> joined_on;  // nothing: today
  int category = 0;
  std::string platform, ethnicity, education, politics;
  int is_migrant = 0;
  std::string note;
  std::string other_union_name;  // of a transfer in from another federation: a 转入, no new joining
};
inline constexpr std::array member_entry_fields{
    field<&MemberEntry::name>("name", "姓名", {record::kRequired | record::kPersonal, 50}),
    field<&MemberEntry::identity_number>("identity_number", "证件号码",
                                         {record::kRequired | record::kPersonal, 40}),
    field<&MemberEntry::phone>("phone", "联系电话", {record::kPersonal, 40}),
    id_field<&MemberEntry::union_id>("union_id", "所属工会", "uni", {record::kRequired}),
    field<&MemberEntry::joined_on>("joined_on", "入会日期"),
    field<&MemberEntry::category>("category", "新就业形态类别", {0, 0, "category"}),
    field<&MemberEntry::platform>("platform", "平台（品牌）", {0, 40}),
    field<&MemberEntry::ethnicity>("ethnicity", "民族", {0, 20}),
    field<&MemberEntry::education>("education", "学历", {0, 20}),
    field<&MemberEntry::politics>("politics", "政治面貌", {0, 20}),
    field<&MemberEntry::is_migrant>("is_migrant", "是否农民工"),
    field<&MemberEntry::note>("note", "备注", {record::kPersonal, 500}),
    field<&MemberEntry::other_union_name>("other_union_name", "从哪个外地工会转入", {0, 100}),
};
inline constexpr record::Shape member_entry_shape{"member_entry", "", "会员登记", member_entry_fields};
constexpr const record::Shape& shape_of(const MemberEntry*) { return member_entry_shape; }

// Taking somebody in within the caller's transaction. Everything that needs no database, crypto included, is done
// before it: the one writer is not kept waiting.
struct PreparedJoining {
  Scope seen_unions;
  Person person;
  Phone phone;
  Date joined_on;
  Instant now;
  std::string other_union_name;
};
Result<PreparedJoining> prepare_joining(House& house, const Actor& actor, const MemberEntry& entry);
// Permit, rule, write, facts and journal of one joining.
Result<Person> join_member(House& house, store::WriteTx& tx, const Actor& actor, const PreparedJoining& prepared,
                           Id union_id);

// Both halves of a transfer inside the federation, in the caller's transaction: two events under one batch id, facts that
// leave the count of the federation as it was, the row and the journal. The day of joining stays: a member moves, nobody
// joins anew. Whoever asks has the leave of both sides.
struct MoveOrder {
  UnionPlace to;
  std::string from_name;
  Date on;
  std::string reason;
  Id batch_id = 0;
  Instant now;
};
Result<Person> move_member(House& house, store::WriteTx& tx, const Permit& permit, const Person& person,
                           const MoveOrder& order);
// Leaves for another federation (接转单): `order.to` has a name and no id. −1 here; the other federation counts them then.
Result<Person> depart_member(House& house, store::WriteTx& tx, const Permit& permit, const Person& person,
                             const MoveOrder& order);
// 转出中 and back to 在会: counted at the old union either way, so no fact and no event.
Result<void> mark_moving_out(House& house, store::WriteTx& tx, const Permit& permit, const Person& person,
                             bool is_moving, Instant now);

// An edit within the caller's transaction (workers/: a correction that was asked for).
Result<Person> edit_member_in(House& house, store::WriteTx& tx, const Actor& actor, Id id, std::int64_t version,
                              std::string_view change_json);
// Destroys what names a person who no longer counts (个人信息保护法 art. 47): name, numbers, birth, notes, archives
// of merges, likely doubles. The row, its standing history and its facts stay, so every figure stays.
void erase_person(store::WriteTx& tx, const Permit& permit, const Person& person, Instant now);
inline constexpr std::string_view kErasedName = "已注销";

// --- many at once ---
// The same events, facts, claims and journal as one by one, in a handful of statements however many there are.
// Whoever else changes these people waits until the transaction ends; they are read as they then are.
std::vector<Person> hold_people(store::WriteTx& tx, Id realm_id, std::vector<Id> ids);
// What may stand in the way of a change, asked for all of them at once.
struct InTheWay {
  std::map<Id, Date> last_event_on;
  std::set<Id> in_transfer;
};
InTheWay what_is_in_the_way(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids);
struct BulkOrder {
  EventKind kind = EventKind::retain;  // transfer_in: all move to `to`, the retained among them as retained
  UnionPlace to;
  Date on;
  std::string reason;
  Id batch_id = 0;
  Instant now;
};
void change_in_bulk(House& house, store::WriteTx& tx, const Permit& permit, const std::vector<Person>& people,
                    const BulkOrder& order);
// Puts people back to where a bulk order found them, unless what happened since would be lost. The events go, the facts
// are countered on their own day. `why_not` is empty for who is back.
struct TakenBack {
  Id person_id = 0;
  std::string why_not;
};
std::vector<TakenBack> take_back_in_bulk(House& house, store::WriteTx& tx, const Permit& permit,
                                         const std::vector<Id>& ids, Id batch_id, Instant now);

// For the search field (modules/search).
void find_people(House& house, const Actor& actor, store::ReadTx& tx, const std::string& words,
                 std::vector<search::Hit>& hits);

// The rows of access/ that this module brings.
const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::members
