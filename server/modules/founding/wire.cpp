#include "modules/founding/wire.h"

#include "base/text.h"

namespace niangjia::founding {

namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

template <class T, class Write>
std::string list_of(const std::vector<T>& rows, Write write) {
  std::vector<std::string> items;
  for (const T& row : rows) items.push_back(write(row));
  return "[" + join(items, ",") + "]";
}

std::string more_of(const Actor& actor, const FoundingCase& c, const std::string& parent_name, Date today) {
  std::vector<std::string> acts;
  for (Act act : open_acts(c.kind, c.state))
    if (allow(actor, action_of(act), place_of(c)).ok()) acts.emplace_back(word_of(act));
  std::string out = "\"parent_name\":" + quoted(parent_name) +
                    ",\"is_late\":" + (c.due_on && *c.due_on < today ? "true" : "false") + ",\"allowed\":";
  record::append_json(out, acts);
  return out;
}

}  // namespace

std::string case_json(const Actor& actor, const FoundingCase& c, const std::string& parent_name, Date today) {
  return record::to_json(c, nullptr, more_of(actor, c, parent_name, today));
}

std::string view_json(const Actor& actor, const CaseView& v, Date today) {
  std::vector<std::string> papers;
  for (std::string_view word : {"request", "prepare", "report", "approve"})
    if (paper_of(v, *paper_named(word))) papers.emplace_back(word);
  const SizeRule& rule = size_rule(std::max<std::int64_t>(v.members.members, v.row.member_count));
  std::string more = more_of(actor, v.row, v.parent_name, today);
  more += ",\"units\":" + list_of(v.units, [](const NamedUnit& u) {
            return record::to_json(u.row, nullptr, "\"name\":" + quoted(u.name));
          });
  more += ",\"people\":" + list_of(v.people, [](const FoundingPerson& p) { return record::to_json(p); });
  more += ",\"ballots\":" + list_of(v.ballots, [](const FoundingBallot& b) { return record::to_json(b); });
  more += ",\"visits\":" + list_of(v.visits, [](const FoundingVisit& x) { return record::to_json(x); });
  more += ",\"members\":" + std::to_string(v.members.members) +
          ",\"women_members\":" + std::to_string(v.members.women);
  more +=
      ",\"seats_from\":" + std::to_string(rule.seats_from) + ",\"seats_to\":" + std::to_string(rule.seats_to);
  more += ",\"to_parent_name\":" + quoted(v.to_parent_name);
  more += ",\"papers\":";
  record::append_json(more, papers);
  return record::to_json(v.row, nullptr, more);
}

std::string trial_json(const Trial& t) {
  return "{\"problems\":" +
         list_of(t.problems,
                 [](const FieldProblem& f) {
                   return "{\"path\":" + quoted(f.path) + ",\"message\":" + quoted(f.message) + "}";
                 }) +
         ",\"elected\":" + list_of(t.elected, [](Id id) { return quoted(id_to_wire("fnp", id)); }) +
         ",\"needed_present\":" + std::to_string(t.needed_present) +
         ",\"needed_votes\":" + std::to_string(t.needed_votes) + ",\"members\":" + std::to_string(t.members) + "}";
}

std::string paper_json(const PaperText& p) {
  std::string out = "{\"issuer\":" + quoted(p.issuer) + ",\"number\":" + quoted(p.number) +
                    ",\"title\":" + quoted(p.title) + ",\"addressee\":" + quoted(p.addressee) +
                    ",\"signer\":" + quoted(p.signer) + ",\"on\":" + quoted(p.on ? p.on->chinese() : "") +
                    ",\"paragraphs\":";
  record::append_json(out, p.paragraphs);
  out += ",\"table\":" + list_of(p.table, [](const std::vector<std::string>& row) {
           std::string cells;
           record::append_json(cells, row);
           return cells;
         });
  return out + "}";
}

}  // namespace niangjia::founding
