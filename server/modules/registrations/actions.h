#pragma once
// One function per act. Each is one transaction: permit, whose turn it is, rule, write, step, journal.

#include "modules/registrations/rules.h"

namespace niangjia {
struct IdempotencyKey;
}

namespace niangjia::registrations {

struct RegistrationView {
  Registration row;
  std::vector<RegistrationStep> steps;  // the newest first
  Id founding_id = 0;                   // the case by which the union was founded here
};
Result<RegistrationView> read_registration(House& house, const Actor& actor, Id id);

struct OpenWish {
  Kind kind = Kind::first;
  std::string reason;
};
Result<Registration> open_registration(House& house, const Actor& actor, Id union_id, const OpenWish& wish,
                                       const IdempotencyKey* key = nullptr);
// What the applicant fills in; a change names only what changes. `version`: what the editor saw.
struct Filling {
  std::string address, premises;
  FundChannel fund_channel = FundChannel::unknown;
  std::string fund_source, handler;
  std::string phone;  // of the handler
  std::string registrar, reason;
  std::string was_name, was_address, was_representative, was_registrar;  // of a certificate from before this register
};
Result<Registration> fill_registration(House& house, const Actor& actor, Id id, std::int64_t version,
                                       std::string_view change_json);
// The register's part anew, after the register was put right.
Result<Registration> refill_registration(House& house, const Actor& actor, Id id);

struct FileWish {
  std::optional<Date> on;
};
Result<Registration> file_registration(House& house, const Actor& actor, Id id, const FileWish& wish);
// Returned or given up: each with its reason.
struct TurnWish {
  std::string reason;
};
Result<Registration> send_back(House& house, const Actor& actor, Id id, const TurnWish& wish);
Result<Registration> withdraw(House& house, const Actor& actor, Id id, const TurnWish& wish);
// The certificate is there (or, of a cancellation, gone): the union's record takes its code and address.
Result<Registration> certify(House& house, const Actor& actor, Id id, const Certificate& certificate);

inline RowPlace place_of(const Registration& r) { return {r.realm_id, r.union_path, 0, 0}; }
// Which grant an act asks for.
std::string_view action_of(Act act);
Result<std::string> phone_of(const House& house, const Registration& r);  // empty: none

}  // namespace niangjia::registrations
