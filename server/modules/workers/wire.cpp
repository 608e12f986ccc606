#include "modules/workers/wire.h"

#include "access/access.h"
#include "base/text.h"
#include "modules/categories/categories.h"

namespace niangjia::workers {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

namespace {

template <class T, class Write>
std::string list_of(const std::vector<T>& rows, Write write) {
  std::vector<std::string> items;
  for (const T& row : rows) items.push_back(write(row));
  return "[" + join(items, ",") + "]";
}

std::string pair(std::string_view name, std::string_view value) {
  return "\"" + std::string(name) + "\":" + quoted(value);
}
std::string moment(Instant at) { return at.ms ? quoted(at.iso()) : "null"; }

std::string person_json(const OwnRecord& own) {
  const members::Person& p = own.person;
  const auto* category = categories::category_by_code(p.category);
  return "{" + pair("name", p.name) + "," + pair("identity_number", own.identity_masked) + "," +
         pair("phone", own.phone_masked) + "," + pair("standing", record::word_of(p.standing)) + "," +
         pair("standing_label", record::label_of(p.standing)) + "," + pair("union_name", own.union_name) +
         "," + pair("joined_on", p.joined_on ? p.joined_on->iso() : "") + "," +
         pair("born_on", p.born_on ? p.born_on->iso() : "") + "," +
         pair("category", category ? category->name : "") + "," + pair("platform", p.platform) + "," +
         pair("ethnicity", p.ethnicity) + "," + pair("education", p.education) + "," +
         pair("politics", p.politics) + "}";
}

std::string event_json(const OwnEvent& e) {
  auto kind = record::from_word<members::EventKind>(e.kind);
  return "{" + pair("kind", e.kind) + "," +
         pair("label", kind ? record::label_of(*kind) : std::string_view(e.kind)) + "," +
         pair("on", e.happened_on) + "," + pair("union_name", e.union_name) + "," +
         pair("other_name", e.other_name) + "," + pair("reason", e.reason) + "}";
}

std::string trace_json(const OwnTrace& t) {
  const Role* role = find_role(t.role);
  return "{\"at\":" + moment(t.at) + "," + pair("actor", t.actor) + "," +
         pair("role", role ? role->label : std::string_view(t.role)) + "," + pair("reason", t.reason) + "}";
}

std::string device_json(const WorkerSession& s, Id current) {
  return "{" + pair("id", id_to_wire("wse", s.id)) + "," + pair("device", s.device) +
         ",\"entered_at\":" + moment(s.created_at) + ",\"seen_at\":" + moment(s.seen_at) +
         ",\"left_at\":" + moment(s.ended_at) + ",\"is_this\":" + (s.id == current ? "true" : "false") + "}";
}

std::string request_json(const SelfRequest& r) {
  return "{" + pair("id", id_to_wire("srq", r.id)) + "," + pair("kind", record::word_of(r.kind)) + "," +
         pair("label", record::label_of(r.kind)) + "," + pair("state", record::word_of(r.state)) + "," +
         pair("state_label", record::label_of(r.state)) + "," + pair("due_on", r.due_on.iso()) + "," +
         pair("reason", r.reason) + ",\"asked_at\":" + moment(r.asked_at) + "}";
}

}  // namespace

std::string own_json(const OwnRecord& own, const WorkerSession& current) {
  return "{\"person\":" + person_json(own) + "," + pair("card", own.card_token) +
         ",\"history\":" + list_of(own.history, event_json) + ",\"work\":" +
         list_of(own.work,
                 [](const OwnWork& w) {
                   return "{" + pair("outlet", w.outlet) + "," + pair("post", w.post) + "," +
                          pair("from_on", w.from_on) + "}";
                 }) +
         ",\"consents\":" +
         list_of(own.consents,
                 [](const OwnConsent& c) {
                   return "{" + pair("id", id_to_wire("cns", c.id)) + "," + pair("purpose", c.purpose) + "," +
                          pair("version", c.text_version) + ",\"given_at\":" + moment(c.given_at) +
                          ",\"withdrawn_at\":" + moment(c.withdrawn_at) + "}";
                 }) +
         ",\"reveals\":" + list_of(own.traces, trace_json) + ",\"devices\":" +
         list_of(own.devices, [&](const WorkerSession& s) { return device_json(s, current.id); }) +
         ",\"requests\":" + list_of(own.requests, request_json) + "}";
}

}  // namespace niangjia::workers
