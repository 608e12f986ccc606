#pragma once
// Signing in by phone, what the union holds, and what one may ask for.

#include "modules/members/members.h"
#include "modules/workers/store.h"

namespace niangjia::workers {

inline constexpr std::string_view kWorkerCookie = "niangjia_worker";

// --- signing in ---
// The federations whose members may enter here; one database may hold those of a whole city.
Result<std::vector<RealmName>> open_realms(House& house);
// The one of this division; with no division the only one. Refusals: worker.no_realm, worker.which_realm (several: the
// person chooses), worker.unknown_realm.
Result<RealmName> realm_of_division(House& house, std::string_view division);
// `division`: of the federation, as everywhere below; may be empty where there is one.
Result<void> send_code(House& house, std::string_view division, std::string_view phone, bool to_rebind);
struct EnterWish {
  std::string division, phone, code;
  std::string identity_tail;  // the last four of the identity number, when several people share the phone
  std::string device;         // as the browser says it, shortened
};
struct Entered {
  std::string token, csrf;
  Id realm_id = 0, person_id = 0;
};
// Refusals: worker.unknown_phone, worker.which (several hold the phone: identity_tail is asked for).
Result<Entered> enter(House& house, const EnterWish& wish);
struct Worker {
  Actor actor;
  WorkerSession session;
};
Result<Worker> find_worker(House& house, std::string_view token);
Result<void> leave(House& house, const Worker& worker);
Result<void> end_device(House& house, const Worker& worker, Id session_id);

// --- what is held ---
struct OwnRecord {
  members::Person person;
  std::string union_name, identity_masked, phone_masked;
  std::vector<OwnEvent> history;
  std::vector<OwnWork> work;
  std::vector<OwnConsent> consents;
  std::vector<OwnTrace> traces;
  std::vector<WorkerSession> devices;
  std::vector<SelfRequest> requests;
  std::string card_token;
};
Result<OwnRecord> own_record(House& house, const Worker& worker);
Result<void> withdraw_own_consent(House& house, const Worker& worker, Id consent_id);

// --- asking ---
struct CorrectionWish {
  std::string name, phone, platform, note;
  int category = 0;
};
Result<SelfRequest> ask_correction(House& house, const Worker& worker, const CorrectionWish& wish);
Result<SelfRequest> ask_deletion(House& house, const Worker& worker, std::string_view note);
Result<void> withdraw_request(House& house, const Worker& worker, Id id);
// Without a session: a person whose number somebody else has now. Name and whole identity number must fit;
// the new phone is proven by code, and the union confirms.
struct RebindWish {
  std::string division, name, identity_number, phone, code;
};
Result<void> ask_rebind(House& house, const RebindWish& wish);

// --- answering ---
Result<SelfRequest> answer_request(House& house, const Actor& actor, Id id, bool accept,
                                   std::string_view reason);
// The new values of a correction, as the desk sees them (numbers masked).
struct AskedChange {
  std::string name, phone_masked, platform;
  int category = 0;
};
Result<AskedChange> asked_change(House& house, const SelfRequest& request);

}  // namespace niangjia::workers
