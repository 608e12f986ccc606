#pragma once
// The letter between two federations (会员会籍接转单, DOMAIN appendix E form 7), with a stub for the answer.

#include "modules/transfers/actions.h"
#include "paper/paper.h"

namespace niangjia::transfers {

// Of a transfer that goes by letter; taking it is journalled. Numbers of the person stay masked: the person shows the card.
Result<paper::OfficialPaper> take_letter(House& house, const Actor& actor, Id id);

}  // namespace niangjia::transfers
