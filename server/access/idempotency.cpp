#include "access/idempotency.h"

#include <algorithm>

#include "access/store.h"

namespace niangjia {

namespace {

AnswerRow answer_row(Id realm_id, Id account_id, const IdempotencyKey& key, const StoredAnswer& answer,
                     Instant now) {
  AnswerRow row;
  row.realm_id = realm_id;
  row.account_id = account_id;
  row.idempotency_key = key.key;
  row.request_digest.bytes = bytes_of(key.request);
  row.status = answer.status;
  row.body = answer.body;
  row.at = now;
  return row;
}

}  // namespace

Result<IdempotencyKey> make_key(std::string_view key, std::string_view method, std::string_view path,
                                std::string_view body) {
  bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (key.empty() || key.size() > 100 || !printable)
    return refuse(Code::invalid, "idempotency.key", "Idempotency-Key 应为 1 到 100 个不含空格的英文字符。");
  std::string request;  // neither a method nor a path holds a line feed
  request.append(method).append("\n").append(path).append("\n").append(body);
  return IdempotencyKey{std::string(key), sha256(request)};
}

Result<std::optional<StoredAnswer>> find_answer(store::ReadTx& tx, const Actor& actor,
                                                const IdempotencyKey& key) {
  auto row = access_store::find_answer_row(tx, actor.realm_id, actor.account_id, key.key);
  if (!row) return std::optional<StoredAnswer>();
  if (row->request_digest.bytes != bytes_of(key.request))
    return refuse(Code::invalid, "idempotency.reused",
                  "同一个 Idempotency-Key 已用于另一个请求，请换一个新的编号再提交。");
  return std::optional(StoredAnswer{static_cast<int>(row->status), std::move(row->body)});
}

bool claim_key(store::WriteTx& tx, const Permit& permit, const IdempotencyKey& key, Instant now) {
  return tx.insert_new(answer_row(permit.realm_id(), permit.account_id(), key, {}, now));
}

void complete_key(store::WriteTx& tx, const Permit& permit, const IdempotencyKey& key,
                  const StoredAnswer& answer) {
  access_store::set_answer(tx, answer_row(permit.realm_id(), permit.account_id(), key, answer, {}));
}

bool keep_answer(store::WriteTx& tx, const Actor& actor, const IdempotencyKey& key,
                 const StoredAnswer& answer, Instant now) {
  return tx.insert_new(answer_row(actor.realm_id, actor.account_id, key, answer, now));
}

Problem key_in_use() {
  return refuse(Code::conflict, "idempotency.in_use",
                "同一个请求正在办理或已办理，请刷新后查看结果，不要重复提交。");
}

std::int64_t forget_answers(store::WriteTx& tx, Id realm_id, Instant before) {
  return access_store::remove_answers(tx, realm_id, before);
}

}  // namespace niangjia
