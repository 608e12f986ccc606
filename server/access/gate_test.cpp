#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "access/trial_house.h"

namespace niangjia {
namespace {

const bool rows_added = [] {
  add_access_rows({{"county_organiser", "trial.read", Place::own_and_below},
                   {"county_organiser", "trial.edit", Place::own_and_below},
                   {"township_organiser", "trial.read", Place::own_and_below},
                   {"township_organiser", "trial.edit", Place::own},
                   {"union_chair", "trial.read", Place::own},
                   {"county_leader", "trial.read", Place::realm},
                   {"union_keeper", "trial.edit", Place::own_and_below, false},
                   {"member", "trial.read", Place::self}});
  return true;
}();

Actor holder(const std::string& role, const std::string& path) {
  Actor actor;
  actor.realm_id = 7;
  actor.account_id = 1;
  actor.held.push_back({role, 1, path, {}});
  return actor;
}

bool allowed(const Actor& actor, std::string_view action, std::string_view path, Id realm_id = 7) {
  return allow(actor, action, {realm_id, path, 0, 0}).ok();
}

TEST(Gate, a_grant_on_own_and_below_reaches_down_and_neither_up_nor_beside) {
  Actor actor = holder("township_organiser", "AAAAAAAB");
  EXPECT_TRUE(allowed(actor, "trial.read", "AAAAAAAB"));
  EXPECT_TRUE(allowed(actor, "trial.read", "AAAAAAABAAAD"));
  EXPECT_FALSE(allowed(actor, "trial.read", "AAAA"));
  EXPECT_FALSE(allowed(actor, "trial.read", "AAAAAAAC"));
}

TEST(Gate, a_grant_on_own_does_not_reach_down) {
  Actor actor = holder("township_organiser", "AAAAAAAB");
  EXPECT_TRUE(allowed(actor, "trial.edit", "AAAAAAAB"));
  EXPECT_FALSE(allowed(actor, "trial.edit", "AAAAAAABAAAD"));
}

TEST(Gate, another_realm_is_closed_even_to_the_operator_of_the_machine) {
  EXPECT_FALSE(allowed(holder("county_leader", "AAAA"), "trial.read", "AAAA", 8));
  EXPECT_FALSE(allowed(Actor::machine_operator(7, "AAAA"), "trial.read", "AAAA", 8));
  EXPECT_TRUE(allowed(Actor::machine_operator(7, "AAAA"), "trial.read", "ZZZZ"));
}

TEST(Gate, a_role_held_at_no_union_is_not_held_everywhere) {
  Actor actor = holder("county_organiser", "");
  EXPECT_FALSE(allowed(actor, "trial.read", "AAAA"));
  EXPECT_FALSE(allowed(actor, "trial.read", ""));
  EXPECT_TRUE(visible(actor, "trial.read").sees_nothing());
  EXPECT_FALSE(may_anywhere(actor, "trial.read"));
}

TEST(Gate, what_is_not_visible_from_above_stays_with_its_own_union) {
  Actor actor = holder("union_keeper", "AAAA");
  EXPECT_TRUE(allowed(actor, "trial.edit", "AAAA"));
  EXPECT_FALSE(allowed(actor, "trial.edit", "AAAAAAAB"));
  EXPECT_FALSE(visible(actor, "trial.edit").covers("AAAAAAAB"));
}

TEST(Gate, a_worker_reaches_their_own_row_only) {
  Actor actor = holder("member", "AAAA");
  actor.person_id = 55;
  EXPECT_TRUE(allow(actor, "trial.read", {7, "AAAAAAAB", 55, 0}).ok());
  EXPECT_FALSE(allow(actor, "trial.read", {7, "AAAA", 56, 0}).ok());
  actor.person_id = 0;
  EXPECT_FALSE(allow(actor, "trial.read", {7, "AAAA", 0, 0}).ok());
}

TEST(Gate, a_refusal_names_what_is_missing) {
  auto refused = allow(holder("union_chair", "AAAA"), "accounts.manage", {7, "AAAA", 0, 0});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().code, Code::forbidden);
  EXPECT_EQ(refused.problem().reason, "access.forbidden");
  EXPECT_TRUE(refused.problem().message.find("管理账号") != std::string::npos) << refused.problem().message;
}

TEST(Gate, a_scope_that_sees_nothing_opens_no_write) {
  Scope none = visible(holder("audit_admin", "AAAA"), "trial.edit");
  EXPECT_TRUE(none.sees_nothing());
  EXPECT_EQ(none.permit().realm_id(), 0);
  EXPECT_EQ(none.permit().action(), "");
  Scope cut = visible(holder("township_organiser", "AAAAAAAB"), "trial.read").narrowed("AAAAAAAC");
  EXPECT_TRUE(cut.sees_nothing());
  EXPECT_EQ(cut.permit().realm_id(), 0);
}

TEST(Gate, the_machine_operator_is_named_in_the_journal) {
  Permit permit = must(allow(Actor::machine_operator(7, "AAAA"), "trial.edit", {7, "AAAA", 0, 0}));
  EXPECT_EQ(permit.role(), "operator");
  EXPECT_EQ(permit.actor_name(), "本机操作员");
  EXPECT_EQ(permit.account_id(), 0);
}

TEST(Gate, an_access_row_for_an_unknown_role_is_found_at_start) {
  EXPECT_THROW(add_access_rows({{"nobody", "trial.read", Place::own}}), std::logic_error);
}

std::string random_path() {
  int depth = *rc::gen::inRange(1, 5);
  std::string path;
  for (int i = 0; i < depth; ++i) path += std::string("AAA") + *rc::gen::element('A', 'B', 'Z');
  return path;
}

Actor random_actor() {
  static const std::vector<std::string> business{"county_organiser", "township_organiser", "union_chair",
                                                 "county_leader",    "union_keeper",       "member"};
  Actor actor = holder("member", "AAAA");
  actor.held.clear();
  int n = *rc::gen::inRange(0, 4);
  for (int i = 0; i < n; ++i) actor.held.push_back({*rc::gen::elementOf(business), 1, random_path(), {}});
  return actor;
}

RC_GTEST_PROP(Gate, allow_and_visible_agree_for_every_path, ()) {
  Actor actor = random_actor();
  std::string_view action = *rc::gen::element("trial.read", "trial.edit");
  std::string path = random_path();
  RC_ASSERT(allowed(actor, action, path) == visible(actor, action).covers(path));
}

RC_GTEST_PROP(Gate, a_narrowed_scope_is_the_part_below_the_chosen_union, ()) {
  Scope scope = visible(random_actor(), "trial.read");
  std::string chosen = random_path(), path = random_path();
  RC_ASSERT(scope.narrowed(chosen).covers(path) == (scope.covers(path) && path.starts_with(chosen)));
}

RC_GTEST_PROP(Gate, granting_never_widens, ()) {
  Actor granter = random_actor();
  const Role& role = roles()[*rc::gen::inRange<std::size_t>(0, roles().size())];
  std::string at = random_path();
  if (!holds_all_of(granter, role, at)) return;
  Actor granted = holder(std::string(role.code), at);
  std::string path = random_path();
  for (std::string_view action : known_actions())
    RC_ASSERT(!allowed(granted, action, path) || allowed(granter, action, path));
}

// The SQL of a scope and its covers() must be the same set of rows.
TEST(Gate, the_condition_of_a_scope_finds_the_rows_that_it_covers) {
  TrialHouse trial;
  std::vector<std::string> all{"AAAA", "AAAAAAAB", "AAAAAAAC", "AAAAAAABAAAD"};
  rc::check([&] {
    Actor actor = random_actor();
    actor.realm_id = trial.realm_id;
    Scope scope = visible(actor, *rc::gen::element("trial.read", "trial.edit"));
    std::set<std::string> wanted, found;
    for (const auto& path : all)
      if (scope.covers(path)) wanted.insert(path);
    must(trial.database().read([&](store::ReadTx& tx) -> Result<void> {
      store::Params params;
      std::string where = scope.condition("u.", "tree_path", params);
      tx.query("SELECT u.tree_path FROM trade_union u WHERE " + where, params,
               [&](const store::Row& row) { return found.emplace(row.text(0)).second; });
      return {};
    }));
    RC_ASSERT(wanted == found);
  });
}

}  // namespace
}  // namespace niangjia
