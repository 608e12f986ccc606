#pragma once
// Accounts, the roles they hold, and the rows behind them. Nothing secret is on the wire.

#include "access/access.h"

namespace niangjia {

struct Account {
  Id realm_id = 0, id = 0;
  std::string login, name;
  std::string password_hash;
  bool must_change_password = false;
  std::optional<record::Blob> totp_sealed;
  std::int64_t totp_step =
      -1;  // the last step a code was taken of; below zero: not confirmed, so not asked for
  std::int64_t failed_count = 0;
  Instant locked_until;
  bool is_disabled = false;
  Id person_id = 0;
  Instant created_at;
  bool has_totp() const { return totp_sealed.has_value() && totp_step >= 0; }
};
inline constexpr std::array account_fields{
    record::id_field<&Account::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::id_field<&Account::id>("id", "编号", "acc", {record::kKey | record::kReadOnly}),
    record::field<&Account::login>("login", "登录名", {record::kRequired | record::kUnique, 40}),
    record::field<&Account::name>("name", "姓名", {record::kRequired, 60}),
    record::field<&Account::password_hash>("password_hash", "密码", {record::kHidden}),
    record::field<&Account::must_change_password>("must_change_password", "需修改密码", {record::kReadOnly}),
    record::field<&Account::totp_sealed>("totp_sealed", "动态口令密钥", {record::kHidden}),
    record::field<&Account::totp_step>("totp_step", "动态口令步", {record::kHidden}),
    record::field<&Account::failed_count>("failed_count", "连续失败次数", {record::kReadOnly}),
    record::field<&Account::locked_until>("locked_until", "锁定至", {record::kReadOnly}),
    record::field<&Account::is_disabled>("is_disabled", "已停用", {record::kReadOnly}),
    record::id_field<&Account::person_id>("person_id", "本人", "per", {record::kHidden}),
    record::field<&Account::created_at>("created_at", "建立时间", {record::kReadOnly}),
};
inline constexpr record::Shape account_shape{"account", "account", "账号", account_fields};
constexpr const record::Shape& shape_of(const Account*) { return account_shape; }

// Logins are unique across federations, so that a person types one name only.
struct LoginName {
  std::string login;
  Id realm_id = 0, account_id = 0;
};
inline constexpr std::array login_name_fields{
    record::field<&LoginName::login>("login", "登录名", {record::kKey}),
    record::id_field<&LoginName::realm_id>("realm_id", "联盟", "rlm"),
    record::id_field<&LoginName::account_id>("account_id", "账号", "acc"),
};
inline constexpr record::Shape login_name_shape{"login_name", "login_name", "登录名", login_name_fields};
constexpr const record::Shape& shape_of(const LoginName*) { return login_name_shape; }

struct HeldRoleRow {
  Id realm_id = 0, id = 0, account_id = 0;
  std::string role;
  Id union_id = 0;
  std::string union_path;
  Date from_on;
  std::optional<Date> to_on;  // the last day on which it holds
};
inline constexpr std::array held_role_fields{
    record::id_field<&HeldRoleRow::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::id_field<&HeldRoleRow::id>("id", "编号", "rol", {record::kKey | record::kReadOnly}),
    record::id_field<&HeldRoleRow::account_id>("account_id", "账号", "acc", {record::kReadOnly}),
    record::field<&HeldRoleRow::role>("role", "角色", {record::kRequired, 40, "roles"}),
    record::id_field<&HeldRoleRow::union_id>("union_id", "所在工会", "uni", {record::kRequired}),
    record::field<&HeldRoleRow::union_path>("union_path", "位置", {record::kHidden}),
    record::field<&HeldRoleRow::from_on>("from_on", "起始日期"),
    record::field<&HeldRoleRow::to_on>("to_on", "截止日期"),
};
inline constexpr record::Shape held_role_shape{"held_role", "role_held", "所任角色", held_role_fields};
constexpr const record::Shape& shape_of(const HeldRoleRow*) { return held_role_shape; }

struct SessionRow {
  record::Blob token_digest;  // SHA-256: a stolen database opens no session
  Id realm_id = 0, account_id = 0;
  std::string csrf;
  Instant created_at, seen_at, expires_at;
};
inline constexpr std::array session_fields{
    record::field<&SessionRow::token_digest>("token_digest", "令牌摘要", {record::kKey | record::kHidden}),
    record::id_field<&SessionRow::realm_id>("realm_id", "联盟", "rlm", {record::kHidden}),
    record::id_field<&SessionRow::account_id>("account_id", "账号", "acc", {record::kHidden}),
    record::field<&SessionRow::csrf>("csrf", "防伪令牌", {record::kHidden}),
    record::field<&SessionRow::created_at>("created_at", "登录时间", {record::kReadOnly}),
    record::field<&SessionRow::seen_at>("seen_at", "最近操作", {record::kReadOnly}),
    record::field<&SessionRow::expires_at>("expires_at", "到期时间", {record::kReadOnly}),
};
inline constexpr record::Shape session_row_shape{"session_row", "session", "登录", session_fields};
constexpr const record::Shape& shape_of(const SessionRow*) { return session_row_shape; }

}  // namespace niangjia
