#include "access/session.h"

#include <map>
#include <mutex>

#include "access/store.h"
#include "base/text.h"

namespace niangjia {

namespace {

Problem wrong_password() {
  return refuse(Code::unauthenticated, "account.wrong_password",
                "登录名、密码或动态口令不正确，请核对后再试。");
}
Problem locked() {
  return refuse(Code::too_many, "account.locked",
                "连续输错次数过多，账号已锁定 15 分钟。请稍后再试，或请系统管理员解锁。");
}
Problem not_logged_in() {
  return refuse(Code::unauthenticated, "access.unauthenticated", "尚未登录或登录已失效，请重新登录。");
}

// Logins that do not exist are counted too, else the lock would tell which ones do. Bounded: when full it
// forgets all.
class UnknownLogins {
 public:
  bool is_locked(const std::string& login, Instant now) {
    std::lock_guard lock(mutex_);
    auto it = failures_.find(login);
    return it != failures_.end() && it->second.locked_until > now;
  }
  void count(const std::string& login, Instant now) {
    std::lock_guard lock(mutex_);
    if (failures_.size() >= 10'000) failures_.clear();
    Failures& f = failures_[login];
    if (f.locked_until.ms > 0) f = {};
    if (++f.count >= kMaxFailures) f.locked_until.ms = now.ms + kLockOut_ms;
  }

 private:
  struct Failures {
    std::int64_t count = 0;
    Instant locked_until;
  };
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

UnknownLogins& unknown_logins() {
  static UnknownLogins all;
  return all;
}

Actor actor_from(const Account& account, std::vector<HeldRole> held) {
  Actor actor;
  actor.realm_id = account.realm_id;
  actor.account_id = account.id;
  actor.person_id = account.person_id;
  actor.name = account.name;
  actor.login = account.login;
  actor.held = std::move(held);
  return actor;
}

Account without_secrets(Account account) {
  account.password_hash.clear();
  if (account.totp_sealed) account.totp_sealed->bytes.clear();
  return account;
}

Result<std::optional<Account>> account_of_login(House& house, const std::string& login) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::optional<Account>> {
    auto name = access_store::find_login(tx, login);
    if (!name) return std::optional<Account>();
    return access_store::find_account(tx, name->realm_id, name->account_id);
  });
}

class Entrance {
 public:
  Entrance(House& house, const LoginWish& wish, const Account& seen, bool password_right)
      : house_(house), wish_(wish), seen_(seen), password_right_(password_right), now_(house.clock.now()) {}

  Result<LoginVerdict> enter(store::WriteTx& tx) const {
    auto account = access_store::find_account(tx, seen_.realm_id, seen_.id);
    if (!account) return LoginVerdict{wrong_password(), {}};
    Actor actor =
        actor_from(*account, access_store::roles_on(tx, account->realm_id, account->id, now_.day_in_china()));
    TRY(Permit permit, allow(actor, kOwnAccount, {actor.realm_id, "", 0, actor.account_id}));
    if (account->locked_until > now_) return LoginVerdict{locked(), {}};
    if (!password_right_ || account->password_hash != seen_.password_hash) return fail(tx, permit);
    if (account->is_disabled)
      return LoginVerdict{refuse(Code::forbidden, "account.disabled", "该账号已停用，请联系系统管理员。"), {}};
    if (account->has_totp()) {
      if (wish_.totp.empty())
        return LoginVerdict{
            refuse(Code::unauthenticated, "account.totp_required", "请输入手机上显示的 6 位动态口令。"), {}};
      TRY(bool taken, take_code(tx, permit, *account));
      if (!taken) return fail(tx, permit);
    }
    return open(tx, permit, *account, std::move(actor));
  }

 private:
  Result<bool> take_code(store::WriteTx& tx, const Permit& permit, const Account& account) const {
    TRY(std::string secret,
        house_.vault.unseal(account.totp_sealed->bytes, "account", "totp_sealed", account.id));
    std::int64_t step = verify_totp(secret, wish_.totp, now_, account.totp_step);
    return step >= 0 && access_store::take_totp_step(tx, permit, account.id, step);
  }
  LoginVerdict fail(store::WriteTx& tx, const Permit& permit) const {
    Instant until{now_.ms + kLockOut_ms};
    if (!access_store::count_failure(tx, permit, seen_.id, now_, until, kMaxFailures))
      return {wrong_password(), {}};
    write_journal(
        tx, permit, house_.ids.next(), now_,
        {"account", seen_.id, "", "", "locked", "连续输错，锁定 15 分钟（来自 " + wish_.address + "）"});
    return {locked(), {}};
  }
  LoginVerdict open(store::WriteTx& tx, const Permit& permit, const Account& account, Actor actor) const {
    access_store::clear_failures(tx, permit, account.id);  // also makes two logins of one account wait
    access_store::remove_sessions(tx, permit, account.id);
    LoginVerdict verdict;
    Session& session = verdict.session;
    session.token = random_token();
    session.csrf = random_token();
    session.account = without_secrets(account);
    session.actor = std::move(actor);
    tx.insert(SessionRow{{std::string(bytes_of(sha256(session.token)))},
                         account.realm_id,
                         account.id,
                         session.csrf,
                         now_,
                         now_,
                         Instant{now_.ms + kSessionLife_ms}});
    write_journal(tx, permit, house_.ids.next(), now_,
                  {"account", account.id, "", "", "session",
                   "登录（" + (wish_.way.empty() ? "" : "经" + wish_.way + "，") + "来自 " + wish_.address + "）"});
    return verdict;
  }

