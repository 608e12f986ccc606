#include "modules/members/proof.h"

#include "modules/members/test_house.h"

namespace niangjia::members {
namespace {

Date day(std::string_view iso) { return *Date::parse_iso(iso); }

std::vector<std::string> faults(const StandingChange& change, std::string_view on = "2021-11-12") {
  std::vector<std::string> paths;
  auto verdict = judge_proof(change, day(on));
  if (!verdict)
    for (const auto& f : verdict.problem().fields) paths.push_back(f.path);
  return paths;
}

using Paths = std::vector<std::string>;

TEST(StandingProof, leaving_rests_on_a_talk_and_all_that_is_missing_is_told_at_once) {
  StandingChange c;
  c.kind = EventKind::leave;
  EXPECT_EQ(faults(c), (Paths{"talked_on", "talked_by", "talk_note"}));
  c = TestHouse::change(EventKind::leave);
  EXPECT_EQ(faults(c), Paths{});
  EXPECT_EQ(faults(c, "2021-10-31"), Paths{"talked_on"}) << "a talk after the leaving is none";
}

TEST(StandingProof, expulsion_rests_on_the_group_and_on_votes_that_add_up) {
  struct Case {
    int due, present, agreed;
    Paths wrong;
  };
  for (const Case& k : {Case{7, 6, 6, {}},
                        Case{0, 0, 0, {"due_count"}},
                        Case{7, 8, 5, {"present_count"}},
                        Case{7, -1, 0, {"present_count"}},
                        Case{7, 4, 4, {"present_count"}},  // under two thirds
                        Case{3, 2, 2, {}},                 // exactly two thirds
                        Case{7, 6, 7, {"agreed_count"}},
                        Case{6, 6, 3, {"agreed_count"}},  // half is not more than half
                        Case{6, 6, 4, {}}}) {
    StandingChange c = TestHouse::change(EventKind::expel);
    c.due_count = k.due, c.present_count = k.present, c.agreed_count = k.agreed;
    EXPECT_EQ(faults(c), k.wrong) << k.due << " " << k.present << " " << k.agreed;
  }
  StandingChange c = TestHouse::change(EventKind::expel);
  c.group_note = "同意";
  c.met_on.reset();
  EXPECT_EQ(faults(c), (Paths{"group_note", "met_on"}));
  c = TestHouse::change(EventKind::expel);
  EXPECT_EQ(faults(c, "2021-10-31"), Paths{"met_on"});
}

TEST(StandingProof, what_needs_no_proof_asks_for_none) {
  for (EventKind kind : {EventKind::retain, EventKind::restore, EventKind::death, EventKind::transfer_out}) {
    StandingChange c;
    c.kind = kind;
    EXPECT_EQ(faults(c), Paths{});
    EXPECT_FALSE(proof_of(c, {}, "aaaabbbb"));
    c.document = "柯退〔2021〕3号";
    EXPECT_TRUE(proof_of(c, {}, "aaaabbbb")) << "but a document is kept";
  }
}

class Proofs : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
  }
  std::vector<ToldExpulsion> told(const Actor& actor, bool only_open) {
    return *t->database().read([&](store::ReadTx& tx) -> Result<std::vector<ToldExpulsion>> {
      return list_expulsions(tx, visible(actor, "members.read"), {only_open, 0, 50});
    });
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(Proofs, an_expulsion_is_told_to_the_next_higher_union_which_takes_note_once) {
  Person p = t->join(1, t->union_a);
  ASSERT_TRUE(change_standing(t->house(), t->keeper_a, p.id, 0, TestHouse::change(EventKind::expel, "犯罪被判刑")));
  EXPECT_EQ(t->person(p.id).standing, Standing::expelled);
  EXPECT_TRUE(told(t->keeper_a, false).empty()) << "the union itself is not the higher one";
  auto open = told(t->organiser, true);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].proof.report_path, "aaaabbbb");
  EXPECT_EQ(open[0].union_name, "甲厂工会委员会");
  EXPECT_EQ(proof_lines(open[0].proof)[1], "委员会：2021年11月1日，应到 7 人，实到 6 人，同意 6 人");
  const Id event = open[0].event.id;
  EXPECT_EQ(note_expulsion(t->house(), t->keeper_a, event).problem().code, Code::not_found);
  ASSERT_TRUE(note_expulsion(t->house(), t->organiser, event));
  EXPECT_EQ(note_expulsion(t->house(), t->organiser, event).problem().reason, "expulsion.noted");
  EXPECT_TRUE(told(t->organiser, true).empty());
  EXPECT_EQ(told(t->organiser, false).size(), 1u);
}

TEST_P(Proofs, a_leaving_without_a_talk_changes_nothing) {
  Person p = t->join(1, t->union_a);
  StandingChange c;
  c.reason = "本人要求";
  EXPECT_EQ(change_standing(t->house(), t->keeper_a, p.id, 0, c).problem().reason, "member.proof_missing");
  EXPECT_EQ(t->person(p.id).standing, Standing::active);
  ASSERT_TRUE(change_standing(t->house(), t->keeper_a, p.id, 0, TestHouse::change(EventKind::leave)));
  EXPECT_EQ(t->count("SELECT count(*) FROM standing_proof WHERE realm_id = ?"), 1);
  EXPECT_TRUE(told(t->organiser, false).empty()) << "a leaving is told to nobody";
}

INSTANTIATE_TEST_SUITE_P(Engines, Proofs, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace niangjia::members
