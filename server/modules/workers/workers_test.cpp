#include "modules/workers/workers.h"

#include <gtest/gtest.h>

#include "modules/members/actions.h"
#include "modules/members/test_house.h"
#include "modules/notices/carrier.h"
#include "modules/workers/actions.h"
#include "modules/workers/own_paper.h"

namespace niangjia::workers {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

// Without a division signing in finds the only federation of a database, so these run where each test has its own file.
class Workers : public ::testing::Test {
 protected:
  members::Person join(int n, std::string name, std::string phone) {
    auto entry = t.entry(n, t.union_a);
    entry.name = std::move(name);
    entry.phone = std::move(phone);
    entry.note = "住在滨河公寓";
    auto person = members::create_member(t.house(), t.organiser, entry);
    EXPECT_TRUE(person) << (person ? "" : person.problem().message);
    return *person;
  }
  std::string code_for(const std::string& phone) {
    t.clock().instant.ms += 61'000;
    EXPECT_TRUE(send_code(t.house(), division, phone, false).ok());
    std::string text;
    notices::Adapters adapters;
    adapters[0] = [&](const notices::Notice&, const notices::Outgoing& plain) -> Result<std::string> {
      text = plain.text;
      return std::string();
    };
    EXPECT_TRUE(notices::carry_once(t.house(), division == "330604" ? t.realm_id + 1 : t.realm_id, adapters));
    return text.substr(text.find("验证码 ") + std::string("验证码 ").size(), 6);
  }
  Result<Entered> enter_by(const std::string& phone, std::string tail = "") {
    return enter(t.house(), {division, phone, code_for(phone), std::move(tail), "手机"});
  }
  Worker worker_of(const Entered& entered) { return *find_worker(t.house(), entered.token); }
  // How often a text stands in any column of any table.
  std::int64_t times_kept(const std::string& text) {
    return *t.database().read([&](store::ReadTx& tx) -> Result<std::int64_t> {
      std::int64_t n = 0;
      for (const std::string& table : store::tables_of(tx))
        for (const store::Column& column : store::columns_of(tx, table))
          if (column.type == store::ColumnType::text)
            n += tx.integer("SELECT count(*) FROM " + table + " WHERE " + column.name + " LIKE ?",
                            store::Params{"%" + text + "%"})
                     .value_or(0);
      return n;
    });
  }
  void add_realm(std::string_view of_division) {
    const Id first = t.realm_id++;
    EXPECT_TRUE(t.database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute("INSERT INTO realm (id, name, division, next_segment, created_at) VALUES (?, '邻区总工会', ?, 1, 0)",
                 {t.realm_id, of_division});
      return {};
    }).ok());
    t.add_union("邻区总工会", "aaab", 0);
    t.realm_id = first;
  }
  TestHouse t{"sqlite"};
  std::string division;  // of the federation that is asked; empty: the only one
};

TEST_F(Workers, enter_by_phone_and_code_on_several_devices) {
  join(1, "柳上工", "13800000001");
  auto one = enter_by("13800000001"), two = enter_by("13800000001");
  ASSERT_TRUE(one && two);
  EXPECT_EQ(own_record(t.house(), worker_of(*one))->devices.size(), 2u);
  Worker first = worker_of(*one);
  ASSERT_TRUE(end_device(t.house(), first, worker_of(*two).session.id).ok());
  EXPECT_FALSE(find_worker(t.house(), two->token).ok());
  EXPECT_TRUE(find_worker(t.house(), one->token).ok());
  t.clock().instant.ms += 31LL * 86'400'000;
  EXPECT_FALSE(find_worker(t.house(), one->token).ok()) << "a session ends by itself";
}

TEST_F(Workers, of_several_federations_name_theirs) {
  join(1, "柳上工", "13800000001");
  add_realm("330604");
  EXPECT_EQ(send_code(t.house(), "", "13800000001", false).problem().reason, "worker.which_realm");
  EXPECT_EQ(send_code(t.house(), "110101", "13800000001", false).problem().reason, "worker.unknown_realm");
  division = "330603";
  auto entered = enter_by("13800000001");
  ASSERT_TRUE(entered) << entered.problem().message;
  EXPECT_EQ(entered->realm_id, t.realm_id);
  division = "330604";
  EXPECT_FALSE(enter_by("13800000001")) << "a member of one federation is nobody in the other";
}

