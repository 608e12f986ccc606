#pragma once
// What is done to accounts and roles: permit, rule, write, journal, in one transaction. Passwords are hashed
// before the transaction, because that takes a tenth of a second.

#include "access/account.h"
#include "access/idempotency.h"

namespace niangjia {

struct NewAccount {
  std::string login;  // 3 to 40 of a-z 0-9 . _ - (capitals become small)
  std::string name;
  std::string password;
  Id person_id = 0;  // of a worker who logs in for themselves
  bool must_change_password = true;
};
// GB/T 22239-2019 8.1.4.1 a): at least 10 characters with letters and digits, without the login in it.
// Nothing: it will do.
std::optional<std::string> password_fault(std::string_view password, std::string_view login);

Result<Account> create_account(House& house, const Actor& actor, const NewAccount& wish,
                               const IdempotencyKey* key = nullptr);
Result<void> rename_account(House& house, const Actor& actor, Id account_id, std::string_view name);
// Ends the account's session and its links to identity providers; the holder must choose a new password at the next login.
Result<void> set_password(House& house, const Actor& actor, Id account_id, std::string_view password);
// 系统管理员, 安全管理员, 审计管理员 (GB/T 22239-2019 8.1.5): held by three people.
bool is_administrator(std::string_view role);
// Wrong old passwords count like failed logins.
Result<void> change_own_password(House& house, const Actor& actor, std::string_view old_password,
                                 std::string_view new_password);
Result<void> disable_account(House& house, const Actor& actor,
                             Id account_id);  // ends its session; not one's own
Result<void> enable_account(House& house, const Actor& actor, Id account_id);
Result<void> unlock_account(House& house, const Actor& actor, Id account_id);

// --- the second factor ---
struct TotpSecret {
  std::string base32;  // for typing
  std::string uri;     // otpauth://… for the QR code
};
// Takes the password, and a code of the key that stands, if one does. Asked for at login only once confirmed.
Result<TotpSecret> enrol_totp(House& house, const Actor& actor, std::string_view password,
                              std::string_view code);
Result<void> confirm_totp(House& house, const Actor& actor, std::string_view code);
Result<void> remove_totp(House& house, const Actor& actor,
                         Id account_id);  // a lost phone; by the system administrator

// --- roles ---
struct RoleWish {
  Id account_id = 0;
  std::string role;
  Id union_id = 0;
  Date from_on;  // the epoch: today
  std::optional<Date> to_on;
};
// What the role allows must lie inside the granter's own (access.beyond_own), unless a security administrator
// or the operator of the machine grants; nobody grants to themselves (access.own_role); the three
// administrators are three (access.separation).
Result<HeldRoleRow> grant_role(House& house, const Actor& actor, const RoleWish& wish,
                               const IdempotencyKey* key = nullptr);
// Ends today: the row stays for the record.
Result<void> revoke_role(House& house, const Actor& actor, Id held_role_id);
// Nothing, or why these two roles must not be in one hand.
std::optional<std::string> separation_fault(std::string_view role, std::string_view other);

}  // namespace niangjia
