#pragma once
// Moving between unions (会籍接转, DOMAIN b3) as an act of two sides: one begins, the old union lets go, the new union takes.
// A pull (“已是××工会会员，是否申请转入？”) is begun by the new union, so the old one's word finishes it. Who says nothing within
// the time of data/parameters.tsv is taken to have let go. Basis: 工会会员会籍管理办法 (2016-12-12): 一次入会、动态接转.

#include "modules/members/members.h"

namespace niangjia::transfers {

// Who began, and so which side has said its word already. The words are TransferRequest::origin; an import has words of
// its own (join_of_active, out_only, in_only).
inline constexpr std::string_view kFromSide = "from_side", kToSide = "to_side", kAbove = "above", kScan = "scan";

struct Opening {
  members::TransferKind kind = members::TransferKind::move;
  std::string_view origin;
  members::UnionPlace from, to;
  std::string reason, asked_by;
  std::optional<Date> until_on;
  std::string other_union_name;  // of TransferKind::outward
  Id follows_id = 0;             // of TransferKind::give_back: the secondment that ends
};
// Opens a request in the caller's transaction: rule, row, clock, journal. Refused while another one is open; the database
// decides between two who open at once.
Result<members::TransferRequest> open_transfer(House& house, store::WriteTx& tx, const Permit& permit,
                                               const members::Person& person, const Opening& opening);

const std::vector<AccessRow>& access_rows();

}  // namespace niangjia::transfers
