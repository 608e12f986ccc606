#pragma once
// Verdicts without a database, a clock or a network. judge_event, standing_after and net_effect are declared
// in the face.

#include "modules/members/members.h"

namespace niangjia::members {

// 工会法 art. 3 and 劳动法 art. 15: nobody under 16 is employed, so nobody under 16 joins.
inline constexpr int kMinimumAgeYears = 16;

enum class JoinVerdict {
  ok,
  identity_wrong,
  under_age,
  phone_wrong,
  day_in_future,
  day_before_sixteen,
  category_unknown
};
struct JoinInput {
  Identity identity;
  Phone phone;
  Date joined_on, today;
  int category = 0;
};
// In the order in which they are told.
JoinVerdict judge_join(const JoinInput& input);

std::string_view sentence_of(JoinVerdict verdict);

// A change of standing that a cadre reports by hand.
enum class ChangeVerdict {
  ok,
  day_in_future,
  day_before_last,
  reason_missing,
  other_union_missing,
  not_active,
  already_active,
  deceased,
  kind_not_by_hand,
};
struct ChangeInput {
  EventKind kind = EventKind::leave;
  Standing standing = Standing::none;
  Date on, today;
  std::optional<Date> last_event_on;
  std::string_view reason, other_union_name;
};
ChangeVerdict judge_change(const ChangeInput& input);
// What may happen next to a membership that stands so, in the order of the list of events; a page offers
// these and no others.
std::vector<EventKind> open_changes(Standing standing);
std::string_view sentence_of(ChangeVerdict verdict);

// How alike two people are, 0..100, and why. Below kLikelyScore they are not shown.
inline constexpr int kLikelyScore = 60;
struct Likeness {
  int score = 0;
  std::vector<std::string> reasons;  // same_phone, same_name, same_birth
};
Likeness likeness_of(const Person& a, const Person& b);

// The nearest place in the tree that lies above both.
std::string common_path(std::string_view a, std::string_view b);

}  // namespace niangjia::members
