#include "modules/transfers/wire.h"

#include "base/identifiers.h"
#include "base/text.h"
#include "modules/workdays/workdays.h"

namespace niangjia::transfers {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

ItemWriter::ItemWriter(House& house, const Actor& actor, store::ReadTx& tx,
                       const std::vector<TransferRequest>& rows)
    : house_(house), actor_(actor), today_(house.clock.today()) {
  std::vector<Id> people, unions;
  for (const TransferRequest& r : rows) {
    people.push_back(r.person_id);
    unions.insert(unions.end(), {r.from_union_id, r.to_union_id});
  }
  for (auto& p : members::people_by_id(tx, actor.realm_id, std::move(people))) people_.emplace(p.id, std::move(p));
  for (auto& u : members::places_of_unions(tx, actor.realm_id, std::move(unions))) names_[u.id] = std::move(u.name);
}

const members::Person* ItemWriter::person_of(const TransferRequest& r) const {
  auto it = people_.find(r.person_id);
  return it == people_.end() ? nullptr : &it->second;
}

std::string_view ItemWriter::union_name(Id id) const {
  auto it = names_.find(id);
  return it == names_.end() ? std::string_view() : std::string_view(it->second);
}

std::string ItemWriter::json(const TransferRequest& r) const {
  std::string identity, phone, name;
  if (const members::Person* p = person_of(r)) {
    name = p->name;
    if (auto plain = members::unseal_identity(house_.vault, *p); plain.ok()) identity = mask_identity(*plain);
    if (auto plain = members::unseal_phone(house_.vault, *p); plain.ok()) phone = mask_phone(*plain);
  }
  const Sides may = sides_of(actor_, "transfers.decide", r);
  std::string allowed;
  for (Decision d : open_decisions(r.state, r.origin, may))
    allowed += (allowed.empty() ? "\"" : ",\"") + std::string(record::word_of(d)) + "\"";
  const bool waits = is_open(r.state);
  const Date began = r.asked_at.ms ? r.asked_at.day_in_china() : r.requested_on;
  const bool is_my_turn = (r.state == TransferState::open && may.from) ||
                          (r.state == TransferState::released && may.to);
  std::string more = "\"name\":" + quoted(name) + ",\"identity_number\":" + quoted(identity) +
                     ",\"phone\":" + quoted(phone) + ",\"from_name\":" + quoted(union_name(r.from_union_id)) +
                     ",\"to_name\":" + quoted(r.to_union_id ? union_name(r.to_union_id)
                                                            : std::string_view(r.other_union_name)) +
                     ",\"waited_workdays\":" +
                     std::to_string(waits ? workdays::workdays_between(began, today_) : 0) +
                     ",\"is_overdue\":" + (waits && r.due_on && *r.due_on < today_ ? "true" : "false") +
                     ",\"is_my_turn\":" + (is_my_turn ? "true" : "false") + ",\"allowed\":[" + allowed + "]";
  return record::to_json(r, nullptr, more);
}

std::string look_up_json(const LookUp& found) {
  return "{\"found\":" + quoted(record::word_of(found.found)) + ",\"union_name\":" + quoted(found.union_name) +
         ",\"sentence\":" + quoted(found.sentence) +
         ",\"request_id\":" + (found.request_id ? quoted(id_to_wire("trf", found.request_id)) : "null") + "}";
}

std::string targets_json(const std::vector<members::UnionPlace>& places) {
  std::vector<std::string> items;
  for (const auto& p : places)
    items.push_back("{\"id\":" + quoted(id_to_wire("uni", p.id)) + ",\"name\":" + quoted(p.name) +
                    ",\"township_code\":" + quoted(p.township_code) + "}");
  return page_json(items, "");
}

}  // namespace niangjia::transfers
