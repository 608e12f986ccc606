#pragma once
// The end of a committee's term (届期): who comes to it, and the reminders before it, 180, 90 and 30 days ahead
// (data/parameters.tsv), each once per union and term. 条例: the higher union sees to it that terms are kept.

#include "modules/founding/founding.h"

namespace niangjia::founding {

struct TermReminder {
  Id realm_id = 0, union_id = 0;
  Date term_to_on;
  std::int64_t days = 0;  // the stage
  bool is_told = false;   // false: no mobile number of the chair stands in the register
  Instant reminded_at;
};
inline constexpr std::array term_reminder_fields{
    id_field<&TermReminder::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&TermReminder::union_id>("union_id", "工会", "uni", {record::kKey}),
    field<&TermReminder::term_to_on>("term_to_on", "任期止", {record::kKey}),
    field<&TermReminder::days>("days", "提前天数", {record::kKey}),
    field<&TermReminder::is_told>("is_told", "已发短信"),
    field<&TermReminder::reminded_at>("reminded_at", "提醒时间"),
};
inline constexpr record::Shape term_reminder_shape{"term_reminder", "term_reminder", "换届提醒",
                                                   term_reminder_fields};
constexpr const record::Shape& shape_of(const TermReminder*) { return term_reminder_shape; }

// Where a term stands: 任期已满, or within the days of the third, second or first reminder.
enum class TermStage { over, third, second, first };

// A line of the list 届期.
struct Term {
  Id id = 0;  // of the union
  std::string name, parent_name, chair_name;
  int session_number = 0;
  Date term_to_on;
  std::int64_t days_left = 0;  // below 0: over
  TermStage stage = TermStage::over;
  std::optional<Date> reminded_on;
  bool is_told = false;
  Id case_id = 0;  // a re-election or an extension under way
};

// Reminds whom it is time to remind; how many were. For the upkeep. A union whose re-election or extension is
// under way needs none.
Result<int> remind_terms(House& house, Id realm_id);

}  // namespace niangjia::founding

namespace niangjia::record {
template <>
struct CodeWords<founding::TermStage> {
  static constexpr std::array words{CodeWord{"over", "任期已满"}, CodeWord{"third", "第三次提醒"},
                                    CodeWord{"second", "第二次提醒"}, CodeWord{"first", "第一次提醒"}};
};
}  // namespace niangjia::record

namespace niangjia::founding {

inline constexpr std::array term_fields{
    id_field<&Term::id>("id", "编号", "uni", {record::kReadOnly}),
    field<&Term::name>("name", "工会名称", {record::kReadOnly}),
    field<&Term::parent_name>("parent_name", "上级工会", {record::kReadOnly}),
    field<&Term::chair_name>("chair_name", "工会主席", {record::kReadOnly}),
    field<&Term::session_number>("session_number", "届次", {record::kReadOnly}),
    field<&Term::term_to_on>("term_to_on", "任期止", {record::kReadOnly}),
    field<&Term::days_left>("days_left", "剩余天数", {record::kReadOnly}),
    field<&Term::stage>("stage", "阶段", {record::kReadOnly}),
    field<&Term::reminded_on>("reminded_on", "最近提醒", {record::kReadOnly}),
    field<&Term::is_told>("is_told", "已发短信", {record::kReadOnly}),
    id_field<&Term::case_id>("case_id", "办理中的事项", "fnd", {record::kReadOnly}),
};
inline constexpr record::Shape term_shape{"term", "", "届期", term_fields};
constexpr const record::Shape& shape_of(const Term*) { return term_shape; }

}  // namespace niangjia::founding
