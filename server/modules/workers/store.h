#pragma once
// The module's only SQL.

#include "access/list_question.h"
#include "modules/workers/workers.h"

namespace niangjia::workers {

// --- sessions ---
std::optional<WorkerSession> find_session(store::ReadTx& tx, Id realm_id, const record::Blob& token_digest);
std::vector<WorkerSession> sessions_of(store::ReadTx& tx, Id realm_id, Id person_id);  // newest first
bool end_session(store::WriteTx& tx, const Permit& permit, Id person_id, Id id, Instant now);
void end_all_sessions(store::WriteTx& tx, Id realm_id, Id person_id, Instant now);
void set_seen(store::WriteTx& tx, const WorkerSession& session, Instant now);

// Members and retained ones who hold that phone.
struct Holder {
  Id person_id = 0;
  std::string name;
};
std::vector<Holder> holders_of_phone(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index);
struct RealmName {
  Id id = 0;
  std::string name, division, root_path;
};
// The federations of this database by division, those of one division when one is named; no more than are asked for.
std::vector<RealmName> list_realms(store::ReadTx& tx, std::string_view division, int limit);

// --- what is held ---
struct OwnEvent {
  std::string kind, happened_on, union_name, other_name, reason;
};
std::vector<OwnEvent> own_history(store::ReadTx& tx, Id realm_id, Id person_id);
struct OwnWork {
  std::string outlet, post, from_on;
  bool has_left = false;
};
std::vector<OwnWork> own_work(store::ReadTx& tx, Id realm_id, Id person_id);
struct OwnConsent {
  Id id = 0;
  std::string purpose, text_version;
  Instant given_at, withdrawn_at;
};
std::vector<OwnConsent> own_consents(store::ReadTx& tx, Id realm_id, Id person_id);
bool withdraw_consent(store::WriteTx& tx, const Permit& permit, Id person_id, Id consent_id, Instant now);
// Who looked at whole numbers or changed the record.
struct OwnTrace {
  Instant at;
  std::string actor, role, action, reason;
};
std::vector<OwnTrace> own_traces(store::ReadTx& tx, Id realm_id, Id person_id);
std::string union_name(store::ReadTx& tx, Id realm_id, Id union_id);

// --- requests ---
bool insert_request(store::WriteTx& tx, const Permit& permit, const SelfRequest& row);  // false: one is open
std::vector<SelfRequest> requests_of(store::ReadTx& tx, Id realm_id, Id person_id);
std::optional<SelfRequest> find_request(store::ReadTx& tx, Id realm_id, Id id);
struct RequestFilter {
  std::optional<RequestState> state;
  std::optional<RequestKind> kind;
};
std::vector<SelfRequest> list_requests(store::ReadTx& tx, const Scope& scope, const RequestFilter& filter,
                                       Id after_id, int limit);
std::int64_t count_requests(store::ReadTx& tx, const Scope& scope, const RequestFilter& filter);
bool settle_request(store::WriteTx& tx, const Permit& permit, SelfRequest& row);  // only while it waits
// What a deleted person asked for holds their words: they go too.
void erase_requests(store::WriteTx& tx, Id realm_id, Id person_id);

}  // namespace niangjia::workers
