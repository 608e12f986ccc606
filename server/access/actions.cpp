#include "access/actions.h"

#include <algorithm>

#include "access/link_store.h"
#include "access/session.h"
#include "access/store.h"
#include "base/text.h"

namespace niangjia {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

Problem field_fault(std::string_view reason, std::string_view field, std::string message) {
  Problem problem = refuse(Code::invalid, reason, message);
  problem.fields.push_back({std::string(field), std::move(message)});
  return problem;
}

Problem no_account() {
  return refuse(Code::not_found, "account.not_found", "没有这个账号，请刷新列表后再试。");
}

Result<void> check_password(std::string_view field, std::string_view password, std::string_view login) {
  if (auto fault = password_fault(password, login))
    return field_fault("account.weak_password", field, *fault);
  return {};
}

Result<void> check_names(const std::string& login, const std::string& name) {
  auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '_' || c == '-';
  };
  if (login.size() < 3 || login.size() > 40 || !std::all_of(login.begin(), login.end(), allowed))
    return field_fault("account.login", "login", "登录名应为 3 到 40 个小写字母、数字或 . _ -，请修改。");
  if (name.empty() || !is_valid_utf8(name) || count_characters(name) > 60)
    return field_fault("account.name", "name", "请填写姓名，最多 60 个字。");
  return {};
}

Result<Account> read_account(House& house, const Actor& actor, Id id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<Account> {
    auto account = access_store::find_account(tx, actor.realm_id, id);
    if (!account) return no_account();
    return std::move(*account);
  });
}

Result<Permit> may_manage(const Actor& actor) {
  return allow(actor, "accounts.manage", {actor.realm_id, "", 0, 0});
}

// Whoever could reset the password of another of the three administrators would hold that role too
// (GB/T 22239-2019 8.1.5). Their passwords and second factors are reset at the machine's console. A role that
// begins later counts: the password set today would still stand. The account is held, so that no grant slips
// in between.
Result<void> may_take_over(store::WriteTx& tx, const Actor& actor, const Permit& permit, Id id, Date today) {
  if (actor.is_operator || id == actor.account_id) return {};
  access_store::hold_account(tx, permit, id);
  for (const HeldRoleRow& row : access_store::role_rows(tx, actor.realm_id, id))
    if (is_administrator(row.role) && (!row.to_on || *row.to_on >= today))
      return refuse(
          Code::forbidden, "account.of_administrator",
          "这是管理员的账号，不能由另一位管理员重设。请在服务器上用 niangjia account password（密码）或 totp（动态口令）办理。");
  return {};
}

// What gives an account into the hands of whoever does it.
enum class Grasp { none, takes_over };

// One change by the system administrator; `change` tells whether there was such an account.
template <class Change>
Result<void> manage(House& house, const Actor& actor, Id id, std::string_view after, Change change,
                    Grasp grasp = Grasp::none) {
  TRY(Permit permit, may_manage(actor));
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    if (grasp == Grasp::takes_over) CHECK_OK(may_take_over(tx, actor, permit, id, now.day_in_china()));
    auto before = access_store::find_account(tx, actor.realm_id, id);
    if (!before || !change(tx, permit)) return no_account();
    write_journal(tx, permit, house.ids.next(), now,
                  {"account", id, "", record::to_json(*before), after, after});
    return {};
  });
}

}  // namespace

std::optional<std::string> password_fault(std::string_view password, std::string_view login) {
  std::string plain = trim(password);
  if (!is_valid_utf8(plain) || count_characters(plain) < 10) return "密码至少 10 个字符，请加长。";
  if (plain.size() > 200) return "密码过长，最多 200 个字节，请缩短。";
  if (std::none_of(plain.begin(), plain.end(), is_letter) ||
      std::none_of(plain.begin(), plain.end(), is_digit))
    return "密码要同时有字母和数字，请修改。";
  if (!login.empty() && contains(to_lower_ascii(plain), to_lower_ascii(login)))
    return "密码中不能含有登录名，请修改。";
  return std::nullopt;
}

