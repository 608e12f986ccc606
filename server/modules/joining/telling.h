#pragma once
// What an applicant is told, through the outbox, in the act's own transaction.

#include "modules/joining/actions.h"

namespace niangjia::joining {

void tell_received(store::WriteTx& tx, House& house, const std::string& realm_name, const Applied& applied,
                   const std::string& phone);
void tell_moved(store::WriteTx& tx, House& house, const std::string& realm_name, const Application& a,
                const std::string& union_name, const std::string& phone);
void tell_decided(store::WriteTx& tx, House& house, const std::string& realm_name, const Application& a,
                  const std::string& union_name, const std::string& phone);

}  // namespace niangjia::joining