  House& house_;
  const LoginWish& wish_;
  const Account& seen_;
  bool password_right_;
  Instant now_;
};

}  // namespace

Result<Session> login(House& house, const LoginWish& wish) {
  // The hash of nobody's password: an unknown login must cost what a known one costs.
  static const std::string nobodys_hash = hash_password(random_token());
  if (wish.login.size() > 200 || wish.password.size() > 1000) return wrong_password();
  std::string login = to_lower_ascii(trim(wish.login));
  TRY(std::optional<Account> account, account_of_login(house, login));
  Instant now = house.clock.now();
  if (account ? account->locked_until > now : unknown_logins().is_locked(login, now)) return locked();
  bool right = verify_password(account ? account->password_hash : nobodys_hash, trim(wish.password));
  if (!account) {
    unknown_logins().count(login, now);
    return unknown_logins().is_locked(login, now) ? locked() : wrong_password();
  }
  Entrance entrance(house, wish, *account, right);
  TRY(LoginVerdict verdict, house.database.write([&](store::WriteTx& tx) { return entrance.enter(tx); }));
  if (verdict.refusal) return std::move(*verdict.refusal);
  return std::move(verdict.session);
}

Result<Session> find_session(House& house, std::string_view token) {
  if (token.empty() || token.size() > 100) return not_logged_in();
  const Digest digest = sha256(token);
  const Instant now = house.clock.now();
  Instant seen_at;
  TRY(Session session, house.database.read([&](store::ReadTx& tx) -> Result<Session> {
    auto row = access_store::find_session_row(tx, digest);
    if (!row || row->expires_at <= now || row->seen_at.ms + kIdleTimeOut_ms <= now.ms) return not_logged_in();
    // A clock set back must not lengthen a session by what it was set back.
    if (row->seen_at.ms > now.ms + kIdleTimeOut_ms) return not_logged_in();
    auto account = access_store::find_account(tx, row->realm_id, row->account_id);
    if (!account || account->is_disabled) return not_logged_in();
    seen_at = row->seen_at;
    auto held = access_store::roles_on(tx, row->realm_id, row->account_id, now.day_in_china());
    Actor actor = actor_from(*account, std::move(held));
    return Session{{}, row->csrf, without_secrets(std::move(*account)), std::move(actor)};
  }));
  if (now.ms - seen_at.ms >= kSeenEvery_ms) {
    // A full disk must not lock readers out: the session then idles out earlier, which is the safe side.
    [[maybe_unused]] auto noted = house.database.write([&](store::WriteTx& tx) -> Result<void> {
      access_store::set_seen(tx, digest, now);
      return {};
    });
  }
  return session;
}

Result<void> confirm_password(House& house, const Actor& actor, const Account& account,
                              std::string_view password) {
  TRY(Permit permit, allow(actor, kOwnAccount, {actor.realm_id, "", 0, actor.account_id}));
  const Instant now = house.clock.now();
  if (account.locked_until > now) return locked();
  if (verify_password(account.password_hash, trim(password))) return {};
  TRY(bool is_locked, house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    bool locks =
        access_store::count_failure(tx, permit, account.id, now, Instant{now.ms + kLockOut_ms}, kMaxFailures);
    if (locks)
      write_journal(tx, permit, house.ids.next(), now,
                    {"account", account.id, "", "", "locked", "连续输错，锁定 15 分钟"});
    return locks;
  }));
  return is_locked ? locked()
                   : refuse(Code::invalid, "account.wrong_password", "原密码不正确，请核对后再试。");
}

Result<void> confirm_own_password(House& house, const Actor& actor, std::string_view password) {
  TRY(std::optional<Account> account, house.database.read([&](store::ReadTx& tx) -> Result<std::optional<Account>> {
    return access_store::find_account(tx, actor.realm_id, actor.account_id);
  }));
  if (!account) return not_logged_in();
  return confirm_password(house, actor, *account, password);
}

Result<LoginVerdict> enter_vouched(House& house, store::WriteTx& tx, const Account& account, const LoginWish& wish) {
  return Entrance(house, wish, account, true).enter(tx);
}

std::int64_t forget_sessions(store::WriteTx& tx, Id realm_id, Instant now) {
  return access_store::remove_ended_sessions(tx, realm_id, now);
}

Result<void> logout(House& house, std::string_view token) {
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    access_store::remove_session(tx, sha256(token));
    return {};
  });
}

Result<Actor> actor_of_account(House& house, Id realm_id, Id account_id) {
  return house.database.read([&](store::ReadTx& tx) -> Result<Actor> {
    auto account = access_store::find_account(tx, realm_id, account_id);
    if (!account || account->is_disabled)
      return refuse(Code::not_found, "account.unknown", "办理这件事的账号已停用，请由其他干部接着办理。");
    return actor_from(*account,
                      access_store::roles_on(tx, realm_id, account_id, house.clock.today()));
  });
}

Result<Actor> actor_of_login(House& house, std::string_view login) {
  TRY(std::optional<Account> account, account_of_login(house, to_lower_ascii(trim(login))));
  if (!account || account->is_disabled)
    return refuse(Code::not_found, "account.unknown",
                  "没有名为“" + std::string(login) + "”的可用账号，请核对登录名。");
  return house.database.read([&](store::ReadTx& tx) -> Result<Actor> {
    return actor_from(*account,
                      access_store::roles_on(tx, account->realm_id, account->id, house.clock.today()));
  });
}

}  // namespace niangjia
