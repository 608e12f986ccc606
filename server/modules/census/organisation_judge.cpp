#include "modules/census/organisation_judge.h"

#include "base/text.h"
#include "modules/census/store.h"
#include "modules/census/written_position.h"

namespace niangjia::census {

using facts::Indicator;

std::string OrganisationRow::text(Field field) const {
  auto it = texts.find(field);
  return it == texts.end() ? std::string() : it->second;
}

std::optional<Date> OrganisationRow::day(Field field) const {
  auto it = days.find(field);
  return it == days.end() ? std::nullopt : it->second;
}

OrganisationRow read_organisation_row(const RawRow& raw, std::int64_t seq) {
  OrganisationRow out;
  out.sheet = raw.sheet, out.row = raw.row, out.seq = seq;
  out.sheet_name = raw.sheet_name;
  constexpr Field kDays[] = {Field::founded_on, Field::approved_on, Field::term_from_on,
                             Field::term_to_on, Field::from_on,     Field::to_on,
                             Field::built_on,   Field::opened_on,   Field::plate_on,
                             Field::position_on, Field::map_listed_on};
  for (Field f : kDays) out.days[f] = read_day(raw, f, out.verdict);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    std::string text = trim(raw.cells[i].text);
    if (!text.empty()) out.texts[static_cast<Field>(i)] = std::move(text);
  }
  return out;
}

void OrganisationJudge::add_fact(Indicator indicator, std::string_view path, std::string_view township,
                                 Date day, std::int64_t amount, int category, Id subject) {
  facts::Fact f;
  f.realm_id = c_.realm_id;
  f.indicator = static_cast<int>(indicator);
  f.union_path = path, f.township = township;
  f.happened_on = day;
  f.amount = amount, f.category = category;
  f.subject_id = subject, f.source_id = subject, f.import_id = c_.job_id;
  writes.facts.push_back(std::move(f));
}

void OrganisationJudge::note(std::string_view kind, Id subject, std::string_view path,
                             const OrganisationRow& row) {
  if (c_.is_dry_run) return;
  std::string after = row.verdict.title + "|" + row.verdict.change;
  JournalEntry entry{kind, subject, path, {}, after, {}};
  writes.journal.push_back(make_journal_row(c_.permit, c_.ids.next(), c_.now, entry));
}

std::int64_t OrganisationJudge::count_of(OrganisationRow& row, Field field) {
  std::string text = row.text(field);
  if (text.empty() || text == "/" || text == "-" || text == "无") return 0;
  WrittenCount count = read_count(text);
  if (!count.ok) {
    row.verdict.add("count_bad", field, text);
    return 0;
  }
  if (count.fixed) row.verdict.add(to_half_width(text) != text ? "count_full" : "count_text", field);
  return count.value;
}

std::string OrganisationJudge::good_unit_code(OrganisationRow& row, std::string_view text, Field field) {
  if (trim(text).empty()) return {};
  CreditCode code = read_credit_code(text);
  std::string compact = remove_spaces(to_half_width(text));
  if (to_upper_ascii(compact) != compact) row.verdict.add("uscc_lower", field);
  switch (code.verdict) {
    case CreditCodeVerdict::ok:
      return code.code;
    case CreditCodeVerdict::missing:
      return {};
    case CreditCodeVerdict::bad_length:
      row.verdict.add("uscc_bad_length", field);
      return {};
    case CreditCodeVerdict::bad_letters:
      row.verdict.add("uscc_bad_letter", field);
      return {};
    case CreditCodeVerdict::bad_check_digit:
      row.verdict.add("uscc_bad_check", field);
      return {};
  }
  return {};
}

Id OrganisationJudge::unit_for(store::ReadTx& tx, OrganisationRow& row, std::string_view name,
                               std::string_view code, const UnionPlace& place) {
  std::string key = organisation_key(name);
  if (key.empty() && code.empty()) return 0;
  if (!code.empty())
    if (auto it = units_by_code_.find(code); it != units_by_code_.end()) return it->second;
  if (code.empty())
    if (auto it = units_by_name_.find(key); it != units_by_name_.end()) return it->second;
  employers::Employer e;
  if (auto known = employers::find_employer_like(tx, c_.realm_id, code, key)) {
    e.id = known->id;
  } else {
    e.realm_id = c_.realm_id, e.id = c_.ids.next();
    e.name = name;
    e.credit_code = code;
    e.township_code = place.township, e.union_path = place.path;
    e.address = row.text(Field::address), e.nature = row.text(Field::nature),
    e.industry = row.text(Field::industry);
    e.legal_representative = row.text(Field::legal_representative);
    WrittenCount employees = read_count(row.text(Field::employees));
    e.employees = employees.ok ? employees.value : 0;
    e.import_id = c_.job_id;
    e.updated_at = c_.now;
    employers::fill_search_keys(e);
    writes.units.push_back(e);
  }
  if (!code.empty()) units_by_code_.emplace(code, e.id);
  units_by_name_.emplace(key, e.id);
  return e.id;
}

