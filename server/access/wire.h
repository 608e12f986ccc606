#pragma once
// What the routes of access/ read from a body.

#include "record/record.h"

namespace niangjia {

struct LoginBody {
  std::string login, password, totp;
};
inline constexpr std::array login_body_fields{
    record::field<&LoginBody::login>("login", "登录名", {record::kRequired, 40}),
    record::field<&LoginBody::password>("password", "密码", {record::kRequired}),
    record::field<&LoginBody::totp>("totp", "动态口令", {0, 10}),
};
inline constexpr record::Shape login_body_shape{"login", "", "登录", login_body_fields};
constexpr const record::Shape& shape_of(const LoginBody*) { return login_body_shape; }

struct PasswordBody {
  std::string old_password, new_password;
};
inline constexpr std::array password_body_fields{
    record::field<&PasswordBody::old_password>("old_password", "原密码", {record::kRequired}),
    record::field<&PasswordBody::new_password>("new_password", "新密码", {record::kRequired}),
};
inline constexpr record::Shape password_body_shape{"password_change", "", "修改密码", password_body_fields};
constexpr const record::Shape& shape_of(const PasswordBody*) { return password_body_shape; }

// POST /session/totp enrols (password, and a code of the key that stands, if one does); PUT confirms with a
// code of the new key.
struct TotpBody {
  std::string password, code;
};
inline constexpr std::array totp_body_fields{
    record::field<&TotpBody::password>("password", "密码"),
    record::field<&TotpBody::code>("code", "动态口令", {0, 10}),
};
inline constexpr record::Shape totp_body_shape{"totp_enrolment", "", "动态口令", totp_body_fields};
constexpr const record::Shape& shape_of(const TotpBody*) { return totp_body_shape; }

// --- identity providers ---
struct LinkBody {
  std::string provider, password;
};
inline constexpr std::array link_body_fields{
    record::field<&LinkBody::provider>("provider", "认证方", {record::kRequired, 20}),
    record::field<&LinkBody::password>("password", "密码", {record::kRequired}),
};
inline constexpr record::Shape link_body_shape{"new_account_link", "", "绑定统一身份认证", link_body_fields};
constexpr const record::Shape& shape_of(const LinkBody*) { return link_body_shape; }

// What the browser brings back from a provider; `totp` instead of `code` when the account asks for its own code too.
struct ReturnBody {
  std::string state, code, iss, totp;
};
inline constexpr std::array return_body_fields{
    record::field<&ReturnBody::state>("state", "状态", {record::kRequired, 100}),
    record::field<&ReturnBody::code>("code", "授权码", {0, 2000}),
    record::field<&ReturnBody::iss>("iss", "认证方地址", {0, 500}),
    record::field<&ReturnBody::totp>("totp", "动态口令", {0, 10}),
};
inline constexpr record::Shape return_body_shape{"provider_return", "", "统一身份认证返回", return_body_fields};
constexpr const record::Shape& shape_of(const ReturnBody*) { return return_body_shape; }

struct NewAccountBody {
  std::string login, name, password;
};
inline constexpr std::array new_account_fields{
    record::field<&NewAccountBody::login>("login", "登录名", {record::kRequired, 40}),
    record::field<&NewAccountBody::name>("name", "姓名", {record::kRequired, 60}),
    record::field<&NewAccountBody::password>("password", "初始密码", {record::kRequired}),
};
inline constexpr record::Shape new_account_shape{"new_account", "", "新建账号", new_account_fields};
constexpr const record::Shape& shape_of(const NewAccountBody*) { return new_account_shape; }

struct AccountChange {
  std::optional<std::string> name;
  std::optional<bool> is_disabled;
};
inline constexpr std::array account_change_fields{
    record::field<&AccountChange::name>("name", "姓名", {0, 60}),
    record::field<&AccountChange::is_disabled>("is_disabled", "停用"),
};
inline constexpr record::Shape account_change_shape{"account_change", "", "修改账号", account_change_fields};
constexpr const record::Shape& shape_of(const AccountChange*) { return account_change_shape; }

struct ResetBody {
  std::string password;
};
inline constexpr std::array reset_fields{
    record::field<&ResetBody::password>("password", "新密码", {record::kRequired}),
};
inline constexpr record::Shape reset_shape{"password_reset", "", "重设密码", reset_fields};
constexpr const record::Shape& shape_of(const ResetBody*) { return reset_shape; }

}  // namespace niangjia
