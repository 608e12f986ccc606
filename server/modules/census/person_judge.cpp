#include "modules/census/person_judge.h"

#include <algorithm>

#include "base/text.h"

namespace niangjia::census {

using facts::Indicator;
using members::EventKind;
using members::Standing;

namespace {

constexpr int kCourier = 13;  // data/categories.tsv: 快递员

}  // namespace

std::string township_of(const Library& library, std::string_view written, Verdict& verdict,
                        bool say_unknown) {
  if (trim(written).empty()) return {};
  auto match = library.divisions->find_township(library.county, written);
  using How = divisions::TownshipMatch::How;
  if (match.how == How::short_name) verdict.add("town_short", Field::township);
  if (match.how == How::old_name) verdict.add("town_old_name", Field::township);
  if (match.how == How::none && say_unknown) verdict.add("town_unknown", Field::township);
  return match.code;
}

std::optional<EventKind> event_kind_from(std::string_view text, bool& is_correction) {
  std::string t = remove_spaces(to_half_width(text));
  is_correction = contains(t, "更正") || contains(t, "信息变更") || contains(t, "修改");
  if (is_correction || t.empty()) return std::nullopt;
  static const std::pair<std::string_view, EventKind> kWords[] = {
      {"恢复", EventKind::restore},      {"转入", EventKind::transfer_in},  {"调入", EventKind::transfer_in},
      {"迁入", EventKind::transfer_in},  {"转出", EventKind::transfer_out}, {"调出", EventKind::transfer_out},
      {"迁出", EventKind::transfer_out}, {"除名", EventKind::expel},        {"开除", EventKind::expel},
      {"退会", EventKind::leave},        {"死亡", EventKind::death},        {"去世", EventKind::death},
      {"病故", EventKind::death},        {"保留", EventKind::retain},       {"入会", EventKind::join},
      {"发展会员", EventKind::join},     {"新增", EventKind::join},
  };
  for (const auto& [word, kind] : kWords)
    if (contains(t, word)) return kind;
  static const std::map<std::string_view, EventKind> kCodes = {
      {"1", EventKind::join},         {"2", EventKind::transfer_in}, {"3", EventKind::retain},
      {"4", EventKind::transfer_out}, {"5", EventKind::expel},       {"6", EventKind::leave}};
  auto it = kCodes.find(t);
  return it == kCodes.end() ? std::nullopt : std::optional(it->second);
}

std::optional<Standing> standing_from(std::string_view text) {
  std::string t = remove_spaces(text);
  if (t.empty() || contains(t, "在会") || t == "正常" || t == "入会") return Standing::active;
  if (contains(t, "保留")) return Standing::retained;
  if (contains(t, "除名") || contains(t, "开除")) return Standing::expelled;
  if (contains(t, "退会") || contains(t, "转出")) return Standing::left;
  if (contains(t, "死亡") || contains(t, "去世")) return Standing::deceased;
  return std::nullopt;
}

void PersonJudge::judge(PersonRow& row) {
  switch (c_.kind) {
    case Kind::roster:
      return judge_roster(row);
    case Kind::members:
      return judge_member(row);
    default:
      return judge_change(row);
  }
}

bool PersonJudge::too_young(PersonRow& row, Date day) {
  if (!row.identity.born_on || age_on(*row.identity.born_on, day) >= kYoungestAge) return false;
  row.verdict.add("under16", Field::identity_number);
  row.verdict.settle(Outcome::rejected);
  return true;
}

bool PersonJudge::name_is_anothers(PersonRow& row, const KnownPerson& known) {
  if (known.name.empty()) return false;
  NameMatch match = compare_names(known.name, row.name);
  if (match == NameMatch::variant)
    row.verdict.add("name_variant", Field::name, "前面为" + masked_title(known.name, ""));
  if (match != NameMatch::different) return false;
  row.verdict.add("id_two_names", Field::identity_number);
  row.verdict.settle(Outcome::rejected);
  return true;
}

const UnionPlace* PersonJudge::union_of(PersonRow& row) {
  int count = 0;
  const UnionPlace* place = c_.library.unions.by_name(row.union_key, count);
  if (place && count == 1 && c_.scope.covers(place->path)) return place;
  row.verdict.add(place && count == 1 ? "outside_scope"
                  : count > 1         ? "ambiguous_union"
                                      : "unknown_union",
                  Field::union_name, row.union_name);
  row.verdict.settle(Outcome::rejected);
  return nullptr;
}

KnownPerson& PersonJudge::make_person(PersonRow& row, const UnionPlace& place, Standing standing) {
  members::Person p;
  p.realm_id = c_.realm_id;
  p.id = c_.ids.next();
  p.name = row.name;
  p.sex = row.sex;
  p.born_on = row.identity.born_on;
  p.ethnicity = row.ethnicity, p.education = row.education, p.politics = row.politics;
  p.is_migrant = row.is_migrant, p.category = row.category, p.platform = row.platform;
  p.township_code = place.township;
  p.union_path = place.path;
  p.standing = standing;
  p.note = row.note;
  p.import_id = c_.job_id;
  p.updated_at = c_.now;
  // A column left empty says 普通职工; one that cannot be understood says that something is to be put right.
  if (row.verdict.has_code("unknown_category")) p.problems |= members::kNoCategory;
  if (row.phone.verdict == PhoneVerdict::missing)
    p.problems |= members::kNoPhone;
  else if (row.phone.verdict != PhoneVerdict::mobile)
    p.problems |= members::kPhoneNotMobile;
  if (!c_.is_dry_run) {
    members::seal_identity(c_.vault, p, row.identity);
    if (row.phone.verdict == PhoneVerdict::mobile) members::seal_phone(c_.vault, p, row.phone.number);
    members::fill_search_keys(p);
  }
  KnownPerson known;
  known.person_id = p.id;
  known.name = row.name;
  known.category = row.category;
  known.is_new = true;
  new_index_[p.id] = writes.new_people.size();
  writes.new_people.push_back(std::move(p));
  return desk_.add(row.identity_index, std::move(known));
}

members::Person& PersonJudge::touch(const KnownPerson& known, const UnionPlace& place) {
  auto fresh = new_index_.find(known.person_id);
  members::Person& p =
      fresh != new_index_.end() ? writes.new_people[fresh->second] : writes.changed_people[known.person_id];
  p.realm_id = c_.realm_id;
  p.id = known.person_id;
  p.union_path = place.path;
  p.township_code = place.township;
  p.updated_at = c_.now;
  return p;
}

void PersonJudge::want_claim(PersonRow& row, const KnownPerson& known, Standing before, Standing after) {
  bool had = before == Standing::active || before == Standing::moving_out;
  bool has = after == Standing::active || after == Standing::moving_out;
  if (had == has) return;
  auto mine = [&](const members::StandingClaim& claim) { return claim.person_id == known.person_id; };
  if (has) {
    auto released = std::find(writes.released.begin(), writes.released.end(), known.person_id);
    if (released != writes.released.end())
      writes.released.erase(released);
    else
      writes.claims.push_back({row.identity_index, c_.realm_id, known.person_id});
  } else {
    auto claim = std::find_if(writes.claims.begin(), writes.claims.end(), mine);
    if (claim != writes.claims.end())
      writes.claims.erase(claim);
    else
      writes.released.push_back(known.person_id);
  }
}

void PersonJudge::add_fact(Indicator indicator, const UnionPlace& place, Date day, int amount, int category,
                           Id subject, Id source) {
  facts::Fact f;
  f.realm_id = c_.realm_id;
  f.indicator = static_cast<int>(indicator);
  f.union_path = place.path;
  f.township = place.township;
  f.happened_on = day;
  f.amount = amount;
  f.category = category;
  f.subject_id = subject;
  f.source_id = source;
  f.import_id = c_.job_id;
  writes.facts.push_back(std::move(f));
}

// One change of standing: the event with what stood before, the person's new state, the claim and the facts.
void PersonJudge::set_standing(PersonRow& row, KnownPerson& known, EventKind kind, Standing after,
                               const UnionPlace& place, Date day, bool is_opening) {
  members::StandingEvent e;
  e.realm_id = c_.realm_id;
  e.id = c_.ids.next();
  e.person_id = known.person_id;
  e.kind = kind;
  e.happened_on = day;
  e.reason = row.event_reason;
  e.union_id = place.id;
  e.other_union_name = row.other_union_name;
  const bool was_active = members::is_counted(known.standing), is_active = after == Standing::active;
  // A transfer under way ends with what the report says; undone, the person is a member and asks anew.
  e.prior_standing = was_active ? Standing::active : known.standing, e.prior_union_id = known.union_id;
  e.prior_joined_on = known.joined_on, e.prior_category = known.category;
  e.is_opening = is_opening;
  e.import_id = c_.job_id;
  e.recorded_at = c_.now;
  bool begins =
      kind == EventKind::join || (kind == EventKind::transfer_in && !was_active);
  const UnionPlace* old_place = c_.library.unions.by_id(known.union_id);
  int old_category = known.category;
  end_open_transfers(known.person_id);
  if (begins) known.category = row.category;
  e.category = known.category;
  if (was_active)
    add_fact(Indicator::member_net, old_place ? *old_place : place, day, -1, old_category, known.person_id,
             e.id);
  if (is_active) add_fact(Indicator::member_net, place, day, 1, known.category, known.person_id, e.id);
  if (kind == EventKind::join && is_active && !was_active && !(is_opening && !row.day))
    add_fact(Indicator::member_joined, place, day, 1, known.category, known.person_id, e.id);
  want_claim(row, known, known.standing, after);
  members::Person& p = touch(known, place);
  known.standing = p.standing = after;
  known.union_id = p.union_id = place.id;
  p.category = known.category;
  if (begins) known.joined_on = (is_opening ? row.day : std::optional(day));
  p.joined_on = known.joined_on;
  known.is_changed = true;
  writes.events.push_back(std::move(e));
  note(row, known.person_id, place);
}

// What cadres had asked for here is overtaken by the report. Halves that other reports told stay for theirs.
void PersonJudge::end_open_transfers(Id person_id) {
  auto found = open_transfers_.find(person_id);
  if (found == open_transfers_.end()) return;
  for (const auto& t : found->second)
    if (!t.import_id) writes.overtaken_transfers.push_back(t.id);
}

void PersonJudge::note_phone(PersonRow& row) {
  if (row.phone_index.bytes.empty() || !desk_.phone_is_anothers(row.phone_index, row.identity_index)) return;
  row.verdict.add("ph_shared", Field::phone);
}

void PersonJudge::note(const PersonRow& row, Id subject, const UnionPlace& place) {
  if (c_.is_dry_run) return;
  std::string after = std::to_string(row.sheet) + ":" + std::to_string(row.row) + ":" + place.name + ":" +
                      (row.day ? row.day->iso() : "") + ":" + to_hex(row.identity_index.bytes);
  JournalEntry entry{"member", subject, place.path, {}, after, {}};
  writes.journal.push_back(make_journal_row(c_.permit, c_.ids.next(), c_.now, entry));
}

void PersonJudge::judge_roster(PersonRow& row) {
  if (row.verdict.outcome == Outcome::rejected || too_young(row, c_.census_on)) return;
  KnownPerson* known = desk_.find(row.identity_index);
  if (known && known->person_id == 0) known = nullptr;
  if (known && name_is_anothers(row, *known)) return;
  Verdict town;
  std::string township = township_of(c_.library, row.township_text, town, false);
  auto outlet = c_.library.outlets.find(row.outlet_key);
  bool outlet_known = outlet != c_.library.outlets.end();
  if (trim(row.township_text).empty() && outlet_known) township = outlet->second.township;
  const UnionPlace& place = c_.library.unions.of_township(township);
  if (!c_.scope.covers(place.path)) {
    row.verdict.add("outside_scope", Field::township);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  bool first_time = !known || !known->in_roster;
  if (!known) {
    known = &make_person(row, place, Standing::none);
    members::Person& p = writes.new_people.back();
    p.township_code = township;
    note_phone(row);
  }
  bool left = row.name_says_left,
       is_repeat = !first_time && desk_.has_work(known->person_id, row.outlet_key, left);
  bool counts = !left && row.category == kCourier && !township.empty();
  if (first_time && row.category != kCourier) row.verdict.add("not_courier", Field::post);
  if (first_time && township.empty() && !trim(row.township_text).empty())
    row.verdict.add("outside_county", Field::township);
  if (!first_time && (is_repeat || !left)) row.verdict.add(is_repeat ? "dup_row" : "second_relation");
  row.verdict.settle(first_time ? Outcome::accepted : Outcome::merged);
  if (is_repeat) return;
  members::WorkRelation w;
  w.realm_id = c_.realm_id;
  w.id = c_.ids.next();
  w.person_id = known->person_id;
  w.outlet_id = outlet_known ? outlet->second.id : 0;
  w.outlet_name = row.outlet_name;
  const employers::Brand* brand =
      c_.library.brands->find(row.brand_text.empty() ? row.sheet_name : row.brand_text);
  w.brand_id = brand ? brand->id : outlet_known ? outlet->second.brand_id : 0;
  w.post = row.post, w.category = row.category, w.township_code = township, w.union_path = place.path;
  w.from_on = row.day, w.has_left = left, w.surveyed_on = c_.census_on, w.import_id = c_.job_id;
  row.verdict.change = first_time ? "登记为摸底人员" : "增加一份工作";
  if (counts && !known->is_counted) {
    add_fact(Indicator::census_courier, place, c_.census_on, 1, kCourier, known->person_id, w.id);
    writes.facts.back().township = township;
    known->is_counted = true;
  }
  known->in_roster = known->is_changed = true;
  desk_.add_work(known->person_id, row.outlet_key, left);
  writes.work.push_back(std::move(w));
  note(row, known->person_id, place);
}

void PersonJudge::judge_member(PersonRow& row) {
  if (row.verdict.outcome == Outcome::rejected || too_young(row, c_.as_of)) return;
  if (row.person_id) return judge_repair(row);
  auto standing = standing_from(row.standing_text);
  if (!standing) {
    row.verdict.add("unknown_standing", Field::standing, row.standing_text);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  const UnionPlace* place = union_of(row);
  if (!place) return;
  auto refuse_row = [&](std::string_view code) {
    row.verdict.add(code, Field::identity_number);
    row.verdict.settle(Outcome::rejected);
  };
  KnownPerson* known = desk_.find(row.identity_index);
  if (known && known->claimed_elsewhere && *standing == Standing::active)
    return refuse_row("in_other_county");
  if (known && known->person_id == 0) known = nullptr;
  const bool is_first = is_first_of(row);
  if (known && known->standing != Standing::none) {
    if (known->union_id == place->id && known->standing == *standing) {
      const bool is_alike = compare_names(known->name, row.name) != NameMatch::different;
      if (!is_first || !is_alike || !fill_gaps(row, *known, *place))
        row.verdict.add(known->is_new ? "dup_row" : "already_here");
      row.verdict.settle(Outcome::merged);
      return;
    }
    if (members::is_counted(known->standing) && known->union_id != place->id)
      return refuse_row("dup_in_stock");
    return refuse_row("standing_exists");
  }
  if (known && name_is_anothers(row, *known)) return;
  if (!known) {
    known = &make_person(row, *place, Standing::none);
    note_phone(row);
  }
  if (row.day && *row.day > c_.as_of) {
    row.verdict.add("date_bad", Field::joined_on);
    row.day.reset();
  }
  if (!row.day && *standing == Standing::active) row.verdict.add("join_date_missing", Field::joined_on);
  if (*standing == Standing::retained) row.verdict.add("kept_standing", Field::standing);
  if (*standing == Standing::left) row.verdict.add("left_standing", Field::standing);
  EventKind kind = *standing == Standing::active     ? EventKind::join
                   : *standing == Standing::retained ? EventKind::retain
                   : *standing == Standing::expelled ? EventKind::expel
                   : *standing == Standing::deceased ? EventKind::death
                                                     : EventKind::leave;
  known->joined_on = row.day;
  set_standing(row, *known, kind, *standing, *place, row.day.value_or(c_.as_of), true);
  known->gaps &= ~(kCategoryGap | kDayGap);  // said by the joining itself
  fill_gaps(row, *known, *place);
  row.verdict.settle(Outcome::accepted);
}

}  // namespace niangjia::census