namespace {

bool says_closed(std::string_view note) {
  for (std::string_view word : {"撤点", "关停", "停业", "已撤", "关闭", "注销", "歇业", "停止运营"})
    if (contains(note, word)) return true;
  return false;
}

}  // namespace

bool says_yes(std::string_view text) {
  std::string t = trim(text);
  if (t.starts_with("否") || t.starts_with("未") || t.starts_with("无") || t.starts_with("没") ||
      contains(t, "不"))
    return false;
  return contains(t, "是") || contains(t, "√") || contains(t, "✓") || contains(t, "已") ||
         contains(t, "有") || t == "1" || t == "Y" || t == "y";
}


// By the township's name, or its code when the name says nothing.
const UnionPlace* OrganisationJudge::place_outlet(OrganisationRow& row, employers::Outlet& o) {
  o.township_code = township_of(c_.library, row.text(Field::township), row.verdict, true);
  std::string typed_code = row.text(Field::township_code);
  if (o.township_code.empty() && typed_code.starts_with(c_.library.county) && typed_code.size() == 9)
    o.township_code = typed_code;
  const UnionPlace& place = c_.library.unions.of_township(o.township_code);
  if (!c_.scope.covers(place.path)) return nullptr;
  o.union_path = place.path;
  return &place;
}

void OrganisationJudge::count_workers(OrganisationRow& row, employers::Outlet& o) {
  o.courier_count = count_of(row, Field::courier_count);
  o.trucker_count = count_of(row, Field::trucker_count);
  o.delivery_count = count_of(row, Field::delivery_count);
  o.ridehail_count = count_of(row, Field::ridehail_count);
  o.other_count = count_of(row, Field::other_count);
  std::int64_t sum = o.courier_count + o.trucker_count + o.delivery_count + o.ridehail_count + o.other_count;
  std::int64_t total = count_of(row, Field::total_count);
  if (!row.text(Field::total_count).empty() && total != sum)
    row.verdict.add("total_mismatch", Field::total_count, "分项之和为" + std::to_string(sum));
}

Id OrganisationJudge::brand_of(OrganisationRow& row, const std::string& trade) {
  std::string name = row.text(Field::brand);
  if (const auto* brand = c_.library.brands->find(name)) return brand->id;
  if (name.empty()) return 0;
  auto [it, is_new] = new_brands_.try_emplace(to_lower_ascii(remove_spaces(to_half_width(name))));
  if (is_new) {
    it->second.realm_id = c_.realm_id, it->second.id = c_.ids.next();
    it->second.name = name, it->second.trade = trade;
    writes.brands.push_back(it->second);
    row.verdict.add("unknown_brand", Field::brand);
  }
  return it->second.id;
}

// Where it is and whom to ask there.
void OrganisationJudge::describe_place(store::ReadTx& tx, OrganisationRow& row, employers::Outlet& o) {
  o.address = row.text(Field::address), o.employment_form = row.text(Field::employment_form);
  const RowPosition at = read_row_position(tx, c_.realm_id, row);
  const record::Position stored = record::position_of(at.point, at.datum);
  o.written_position = at.written, o.datum = at.datum, o.lon_e7 = stored.lon_e7, o.lat_e7 = stored.lat_e7;
  o.planned_form = row.text(Field::planned_form), o.contact_name = row.text(Field::contact_name);
  Phone phone = read_phone(row.text(Field::contact_phone));
  if (!phone.number.empty() && !c_.is_dry_run)
    o.contact_phone_sealed.bytes = c_.vault.seal(phone.number, "outlet", "contact_phone", o.id);
  o.cadre_name = row.text(Field::cadre_name);
}

// The rest of what the row says of an outlet that is taken.
void OrganisationJudge::describe_outlet(store::ReadTx& tx, OrganisationRow& row, const UnionPlace& place,
                                        employers::Outlet& o) {
  o.note = row.text(Field::note);
  o.status = says_closed(o.note) ? employers::OutletStatus::closed : employers::OutletStatus::open;
  o.brand_id = brand_of(row, o.trade);
  o.unit_id = unit_for(tx, row, row.text(Field::unit_name), o.credit_code, place);
  describe_place(tx, row, o);
  o.has_union = says_yes(row.text(Field::has_union));
  o.surveyed_on = c_.census_on;
  o.import_id = c_.job_id;
  o.updated_at = c_.now;
}

