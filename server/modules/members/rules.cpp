#include "modules/members/rules.h"

#include <algorithm>

#include "base/text.h"
#include "modules/categories/categories.h"

namespace niangjia::members {

bool is_counted(Standing standing) {
  return standing == Standing::active || standing == Standing::moving_out;
}

namespace {

EventVerdict judge_join_event(const StandingState& state, Id union_id) {
  if (!state.known) return EventVerdict::apply;
  if (is_counted(state.standing))
    return state.union_id == union_id ? EventVerdict::already_member : EventVerdict::becomes_transfer;
  if (state.standing == Standing::retained) return EventVerdict::becomes_restore;
  if (state.standing == Standing::deceased) return EventVerdict::not_active;
  return EventVerdict::apply;
}

EventVerdict judge_restore(const StandingState& state) {
  if (!state.known) return EventVerdict::unknown_person;
  if (is_counted(state.standing)) return EventVerdict::already_member;
  return state.standing == Standing::retained ? EventVerdict::apply : EventVerdict::not_active;
}

}  // namespace

EventVerdict judge_event(const StandingState& state, EventKind kind, Id union_id) {
  switch (kind) {
    case EventKind::join:
      return judge_join_event(state, union_id);
    case EventKind::transfer_in: {
      EventVerdict verdict = judge_join_event(state, union_id);
      return verdict == EventVerdict::becomes_restore ? EventVerdict::apply : verdict;
    }
    case EventKind::restore:
      return judge_restore(state);
    default:
      break;
  }
  if (!state.known) return EventVerdict::unknown_person;
  return is_counted(state.standing) ? EventVerdict::apply : EventVerdict::not_active;
}

Standing standing_after(EventKind kind) {
  switch (kind) {
    case EventKind::retain:
      return Standing::retained;
    case EventKind::transfer_out:
    case EventKind::leave:
      return Standing::left;
    case EventKind::expel:
      return Standing::expelled;
    case EventKind::death:
      return Standing::deceased;
    default:
      return Standing::active;
  }
}

int net_effect(Standing before, Standing after) { return int{is_counted(after)} - int{is_counted(before)}; }

int phone_problems(PhoneVerdict verdict) {
  if (verdict == PhoneVerdict::missing || verdict == PhoneVerdict::bad) return kNoPhone;
  return verdict == PhoneVerdict::landline ? kPhoneNotMobile : 0;
}

std::span<const ProblemWord> problem_words() {
  static constexpr std::array words{ProblemWord{kNoPhone, "no_phone", "没有联系电话"},
                                    ProblemWord{kPhoneNotMobile, "phone_not_mobile", "联系电话不是手机号"},
                                    ProblemWord{kPhoneShared, "phone_shared", "手机号与他人相同"},
                                    ProblemWord{kNoCategory, "no_category", "没有就业形态类别"},
                                    ProblemWord{kNoJoinDate, "no_join_date", "没有入会日期"}};
  return words;
}

// --- joining ---

JoinVerdict judge_join(const JoinInput& input) {
  if (input.identity.verdict != IdentityVerdict::ok) return JoinVerdict::identity_wrong;
  const auto& born_on = input.identity.born_on;
  if (born_on && age_on(*born_on, input.today) < kMinimumAgeYears) return JoinVerdict::under_age;
  if (input.phone.verdict == PhoneVerdict::bad) return JoinVerdict::phone_wrong;
  if (input.joined_on > input.today) return JoinVerdict::day_in_future;
  if (born_on && age_on(*born_on, input.joined_on) < kMinimumAgeYears) return JoinVerdict::day_before_sixteen;
  if (input.category != 0 && !categories::category_by_code(input.category))
    return JoinVerdict::category_unknown;
  return JoinVerdict::ok;
}

std::string_view sentence_of(IdentityVerdict verdict) {
  switch (verdict) {
    case IdentityVerdict::ok:
      return "";
    case IdentityVerdict::missing:
      return "“证件号码”必须填写";
    case IdentityVerdict::damaged_number:
      return "证件号码已被表格改成数字，末几位丢失，请按证件重新输入";
    case IdentityVerdict::bad_length:
      return "证件号码的位数不对，应为 18 位，请按证件核对";
    case IdentityVerdict::bad_letters:
      return "证件号码里有不应出现的字符，请按证件核对";
    case IdentityVerdict::bad_date:
      return "证件号码中的出生日期不存在，请按证件核对";
    case IdentityVerdict::birth_in_future:
      return "证件号码中的出生日期在今天之后，请按证件核对";
    case IdentityVerdict::bad_area:
      return "证件号码开头的地区代码不存在，请按证件核对";
    case IdentityVerdict::bad_check_digit:
      return "证件号码的校验位不对，多半是输错了一位，请按证件核对";
  }
  return "";
}

std::string_view sentence_of(JoinVerdict verdict) {
  switch (verdict) {
    case JoinVerdict::ok:
    case JoinVerdict::identity_wrong:
      return "";
    case JoinVerdict::under_age:
      return "该职工未满 16 周岁，不能入会（劳动法第十五条）";
    case JoinVerdict::phone_wrong:
      return "联系电话不对，应为 11 位手机号或带区号的固定电话，请核对";
    case JoinVerdict::day_in_future:
      return "入会日期在今天之后，请改为实际入会的日期";
    case JoinVerdict::day_before_sixteen:
      return "入会日期时该职工未满 16 周岁，请核对入会日期和证件号码";
    case JoinVerdict::category_unknown:
      return "没有这个就业形态类别，请从列表中选择";
  }
  return "";
}

// --- changes of standing ---

namespace {

bool enters(EventKind kind) {
  return kind == EventKind::join || kind == EventKind::transfer_in || kind == EventKind::restore;
}

ChangeVerdict judge_stand(EventKind kind, Standing standing) {
  if (kind == EventKind::moved_with_union) return ChangeVerdict::kind_not_by_hand;
  switch (judge_event({true, standing, 1}, kind, 1)) {
    case EventVerdict::apply:
      return ChangeVerdict::ok;
    case EventVerdict::already_member:
      return ChangeVerdict::already_active;
    case EventVerdict::becomes_restore:
      return ChangeVerdict::ok;
    default:
      return standing == Standing::deceased ? ChangeVerdict::deceased : ChangeVerdict::not_active;
  }
}

}  // namespace

ChangeVerdict judge_change(const ChangeInput& input) {
  if (ChangeVerdict verdict = judge_stand(input.kind, input.standing); verdict != ChangeVerdict::ok)
    return verdict;
  if (input.on > input.today) return ChangeVerdict::day_in_future;
  if (input.last_event_on && input.on < *input.last_event_on) return ChangeVerdict::day_before_last;
  // 工会会员会籍管理办法: 退会 after a talk, 除名 after a decision; both have a reason that can be read
  // later.
  bool needs_reason =
      !enters(input.kind) && input.kind != EventKind::death && input.kind != EventKind::transfer_out;
  if (needs_reason && count_characters(input.reason) < 2) return ChangeVerdict::reason_missing;
  bool moves = input.kind == EventKind::transfer_in || input.kind == EventKind::transfer_out;
  if (moves && input.other_union_name.empty()) return ChangeVerdict::other_union_missing;
  return ChangeVerdict::ok;
}

std::vector<EventKind> open_changes(Standing standing) {
  std::vector<EventKind> open;
  for (std::size_t i = 0; i < record::CodeWords<EventKind>::words.size(); ++i) {
    const auto kind = static_cast<EventKind>(i);
    // 入会 of a retained member is taken as 恢复会籍, which is offered under its own name.
    const bool is_same = kind == EventKind::join && standing == Standing::retained;
    if (!is_same && judge_stand(kind, standing) == ChangeVerdict::ok) open.push_back(kind);
  }
  return open;
}

std::string_view sentence_of(ChangeVerdict verdict) {
  switch (verdict) {
    case ChangeVerdict::ok:
      return "";
    case ChangeVerdict::day_in_future:
      return "日期在今天之后，请改为实际发生的日期。";
    case ChangeVerdict::day_before_last:
      return "日期早于该会员上一次会籍变化的日期，请先在“会籍变化”中核对。";
    case ChangeVerdict::reason_missing:
      return "请写明原因，如“劳动关系解除，本人要求退会”。";
    case ChangeVerdict::other_union_missing:
      return "请写明对方工会的名称。";
    case ChangeVerdict::not_active:
      return "该职工现在不在会，不能办理这项会籍变化，请先核对会籍状态。";
    case ChangeVerdict::already_active:
      return "该职工已经在会，不必再办理入会、转入或恢复会籍。";
    case ChangeVerdict::deceased:
      return "该职工已登记为已故，不能再办理会籍变化；登记有误请联系县总工会更正。";
    case ChangeVerdict::kind_not_by_hand:
      return "随工会划转在工会的隶属调整中办理，不能逐人办理。";
  }
  return "";
}

// --- likeness ---

Likeness likeness_of(const Person& a, const Person& b) {
  Likeness out;
  bool phone = !a.phone_index.bytes.empty() && a.phone_index == b.phone_index;
  bool name = a.name == b.name;
  bool birth = a.born_on && a.born_on == b.born_on;
  if (phone) out.reasons.emplace_back("same_phone");
  if (name) out.reasons.emplace_back("same_name");
  if (birth) out.reasons.emplace_back("same_birth");
  // Two of the three speak for one human; a couple shares a phone, namesakes share a name, so one alone says
  // nothing.
  if (phone && name)
    out.score = birth ? 100 : 80;
  else if (phone && birth)
    out.score = 70;
  else if (name && birth)
    out.score = 60;
  return out;
}

std::string common_path(std::string_view a, std::string_view b) {
  constexpr std::size_t kSegment = 4;  // unions::kSegmentLength
  std::size_t n = 0;
  while (n + kSegment <= std::min(a.size(), b.size()) && a.substr(n, kSegment) == b.substr(n, kSegment))
    n += kSegment;
  return std::string(a.substr(0, n));
}

}  // namespace niangjia::members
