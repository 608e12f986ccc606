// Moving between two unions of one federation (会籍接转): the standing leaves one and enters the other in one step, and the
// count of what lies above both does not change (DOMAIN d1: inside-county moves are no growth).

#include "modules/facts/facts.h"
#include "modules/members/actions.h"
#include "modules/members/store.h"

namespace niangjia::members {

namespace {

StandingEvent half_of(const Person& person, const MoveOrder& order, EventKind kind, Id id) {
  StandingEvent event;
  event.realm_id = person.realm_id;
  event.id = id;
  event.person_id = person.id;
  event.kind = kind;
  event.happened_on = order.on;
  event.reason = order.reason;
  const bool is_out = kind == EventKind::transfer_out;
  event.union_id = is_out ? person.union_id : order.to.id;
  event.other_union_id = is_out ? order.to.id : person.union_id;
  event.other_union_name = is_out ? order.to.name : order.from_name;
  event.prior_standing = Standing::active;  // 转出中 lasts as long as its request, which is done with this
  event.prior_union_id = person.union_id;
  event.prior_joined_on = person.joined_on;
  event.prior_category = event.category = person.category;
  event.batch_id = order.batch_id;
  event.recorded_at = order.now;
  return event;
}

Person moved(const Person& person, const MoveOrder& order) {
  Person after = person;
  after.standing = Standing::active;
  after.union_id = order.to.id;
  after.union_path = order.to.path;
  if (!order.to.township_code.empty()) after.township_code = order.to.township_code;
  after.version = person.version + 1;
  after.updated_at = order.now;
  return after;
}

}  // namespace

Result<Person> move_member(House& house, store::WriteTx& tx, const Permit& permit, const Person& person,
                           const MoveOrder& order) {
  Person after = moved(person, order);
  if (!update_person(tx, after, person.version)) return changed_meanwhile();
  const StandingEvent out = half_of(person, order, EventKind::transfer_out, house.ids.next());
  const StandingEvent in = half_of(person, order, EventKind::transfer_in, house.ids.next());
  tx.insert_all(std::vector{out, in});
  emit_standing(tx, house.ids, person, after, in);
  const std::string was = record::to_json(person, &permit), is = record::to_json(after, &permit);
  write_journal(tx, permit, house.ids.next(), order.now,
                {"member", person.id, after.union_path, was, is, order.reason});
  return after;
}

Result<Person> depart_member(House& house, store::WriteTx& tx, const Permit& permit, const Person& person,
                             const MoveOrder& order) {
  StandingEvent out = half_of(person, order, EventKind::transfer_out, house.ids.next());
  Person after = person;
  after.standing = standing_after(EventKind::transfer_out);
  after.version = person.version + 1;
  after.updated_at = order.now;
  if (!update_person(tx, after, person.version)) return changed_meanwhile();
  settle_claim(tx, person.standing, after);
  tx.insert(out);
  emit_standing(tx, house.ids, person, after, out);
  const std::string was = record::to_json(person, &permit), is = record::to_json(after, &permit);
  write_journal(tx, permit, house.ids.next(), order.now,
                {"member", person.id, after.union_path, was, is, order.reason});
  return after;
}

Result<void> mark_moving_out(House& house, store::WriteTx& tx, const Permit& permit, const Person& person,
                             bool is_moving, Instant now) {
  Person after = person;
  after.standing = is_moving ? Standing::moving_out : Standing::active;
  if (!is_counted(person.standing)) return changed_meanwhile();
  if (after.standing == person.standing) return {};
  after.version = person.version + 1;
  after.updated_at = now;
  if (!update_person(tx, after, person.version)) return changed_meanwhile();
  write_journal(tx, permit, house.ids.next(), now,
                {"member", person.id, person.union_path, record::word_of(person.standing),
                 record::word_of(after.standing), {}});
  return {};
}

}  // namespace niangjia::members