Result<Account> create_account(House& house, const Actor& actor, const NewAccount& wish,
                               const IdempotencyKey* key) {
  TRY(Permit permit, may_manage(actor));
  Account account;
  account.realm_id = actor.realm_id;
  account.id = house.ids.next();
  account.login = to_lower_ascii(trim(wish.login));
  account.name = trim(wish.name);
  CHECK_OK(check_names(account.login, account.name));
  CHECK_OK(check_password("password", wish.password, account.login));
  account.password_hash = hash_password(trim(wish.password));
  account.must_change_password = wish.must_change_password;
  account.person_id = wish.person_id;
  account.created_at = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<Account> {
    if (key && !claim_key(tx, permit, *key, account.created_at)) return key_in_use();
    if (!tx.insert_new(LoginName{account.login, account.realm_id, account.id})) {
      Problem taken =
          field_fault("account.login_taken", "login", "登录名“" + account.login + "”已被使用，请换一个。");
      taken.code = Code::conflict;
      return taken;
    }
    tx.insert(account);
    write_journal(tx, permit, house.ids.next(), account.created_at,
                  {"account", account.id, "", "", record::to_json(account), "新建账号"});
    if (key) complete_key(tx, permit, *key, {201, record::to_json(account)});
    return account;
  });
}

Result<void> rename_account(House& house, const Actor& actor, Id id, std::string_view name) {
  std::string clean = trim(name);
  CHECK_OK(check_names("unchanged", clean));
  return manage(house, actor, id, "修改姓名", [&](store::WriteTx& tx, const Permit& permit) {
    return access_store::set_name(tx, permit, id, clean);
  });
}

Result<void> set_password(House& house, const Actor& actor, Id id, std::string_view password) {
  CHECK_OK(may_manage(actor));
  TRY(Account account, read_account(house, actor, id));
  CHECK_OK(check_password("password", password, account.login));
  std::string hash = hash_password(trim(password));
  return manage(
      house, actor, id, "重设密码",
      [&](store::WriteTx& tx, const Permit& permit) {
        access_store::remove_sessions(tx, permit, id);
        // Whoever knew the password till now may have linked an identity of their own.
        access_store::remove_links(tx, permit, id);
        return access_store::set_password_hash(tx, permit, id, "", hash, true);
      },
      Grasp::takes_over);
}

Result<void> change_own_password(House& house, const Actor& actor, std::string_view old_password,
                                 std::string_view new_password) {
  TRY(Permit permit, allow(actor, kOwnAccount, {actor.realm_id, "", 0, actor.account_id}));
  TRY(Account account, read_account(house, actor, actor.account_id));
  CHECK_OK(check_password("new_password", new_password, account.login));
  CHECK_OK(confirm_password(house, actor, account, old_password));
  if (trim(old_password) == trim(new_password))
    return field_fault("account.same_password", "new_password", "新密码不能与原密码相同，请修改。");
  std::string hash = hash_password(trim(new_password));
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    if (!access_store::set_password_hash(tx, permit, account.id, account.password_hash, hash, false))
      return refuse(Code::conflict, "account.changed", "密码刚刚已被修改，请重新登录后再试。");
    write_journal(tx, permit, house.ids.next(), now,
                  {"account", account.id, "", "", "password", "修改本人密码"});
    return {};
  });
}

Result<void> disable_account(House& house, const Actor& actor, Id id) {
  if (id == actor.account_id)
    return refuse(Code::conflict, "account.own", "不能停用自己的账号，请由另一位系统管理员办理。");
  return manage(house, actor, id, "停用账号", [&](store::WriteTx& tx, const Permit& permit) {
    access_store::remove_sessions(tx, permit, id);
    return access_store::set_disabled(tx, permit, id, true);
  });
}

Result<void> enable_account(House& house, const Actor& actor, Id id) {
  return manage(house, actor, id, "启用账号", [&](store::WriteTx& tx, const Permit& permit) {
    return access_store::set_disabled(tx, permit, id, false);
  });
}

Result<void> unlock_account(House& house, const Actor& actor, Id id) {
  return manage(house, actor, id, "解锁账号", [&](store::WriteTx& tx, const Permit& permit) {
    return access_store::clear_failures(tx, permit, id);
  });
}

Result<void> remove_totp(House& house, const Actor& actor, Id id) {
  return manage(
      house, actor, id, "解除动态口令",
      [&](store::WriteTx& tx, const Permit& permit) {
        return access_store::set_totp(tx, permit, id, std::nullopt);
      },
      Grasp::takes_over);
}

}  // namespace niangjia
