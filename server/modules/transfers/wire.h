#pragma once
// How rows go out.

#include "modules/transfers/actions.h"

namespace niangjia::transfers {

std::string quoted(std::string_view text);

// What a row needs to be told: the people and unions it names, read once for a page.
class ItemWriter {
 public:
  ItemWriter(House& house, const Actor& actor, store::ReadTx& tx, const std::vector<TransferRequest>& rows);
  const members::Person* person_of(const TransferRequest& r) const;
  std::string_view union_name(Id id) const;
  std::string json(const TransferRequest& r) const;

 private:
  House& house_;
  const Actor& actor_;
  std::map<Id, members::Person> people_;
  std::map<Id, std::string> names_;
  Date today_;
};

std::string look_up_json(const LookUp& found);
std::string targets_json(const std::vector<members::UnionPlace>& places);

}  // namespace niangjia::transfers
