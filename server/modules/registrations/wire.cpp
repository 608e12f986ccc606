#include "modules/registrations/wire.h"

#include "base/identifiers.h"
#include "base/text.h"

namespace niangjia::registrations {

namespace {

// A chosen union and what lies below it, when it lies in sight.
Result<std::string> read_under(store::ReadTx& tx, const Scope& scope, const Query& query) {
  TRY(Id under, read_id_of(query, "under", "uni"));
  if (!under) return std::string();
  auto u = unions::find_union(tx, scope.realm_id(), under);
  if (!u || !scope.covers(u->tree_path)) return wrong_query("under", "找不到所选的工会，请重新选择。");
  return u->tree_path;
}

Result<std::optional<Kind>> read_kind(const Query& query) {
  std::string word = value_of(query, "kind");
  auto kind = record::from_word<Kind>(word);
  if (!word.empty() && !kind) return wrong_query("kind", "没有这种登记，请从列表中选择。");
  return kind;
}

Result<void> read_place(const Query& query, DutyFilter& f) {
  std::string after = value_of(query, "after");
  if (after.empty()) return {};
  auto parts = split(after, '.');
  auto on = Date::parse_iso(parts.front());
  auto id = parts.size() == 3 ? id_from_wire("uni", parts[1]) : std::nullopt;
  if (!on || !id || !record::from_word<Kind>(parts.back()))
    return wrong_query("after", "翻页的位置不正确，请从第一页重新打开。");
  f.after = DutyPlace{*on, *id, parts.back()};
  return {};
}

}  // namespace

std::string registration_json(const House& house, const Actor& actor, const Registration& r, Date today,
                              std::string_view more) {
  std::vector<std::string> acts;
  for (Act act : open_acts(r.state))
    if (allow(actor, action_of(act), place_of(r)).ok()) acts.emplace_back(word_of(act));
  if (allow(actor, "registrations.print", place_of(r)).ok()) acts.emplace_back("print");
  auto phone = phone_of(house, r);
  std::string out = "\"phone_masked\":";
  append_json_string(out, phone.ok() && !phone->empty() ? mask_phone(*phone) : "");
  out += std::string(",\"is_late\":") + (r.due_on && *r.due_on < today ? "true" : "false") + ",\"allowed\":";
  record::append_json(out, acts);
  return record::to_json(r, nullptr, out + std::string(more));
}

std::string view_json(const House& house, const Actor& actor, const RegistrationView& v, Date today) {
  std::vector<std::string> steps;
  for (const RegistrationStep& step : v.steps) steps.push_back(record::to_json(step));
  std::string more = ",\"steps\":[" + join(steps, ",") + "],\"founding_id\":";
  if (v.founding_id)
    append_json_string(more, id_to_wire("fnd", v.founding_id));
  else
    more += "null";
  return registration_json(house, actor, v.row, today, more);
}

Result<RegistrationFilter> read_registration_filter(store::ReadTx& tx, const Scope& scope, const Query& query, Date today) {
  RegistrationFilter f;
  f.today = today;
  TRY(f.kind, read_kind(query));
  if (std::string state = value_of(query, "state"); !state.empty()) {
    f.state = record::from_word<State>(state);
    if (!f.state) return wrong_query("state", "没有这种进度，请从列表中选择。");
  }
  TRY(f.union_id, read_id_of(query, "union", "uni"));
  TRY(f.under_path, read_under(tx, scope, query));
  f.only_open = value_of(query, "open") == "1";
  f.only_late = value_of(query, "late") == "1";
  f.only_expiring = value_of(query, "expiring") == "1";
  TRY(f.words, read_words(query, "q"));
  return f;
}

Result<DutyFilter> read_duty_filter(store::ReadTx& tx, const Scope& scope, const Query& query, Date today) {
  DutyFilter f;
  f.today = today;
  TRY(f.kind, read_kind(query));
  TRY(f.under_path, read_under(tx, scope, query));
  std::string late = value_of(query, "late"), under_way = value_of(query, "case");
  if (late == "0" || late == "1")
    f.is_late = late == "1";
  else if (!late.empty())
    return wrong_query("late", "应为 1（已超期）或 0（未超期）。");
  if (under_way == "none" || under_way == "open")
    f.has_case = under_way == "open";
  else if (!under_way.empty())
    return wrong_query("case", "应为 none（还没有着手）或 open（正在办理）。");
  TRY(f.words, read_words(query, "q"));
  CHECK_OK(read_place(query, f));
  return f;
}

std::string place_of(const Duty& d) {
  return d.since_on.iso() + "." + id_to_wire("uni", d.id) + "." + std::string(record::word_of(d.kind));
}

}  // namespace niangjia::registrations
