// Changes of standing (会籍变化) after the first: leaving, retaining, restoring, moving out and in,
// expulsion, death.

#include "modules/facts/facts.h"
#include "modules/members/actions.h"
#include "modules/members/proof.h"
#include "modules/members/rules.h"
#include "modules/members/store.h"

namespace niangjia::members {

namespace {

facts::Fact fact_of(facts::Indicator indicator, const Person& where, const StandingEvent& event, int amount) {
  facts::Fact fact;
  fact.realm_id = event.realm_id;
  fact.indicator = static_cast<int>(indicator);
  fact.union_path = where.union_path;
  fact.happened_on = event.happened_on;
  fact.amount = amount;
  fact.category = where.category;
  fact.subject_id = event.person_id;
  fact.source_id = event.id;
  fact.import_id = event.import_id;
  return fact;
}

bool enters(EventKind kind) { return standing_after(kind) == Standing::active; }

StandingEvent event_of(const Person& person, const StandingChange& change, Date on, Id union_id) {
  StandingEvent event;
  event.realm_id = person.realm_id;
  event.person_id = person.id;
  event.kind = change.kind == EventKind::join && person.standing == Standing::retained ? EventKind::restore
                                                                                       : change.kind;
  event.happened_on = on;
  event.reason = change.reason;
  event.union_id = union_id;
  event.other_union_name = change.other_union_name;
  event.prior_standing = person.standing;
  event.prior_union_id = person.union_id;
  event.prior_joined_on = person.joined_on;
  event.prior_category = person.category;
  event.category = person.category;
  return event;
}

Person person_after(const Person& before, const StandingEvent& event, const UnionPlace& place, Instant now) {
  Person after = before;
  after.standing = standing_after(event.kind);
  if (enters(event.kind)) {
    after.union_id = place.id;
    after.union_path = place.path;
    // 恢复会籍 keeps the day of the first joining; a new joining begins anew.
    if (event.kind != EventKind::restore || !after.joined_on) after.joined_on = event.happened_on;
  }
  after.version = before.version + 1;
  after.updated_at = now;
  return after;
}

}  // namespace

std::vector<facts::Fact> facts_of_standing(const Person& before, const Person& after, const StandingEvent& event) {
  using facts::Indicator;
  std::vector<facts::Fact> facts;
  bool was = is_counted(before.standing), is = is_counted(after.standing);
  bool stays = before.union_path == after.union_path && before.category == after.category;
  if (event.kind == EventKind::join && is)
    facts.push_back(fact_of(Indicator::member_joined, after, event, 1));
  if (was && !(is && stays)) facts.push_back(fact_of(Indicator::member_net, before, event, -1));
  if (is && !(was && stays)) facts.push_back(fact_of(Indicator::member_net, after, event, 1));
  return facts;
}

void emit_standing(store::WriteTx& tx, IdMaker& ids, const Person& before, const Person& after,
                   const StandingEvent& event) {
  auto facts = facts_of_standing(before, after, event);
  if (!facts.empty()) facts::emit_facts(tx, ids, facts);
}

bool settle_claim(store::WriteTx& tx, Standing before, const Person& after) {
  bool was = is_counted(before), is = is_counted(after.standing);
  if (was && !is) drop_claim(tx, after);
  if (was == is || !is || after.identity_index.bytes.empty()) return true;
  return tx.insert_new(StandingClaim{after.identity_index, after.realm_id, after.id});
}

namespace {

Result<UnionPlace> receiving_union(store::ReadTx& tx, const Actor& actor, const Person& person,
                                   const StandingChange& change) {
  if (!enters(change.kind)) return UnionPlace{person.union_id, {}, person.union_path, {}, true};
  Id wanted = change.union_id ? change.union_id : person.union_id;
  auto place = place_of_union(tx, visible(actor, "unions.read"), wanted);
  if (!place) return refuse(Code::invalid, "member.no_union", "没有找到接收的工会，请从列表中重新选择。");
  if (!place->is_open)
    return refuse(Code::conflict, "member.union_closed",
                  place->name + "已撤销、合并或锁定，不能接收会员，请另选工会。");
  return *place;
}

Result<void> check_change(store::ReadTx& tx, const Person& person, const StandingChange& change, Date on,
                          Date today) {
  ChangeInput input{
      change.kind,   person.standing,        on, today, last_event_day(tx, person.realm_id, person.id),
      change.reason, change.other_union_name};
  ChangeVerdict verdict = judge_change(input);
  if (verdict == ChangeVerdict::ok) return {};
  bool is_state = verdict == ChangeVerdict::not_active || verdict == ChangeVerdict::already_active ||
                  verdict == ChangeVerdict::deceased;
  return refuse(is_state ? Code::conflict : Code::invalid, "member.standing_refused",
                std::string(sentence_of(verdict)));
}

}  // namespace

Result<Person> change_standing(House& house, const Actor& actor, Id id, std::int64_t version,
                               const StandingChange& change) {
  Instant now = house.clock.now();
  Date on = change.on.value_or(now.day_in_china());
  return house.database.write([&](store::WriteTx& tx) -> Result<Person> {
    auto person = find_person(tx, actor.realm_id, id);
    if (!person || person->merged_into_id) return no_such_member();
    TRY(Permit permit, allow_on(actor, "members.change_standing", *person));
    if (version && version != person->version) return changed_meanwhile();
    CHECK_OK(check_change(tx, *person, change, on, now.day_in_china()));
    CHECK_OK(judge_proof(change, on));
    TRY(UnionPlace place, receiving_union(tx, actor, *person, change));
    if (place.path != person->union_path)
      CHECK_OK(allow(actor, "members.change_standing", RowPlace{actor.realm_id, place.path, id, 0}));
    StandingEvent event = event_of(*person, change, on, place.id);
    event.id = house.ids.next();
    event.recorded_at = now;
    Person after = person_after(*person, event, place, now);
    if (!update_person(tx, after, person->version)) return changed_meanwhile();
    if (!settle_claim(tx, person->standing, after))
      return refuse(Code::conflict, "member.active_elsewhere",
                    "该职工已在其他县（市、区）的工会在会，请先办理转会。");
    tx.insert(event);
    if (auto proof = proof_of(change, event, person->union_path)) tx.insert(*proof);
    end_open_transfers(tx, *person, "会籍已变化：" + std::string(record::label_of(event.kind)), now);
    emit_standing(tx, house.ids, *person, after, event);
    std::string was = record::to_json(*person, &permit), is = record::to_json(after, &permit);
    write_journal(tx, permit, house.ids.next(), now,
                  {"member", id, after.union_path, was, is, change.reason});
    return after;
  });
}

}  // namespace niangjia::members
