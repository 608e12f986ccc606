#pragma once
// A POST that is sent twice (a weak network, an impatient finger) is done once. The key is the client's, the
// digest tells whether it is really the same request. The row is written in the action's own transaction, so
// there is never a deed without its answer nor an answer without its deed:
//
//   Result<Member> join(House& house, const Actor& actor, const Joining& wish, const IdempotencyKey* key) {
//     TRY(Permit permit, allow(…));
//     return house.database.write([&](store::WriteTx& tx) -> Result<Member> {
//       if (key && !claim_key(tx, permit, *key, now)) return key_in_use();
//       … rule, write, facts, journal …
//       if (key) complete_key(tx, permit, *key, {201, to_json(member, &permit)});
//       return member;
//     });
//   }
// The route asks find_answer() first (answer_once in access/request_actor.h does all of it).

#include <optional>
#include <string>

#include "access/access.h"

namespace niangjia {

struct StoredAnswer {
  int status = 0;  // 0: claimed, no answer yet
  std::string body;
};
struct IdempotencyKey {
  std::string key;  // 1 to 100 printable ASCII characters
  Digest request{};
};
inline constexpr std::int64_t kAnswerKept_ms =
    24LL * 3600 * 1000;  // a client that still retries after a day starts anew

// Of a method, a path and a body. A malformed key is refused with reason idempotency.key.
Result<IdempotencyKey> make_key(std::string_view key, std::string_view method, std::string_view path,
                                std::string_view body);
// The answer given before; nothing when the key is new. The same key with another request: invalid,
// idempotency.reused.
Result<std::optional<StoredAnswer>> find_answer(store::ReadTx& tx, const Actor& actor,
                                                const IdempotencyKey& key);
// False: somebody else claimed the key; the guard is the table's primary key.
bool claim_key(store::WriteTx& tx, const Permit& permit, const IdempotencyKey& key, Instant now);
void complete_key(store::WriteTx& tx, const Permit& permit, const IdempotencyKey& key,
                  const StoredAnswer& answer);
// Claim and completion in one, for an action that knows its answer beforehand or is harmless to repeat.
bool keep_answer(store::WriteTx& tx, const Actor& actor, const IdempotencyKey& key,
                 const StoredAnswer& answer, Instant now);
Problem key_in_use();
// Old answers of a realm; for the nightly job. The number removed.
std::int64_t forget_answers(store::WriteTx& tx, Id realm_id, Instant before);

struct AnswerRow {
  Id realm_id = 0;
  std::int64_t account_id = 0;  // a plain number: 0 is part of a key here, not null
  std::string idempotency_key;
  record::Blob request_digest;
  std::int64_t status = 0;
  std::string body;
  Instant at;
};
inline constexpr std::array answer_fields{
    record::id_field<&AnswerRow::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::field<&AnswerRow::account_id>("account_id", "账号", {record::kKey | record::kHidden}),
    record::field<&AnswerRow::idempotency_key>("idempotency_key", "请求编号", {record::kKey}),
    record::field<&AnswerRow::request_digest>("request_digest", "请求摘要", {record::kHidden}),
    record::field<&AnswerRow::status>("status", "状态"),
    record::field<&AnswerRow::body>("body", "回答", {record::kHidden}),
    record::field<&AnswerRow::at>("at", "时间"),
};
inline constexpr record::Shape answer_shape{"stored_answer", "idempotency", "已答请求", answer_fields};
constexpr const record::Shape& shape_of(const AnswerRow*) { return answer_shape; }

}  // namespace niangjia
