#pragma once
// An account's links to identity providers, and the ways to a provider that are under way.

#include "access/access.h"

namespace niangjia {

struct AccountLink {
  Id realm_id = 0, id = 0, account_id = 0;
  std::string issuer;
  record::Blob subject_index;  // keyed: some providers use an identity number as the subject
  Instant linked_at;
};
inline constexpr std::array account_link_fields{
    record::id_field<&AccountLink::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::id_field<&AccountLink::id>("id", "编号", "lnk", {record::kKey | record::kReadOnly}),
    record::id_field<&AccountLink::account_id>("account_id", "账号", "acc", {record::kHidden}),
    record::field<&AccountLink::issuer>("issuer", "认证方", {record::kReadOnly, 500}),
    record::field<&AccountLink::subject_index>("subject_index", "主体索引", {record::kHidden}),
    record::field<&AccountLink::linked_at>("linked_at", "绑定时间", {record::kReadOnly}),
};
inline constexpr record::Shape account_link_shape{"account_link", "account_link", "统一身份认证绑定",
                                                  account_link_fields};
constexpr const record::Shape& shape_of(const AccountLink*) { return account_link_shape; }

enum class AttemptPurpose {
  enter,          // to sign in
  link,           // to link the account that is signed in
  second_factor,  // the provider has said who it is; the account's own code is still to come
};
template <>
struct record::CodeWords<AttemptPurpose> {
  static constexpr std::array words{record::CodeWord{"enter", "登录"}, record::CodeWord{"link", "绑定"},
                                    record::CodeWord{"second_factor", "动态口令"}};
};

struct SignInAttempt {
  record::Blob state_digest, browser_digest;  // digests: a stolen database finishes nobody's way
  AttemptPurpose purpose = AttemptPurpose::enter;
  std::string issuer, nonce, verifier;
  Id realm_id = 0, account_id = 0;  // of a link or a second factor
  Instant expires_at;
};
inline constexpr std::array sign_in_attempt_fields{
    record::field<&SignInAttempt::state_digest>("state_digest", "状态摘要", {record::kKey | record::kHidden}),
    record::field<&SignInAttempt::browser_digest>("browser_digest", "浏览器摘要", {record::kHidden}),
    record::field<&SignInAttempt::purpose>("purpose", "用途", {record::kHidden}),
    record::field<&SignInAttempt::issuer>("issuer", "认证方", {record::kHidden, 500}),
    record::field<&SignInAttempt::nonce>("nonce", "一次性数", {record::kHidden}),
    record::field<&SignInAttempt::verifier>("verifier", "校验码", {record::kHidden}),
    record::id_field<&SignInAttempt::realm_id>("realm_id", "联盟", "rlm", {record::kHidden}),
    record::id_field<&SignInAttempt::account_id>("account_id", "账号", "acc", {record::kHidden}),
    record::field<&SignInAttempt::expires_at>("expires_at", "到期时间", {record::kHidden}),
};
inline constexpr record::Shape sign_in_attempt_shape{"sign_in_attempt", "sign_in_attempt", "统一身份认证登录",
                                                     sign_in_attempt_fields};
constexpr const record::Shape& shape_of(const SignInAttempt*) { return sign_in_attempt_shape; }

}  // namespace niangjia
