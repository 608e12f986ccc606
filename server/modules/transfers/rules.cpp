#include "modules/transfers/rules.h"

#include "base/text.h"

namespace niangjia::transfers {

bool is_open(TransferState state) {
  return state == TransferState::open || state == TransferState::released || state == TransferState::outside;
}

Date months_later(Date day, int months) {
  int count = day.year() * 12 + day.month() - 1 + months;
  int year = count / 12, month = count % 12 + 1;
  for (int d = day.day(); d > 28; --d)
    if (auto found = Date::from_ymd(year, month, d)) return *found;
  return *Date::from_ymd(year, month, std::min(day.day(), 28));
}

// --- asking ---

AskVerdict judge_ask(const AskInput& input) {
  if (!members::is_counted(input.standing)) return AskVerdict::not_counted;
  const bool is_outward = input.kind == TransferKind::outward;
  if (is_outward && count_characters(trim(input.other_union_name)) < 4) return AskVerdict::outside_missing;
  if (!is_outward && input.from_union_id == input.to_union_id) return AskVerdict::same_union;
  if (!is_outward && !input.is_target_open) return AskVerdict::target_closed;
  if (count_characters(trim(input.reason)) < 2) return AskVerdict::reason_missing;
  if (input.kind != TransferKind::second) return AskVerdict::ok;
  if (!input.until_on) return AskVerdict::until_missing;
  return *input.until_on < months_later(input.today, input.least_months) ? AskVerdict::until_too_short
                                                                         : AskVerdict::ok;
}

std::string sentence_of(AskVerdict verdict, const AskInput& input) {
  switch (verdict) {
    case AskVerdict::ok:
      return "";
    case AskVerdict::not_counted:
      return "该职工现在不在会，不需要转会；请直接办理入会或恢复会籍。";
    case AskVerdict::same_union:
      return "该职工的会籍已在这个工会，不必转会。";
    case AskVerdict::target_closed:
      return "转入的工会已撤销、合并或锁定，不能接收会员，请另选工会。";
    case AskVerdict::outside_missing:
      return "请写明外地工会的全称，印在接转单上。";
    case AskVerdict::reason_missing:
      return "请写明转会的事由，如“劳动关系转到××单位”。";
    case AskVerdict::until_missing:
      return "请写明借调到哪一天期满，期满后会籍转回原工会。";
    case AskVerdict::until_too_short:
      return "借调不满 " + std::to_string(input.least_months) +
             " 个月的，会籍不转，仍在原工会；请只登记借调，不办理转会。";
  }
  return "";
}

std::string_view origin_of(const Sides& sides) {
  if (sides.from && sides.to) return kAbove;
  return sides.to ? kToSide : kFromSide;
}

bool has_new_side_agreed(std::string_view origin) {
  return origin == kToSide || origin == kScan || origin == "in_only" || origin == "join_of_active";
}

bool has_old_side_agreed(std::string_view origin) { return origin == kFromSide || origin == "out_only"; }

// --- deciding ---

namespace {

bool may_withdraw(std::string_view origin, const Sides& may) {
  if (has_new_side_agreed(origin)) return may.to;
  if (has_old_side_agreed(origin)) return may.from;
  return may.from && may.to;
}

bool is_their_turn(Decision decision, TransferState state, std::string_view origin, const Sides& may) {
  switch (decision) {
    case Decision::release:
      return state == TransferState::open && may.from;
    case Decision::take:
      return state == TransferState::released && may.to;
    case Decision::refuse:
      return (state != TransferState::released && is_open(state) && may.from) ||
             (state == TransferState::released && may.to);
    case Decision::confirm:
      return state == TransferState::outside && may.from;
    case Decision::withdraw:
      return is_open(state) && may_withdraw(origin, may);
  }
  return false;
}

}  // namespace

DecisionVerdict judge_decision(const DecisionInput& input) {
  if (!is_open(input.state)) return DecisionVerdict::settled;
  if (!is_their_turn(input.decision, input.state, input.origin, input.may)) return DecisionVerdict::not_your_turn;
  if (input.decision == Decision::withdraw) return DecisionVerdict::ok;
  if (input.decision == Decision::refuse)
    return count_characters(trim(input.reason)) < 2 ? DecisionVerdict::reason_missing : DecisionVerdict::ok;
  if (input.on > input.today) return DecisionVerdict::day_in_future;
  if (input.last_event_on && input.on < *input.last_event_on) return DecisionVerdict::day_before_last;
  return DecisionVerdict::ok;
}

std::string_view sentence_of(DecisionVerdict verdict) {
  switch (verdict) {
    case DecisionVerdict::ok:
      return "";
    case DecisionVerdict::settled:
      return "这件转会申请已由他人办结或撤回，请刷新后再看。";
    case DecisionVerdict::not_your_turn:
      return "现在不该由您这一方办理：转出工会先确认，转入工会再接收。";
    case DecisionVerdict::reason_missing:
      return "请写明不同意的原因，会告诉对方工会和本人";
    case DecisionVerdict::day_in_future:
      return "转会日期在今天之后，请改为实际转会的日期";
    case DecisionVerdict::day_before_last:
      return "转会日期早于该会员上一次会籍变化，请核对";
  }
  return "";
}

std::vector<Decision> open_decisions(TransferState state, std::string_view origin, const Sides& may) {
  std::vector<Decision> open;
  for (Decision d :
       {Decision::release, Decision::take, Decision::refuse, Decision::withdraw, Decision::confirm})
    if (is_their_turn(d, state, origin, may)) open.push_back(d);
  return open;
}

}  // namespace niangjia::transfers
