#pragma once
// The SQL of applications. Lists take a Scope and a bound, writes a Permit.

#include "access/list_question.h"
#include "modules/registrations/rules.h"

namespace niangjia::registrations {

struct RegistrationFilter {
  std::optional<Kind> kind;
  std::optional<State> state;
  Id union_id = 0;
  std::string under_path;  // a chosen union and what lies below it
  bool only_open = false, only_late = false, only_expiring = false;
  std::string words;  // part of a name
  Date today;
};
std::vector<Registration> list_registrations(store::ReadTx& tx, const Scope& scope, const RegistrationFilter& filter,
                                             Id before_id, int limit);
std::int64_t count_registrations(store::ReadTx& tx, const Scope& scope, const RegistrationFilter& filter);
std::optional<Registration> find_registration(store::ReadTx& tx, Id realm_id, Id id);
// The application whose certificate holds.
std::optional<Registration> in_force_of(store::ReadTx& tx, Id realm_id, Id union_id);
// Certificates in force that end from one day to another, whose union was not told at this stage or a nearer one and has no
// application open that would end or renew them.
std::vector<Registration> certificates_to_remind(store::ReadTx& tx, Id realm_id, Date from, Date until, std::int64_t days, int limit);
// False: an application of that kind is under way for that union; the database decided.
bool insert_registration(store::WriteTx& tx, const Permit& permit, const Registration& r);
// Only while nobody changed it since it was read; false: somebody did.
bool save_registration(store::WriteTx& tx, const Permit& permit, Registration& r);
// The certificate that held until now no longer does.
void end_force(store::WriteTx& tx, const Permit& permit, Id union_id);
std::vector<RegistrationStep> steps_of(store::ReadTx& tx, Id realm_id, Id registration_id);
void insert_step(store::WriteTx& tx, const Permit& permit, const RegistrationStep& step);

// What the form takes from elsewhere.
struct Approval {
  std::string kind, name, prepare_number, number;
  std::optional<Date> prepared_on, on;
};
std::vector<Approval> approvals_of(store::ReadTx& tx, Id realm_id, Id union_id);  // the oldest first
Id founding_of(store::ReadTx& tx, Id realm_id, Id union_id);                      // the case by which it was founded; 0: none
std::int64_t count_members_below(store::ReadTx& tx, const unions::Union& u);      // with those of its branches
std::string ending_document(store::ReadTx& tx, Id realm_id, Id union_id);         // 文号 of a dissolution or merge
std::string holder_of_code(store::ReadTx& tx, Id realm_id, std::string_view code, Id except_union);

}  // namespace niangjia::registrations
