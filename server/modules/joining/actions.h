#pragma once
// One function per verb. Applying is open to whoever holds a poster's code and proves a phone; everything
// else asks the gate.

#include "access/idempotency.h"
#include "modules/joining/store.h"

namespace niangjia::joining {

inline constexpr std::string_view kPosterToken = "poster", kCardToken = "card", kReceiptToken = "receipt";

// --- posters ---
struct PosterWish {
  Id union_id = 0;  // 0: routed by the rules
  std::string campaign;
  std::optional<Date> expires_on;  // nothing: as long as the parameter allows
};
Result<Poster> make_poster(House& house, const Actor& actor, const PosterWish& wish,
                           const IdempotencyKey* key = nullptr);
Result<Poster> revoke_poster(House& house, const Actor& actor, Id id, std::string_view reason);
// What a scanned code opens: forged, revoked and expired ones are refused with a sentence.
struct OpenPoster {
  Poster poster;
  std::string union_name;  // empty: routed by the rules
  RealmPlace realm;
  Actor visitor;
};
Result<OpenPoster> open_poster(House& house, std::string_view token);

// --- applying ---
struct Applied {
  Application application;
  std::string receipt;  // the secret by which the applicant asks for the state
  std::string union_name;
  bool is_repeated = false;  // an open application of that person stood already
};
// `encode` makes the answer that is kept under the key.
struct ApplyOnce {
  const IdempotencyKey* key = nullptr;
  std::function<StoredAnswer(const Applied&)> encode;
};
Result<Applied> apply_to_join(House& house, const OpenPoster& open, const Intake& intake,
                              const ApplyOnce& once = {});
// What the holder of a receipt may know.
struct ReceiptState {
  Application application;
  std::string union_name, realm_name;
  std::string card_token;  // when accepted
};
Result<ReceiptState> read_receipt(House& house, std::string_view receipt);
Result<void> withdraw_application(House& house, std::string_view receipt);

// --- deciding ---
enum class Decision { accept, refuse, move };
struct DecisionWish {
  Decision decision = Decision::accept;
  std::string reason;  // of a refusal
  Id union_id = 0;     // of moving: who is to decide; of accepting out of the pool: who takes the person
};
Result<Application> decide(House& house, const Actor& actor, Id id, const DecisionWish& wish);
// Moves what was not decided in time one desk up; how many. For the upkeep, as the machine's operator.
Result<int> escalate_overdue(House& house, Id realm_id);

// Applications that became transfers end as those do; how many ended. For the upkeep. A receipt says so at once.
Result<int> end_transferring(House& house, Id realm_id);
void end_as_transfer(Application& a, const EndedTransfer& ended);

// --- routing ---
Result<std::vector<RoutingRule>> write_rules(House& house, const Actor& actor,
                                             std::vector<RoutingRule> rules);
struct TriedRule {
  std::string from_name, to_name;
  std::int64_t applications = 0;
};
struct Trial {
  std::int64_t tried = 0, changed = 0;
  std::vector<TriedRule> moves;  // where those that would change would go, the most first
};
// Past applications of the last `days` under other rules; writes nothing.
Result<Trial> try_rules(House& house, const Actor& actor, const std::vector<RoutingRule>& rules, int days);

// --- the card ---
struct CardState {
  bool is_good = false;
  std::string shown_name;  // 李*
  std::string union_name, realm_name, sentence;
  std::optional<Date> joined_on;
};
// What any counter may know: whether the card is good, and whose it seems to be.
Result<CardState> verify_card(House& house, std::string_view token);

// --- joining on the spot ---
struct SpotRow {
  std::string row_key;  // made by the cadre's device; a row sent again is the same row
  std::string name, identity_number, phone;
  int category = 0;
  std::string platform;
  std::optional<Date> joined_on;
};
struct SpotOutcome {
  std::string row_key, outcome;  // joined, repeated, conflict, wrong
  std::string sentence;
  std::vector<FieldProblem> fields;
  Id person_id = 0;
};
Result<std::vector<SpotOutcome>> join_on_spot(House& house, const Actor& actor, Id union_id,
                                              const std::vector<SpotRow>& rows);

RowPlace place_of(const Application& a);
Problem no_such_application();
Problem no_such_poster();

}  // namespace niangjia::joining
