#include "access/actions.h"
#include "access/session.h"
#include "access/store.h"

namespace niangjia {

namespace {

Problem wrong_code() {
  return refuse(Code::invalid, "account.wrong_code",
                "动态口令不正确或已用过，请等手机显示下一个 6 位数再试。");
}

Result<std::string> secret_of(const House& house, const Account& account) {
  return house.vault.unseal(account.totp_sealed->bytes, "account", "totp_sealed", account.id);
}

Result<Account> own_account(House& house, const Actor& actor) {
  return house.database.read([&](store::ReadTx& tx) -> Result<Account> {
    auto account = access_store::find_account(tx, actor.realm_id, actor.account_id);
    if (!account) return refuse(Code::unauthenticated, "access.unauthenticated", "请先登录。");
    return std::move(*account);
  });
}

// A code is right once: the step is taken in the transaction that uses it.
Result<void> take_code(House& house, store::WriteTx& tx, const Permit& permit, const Account& account,
                       std::string_view code) {
  TRY(std::string secret, secret_of(house, account));
  std::int64_t step = verify_totp(secret, code, house.clock.now(), account.totp_step);
  if (step < 0 || !access_store::take_totp_step(tx, permit, account.id, step)) return wrong_code();
  return {};
}

}  // namespace

Result<TotpSecret> enrol_totp(House& house, const Actor& actor, std::string_view password,
                              std::string_view code) {
  TRY(Permit permit, allow(actor, kOwnAccount, {actor.realm_id, "", 0, actor.account_id}));
  TRY(Account seen, own_account(house, actor));
  CHECK_OK(confirm_password(house, actor, seen, password));
  std::string secret = random_bytes(20);  // RFC 4226 section 4, R6: 160 bits
  record::Blob sealed{house.vault.seal(secret, "account", "totp_sealed", seen.id)};
  Instant now = house.clock.now();
  CHECK_OK(house.database.write([&](store::WriteTx& tx) -> Result<void> {
    auto account = access_store::find_account(tx, actor.realm_id, actor.account_id);
    if (account && account->has_totp()) CHECK_OK(take_code(house, tx, permit, *account, code));
    access_store::set_totp(tx, permit, seen.id, sealed);
    write_journal(tx, permit, house.ids.next(), now, {"account", seen.id, "", "", "totp", "登记动态口令"});
    return {};
  }));
  std::string base32 = to_base32(secret);
  return TotpSecret{base32,
                    "otpauth://totp/Niangjia:" + seen.login + "?secret=" + base32 + "&issuer=Niangjia"};
}

Result<void> confirm_totp(House& house, const Actor& actor, std::string_view code) {
  TRY(Permit permit, allow(actor, kOwnAccount, {actor.realm_id, "", 0, actor.account_id}));
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    auto account = access_store::find_account(tx, actor.realm_id, actor.account_id);
    if (!account || !account->totp_sealed)
      return refuse(Code::conflict, "account.no_totp", "尚未登记动态口令，请先取得二维码。");
    CHECK_OK(take_code(house, tx, permit, *account, code));
    write_journal(tx, permit, house.ids.next(), now,
                  {"account", account->id, "", "", "totp", "启用动态口令"});
    return {};
  });
}

}  // namespace niangjia
