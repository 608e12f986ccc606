#pragma once
// An applicant's numbers: sealed for the application's row, found by the blind indexes of members/.

#include "modules/joining/joining.h"
#include "modules/members/members.h"

namespace niangjia::joining {

void seal_applicant(const Vault& vault, Application& a, const Identity& identity, const Phone& phone);
struct Applicant {
  std::string identity_number, phone;
};
Result<Applicant> unseal_applicant(const Vault& vault, const Application& a);

}  // namespace niangjia::joining
