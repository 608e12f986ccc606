// What a list of members says of people who stand already: only what their record does not have yet.

#include "base/text.h"
#include "modules/census/person_judge.h"

namespace niangjia::census {

// The first row of a person in a file speaks for them. Were a repeat to fill what the first left open, handing in the same
// file twice would change something the second time.
bool PersonJudge::is_first_of(const PersonRow& row) {
  const std::uint64_t key = IndexHash()(key_of(row.identity_index));
  if (!met_.insert(key).second) return false;
  met_in_chunk_.push_back(key);
  return true;
}

bool PersonJudge::fill_gaps(PersonRow& row, KnownPerson& known, const UnionPlace& place) {
  std::vector<std::string> told;
  auto fill = [&](Gap gap, std::string_view field, std::string_view label, std::string value) -> GapFilling* {
    if (!(known.gaps & gap) || (value.empty() && gap != kPhoneGap)) return nullptr;
    known.gaps &= ~gap;
    known.is_changed = true;
    told.emplace_back(label);
    GapFilling filling;
    filling.row = {c_.realm_id,        c_.ids.next(),    c_.job_id, known.person_id,
                   std::string(field), std::move(value), {},        known.problems};
    return &writes.filled.emplace_back(std::move(filling));
  };
  fill_phone(row, known, fill);
  if (fill(kCategoryGap, "category", "就业形态类别", row.category ? std::to_string(row.category) : std::string()))
    recategorise(row, known, place);
  if (may_have_joined(row, known)) {
    if (fill(kDayGap, "joined_on", "入会日期", row.day->iso())) known.joined_on = row.day;
  }
  fill(kEthnicityGap, "ethnicity", "民族", row.ethnicity);
  fill(kEducationGap, "education", "学历", row.education);
  fill(kPoliticsGap, "politics", "政治面貌", row.politics);
  fill(kMigrantGap, "is_migrant", "是否农民工", row.is_migrant ? std::to_string(row.is_migrant) : std::string());
  fill(kPlatformGap, "platform", "平台", row.platform);
  if (told.empty()) return false;
  row.verdict.add("gap_filled", Field::kCount, join(told, "、"));
  row.verdict.change = "补填" + join(told, "、");
  note(row, known.person_id, place);
  return true;
}

void PersonJudge::fill_phone(PersonRow& row, KnownPerson& known, const Filler& fill) {
  if (row.phone.verdict != PhoneVerdict::mobile) return;
  GapFilling* filling = fill(kPhoneGap, "phone", "手机号", {});
  if (!filling || c_.is_dry_run) return;
  members::Person sealed;
  sealed.id = known.person_id;
  members::seal_phone(c_.vault, sealed, row.phone.number);
  filling->phone_sealed = std::move(sealed.phone_sealed);
  filling->row.phone_index = std::move(sealed.phone_index);
}

// The stock by category follows from the day the category became known.
void PersonJudge::recategorise(PersonRow& row, KnownPerson& known, const UnionPlace& place) {
  const Id source = writes.filled.back().row.id;
  const Date today = c_.now.day_in_china();
  if (members::is_counted(known.standing)) {
    add_fact(facts::Indicator::member_net, place, today, -1, known.category, known.person_id, source);
    add_fact(facts::Indicator::member_net, place, today, 1, row.category, known.person_id, source);
  }
  known.category = row.category;
}

bool PersonJudge::may_have_joined(const PersonRow& row, const KnownPerson& known) const {
  return row.day && *row.day <= c_.as_of && !(known.born_on && age_on(*known.born_on, *row.day) < kYoungestAge);
}

// A form for repairs: the person is named by 会员编号, and outside the scope there is no such person.
void PersonJudge::judge_repair(PersonRow& row) {
  auto refuse_row = [&](std::string_view code, Field field) {
    row.verdict.add(code, field);
    row.verdict.settle(Outcome::rejected);
  };
  KnownPerson* known = desk_.find_numbered(row);
  const UnionPlace* place = known ? c_.library.unions.by_id(known->union_id) : nullptr;
  if (!place || !c_.scope.covers(place->path) || known->standing == members::Standing::none)
    return refuse_row("member_number_unknown", Field::member_number);
  if (compare_names(known->name, row.name) != NameMatch::same)
    return refuse_row("member_number_of_another", Field::member_number);
  const bool is_first = is_first_of(row);
  if (!is_first || !fill_gaps(row, *known, *place)) row.verdict.add(is_first ? "already_here" : "dup_row");
  row.verdict.settle(Outcome::merged);
}

}  // namespace niangjia::census
