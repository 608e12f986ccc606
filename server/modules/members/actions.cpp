#include "modules/members/actions.h"

#include <algorithm>

#include "access/list_question.h"
#include "base/person_name.h"
#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/facts/facts.h"
#include "modules/members/rules.h"
#include "modules/members/store.h"

namespace niangjia::members {

Problem no_such_member() {
  return refuse(Code::not_found, "member.not_found", "没有找到这名会员，可能已并入他人或不在您的范围内。");
}

Result<Permit> allow_on(const Actor& actor, std::string_view action, const Person& person) {
  return allow_seen(actor, action, "members.read", place_of(person), no_such_member);
}
Problem changed_meanwhile() {
  return refuse(Code::conflict, "member.changed", "这名会员的信息刚被他人修改，请刷新后再办理。");
}
RowPlace place_of(const Person& person) { return {person.realm_id, person.union_path, person.id, 0}; }

namespace {

Result<void> check_join(const JoinInput& input) {
  JoinVerdict verdict = judge_join(input);
  switch (verdict) {
    case JoinVerdict::ok:
      return {};
    case JoinVerdict::identity_wrong:
      return wrong_field("identity_number", std::string(sentence_of(input.identity.verdict)));
    case JoinVerdict::under_age:
      return wrong_field("identity_number", std::string(sentence_of(verdict)));
    case JoinVerdict::phone_wrong:
      return wrong_field("phone", std::string(sentence_of(verdict)));
    case JoinVerdict::category_unknown:
      return wrong_field("category", std::string(sentence_of(verdict)));
    default:
      return wrong_field("joined_on", std::string(sentence_of(verdict)));
  }
}

void fill_from_entry(Person& person, const MemberEntry& entry) {
  person.ethnicity = entry.ethnicity;
  person.education = entry.education;
  person.politics = entry.politics;
  person.is_migrant = entry.is_migrant;
  person.category = entry.category;
  person.platform = entry.platform;
  person.note = entry.note;
}

int problems_of(PhoneVerdict phone, int category) {
  return phone_problems(phone) | (category ? 0 : kNoCategory);
}

// Who comes from another federation is taken over, not won: 转入 is no new joining (DOMAIN b2).
EventKind kind_of(const PreparedJoining& joining) {
  return joining.other_union_name.empty() ? EventKind::join : EventKind::transfer_in;
}

StandingEvent joining_event(IdMaker& ids, const PreparedJoining& joining, const Person& before, EventKind kind) {
  StandingEvent event;
  event.realm_id = joining.person.realm_id;
  event.id = ids.next();
  event.person_id = before.id;
  event.kind = kind;
  event.happened_on = joining.joined_on;
  event.union_id = joining.person.union_id;
  event.prior_standing = before.standing;
  event.prior_union_id = before.union_id;
  event.prior_joined_on = before.joined_on;
  event.prior_category = before.category;
  event.category = joining.person.category;
  event.other_union_name = joining.other_union_name;
  event.recorded_at = joining.now;
  return event;
}

// Where the person stands is told to whoever sees that union; anybody else hears what to do next and no more.
Problem active_at(store::ReadTx& tx, const Scope& seen_unions, const Person& person) {
  auto place = place_of_union(tx, seen_unions, person.union_id);
  return refuse(Code::conflict, "member.becomes_transfer",
                place ? "该职工已在" + place->name + "，请先办理转会。"
                      : "该职工已是其他工会的会员，不能重复入会。请向上一级工会申请办理转会。");
}

Problem refusal_of(store::ReadTx& tx, const Scope& seen_unions, const Person& person, EventVerdict verdict) {
  if (verdict == EventVerdict::becomes_transfer) return active_at(tx, seen_unions, person);
  if (verdict == EventVerdict::already_member)
    return refuse(Code::conflict, "member.already_member", "该职工已是本工会会员，不必重复登记。");
  return refuse(Code::conflict, "member.not_active", std::string(sentence_of(ChangeVerdict::deceased)));
}

// The identity number stands already: somebody of a roster, or who left, or who was retained.
Result<Person> join_again(House& house, store::WriteTx& tx, PreparedJoining joining, StandingEvent& event,
                          Person& before) {
  auto found = find_standing_person(tx, joining.person.realm_id, joining.person.identity_index);
  if (!found) return changed_meanwhile();
  before = *found;
  if (before.name != joining.person.name)
    return wrong_field("name", "这个证件号码登记的姓名是另一个，请按证件核对姓名和号码");
  EventVerdict verdict =
      judge_event({true, before.standing, before.union_id}, kind_of(joining), joining.person.union_id);
  if (verdict != EventVerdict::apply && verdict != EventVerdict::becomes_restore)
    return refusal_of(tx, joining.seen_unions, before, verdict);
  auto last = last_event_day(tx, before.realm_id, before.id);
  if (last && joining.joined_on < *last)
    return wrong_field("joined_on", "入会日期早于该职工上一次会籍变化（" + last->iso() + "），请核对");
  bool restores = verdict == EventVerdict::becomes_restore;
  event = joining_event(house.ids, joining, before, restores ? EventKind::restore : kind_of(joining));
  Person after = joining.person;
  after.id = before.id;
  after.identity_sealed = before.identity_sealed;  // sealed for the row that stands
  after.identity_index = before.identity_index;
  if (joining.phone.number.empty()) {
    after.phone_sealed = before.phone_sealed;
    after.phone_index = before.phone_index;
    after.problems =
        (after.problems & ~(kNoPhone | kPhoneNotMobile)) | (before.problems & (kNoPhone | kPhoneNotMobile));
  } else {
    seal_phone(house.vault, after, joining.phone.number);
  }
  if (restores && before.joined_on) after.joined_on = before.joined_on;
  if (after.township_code.empty()) after.township_code = before.township_code;
  after.import_id = before.import_id;
  after.version = before.version + 1;
  if (!update_person(tx, after, before.version)) return changed_meanwhile();
  return after;
}

Result<Person> write_joining(House& house, store::WriteTx& tx, const Permit& permit, const PreparedJoining& joining) {
  Person before;
  before.realm_id = joining.person.realm_id;
  before.id = joining.person.id;
  Person after = joining.person;
  StandingEvent event;
  if (tx.insert_new(after)) {
    event = joining_event(house.ids, joining, before, kind_of(joining));
  } else {
    TRY(after, join_again(house, tx, joining, event, before));
  }
  if (!settle_claim(tx, before.standing, after))
    return refuse(Code::conflict, "member.active_elsewhere",
                  "该职工已在其他县（市、区）的工会在会，请先办理转会。");
  tx.insert(event);
  emit_standing(tx, house.ids, before, after, event);
  if (before.name.empty()) find_duplicates_of(tx, house.ids, std::span(&after, 1), 0);
  std::string was = before.name.empty() ? std::string() : record::to_json(before, &permit);
  std::string is = record::to_json(after, &permit);
  write_journal(tx, permit, house.ids.next(), joining.now,
                {"member", after.id, after.union_path, was, is, {}});
  return after;
}

}  // namespace

Result<PreparedJoining> prepare_joining(House& house, const Actor& actor, const MemberEntry& entry) {
  PreparedJoining joining{visible(actor, "unions.read"), {}, {}, {}, {}, {}};
  joining.now = house.clock.now();
  joining.other_union_name = trim(entry.other_union_name);
  Date today = joining.now.day_in_china();
  joining.joined_on = entry.joined_on.value_or(today);
  Identity identity = read_identity(entry.identity_number, false, today);
  joining.phone = read_phone(entry.phone);
  CHECK_OK(check_join({identity, joining.phone, joining.joined_on, today, entry.category}));
  if (entry.is_migrant < 0 || entry.is_migrant > 2)
    return wrong_field("is_migrant", "应为 1（是）、2（否）或 0（未问）");
  Person& p = joining.person;
  p.realm_id = actor.realm_id;
  p.id = house.ids.next();
  p.name = normalise_person_name(entry.name);
  if (std::string fault = person_name_fault(p.name); !fault.empty()) return wrong_field("name", fault);
  fill_search_keys(p);
  fill_from_entry(p, entry);
  seal_identity(house.vault, p, identity);
  seal_phone(house.vault, p, joining.phone.number);
  p.problems = problems_of(joining.phone.verdict, p.category);
  p.standing = Standing::active;
  p.joined_on = joining.joined_on;
  p.updated_at = joining.now;
  return joining;
}

namespace {

// The union that takes the person, and the leave to do so.
struct Admission {
  UnionPlace place;
  Permit permit;
};
Result<Admission> admit(store::ReadTx& tx, const Actor& actor, const PreparedJoining& prepared, Id union_id) {
  auto place = place_of_union(tx, prepared.seen_unions, union_id);
  if (!place) return wrong_field("union_id", "没有找到这个工会，请从列表中重新选择");
  TRY(Permit permit, allow(actor, "members.create", RowPlace{actor.realm_id, place->path, 0, 0}));
  if (!place->is_open)
    return refuse(Code::conflict, "member.union_closed",
                  place->name + "已撤销、合并或锁定，不能发展会员，请另选工会。");
  return Admission{std::move(*place), std::move(permit)};
}

PreparedJoining placed(const PreparedJoining& prepared, const UnionPlace& place) {
  PreparedJoining joining = prepared;
  joining.person.union_id = place.id;
  joining.person.union_path = place.path;
  joining.person.township_code = place.township_code;
  return joining;
}

}  // namespace

Result<Person> join_member(House& house, store::WriteTx& tx, const Actor& actor, const PreparedJoining& prepared,
                           Id union_id) {
  TRY(Admission admission, admit(tx, actor, prepared, union_id));
  return write_joining(house, tx, admission.permit, placed(prepared, admission.place));
}

Result<Person> create_member(House& house, const Actor& actor, const MemberEntry& entry, const Once& once) {
  TRY(PreparedJoining prepared, prepare_joining(house, actor, entry));
  return house.database.write([&](store::WriteTx& tx) -> Result<Person> {
    TRY(Admission admission, admit(tx, actor, prepared, entry.union_id));
    if (once.key && !claim_key(tx, admission.permit, *once.key, prepared.now)) return key_in_use();
    TRY(Person person, write_joining(house, tx, admission.permit, placed(prepared, admission.place)));
    if (once.key) complete_key(tx, admission.permit, *once.key, once.encode(person, admission.permit));
    return person;
  });
}

// --- editing ---

namespace {

// A day that stands was counted; one that was never told is not, and the figures stay as they are.
Result<void> fill_joining_day(Person& p, const std::optional<Date>& day, Date today) {
  if (p.joined_on == day) return {};
  if (p.joined_on) return wrong_field("joined_on", "入会日期已经登记，不能改动；只有没有登记的可以补填");
  if (!is_counted(p.standing)) return wrong_field("joined_on", "该职工现在不在会，入会日期在办理入会时登记");
  if (*day > today) return wrong_field("joined_on", std::string(sentence_of(JoinVerdict::day_in_future)));
  if (p.born_on && age_on(*p.born_on, *day) < kMinimumAgeYears)
    return wrong_field("joined_on", std::string(sentence_of(JoinVerdict::day_before_sixteen)));
  p.joined_on = day;
  return {};
}

Result<void> apply_change(House& house, Person& p, const MemberChange& change,
                          const std::vector<std::string>& present) {
  auto has = [&](std::string_view name) {
    return std::find(present.begin(), present.end(), name) != present.end();
  };
  if (has("name")) {
    p.name = normalise_person_name(change.name);
    if (std::string fault = person_name_fault(p.name); !fault.empty()) return wrong_field("name", fault);
    fill_search_keys(p);
  }
  if (has("phone")) {
    Phone phone = read_phone(change.phone);
    if (phone.verdict == PhoneVerdict::bad)
      return wrong_field("phone", std::string(sentence_of(JoinVerdict::phone_wrong)));
    seal_phone(house.vault, p, phone.number);
    p.problems = (p.problems & ~(kNoPhone | kPhoneNotMobile | kPhoneShared)) | phone_problems(phone.verdict);
  }
  if (has("category")) {
    if (change.category && !categories::category_by_code(change.category))
      return wrong_field("category", std::string(sentence_of(JoinVerdict::category_unknown)));
    p.category = change.category;
    p.problems = (p.problems & ~kNoCategory) | (p.category ? 0 : kNoCategory);
  }
  if (has("is_migrant")) {
    if (change.is_migrant < 0 || change.is_migrant > 2)
      return wrong_field("is_migrant", "应为 1（是）、2（否）或 0（未问）");
    p.is_migrant = change.is_migrant;
  }
  if (has("joined_on")) CHECK_OK(fill_joining_day(p, change.joined_on, house.clock.today()));
  if (has("platform")) p.platform = change.platform;
  if (has("ethnicity")) p.ethnicity = change.ethnicity;
  if (has("education")) p.education = change.education;
  if (has("politics")) p.politics = change.politics;
  if (has("note")) p.note = change.note;
  return {};
}

// A member who turns out to be of another category: the stock by category follows from the day it was put
// right.
void emit_recategorised(store::WriteTx& tx, IdMaker& ids, const Person& before, const Person& after,
                        Date today) {
  if (before.category == after.category || !is_counted(after.standing)) return;
  std::vector<facts::Fact> facts(2);
  for (int i = 0; i < 2; ++i) {
    facts[i].realm_id = after.realm_id;
    facts[i].indicator = static_cast<int>(facts::Indicator::member_net);
    facts[i].union_path = after.union_path;
    facts[i].happened_on = today;
    facts[i].amount = i ? 1 : -1;
    facts[i].category = i ? after.category : before.category;
    facts[i].subject_id = facts[i].source_id = after.id;
  }
  facts::emit_facts(tx, ids, facts);
}

}  // namespace

Result<Person> edit_member_in(House& house, store::WriteTx& tx, const Actor& actor, Id id, std::int64_t version,
                              std::string_view change_json) {
  MemberChange change;
  std::vector<std::string> present;
  CHECK_OK(record::read_record(change_json, member_change_shape, &change, true, &present));
  Instant now = house.clock.now();
  auto before = find_person(tx, actor.realm_id, id);
  if (!before || before->merged_into_id) return no_such_member();
  TRY(Permit permit, allow_on(actor, "members.edit", *before));
  if (before->version != version) return changed_meanwhile();
  Person after = *before;
  CHECK_OK(apply_change(house, after, change, present));
  after.version = before->version + 1;
  after.updated_at = now;
  if (!update_person(tx, after, before->version)) return changed_meanwhile();
  emit_recategorised(tx, house.ids, *before, after, now.day_in_china());
  if (after.name != before->name || after.phone_index.bytes != before->phone_index.bytes)
    find_duplicates_of(tx, house.ids, std::span(&after, 1), 0);
  std::string was = record::to_json(*before, &permit), is = record::to_json(after, &permit);
  write_journal(tx, permit, house.ids.next(), now, {"member", id, after.union_path, was, is, {}});
  return after;
}

Result<Person> edit_member(House& house, const Actor& actor, Id id, std::int64_t version,
                           std::string_view change_json) {
  return house.database.write(
      [&](store::WriteTx& tx) { return edit_member_in(house, tx, actor, id, version, change_json); });
}

// --- revealing ---

Result<Revealed> reveal(House& house, const Actor& actor, Id id, const RevealWish& wish) {
  std::string reason = trim(wish.reason);
  if (count_characters(reason) < 4) return wrong_field("reason", "请写明查看完整号码的事由，至少 4 个字");
  for (const auto& name : wish.fields)
    if (name != "identity_number" && name != "phone")
      return wrong_field("fields", "只能查看证件号码和联系电话");
  Instant now = house.clock.now();
  // The journal row is on disk before anybody sees the number.
  TRY(Person person, house.database.write([&](store::WriteTx& tx) -> Result<Person> {
    auto found = find_person(tx, actor.realm_id, id);
    if (!found) return no_such_member();
    TRY(Permit permit, allow_on(actor, "members.reveal", *found));
    std::string what = join(wish.fields, ",");
    write_journal(tx, permit, house.ids.next(), now, {"member", id, found->union_path, what, what, reason, {DisclosureKind::reveal}});
    return *found;
  }));
  Revealed out;
  for (const auto& name : wish.fields) {
    bool is_phone = name == "phone";
    TRY(std::string plain,
        is_phone ? unseal_phone(house.vault, person) : unseal_identity(house.vault, person));
    (is_phone ? out.phone : out.identity_number) = std::move(plain);
  }
  return out;
}

}  // namespace niangjia::members
