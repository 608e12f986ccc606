#include "modules/registrations/step.h"

#include "base/text.h"

namespace niangjia::registrations {

std::string_view action_of(Act act) {
  return act == Act::certify || act == Act::send_back ? "registrations.certify" : "registrations.prepare";
}

Problem no_such_registration() {
  return refuse(Code::not_found, "registration.not_found",
                "没有找到这件法人资格登记，可能不在您的范围内，请刷新后再试。");
}
Problem changed_meanwhile() {
  return refuse(Code::conflict, "registration.changed", "这件登记刚被他人办理过，请刷新后再看。");
}

namespace {

Problem not_its_turn(const Registration& r) {
  return refuse(Code::conflict, "registration.not_its_turn",
                "这件登记现在是“" + std::string(record::label_of(r.state)) + "”，不能办这一步，请刷新后再看。");
}

}  // namespace

void note_step(store::WriteTx& tx, House& house, const Permit& permit, const Registration& r, std::string_view act, Date on,
               std::string_view reason) {
  insert_step(tx, permit,
              {r.realm_id, house.ids.next(), r.id, std::string(act), on, std::string(permit.actor_name()), trim(reason),
               house.clock.now()});
}

Result<Registration> take_step(House& house, const Actor& actor, Id id, Act act, std::string_view reason,
                               const Work& work) {
  return house.database.write([&](store::WriteTx& tx) -> Result<Registration> {
    auto found = find_registration(tx, actor.realm_id, id);
    if (!found) return no_such_registration();
    TRY(Permit permit, allow_seen(actor, action_of(act), "registrations.read", place_of(*found), no_such_registration));
    auto next = state_after(found->state, act);
    if (!next) return not_its_turn(*found);
    std::string was = record::to_json(*found, &permit);
    Registration after = *found;
    Step step{tx, house, actor, permit, after, house.clock.today(), house.clock.now()};
    TRY(Date on, work(step));
    const bool moves = *next != found->state;
    after.state = *next;
    if (moves) after.due_on = due_after(*next, after, on);
    after.updated_at = step.now;
    if (!save_registration(tx, permit, after)) return changed_meanwhile();
    if (moves) note_step(tx, house, permit, after, word_of(act), on, reason);
    std::string is = record::to_json(after, &permit);
    write_journal(tx, permit, house.ids.next(), step.now, {"registration", id, after.union_path, was, is, reason});
    return after;
  });
}

}  // namespace niangjia::registrations
