#pragma once
// Logging in, the session of a request, logging out. GB/T 22239-2019 8.1.4.1 (身份鉴别) asks for b) limits on
// failed logins and a time-out of idle sessions, d) two kinds of authentication of which one is cryptographic
// (TOTP here); DOMAIN section j asks for one session an account.

#include "access/account.h"

namespace niangjia {

// GB/T 22239-2019 8.1.4.1 b): the numbers are this program's defaults within that rule.
inline constexpr std::int64_t kMaxFailures = 5;
inline constexpr std::int64_t kLockOut_ms = 15LL * 60 * 1000;
inline constexpr std::int64_t kIdleTimeOut_ms = 30LL * 60 * 1000;
inline constexpr std::int64_t kSessionLife_ms = 12LL * 3600 * 1000;
inline constexpr std::int64_t kSeenEvery_ms =
    60LL * 1000;  // how exactly the last use is known: one write a minute at most

struct Session {
  std::string token;  // only right after login; only its digest is kept
  std::string csrf;
  Account account;  // without password_hash and totp_sealed
  Actor actor;
};

struct LoginWish {
  std::string login, password, totp;
  std::string address;  // where from, for the journal
  std::string way;      // who vouched for the person instead of a password, for the journal ("浙政钉")
};
// Refusals: account.wrong_password (never says which part was wrong), account.locked, account.disabled (only
// after the right password), account.totp_required. An unknown login costs the same work and locks in the
// same way.
Result<Session> login(House& house, const LoginWish& wish);
// What the transaction of a login decides. A refusal must be committed (it counts), so it is no Problem of the transaction.
struct LoginVerdict {
  std::optional<Problem> refusal;
  Session session;
};
// For somebody whom an identity provider vouched for (provider_sign_in.cpp): all that login() asks but the password. The
// lock, a disabled account and the second factor hold for every way in.
Result<LoginVerdict> enter_vouched(House& house, store::WriteTx& tx, const Account& account, const LoginWish& wish);
// By the token of the cookie. The roles are read each time, so a revoked role is gone with the next request.
Result<Session> find_session(House& house, std::string_view token);
// Rows of sessions that have run out open nothing any more; for the upkeep of the server.
std::int64_t forget_sessions(store::WriteTx& tx, Id realm_id, Instant now);
Result<void> logout(House& house, std::string_view token);

// Asks the holder of a session for the password once more, before a change of password or second factor. A
// wrong one counts like a failed login.
Result<void> confirm_password(House& house, const Actor& actor, const Account& account,
                              std::string_view password);
// The same for the account the actor is signed in with.
Result<void> confirm_own_password(House& house, const Actor& actor, std::string_view password);

// For work that goes on after its request: what the account may do now, not what it once might.
Result<Actor> actor_of_account(House& house, Id realm_id, Id account_id);
// The actor an account makes today; for the command line's --as and for tests.
Result<Actor> actor_of_login(House& house, std::string_view login);

}  // namespace niangjia
