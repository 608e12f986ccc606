#pragma once
// Verdicts without a database or a clock.

#include "modules/registrations/registrations.h"

namespace niangjia::registrations {

enum class Act { fill, refill, file, send_back, certify, withdraw };
std::string_view word_of(Act act);
// The state after an act; nothing: it is not its turn.
std::optional<State> state_after(State state, Act act);
// The acts that may come next, in the order of a page's buttons.
std::vector<Act> open_acts(State state);
inline bool is_open(State state) { return state != State::certified && state != State::withdrawn; }

// By when an application of a kind is to be filed; `since_on` of a renewal is the last day of the certificate.
Date due_of(Kind kind, Date since_on, Date today);
// By when the next step is due after an act of that day; nothing: no limit.
std::optional<Date> due_after(State state, const Registration& r, Date on);

// 总工会 at the head of the federation is a legal person by law (工会法 art. 15); 派出机构 get a code and no certificate
// (办法); branches and groups are parts of a basic union.
bool may_register(const unions::Union& u);
struct Standing {
  bool is_registered = false;  // a certificate in force, or a code of its own from before
};
Result<void> judge_open(Kind kind, const unions::Union& u, const Standing& standing);
// Which registered matters differ from what the certificate in force says.
std::vector<std::string> matters_of(const Registration& r);
std::string_view matter_label(std::string_view word);

// What must stand in the form before it is filed. `u`: the register today, which the form must still agree with.
Result<void> judge_filing(const Registration& r, const unions::Union& u, bool has_phone, Date on, Date today);
struct Certificate {
  std::optional<Date> on;
  std::string certificate_number, issuer;
  std::optional<Date> valid_from_on, valid_to_on;
  std::string credit_code;
};
// `holder`: the name of another union that bears this code; empty: none.
Result<void> judge_certificate(const Registration& r, const Certificate& c, std::string_view holder, Date today);

}  // namespace niangjia::registrations
