#include "modules/figures/rows.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/figures/figures.h"
#include "modules/figures/json.h"

namespace niangjia::figures {

namespace {

struct RowRule {
  std::string_view code;
  RowSource source;
  RowSubject subject;
  Indicator indicator = Indicator::member_net;
  bool only_new_form = false;
};

const std::vector<RowRule>& row_rules() {
  using enum RowSource;
  using S = RowSubject;
  using I = Indicator;
  static const std::vector<RowRule> rules = {
      {"census.brands", brands, S::brand},
      {"census.couriers", couriers, S::member},
      {"census.couriers.outlets", facts, S::outlet, I::census_outlet_workers},
      {"union.founded", facts, S::trade_union, I::union_founded},
      {"union.founded.newform", facts, S::trade_union, I::union_founded, true},
      {"union.stock", unions, S::trade_union},
      {"union.covered_units", new_units, S::unit},
      {"union.covered_units.all", all_units, S::unit},
      {"union.rate", outlets, S::outlet},
      {"member.joined", facts, S::member, I::member_joined},
      {"member.joined.newform", facts, S::member, I::member_joined, true},
      {"member.joined.newform_share", facts, S::member, I::member_joined, true},
      {"member.standing", standing, S::member},
      {"member.standing.newform", standing, S::member, I::member_net, true},
      {"member.standing.newform_share", standing, S::member, I::member_net, true},
      {"member.net", facts, S::member, I::member_net},
      {"member.coverage.newform", couriers, S::member},
      {"member.qualified_rate", unqualified, S::member},
      {"station.open", stations, S::station},
      {"service.times", facts, S::station, I::service_times},
      {"service.people", served, S::served}};
  return rules;
}

// Which categories the figure counts; a union's category 1 says new-form, an outlet's 13 couriers.
void set_categories(RowsAsk& ask, const RowRule& rule, std::optional<int> chosen) {
  constexpr int kCourier = 13;
  if (rule.source == RowSource::facts && rule.indicator == Indicator::census_outlet_workers)
    chosen = kCourier;
  if (rule.subject == RowSubject::trade_union && rule.only_new_form) chosen = 1;
  if (chosen) {
    ask.any_category = false;
    ask.categories = {*chosen};
    if (rule.subject == RowSubject::member && rule.only_new_form && !categories::is_new_form(*chosen))
      ask.categories = {-1};
  } else if (rule.only_new_form) {
    ask.any_category = false;
    for (const auto& c : categories::categories())
      if (c.is_new_form) ask.categories.push_back(c.code);
    if (ask.categories.empty()) ask.categories = {-1};
  }
}

Result<void> set_cursor(RowsAsk& ask, std::string_view after) {
  if (after.empty()) return {};
  auto at = after.rfind('|');
  Id id = 0;
  if (at != std::string_view::npos) std::from_chars(after.data() + at + 1, after.data() + after.size(), id);
  if (id <= 0) return refuse(Code::invalid, "figures.cursor", "翻页位置不对，请从第一页重新打开。");
  ask.after_sort = after.substr(0, at);
  ask.after_id = id;
  return {};
}

Result<void> set_month(Period& period, std::string_view month) {
  if (month.empty()) return {};
  auto first = Date::parse_iso(std::string(month) + "-01");
  if (!first)
    return refuse(Code::invalid, "figures.month",
                  "月份“" + std::string(month) + "”不对，应写成 2021-11 的样子。");
  period.from = std::max(period.from, *first);
  period.to = std::min(period.to, first->last_of_month());
  return {};
}

// 张**: the family name's first character and a star for each other, for those who may not read members
// there.
std::string masked(std::string_view name) {
  std::size_t first = 1;
  while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80) ++first;
  std::string out(name.substr(0, std::min(first, name.size())));
  for (std::size_t n = std::max<std::size_t>(count_characters(name), 2); n > 1; --n) out += '*';
  return out;
}

struct Wording {
  std::string_view kind, prefix, page;
};
Wording wording_of(RowSubject subject) {
  switch (subject) {
    case RowSubject::member:
      return {"member", "mem", "/api/v1/members/"};
    case RowSubject::trade_union:
      return {"union", "uni", "/api/v1/unions/"};
    case RowSubject::outlet:
      return {"outlet", "out", "/api/v1/outlets/"};
    case RowSubject::unit:
      return {"employer", "emp", "/api/v1/employers/"};
    case RowSubject::brand:
      return {"brand", "brd", ""};
    case RowSubject::station:
      return {"station", "stn", "/api/v1/stations/"};
    case RowSubject::served:
      return {"service", "svg", ""};
  }
  return {};
}

void append_row(Json& json, const FigureRow& row, const RowsAsk& ask, const Scope& people) {
  const Wording words = wording_of(ask.subject);
  const bool is_person = ask.subject == RowSubject::member;
  const bool may_name = !is_person || people.covers(row.path);
  json.begin_object();
  json.text("kind", words.kind);
  if (row.subject_id == 0)
    json.text("title", is_person ? "随工会划转" : "—");
  else
    json.text("title", may_name ? row.title : masked(row.title));
  if (row.subject_id != 0) json.text("subject_id", id_to_wire(words.prefix, row.subject_id));
  json.text("day", row.day);
  json.number("amount", row.amount);
  json.text("union", row.union_name);
  if (row.union_id != 0) json.text("union_id", id_to_wire("uni", row.union_id));
  if (!row.note.empty()) json.text("note", row.note);
  if (row.subject_id != 0 && may_name && !words.page.empty())
    json.text("link", std::string(words.page) + id_to_wire(words.prefix, row.subject_id));
  json.end_object();
}

std::string page_json(std::vector<FigureRow> rows, const RowsAsk& ask, const Scope& people, int limit) {
  std::string out, next;
  if (rows.size() > static_cast<std::size_t>(limit)) {
    rows.resize(static_cast<std::size_t>(limit));
    next = rows.back().sort + "|" + std::to_string(rows.back().id);
  }
  Json json(out);
  json.begin_object();
  json.key("items");
  json.begin_list();
  for (const FigureRow& row : rows) append_row(json, row, ask, people);
  json.end_list();
  json.text("next", next);
  json.end_object();
  return out;
}

}  // namespace

