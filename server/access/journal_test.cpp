#include <gtest/gtest.h>

#include <algorithm>

#include "access/store.h"
#include "access/trial_house.h"

namespace niangjia {
namespace {

Digest leaf(int i) { return merkle_leaf(std::to_string(i)); }

// RFC 6962 section 2.1, as it is written: split at the largest power of two below n.
Digest root_by_definition(int from, int n) {
  if (n == 1) return leaf(from);
  int k = 1;
  while (k * 2 < n) k *= 2;
  return merkle_node(root_by_definition(from, k), root_by_definition(from + k, n - k));
}

TEST(MerkleTree, has_the_root_that_the_standard_defines) {
  MerkleTree tree;
  EXPECT_EQ(tree.root(), sha256(""));
  for (int n = 1; n <= 70; ++n) {
    tree.add(leaf(n - 1));
    ASSERT_EQ(tree.root(), root_by_definition(0, n)) << n;
  }
}

TEST(Journal, the_leaf_text_is_the_documented_one) {
  JournalRow row;
  row.realm_id = 1;
  row.id = 2;
  row.at.ms = 3;
  row.actor = "陈\"";
  row.before_digest.bytes = "\x01";
  EXPECT_EQ(
      journal_leaf_text(row),
      R"({"realm_id":1,"id":2,"at":3,"account_id":0,"actor":"陈\"","role":"","action":"","subject_kind":"",)"
      R"("subject_id":0,"union_path":"","reason":"","before":"01","after":""})");
}

TEST(Journal, every_write_leaves_a_row_and_the_leaves_verify) {
  TrialHouse t;
  t.give(t.account("town"), "township_organiser", t.town);
  must(t.enter("town"));
  JournalProof proof = must(verify_journal(t.database(), t.realm_id));
  EXPECT_TRUE(proof.ok());
  EXPECT_EQ(proof.rows, 3u);  // account, role, login
  EXPECT_EQ(proof.root.size(), 64u);
}

TEST(Journal, a_changed_row_is_named) {
  TrialHouse t;
  t.account("chen");
  t.account("lin");
  std::string root = must(verify_journal(t.database(), t.realm_id)).root;
  Id changed = 0;
  must(t.database().write([&](store::WriteTx& tx) -> Result<void> {
    changed = *tx.integer("SELECT min(id) FROM journal WHERE realm_id = ?", store::Params{t.realm_id});
    tx.execute("UPDATE journal SET actor = 'x' WHERE realm_id = ? AND id = ?",
               store::Params{t.realm_id, changed});
    return {};
  }));
  JournalProof proof = must(verify_journal(t.database(), t.realm_id));
  EXPECT_EQ(proof.wrong_rows, 1u);
  EXPECT_EQ(proof.first_wrong, std::vector<Id>{changed});
  EXPECT_NE(proof.root, root);
}

TEST(Journal, a_refused_write_leaves_no_row) {
  TrialHouse t;
  t.account("chen");
  auto again =
      create_account(*t.house, t.boss, {t.login_name("chen"), "陈", TrialHouse::kPassword, 0, false});
  EXPECT_FALSE(again.ok());
  EXPECT_EQ(must(verify_journal(t.database(), t.realm_id)).rows, 1u);
}

TEST(Journal, pages_by_key_without_loss_and_within_the_scope) {
  TrialHouse t;
  t.give(t.account("aud"), "audit_admin", t.district);
  t.give(t.account("town"), "township_organiser", t.town);
  Scope scope = visible(t.actor("aud"), "journal.read");
  std::vector<Id> seen;
  JournalQuery query;
  query.limit = 3;
  do {
    JournalPage page = must(t.database().read([&](store::ReadTx& tx) -> Result<JournalPage> {
      return access_store::list_journal(tx, scope, query);
    }));
    for (const auto& row : page.rows) seen.push_back(row.id);
    query.before_id = page.next_before_id;
  } while (query.before_id);
  EXPECT_EQ(seen.size(), 4u);
  EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
  EXPECT_TRUE(visible(t.actor("town"), "journal.read").sees_nothing());
}

}  // namespace
}  // namespace niangjia
