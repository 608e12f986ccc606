#pragma once
// A member as JSON: the record and what is derived from it. Numbers are unsealed only to be masked.

#include "modules/members/members.h"
#include "modules/members/store.h"

namespace niangjia::members {

std::string masked_identity(const Vault& vault, const Person& person);  // 330621********0279, or empty
std::string masked_phone(const Vault& vault, const Person& person);
bool is_qualified(const Person& person);  // 合格: nothing to repair; of problems that were told (quality.h)

// What stays the same for all rows of one answer: names of unions, and where each action is allowed.
class ItemWriter {
 public:
  ItemWriter(const Vault& vault, const Actor& actor, std::vector<UnionPlace> unions);
  void write(std::string& out, const Person& person, const Permit& permit) const;
  std::string_view union_name(Id union_id) const;

 private:
  const Vault& vault_;
  std::vector<UnionPlace> unions_;  // sorted by id
  std::vector<std::pair<std::string_view, Scope>> actions_;
  const std::vector<std::string>& changes_json_;  // by standing: what may happen to it next
};

}  // namespace niangjia::members