Result<std::string> figure_rows_json(House& house, const Actor& actor, const RowsWish& wish) {
  const auto& rules = row_rules();
  auto rule = std::find_if(rules.begin(), rules.end(), [&](const RowRule& r) { return r.code == wish.code; });
  if (rule == rules.end())
    return refuse(Code::not_found, "figures.no_such_code",
                  "没有“" + wish.code + "”这个指标，请从指标目录中选择。");
  const int limit = std::clamp(wish.limit, 1, 200);
  Scope scope = visible(actor, "figures.read"), people = visible(actor, "members.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    RowsAsk ask;
    TRY(ask.place, find_place(tx, scope, wish.place.union_words, wish.place.township));
    TRY(Period period, read_period(tx, actor.realm_id, wish.place.from, wish.place.to, house.clock.today()));
    CHECK_OK(set_month(period, wish.month));
    CHECK_OK(set_cursor(ask, wish.after));
    ask.source = rule->source;
    ask.subject = rule->subject;
    // Without a roster the outlets' own numbers stand in, so they are the rows too.
    if (ask.source == RowSource::couriers && !period.has_roster)
      ask.source = RowSource::facts, ask.subject = RowSubject::outlet;
    const bool outlets_stand_in = ask.source == RowSource::facts && ask.subject == RowSubject::outlet;
    ask.indicator = static_cast<int>(outlets_stand_in ? Indicator::census_outlet_workers : rule->indicator);
    const FigureRule* figure = find_rule(rule->code);
    ask.from_text = figure && figure->is_stock ? "0000-00-00" : period.from.iso();
    ask.to_text = period.to.iso();
    ask.is_past = period.bounds.last && period.to < *period.bounds.last;
    ask.limit = limit + 1;
    set_categories(ask, *rule, outlets_stand_in ? std::optional<int>(13) : wish.category);
    return page_json(list_rows(tx, ask), ask, people, limit);
  });
}

}  // namespace niangjia::figures
