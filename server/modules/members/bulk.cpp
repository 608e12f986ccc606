// Many memberships changed at once: a class of retirees, the members of a closed unit.

#include <algorithm>

#include "modules/members/actions.h"
#include "modules/members/bulk_store.h"
#include "modules/members/store.h"

namespace niangjia::members {

namespace {

// Rows that a portion of people makes, written together.
struct BulkRows {
  std::vector<StandingEvent> events;
  std::vector<facts::Fact> facts;
  std::vector<JournalRow> journal;

  void write(House& house, store::WriteTx& tx) {
    tx.insert_all(events);
    if (!facts.empty()) facts::emit_facts(tx, house.ids, facts);
    tx.insert_all(journal);
  }
  void note(House& house, const Permit& permit, const Person& before, const Person& after, std::string_view reason,
            Instant now) {
    const std::string was = record::to_json(before, &permit), is = record::to_json(after, &permit);
    journal.push_back(make_journal_row(permit, house.ids.next(), now,
                                       {"member", after.id, after.union_path, was, is, reason}));
  }
};

StandingEvent event_of(const Person& p, const BulkOrder& order, EventKind kind, Id id) {
  StandingEvent e;
  e.realm_id = p.realm_id;
  e.id = id;
  e.person_id = p.id;
  e.kind = kind;
  e.happened_on = order.on;
  e.reason = order.reason;
  e.union_id = p.union_id;
  e.prior_standing = p.standing == Standing::moving_out ? Standing::active : p.standing;
  e.prior_union_id = p.union_id;
  e.prior_joined_on = p.joined_on;
  e.prior_category = e.category = p.category;
  e.batch_id = order.batch_id;
  e.recorded_at = order.now;
  return e;
}

StandingEvent arriving(StandingEvent e, const BulkOrder& order, const std::string& from_name) {
  e.other_union_id = e.union_id;
  e.other_union_name = from_name;
  e.union_id = order.to.id;
  return e;
}

Person person_after(const Person& p, const BulkOrder& order) {
  Person after = p;
  const bool moves = order.kind == EventKind::transfer_in;
  if (moves) {
    after.union_id = order.to.id;
    after.union_path = order.to.path;
    if (!order.to.township_code.empty()) after.township_code = order.to.township_code;
    if (is_counted(p.standing)) after.standing = Standing::active;
  } else {
    after.standing = standing_after(order.kind);
  }
  after.version = p.version + 1;
  after.updated_at = order.now;
  return after;
}

// Who moves leaves one union and enters the other; who is retained is taken along without being counted anywhere.
void add_events(House& house, BulkRows& rows, const Person& p, const BulkOrder& order, const std::string& from_name) {
  if (order.kind != EventKind::transfer_in) {
    rows.events.push_back(event_of(p, order, order.kind, house.ids.next()));
  } else if (is_counted(p.standing)) {
    StandingEvent out = event_of(p, order, EventKind::transfer_out, house.ids.next());
    out.other_union_id = order.to.id;
    out.other_union_name = order.to.name;
    rows.events.push_back(out);
    rows.events.push_back(arriving(event_of(p, order, EventKind::transfer_in, house.ids.next()), order, from_name));
  } else {
    rows.events.push_back(
        arriving(event_of(p, order, EventKind::moved_with_union, house.ids.next()), order, from_name));
  }
}

std::map<Id, UnionPlace> places_by_id(store::ReadTx& tx, Id realm_id, std::vector<Id> ids) {
  std::map<Id, UnionPlace> places;
  for (auto& place : places_of_unions(tx, realm_id, std::move(ids))) places.emplace(place.id, std::move(place));
  return places;
}

}  // namespace

std::vector<Person> hold_people(store::WriteTx& tx, Id realm_id, std::vector<Id> ids) {
  touch_people(tx, realm_id, ids);
  return people_by_id(tx, realm_id, std::move(ids));
}

void change_in_bulk(House& house, store::WriteTx& tx, const Permit& permit, const std::vector<Person>& people,
                    const BulkOrder& order) {
  if (people.empty()) return;
  const Id realm_id = people.front().realm_id;
  std::vector<Id> unions;
  for (const Person& p : people) unions.push_back(p.union_id);
  const auto places = places_by_id(tx, realm_id, unions);
  BulkRows rows;
  std::vector<Id> counted, others;
  std::vector<const record::Blob*> let_go;
  for (const Person& p : people) {
    const Person after = person_after(p, order);
    auto from = places.find(p.union_id);
    add_events(house, rows, p, order, from == places.end() ? std::string() : from->second.name);
    for (auto& fact : facts_of_standing(p, after, rows.events.back())) rows.facts.push_back(std::move(fact));
    rows.note(house, permit, p, after, order.reason, order.now);
    (after.standing == p.standing && !is_counted(p.standing) ? others : counted).push_back(p.id);
    if (is_counted(p.standing) && !is_counted(after.standing)) let_go.push_back(&p.identity_index);
  }
  if (order.kind == EventKind::transfer_in) {
    put_at_union(tx, realm_id, counted, order.to, Standing::active, order.now);
    put_at_union(tx, realm_id, others, order.to, Standing::retained, order.now);
  } else {
    put_standing(tx, realm_id, counted, standing_after(order.kind), order.now);
  }
  drop_claims(tx, realm_id, let_go);
  rows.write(house, tx);
}

// --- taking back ---

namespace {

struct Returning {
  Person now, before;
  const StandingEvent* event = nullptr;
};

// Why somebody cannot go back; empty: nothing is in the way.
std::string why_not_back(const Person& p, const std::vector<StandingEvent>& all, const StandingEvent* mine,
                         const InTheWay& way, const std::map<Id, UnionPlace>& places) {
  if (!mine) return "这一批没有办理过这名会员";
  if (p.merged_into_id) return "已并入他人";
  // Nobody is left who could hold the membership, and the number may stand in a new record by now.
  if (p.name == kErasedName && p.identity_index.bytes.empty()) return "本人已注销个人信息";
  if (way.in_transfer.contains(p.id)) return "有一件未办结的转会申请";
  for (const auto& e : all)
    if (e.person_id == p.id && e.batch_id != mine->batch_id && e.id > mine->id)
      return "之后又办理了" + std::string(record::label_of(e.kind)) + "（" + e.happened_on.iso() + "）";
  auto place = places.find(mine->prior_union_id);
  if (place == places.end() || !place->second.is_open) return "原工会已撤销、合并或锁定";
  return {};
}

Returning returning(const Person& p, const StandingEvent& mine, const UnionPlace& place, Instant now) {
  Returning r{p, p, &mine};
  r.before.standing = mine.prior_standing;
  r.before.union_id = place.id;
  r.before.union_path = place.path;
  r.before.joined_on = mine.prior_joined_on;
  if (!place.township_code.empty()) r.before.township_code = place.township_code;
  r.before.version = p.version + 1;
  r.before.updated_at = now;
  return r;
}

// Those who count again hold their claim again, unless another federation took them in since.
void take_claims(store::WriteTx& tx, std::vector<Returning>& back, std::vector<TakenBack>& told) {
  std::vector<const record::Blob*> wanted;
  for (const Returning& r : back)
    if (is_counted(r.before.standing) && !is_counted(r.now.standing)) wanted.push_back(&r.before.identity_index);
  const auto held = claims_held(tx, wanted);
  std::vector<StandingClaim> claims;
  std::erase_if(back, [&](const Returning& r) {
    if (!is_counted(r.before.standing) || is_counted(r.now.standing) || r.before.identity_index.bytes.empty())
      return false;
    if (held.contains(r.before.identity_index.bytes)) {
      told.push_back({r.now.id, "已在其他县（市、区）的工会在会"});
      return true;
    }
    claims.push_back({r.before.identity_index, r.before.realm_id, r.before.id});
    return false;
  });
  tx.insert_all(claims);
}

// Few groups: people of one batch mostly come from the same few unions.
void put_back(store::WriteTx& tx, Id realm_id, const std::vector<Returning>& back,
              const std::map<Id, UnionPlace>& places, Instant now) {
  std::map<std::pair<Id, Standing>, std::vector<Id>> groups;
  for (const Returning& r : back) groups[{r.before.union_id, r.before.standing}].push_back(r.before.id);
  for (const auto& [where, ids] : groups) put_at_union(tx, realm_id, ids, places.at(where.first), where.second, now);
}

}  // namespace

std::vector<TakenBack> take_back_in_bulk(House& house, store::WriteTx& tx, const Permit& permit,
                                         const std::vector<Id>& ids, Id batch_id, Instant now) {
  const Id realm_id = permit.realm_id();
  const auto people = hold_people(tx, realm_id, ids);
  const InTheWay way = what_is_in_the_way(tx, realm_id, ids);
  const auto events = events_of_people(tx, realm_id, ids);
  std::map<Id, const StandingEvent*> mine;  // the last event of the batch: it tells where the person came from
  std::vector<Id> unions;
  for (const auto& e : events)
    if (e.batch_id == batch_id) mine[e.person_id] = &e, unions.push_back(e.prior_union_id);
  const auto places = places_by_id(tx, realm_id, unions);
  std::vector<TakenBack> told;
  std::vector<Returning> back;
  for (const Person& p : people) {
    auto found = mine.find(p.id);
    const StandingEvent* event = found == mine.end() ? nullptr : found->second;
    if (std::string why = why_not_back(p, events, event, way, places); !why.empty())
      told.push_back({p.id, std::move(why)});
    else
      back.push_back(returning(p, *event, places.at(event->prior_union_id), now));
  }
  take_claims(tx, back, told);
  put_back(tx, realm_id, back, places, now);
  BulkRows rows;
  std::vector<Id> gone;
  for (const Returning& r : back) {
    for (auto& fact : facts_of_standing(r.now, r.before, *r.event)) rows.facts.push_back(std::move(fact));
    rows.note(house, permit, r.now, r.before, "撤销批量办理", now);
    gone.push_back(r.now.id);
    told.push_back({r.now.id, {}});
  }
  remove_batch_events(tx, realm_id, gone, batch_id);
  rows.write(house, tx);
  return told;
}

}  // namespace niangjia::members
