#pragma once
// Verdicts without a database, a clock or a network.

#include "modules/transfers/transfers.h"

namespace niangjia::transfers {

using members::TransferKind;
using members::TransferRequest;
using members::TransferState;

// confirm: another federation has written that it took the member (接转单回执).
enum class Decision { release, take, refuse, withdraw, confirm };

// Sides of a request an actor may speak for. Who may for both (a township, the county) may for each.
struct Sides {
  bool from = false, to = false;
};

// --- asking ---
enum class AskVerdict {
  ok,
  not_counted,
  same_union,
  target_closed,
  outside_missing,  // the name of the union outside
  reason_missing,
  until_missing,    // of a secondment
  until_too_short,  // under the months from which a secondment may move
};
struct AskInput {
  members::Standing standing = members::Standing::none;
  Id from_union_id = 0, to_union_id = 0;
  bool is_target_open = false;
  std::string_view reason;
  TransferKind kind = TransferKind::move;
  Date today;
  std::optional<Date> until_on;
  std::string_view other_union_name;
  int least_months = 6;
};
// In the order in which they are told.
AskVerdict judge_ask(const AskInput& input);
std::string sentence_of(AskVerdict verdict, const AskInput& input);

// Who begins speaks for the side they may speak for; who may for both has said neither side's word.
std::string_view origin_of(const Sides& sides);
// The side that began, and so need not be asked again.
bool has_new_side_agreed(std::string_view origin);
bool has_old_side_agreed(std::string_view origin);

// --- deciding ---
enum class DecisionVerdict {
  ok,
  settled,
  not_your_turn,
  reason_missing,
  day_in_future,
  day_before_last,
};
struct DecisionInput {
  Decision decision = Decision::take;
  TransferState state = TransferState::open;
  std::string_view origin, reason;
  Sides may;  // what the actor may speak for
  Date on, today;
  std::optional<Date> last_event_on;
};
DecisionVerdict judge_decision(const DecisionInput& input);
std::string_view sentence_of(DecisionVerdict verdict);
// The decisions open to an actor, in the order of the enum; a page offers these and no others.
std::vector<Decision> open_decisions(TransferState state, std::string_view origin, const Sides& may);

bool is_open(TransferState state);
// The first day on which so many months are full.
Date months_later(Date day, int months);

}  // namespace niangjia::transfers

namespace niangjia::record {
template <>
struct CodeWords<transfers::Decision> {
  static constexpr std::array words{CodeWord{"release", "同意转出"}, CodeWord{"take", "接收"},
                                    CodeWord{"refuse", "不同意"}, CodeWord{"withdraw", "撤回"},
                                    CodeWord{"confirm", "外地已接收"}};
};
}  // namespace niangjia::record
