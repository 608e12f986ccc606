#pragma once
// What the form takes from the register, so that nobody types it twice.

#include "modules/registrations/store.h"

namespace niangjia::registrations {

struct Sources {
  unions::Union row;
  std::string parent_name, unit_name, unit_credit_code, unit_address;
  std::string fund_parent_name;  // to which the union remits; empty: not known
  std::string registrar;         // the federation at county level
  std::int64_t members = 0;
  std::vector<Approval> approvals;
  std::optional<Registration> in_force;
  std::string ending_document;
};
Sources sources_of(store::ReadTx& tx, const unions::Union& u);
// The register's part is written anew; what the applicant filled in stays, and is proposed where it is empty.
void fill_in(Registration& r, const Sources& s);
// What the certificate in force says is not typed over.
void take_held(Registration& r, const Registration& held);
// The papers to hand in: those the system holds, with number and day, then those the union brings.
std::vector<std::string> papers_of(Kind kind, const Sources& s);

}  // namespace niangjia::registrations
