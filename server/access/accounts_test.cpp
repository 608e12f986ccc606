#include <thread>

#include "access/store.h"
#include "access/trial_house.h"

// The program embeds them; a test reads them where they stand.
const std::vector<niangjia::EmbeddedFile>& embedded_migrations() { return niangjia::migrations_in_source(); }

namespace niangjia {
namespace {

TEST(Password, asks_for_length_letters_digits_and_no_login) {
  EXPECT_TRUE(password_fault("short1", "chen"));
  EXPECT_TRUE(password_fault("onlyletters", "chen"));
  EXPECT_TRUE(password_fault("1234567890", "chen"));
  EXPECT_TRUE(password_fault("my-CHEN-2026", "chen"));
  EXPECT_FALSE(password_fault("lvshui2026qs", "chen"));
}

TEST(Accounts, a_login_is_taken_once_and_the_refusal_names_the_field) {
  TrialHouse t;
  t.account("chen");
  auto again =
      create_account(*t.house, t.boss, {t.login_name("CHEN"), "陈", TrialHouse::kPassword, 0, false});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.problem().reason, "account.login_taken");
  EXPECT_EQ(again.problem().fields.at(0).path, "login");
}

TEST(Accounts, only_the_system_administrator_makes_accounts) {
  TrialHouse t;
  t.give(t.account("sec"), "security_admin", t.district);
  t.give(t.account("sys"), "system_admin", t.district);
  NewAccount wish{t.login_name("new"), "新人", TrialHouse::kPassword, 0, true};
  EXPECT_EQ(reason_of(create_account(*t.house, t.actor("sec"), wish)), "access.forbidden");
  EXPECT_EQ(reason_of(create_account(*t.house, t.actor("sys"), wish)), "");
}

TEST(Accounts, no_administrator_takes_over_another) {
  TrialHouse t;
  Account sec = t.account("sec"), aud = t.account("aud"), plain = t.account("chen");
  t.give(t.account("sys"), "system_admin", t.district);
  t.give(sec, "security_admin", t.district);
  t.give(aud, "audit_admin", t.district);
  Actor sys = t.actor("sys");
  for (Id id : {sec.id, aud.id}) {
    EXPECT_EQ(reason_of(set_password(*t.house, sys, id, "xinmima20261")), "account.of_administrator");
    EXPECT_EQ(reason_of(remove_totp(*t.house, sys, id)), "account.of_administrator");
  }
  EXPECT_EQ(reason_of(t.enter("sec")), "");
  EXPECT_EQ(reason_of(set_password(*t.house, sys, plain.id, "xinmima20261")), "");
  must(grant_role(*t.house, t.boss, {plain.id, "audit_admin", t.district, t.clock.today().plus_days(3), {}}));
  EXPECT_EQ(reason_of(set_password(*t.house, sys, plain.id, "xinmima20262")), "account.of_administrator")
      << "the password would still stand when the role begins";
  EXPECT_EQ(reason_of(set_password(*t.house, t.boss, sec.id, "xinmima20261")), "");
}

TEST(Accounts, hidden_columns_never_reach_the_wire) {
  TrialHouse t;
  std::string json = record::to_json(t.account("chen"));
  EXPECT_EQ(json.find("argon2"), std::string::npos);
  EXPECT_EQ(json.find("password_hash"), std::string::npos);
  EXPECT_EQ(json.find("totp_sealed"), std::string::npos);
}

TEST(Accounts, a_disabled_account_loses_its_session_and_cannot_enter) {
  TrialHouse t;
  Account chen = t.account("chen");
  Session session = must(t.enter("chen"));
  must(disable_account(*t.house, t.boss, chen.id));
  EXPECT_EQ(reason_of(find_session(*t.house, session.token)), "access.unauthenticated");
  EXPECT_EQ(reason_of(t.enter("chen")), "account.disabled");
  EXPECT_EQ(reason_of(t.enter("chen", "wrong-password-1")), "account.wrong_password");
}

TEST(Accounts, a_holder_changes_their_password_with_the_old_one) {
  TrialHouse t;
  t.account("chen");
  Actor chen = t.actor("chen");
  EXPECT_EQ(reason_of(change_own_password(*t.house, chen, "wrong-password-1", "xinmima20261")),
            "account.wrong_password");
  must(change_own_password(*t.house, chen, TrialHouse::kPassword, "xinmima20261"));
  EXPECT_EQ(reason_of(t.enter("chen")), "account.wrong_password");
  EXPECT_EQ(reason_of(t.enter("chen", "xinmima20261")), "");
}

TEST(Roles, the_three_administrators_are_three_accounts) {
  TrialHouse t;
  Account sys = t.account("sys");
  t.give(sys, "system_admin", t.district);
  for (const char* role : {"security_admin", "audit_admin", "township_organiser"})
    EXPECT_EQ(reason_of(grant_role(*t.house, t.boss, {sys.id, role, t.district, {}, {}})),
              "access.separation")
        << role;
  Account chair = t.account("chair");
  t.give(chair, "union_chair", t.grassroots);
  EXPECT_EQ(reason_of(grant_role(*t.house, t.boss, {chair.id, "system_admin", t.district, {}, {}})),
            "access.separation");
}

TEST(Roles, a_granter_gives_nothing_beyond_their_own) {
  TrialHouse t;
  Account organiser = t.account("town");
  t.give(organiser, "county_organiser", t.town);
  Account chair = t.account("chair");
  Actor town = t.actor("town");
  EXPECT_EQ(reason_of(grant_role(*t.house, town, {chair.id, "audit_admin", t.town, {}, {}})),
            "access.beyond_own");
  EXPECT_EQ(reason_of(grant_role(*t.house, town, {chair.id, "union_chair", t.other_town, {}, {}})),
            "access.no_union");
  HeldRoleRow elsewhere = t.give(t.account("keeper"), "union_keeper", t.other_town);
  EXPECT_EQ(reason_of(revoke_role(*t.house, town, elsewhere.id)), "access.no_role");
  t.give(t.account("plain"), "township_organiser", t.town);
  EXPECT_EQ(
      reason_of(grant_role(*t.house, t.actor("plain"), {chair.id, "union_chair", t.grassroots, {}, {}})),
      "access.no_union")
      << "a township gives no roles";
  // A leader reads the whole federation (gate_test.cpp adds such a row), which is more than at and below the
  // town.
  EXPECT_EQ(reason_of(grant_role(*t.house, town, {chair.id, "county_leader", t.town, {}, {}})),
            "access.beyond_own");
  EXPECT_EQ(reason_of(grant_role(*t.house, town, {chair.id, "union_chair", t.grassroots, {}, {}})), "");
  EXPECT_EQ(reason_of(grant_role(*t.house, town, {town.account_id, "member", t.town, {}, {}})),
            "access.own_role");
}

TEST(Roles, a_security_administrator_gives_roles_they_do_not_hold) {
  TrialHouse t;
  t.give(t.account("sec"), "security_admin", t.district);
  Account chen = t.account("chen");
  Actor sec = t.actor("sec");
  EXPECT_EQ(reason_of(grant_role(*t.house, sec, {chen.id, "county_organiser", t.district, {}, {}})), "");
  EXPECT_EQ(reason_of(grant_role(*t.house, sec, {chen.id, "county_organiser", t.district, {}, {}})),
            "access.already_held");
  EXPECT_EQ(reason_of(grant_role(*t.house, sec, {chen.id, "emperor", t.district, {}, {}})),
            "access.unknown_role");
}

TEST(Roles, a_role_holds_from_its_first_to_its_last_day) {
  TrialHouse t;
  Account chen = t.account("chen");
  Date today = t.clock.today();
  must(grant_role(*t.house, t.boss,
                  {chen.id, "union_chair", t.grassroots, today.plus_days(1), today.plus_days(2)}));
  auto held = [&] { return t.actor("chen").held.size(); };
  constexpr std::int64_t day_ms = 86'400'000;
  EXPECT_EQ(held(), 0u);
  t.clock.pass(day_ms);
  EXPECT_EQ(held(), 1u);
  t.clock.pass(day_ms);
  EXPECT_EQ(held(), 1u);
  t.clock.pass(day_ms);
  EXPECT_EQ(held(), 0u);
}

TEST(Roles, a_revoked_role_is_gone_with_the_next_request) {
  TrialHouse t;
  HeldRoleRow row = t.give(t.account("town"), "township_organiser", t.town);
  Session session = must(t.enter("town"));
  EXPECT_EQ(must(find_session(*t.house, session.token)).actor.held.at(0).union_name, "柯岩街道总工会");
  must(revoke_role(*t.house, t.boss, row.id));
  EXPECT_TRUE(must(find_session(*t.house, session.token)).actor.held.empty());
  EXPECT_EQ(reason_of(revoke_role(*t.house, t.boss, row.id)), "access.role_ended");
}

TEST(Roles, two_grants_at_once_cannot_join_two_administrators) {
  TrialHouse t;
  Account chen = t.account("chen");
  std::atomic<int> granted = 0;
  std::vector<std::thread> threads;
  for (const char* role : {"system_admin", "security_admin", "audit_admin", "system_admin"})
    threads.emplace_back([&, role] {
      granted += grant_role(*t.house, t.boss, {chen.id, role, t.district, {}, {}}).ok();
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(granted, 1);
}

TEST(Accounts, a_list_shows_those_who_hold_a_role_inside_the_scope) {
  TrialHouse t;
  t.give(t.account("town"), "county_organiser", t.town);
  t.give(t.account("far"), "union_chair", t.other_town);
  t.give(t.account("near"), "union_chair", t.grassroots);
  auto logins = [&](const Scope& scope) {
    std::vector<std::string> names;
    must(t.database().read([&](store::ReadTx& tx) -> Result<void> {
      for (const auto& a : access_store::list_accounts(tx, scope, 0, 50)) names.push_back(a.name);
      return {};
    }));
    return names;
  };
  EXPECT_EQ(logins(visible(t.actor("town"), "accounts.read")), (std::vector<std::string>{"town", "near"}));
  EXPECT_EQ(logins(visible(t.boss, "accounts.read")), (std::vector<std::string>{"town", "far", "near"}));
}

TEST(Accounts, a_list_is_searched_by_name_and_login_and_narrowed_to_a_role) {
  TrialHouse t;
  t.give(t.account("town"), "county_organiser", t.town);
  t.give(t.account("far"), "union_chair", t.other_town);
  t.give(t.account("near"), "union_chair", t.grassroots);
  auto logins = [&](const Scope& scope, const access_store::AccountFilter& filter) {
    std::vector<std::string> names;
    must(t.database().read([&](store::ReadTx& tx) -> Result<void> {
      for (const auto& a : access_store::list_accounts(tx, scope, 0, 50, filter)) names.push_back(a.name);
      return {};
    }));
    return names;
  };
  const Date today = t.house->clock.today();
  const Scope all = visible(t.boss, "accounts.read"), town = visible(t.actor("town"), "accounts.read");
  EXPECT_EQ(logins(all, {"ea", "", today}), (std::vector<std::string>{"near"}));
  EXPECT_EQ(logins(all, {"%", "", today}), (std::vector<std::string>{})) << "a sign of the pattern is a letter like any other";
  EXPECT_EQ(logins(all, {"", "union_chair", today}), (std::vector<std::string>{"far", "near"}));
  EXPECT_EQ(logins(town, {"", "union_chair", today}), (std::vector<std::string>{"near"})) << "not whom the actor may not see";
  EXPECT_EQ(logins(all, {"far", "county_organiser", today}), (std::vector<std::string>{}));
}

TEST(Idempotency, the_same_key_with_the_same_request_is_done_once) {
  TrialHouse t;
  IdempotencyKey key = must(make_key("key-1", "POST", "/accounts", "body"));
  NewAccount wish{t.login_name("chen"), "陈", TrialHouse::kPassword, 0, true};
  std::string first = record::to_json(must(create_account(*t.house, t.boss, wish, &key)));
  wish.login = t.login_name("other");
  EXPECT_EQ(reason_of(create_account(*t.house, t.boss, wish, &key)), "idempotency.in_use");
  must(t.database().read([&](store::ReadTx& tx) -> Result<void> {
    auto answer = must(find_answer(tx, t.boss, key));
    EXPECT_TRUE(answer && answer->status == 201 && answer->body == first);
    auto other = find_answer(tx, t.boss, must(make_key("key-1", "POST", "/accounts", "another body")));
    EXPECT_EQ(reason_of(other), "idempotency.reused");
    EXPECT_FALSE(access_store::find_login(tx, wish.login));
    return {};
  }));
}

TEST(Idempotency, a_refused_action_leaves_its_key_free) {
  TrialHouse t;
  t.account("chen");
  IdempotencyKey key = must(make_key("key-1", "POST", "/accounts", "body"));
  NewAccount wish{t.login_name("chen"), "陈", TrialHouse::kPassword, 0, true};
  EXPECT_EQ(reason_of(create_account(*t.house, t.boss, wish, &key)), "account.login_taken");
  wish.login = t.login_name("lin");
  EXPECT_EQ(reason_of(create_account(*t.house, t.boss, wish, &key)), "");
}

}  // namespace
}  // namespace niangjia
