#pragma once

#include "modules/founding/store.h"

namespace niangjia::founding {

Result<CaseFilter> read_case_filter(const Query& query, Date today);
Result<std::string> export_cases(House& house, const Actor& actor, const Query& query);

// Names of higher unions, each read once.
class ParentNames {
 public:
  ParentNames(store::ReadTx& tx, Id realm_id) : tx_(tx), realm_id_(realm_id) {}
  const std::string& of(Id parent_id);

 private:
  store::ReadTx& tx_;
  Id realm_id_;
  std::map<Id, std::string> names_;
};

}  // namespace niangjia::founding