TEST_F(Workers, who_share_a_phone_say_who_they_are) {
  join(1, "柳上工", "13800000001");
  members::Person wife = join(2, "梅上工", "13800000001");
  EXPECT_EQ(enter_by("13800000001").problem().reason, "worker.which");
  EXPECT_EQ(enter_by("13800000001", "0000").problem().reason, "input.invalid");
  std::string number = TestHouse::identity_number(2);
  auto entered = enter_by("13800000001", number.substr(number.size() - 4));
  ASSERT_TRUE(entered) << entered.problem().message;
  EXPECT_EQ(entered->person_id, wife.id);
}

TEST_F(Workers, forged_and_cut_tokens_open_nothing) {
  join(1, "柳上工", "13800000001");
  auto entered = enter_by("13800000001");
  std::string forged = entered->token;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  for (const std::string& token : {forged, std::string(), entered->token.substr(0, 20), std::string(100, 'x')})
    EXPECT_FALSE(find_worker(t.house(), token).ok());
}

TEST_F(Workers, a_deleted_person_leaves_no_text_and_every_figure) {
  members::Person p = join(1, "柳上工", "13800000001");
  members::Person twin = join(2, "柳上工", "13800000001");  // a likely double
  ASSERT_TRUE(members::merge_people(t.house(), t.organiser, p.id, twin.id).ok());
  Worker worker = worker_of(*enter_by("13800000001"));
  EXPECT_EQ(ask_deletion(t.house(), worker, "").problem().reason, "self_request.still_member");
  members::StandingChange leaves = TestHouse::change(members::EventKind::leave);
  leaves.talk_note = "与柳上工谈话，本人坚持退会";
  ASSERT_TRUE(members::change_standing(t.house(), t.organiser, p.id, 0, leaves));
  auto facts = t.count("SELECT count(*) FROM fact WHERE realm_id = ?");
  auto asked = ask_deletion(t.house(), worker, "我是柳上工，请删除");
  ASSERT_TRUE(asked) << asked.problem().message;
  ASSERT_GT(times_kept("柳上工"), 0);
  auto done = answer_request(t.house(), t.organiser, asked->id, true, "");
  ASSERT_TRUE(done) << done.problem().message << done.problem().inside.text;
  EXPECT_EQ(times_kept("柳上工"), 0);
  EXPECT_EQ(times_kept("liushanggong"), 0);
  EXPECT_EQ(times_kept("滨河公寓"), 0);
  EXPECT_EQ(t.count("SELECT count(*) FROM person WHERE realm_id = ? AND (identity_sealed IS NOT NULL OR phone_index IS "
                    "NOT NULL)"),
            0);
  EXPECT_EQ(t.count("SELECT count(*) FROM fact WHERE realm_id = ?"), facts);
  EXPECT_FALSE(find_worker(t.house(), "x").ok());
  EXPECT_FALSE(own_record(t.house(), worker)->person.name == "柳上工");
}

TEST_F(Workers, take_their_own_record_as_a_paper_that_the_journal_knows) {
  members::Person p = join(1, "柳上工", "13800000001");
  Worker worker = worker_of(*enter_by("13800000001"));
  auto pdf = take_own_paper(t.house(), worker);
  ASSERT_TRUE(pdf) << pdf.problem().message;
  EXPECT_EQ(pdf->substr(0, 4), "%PDF");
  EXPECT_EQ(t.count("SELECT count(*) FROM disclosure d JOIN journal j ON j.realm_id = d.realm_id AND j.id = d.id WHERE "
                    "d.realm_id = ? AND d.kind = 'own_copy' AND j.reason = '本人下载个人信息'"),
            1);
  EXPECT_EQ(t.count("SELECT count(*) FROM disclosure_day WHERE realm_id = ?"), 0) << "nobody else looked";
  worker.actor.person_id = p.id + 1;
  EXPECT_FALSE(take_own_paper(t.house(), worker).ok());
}

TEST_F(Workers, nobody_answers_twice_and_nobody_reads_anothers) {
  join(1, "柳上工", "13800000001");
  join(2, "梅上工", "13800000002");
  Worker one = worker_of(*enter_by("13800000001")), two = worker_of(*enter_by("13800000002"));
  auto asked = ask_correction(t.house(), one, {"柳尚工", "", "", "", 0});
  ASSERT_TRUE(asked);
  EXPECT_EQ(withdraw_request(t.house(), two, asked->id).problem().code, Code::not_found);
  EXPECT_TRUE(answer_request(t.house(), t.keeper_a, asked->id, true, "").ok());
  EXPECT_EQ(answer_request(t.house(), t.keeper_a, asked->id, false, "重复").problem().reason, "self_request.settled");
  EXPECT_EQ(own_record(t.house(), one)->person.name, "柳尚工");
  EXPECT_EQ(own_record(t.house(), two)->requests.size(), 0u);
}

}  // namespace
}  // namespace niangjia::workers