// A closed outlet (撤点) stays on record and counts nobody.
void OrganisationJudge::settle_outlet(OrganisationRow& row, const employers::Outlet& o) {
  const bool closed = o.status == employers::OutletStatus::closed;
  row.verdict.settle(closed ? Outcome::skipped : Outcome::accepted);
  row.verdict.change = closed ? "登记为已撤网点" : "新增网点";
  if (closed) return row.verdict.add("closed", Field::note);
  if (!contains(o.trade, "快递")) row.verdict.add("platform_outlet");
  const std::pair<std::int64_t, int> workers[] = {{o.courier_count, 13},
                                                  {o.trucker_count, 11},
                                                  {o.delivery_count, 14},
                                                  {o.ridehail_count, 12},
                                                  {o.other_count, 90}};
  for (auto [n, category] : workers)
    if (n > 0)
      add_fact(Indicator::census_outlet_workers, o.union_path, o.township_code, c_.census_on, n, category,
               o.id);
}

void OrganisationJudge::judge_outlet(store::ReadTx& tx, OrganisationRow& row) {
  auto refuse_row = [&row](std::string_view code, Field field) {
    row.verdict.add(code, field);
    row.verdict.settle(Outcome::rejected);
  };
  employers::Outlet o;
  o.name = row.text(Field::outlet_name);
  row.verdict.title = o.name;
  if (o.name.empty()) return refuse_row("outlet_name_missing", Field::outlet_name);
  o.realm_id = c_.realm_id, o.id = c_.ids.next();
  o.name_key = organisation_key(o.name);
  o.trade = row.text(Field::trade);
  o.credit_code = good_unit_code(row, row.text(Field::unit_credit_code), Field::unit_credit_code);
  const UnionPlace* place = place_outlet(row, o);
  if (!place) return refuse_row("outside_scope", Field::township);
  count_workers(row, o);
  std::string written_code = to_upper_ascii(remove_spaces(to_half_width(row.text(Field::unit_credit_code))));
  const bool is_first = outlets_seen_.try_emplace(o.name_key + "|" + written_code, true).second;
  if (!is_first || c_.library.outlets.contains(o.name_key)) {
    row.verdict.settle(Outcome::merged);
    return compare_outlet(tx, row, o);
  }
  describe_outlet(tx, row, *place, o);
  settle_outlet(row, o);
  note("outlet", o.id, o.union_path, row);
  writes.outlets.push_back(std::move(o));
}

void OrganisationJudge::judge_cover(store::ReadTx& tx, OrganisationRow& row) {
  std::string name = row.text(Field::union_name);
  std::string unit = row.text(Field::covered_unit_name);
  if (unit.empty()) unit = row.text(Field::unit_name);
  row.verdict.title = name + " · " + unit;
  int count = 0;
  const UnionPlace* place = c_.library.unions.by_name(organisation_key(name), count);
  auto refuse_row = [&](std::string_view code, Field field) {
    row.verdict.add(code, field);
    row.verdict.settle(Outcome::rejected);
  };
  if (!place) return refuse_row("unknown_union", Field::union_name);
  if (count > 1) return refuse_row("ambiguous_union", Field::union_name);
  if (!c_.scope.covers(place->path)) return refuse_row("outside_scope", Field::union_name);
  if (unit.empty()) return refuse_row("unit_name_missing", Field::covered_unit_name);
  std::string code = good_unit_code(row, row.text(Field::unit_credit_code), Field::unit_credit_code);
  Id unit_id = unit_for(tx, row, unit, code, *place);
  auto [seen, is_first] = covers_seen_.try_emplace({place->id, unit_id}, true);
  bool stands = is_first && cover_stands(tx, c_.realm_id, place->id, unit_id);
  if (!is_first || stands) {
    row.verdict.add(stands ? "already_here" : "dup_row");
    row.verdict.settle(Outcome::merged);
    return;
  }
  unions::UnionCover cover;
  cover.realm_id = c_.realm_id, cover.id = c_.ids.next();
  cover.union_id = place->id, cover.union_path = place->path, cover.unit_id = unit_id;
  cover.from_on = row.day(Field::from_on), cover.to_on = row.day(Field::to_on);
  cover.is_main = says_yes(row.text(Field::is_main));
  cover.employees = count_of(row, Field::employees);
  cover.import_id = c_.job_id;
  row.verdict.settle(Outcome::accepted);
  row.verdict.change = "新增覆盖单位";
  note("union_cover", cover.id, place->path, row);
  writes.covers.push_back(std::move(cover));
}

}  // namespace niangjia::census
