#include "access/store.h"
#include "access/trial_house.h"

namespace niangjia {
namespace {

TEST(Login, gives_a_session_whose_token_is_nowhere_in_the_database) {
  TrialHouse t;
  t.account("chen");
  Session session = must(t.enter("chen"));
  EXPECT_EQ(session.account.password_hash, "");
  Session found = must(find_session(*t.house, session.token));
  EXPECT_EQ(found.csrf, session.csrf);
  EXPECT_EQ(found.actor.account_id, session.actor.account_id);
  EXPECT_EQ(reason_of(find_session(*t.house, session.csrf)), "access.unauthenticated");
}

TEST(Login, wrong_password_and_unknown_login_are_refused_alike) {
  TrialHouse t;
  t.account("chen");
  auto wrong = t.enter("chen", "wrong-password-1"), unknown = t.enter("nobody", "wrong-password-1");
  ASSERT_FALSE(wrong.ok() || unknown.ok());
  EXPECT_EQ(wrong.problem().reason, "account.wrong_password");
  EXPECT_EQ(wrong.problem().message, unknown.problem().message);
}

void fail_five_times(TrialHouse& t, const std::string& name) {
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(reason_of(t.enter(name, "wrong-password-1")), "account.wrong_password") << i;
  EXPECT_EQ(reason_of(t.enter(name, "wrong-password-1")), "account.locked");
}

TEST(Login, five_failures_lock_for_a_quarter_of_an_hour) {
  TrialHouse t;
  t.account("chen");
  fail_five_times(t, "chen");
  EXPECT_EQ(reason_of(t.enter("chen")), "account.locked");
  t.clock.pass(kLockOut_ms - 1);
  EXPECT_EQ(reason_of(t.enter("chen")), "account.locked");
  t.clock.pass(1);
  EXPECT_EQ(reason_of(t.enter("chen", "wrong-password-1")), "account.wrong_password");
  EXPECT_EQ(reason_of(t.enter("chen")), "");
}

TEST(Login, an_unknown_login_locks_in_the_same_way) {
  TrialHouse t;
  fail_five_times(t, "nobody");
  t.clock.pass(kLockOut_ms);
  EXPECT_EQ(reason_of(t.enter("nobody", "wrong-password-1")), "account.wrong_password");
}

TEST(Login, the_system_administrator_unlocks) {
  TrialHouse t;
  Account chen = t.account("chen");
  fail_five_times(t, "chen");
  must(unlock_account(*t.house, t.boss, chen.id));
  EXPECT_EQ(reason_of(t.enter("chen")), "");
}

TEST(Session, an_account_has_one_session) {
  TrialHouse t;
  t.account("chen");
  Session first = must(t.enter("chen")), second = must(t.enter("chen"));
  EXPECT_EQ(reason_of(find_session(*t.house, first.token)), "access.unauthenticated");
  EXPECT_EQ(reason_of(find_session(*t.house, second.token)), "");
}

TEST(Session, ends_when_idle_for_half_an_hour) {
  TrialHouse t;
  t.account("chen");
  Session session = must(t.enter("chen"));
  t.clock.pass(kIdleTimeOut_ms - 1);
  EXPECT_EQ(reason_of(find_session(*t.house, session.token)), "");
  t.clock.pass(kIdleTimeOut_ms - 1);
  EXPECT_EQ(reason_of(find_session(*t.house, session.token)), "");
  t.clock.pass(kIdleTimeOut_ms);
  EXPECT_EQ(reason_of(find_session(*t.house, session.token)), "access.unauthenticated");
}

TEST(Session, ends_after_twelve_hours_of_work) {
  TrialHouse t;
  t.account("chen");
  Session session = must(t.enter("chen"));
  for (std::int64_t ms = 0; ms + kIdleTimeOut_ms / 2 < kSessionLife_ms; ms += kIdleTimeOut_ms / 2) {
    ASSERT_EQ(reason_of(find_session(*t.house, session.token)), "") << ms;
    t.clock.pass(kIdleTimeOut_ms / 2);
  }
  t.clock.pass(kIdleTimeOut_ms / 2);
  EXPECT_EQ(reason_of(find_session(*t.house, session.token)), "access.unauthenticated");
}

TEST(Session, notes_its_last_use_at_most_once_a_minute) {
  TrialHouse t;
  t.account("chen");
  Session session = must(t.enter("chen"));
  auto seen_at = [&] {
    return must(t.database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
      return access_store::find_session_row(tx, sha256(session.token))->seen_at.ms;
    }));
  };
  std::int64_t before = seen_at();
  t.clock.pass(kSeenEvery_ms - 1);
  must(find_session(*t.house, session.token));
  EXPECT_EQ(seen_at(), before);
  t.clock.pass(1);
  must(find_session(*t.house, session.token));
  EXPECT_EQ(seen_at(), before + kSeenEvery_ms);
}

TEST(Session, logout_ends_it) {
  TrialHouse t;
  t.account("chen");
  Session session = must(t.enter("chen"));
  must(logout(*t.house, session.token));
  EXPECT_EQ(reason_of(find_session(*t.house, session.token)), "access.unauthenticated");
}

std::string decoded(const std::string& base32) {  // RFC 4648 section 6, to play the part of the phone
  std::string out;
  std::uint32_t bits = 0;
  int n = 0;
  for (char c : base32) {
    bits = bits << 5 | static_cast<std::uint32_t>(c <= '9' ? c - '2' + 26 : c - 'A');
    if ((n += 5) >= 8) out += static_cast<char>(bits >> (n -= 8));
  }
  return out;
}

TEST(SecondFactor, is_asked_for_once_confirmed_and_takes_a_code_once) {
  TrialHouse t;
  t.account("chen");
  Actor chen = t.actor("chen");
  std::string secret = decoded(must(enrol_totp(*t.house, chen, TrialHouse::kPassword, "")).base32);
  EXPECT_EQ(reason_of(t.enter("chen")), "");  // not confirmed yet
  EXPECT_EQ(reason_of(confirm_totp(*t.house, chen, "000000")), "account.wrong_code");
  must(confirm_totp(*t.house, chen, totp_code(secret, t.clock.now())));
  EXPECT_EQ(reason_of(t.enter("chen")), "account.totp_required");
  t.clock.pass(60'000);
  std::string code = totp_code(secret, t.clock.now());
  EXPECT_EQ(reason_of(t.enter("chen", TrialHouse::kPassword, code)), "");
  EXPECT_EQ(reason_of(t.enter("chen", TrialHouse::kPassword, code)), "account.wrong_password");
}

TEST(SecondFactor, a_new_key_needs_the_password_and_a_code_of_the_old_one) {
  TrialHouse t;
  Account account = t.account("chen");
  Actor chen = t.actor("chen");
  EXPECT_EQ(reason_of(enrol_totp(*t.house, chen, "wrong-password-1", "")), "account.wrong_password");
  std::string secret = decoded(must(enrol_totp(*t.house, chen, TrialHouse::kPassword, "")).base32);
  must(confirm_totp(*t.house, chen, totp_code(secret, t.clock.now())));
  EXPECT_EQ(reason_of(enrol_totp(*t.house, chen, TrialHouse::kPassword, "")), "account.wrong_code");
  must(remove_totp(*t.house, t.boss, account.id));
  EXPECT_EQ(reason_of(t.enter("chen")), "");
}

}  // namespace
}  // namespace niangjia
