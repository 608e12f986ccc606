#include "modules/founding/actions.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "modules/employers/actions.h"
#include "modules/founding/store.h"
#include "modules/founding/trial.h"
#include "modules/members/test_house.h"

namespace niangjia::founding {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  add_access_rows(employers::access_rows());
  return true;
}();

class Founding : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
    auto typed = t->database().write([&](store::WriteTx& tx) -> Result<void> {
      tx.execute("UPDATE trade_union SET type = 'federation' WHERE realm_id = ? AND id IN (?, ?)",
                 {t->realm_id, t->county, t->township});
      return {};
    });
    ASSERT_TRUE(typed.ok());
  }
  House& house() { return t->house(); }
  const Actor& who() { return t->organiser; }

  Id unit(const std::string& name) {
    employers::Employer e;
    e.name = name;
    e.township_code = "330603001";
    auto made = employers::create_employer(house(), who(), e);
    EXPECT_TRUE(made) << (made ? "" : made.problem().message);
    return made ? made->id : 0;
  }
  FoundingCase open() {
    std::string name = "第" + std::to_string(++serial_) + "单位";
    FoundingCase c;
    c.name = name + "工会委员会";
    c.parent_id = t->township;
    c.township_code = "330603001";
    auto made = open_case(house(), who(), c, {{0, 0, unit(name), false, 5}});
    EXPECT_TRUE(made) << (made ? "" : made.problem().message);
    return made ? *made : FoundingCase{};
  }
  static FoundingPerson person(Body body, std::string name, std::string post) {
    FoundingPerson p;
    p.body = body;
    p.name = std::move(name);
    p.post = std::move(post);
    return p;
  }
  Result<FoundingCase> request(Id id) {
    return send_request(house(), who(), id, {{}, "同意"},
                        {person(Body::group, "甲", "leader"), person(Body::group, "乙", "member"),
                         person(Body::group, "丙", "member")});
  }
  Result<FoundingCase> put_up(Id id) {
    FoundingBallot b;
    b.body = Body::committee;
    b.seats = 3;
    return nominate(house(), who(), id, {b},
                    {person(Body::committee, "甲", "chair"), person(Body::committee, "乙", "member"),
                     person(Body::committee, "丙", "member"), person(Body::committee, "丁", "member")});
  }
  CaseView view(Id id) { return *read_case(house(), who(), id); }
  Result<FoundingCase> count_votes(Id id) {
    CaseView v = view(id);
    std::vector<VoteCount> votes;
    std::int64_t n = v.members.members;
    for (const FoundingPerson& p : v.people)
      if (p.body != Body::group) votes.push_back({p.id, p.name == "丁" ? 0 : n});
    return record_election(house(), who(), id, {Meeting::members, {}, n, n}, {{Body::committee, n, n, n}},
                           votes);
  }
  void join(Id union_id, int people, std::optional<Date> on = {}) {
    for (int i = 0; i < people; ++i) {
      members::MemberEntry e = t->entry(++joined_, union_id);
      e.identity_number =
          TestHouse::identity_number(joined_, "19" + std::to_string(70 + joined_ / 900) + "0101");
      e.phone.clear();
      if (on) e.joined_on = on;
      auto made = members::create_member(house(), who(), e);
      ASSERT_TRUE(made) << made.problem().message;
    }
  }
  FoundingCase reported() {
    FoundingCase c = open();
    EXPECT_TRUE(request(c.id));
    EXPECT_TRUE(approve_preparing(house(), who(), c.id, {{}, "测工", ""}));
    join(view(c.id).row.union_id, 3);
    EXPECT_TRUE(put_up(c.id));
    EXPECT_TRUE(approve_nominations(house(), who(), c.id));
    auto counted = count_votes(c.id);
    EXPECT_TRUE(counted) << (counted ? "" : counted.problem().message);
    EXPECT_TRUE(report_result(house(), who(), c.id, {{}, 5}));
    return view(c.id).row;
  }
  // indicator 1: unions founded; 2: the stock of unions.
  std::int64_t facts_of(int indicator) {
    return t->count("SELECT coalesce(sum(amount), 0) FROM fact WHERE realm_id = ? AND indicator = " +
                    std::to_string(indicator));
  }
  std::unique_ptr<TestHouse> t;

 private:
  int serial_ = 0, joined_ = 0;
};

// What `n` cadres got who did the same at once.
template <class Do>
std::vector<Result<FoundingCase>> at_once(int n, Do act) {
  std::vector<Result<FoundingCase>> got(n, refuse(Code::internal, "not_done", ""));
  std::vector<std::thread> cadres;
  for (int i = 0; i < n; ++i) cadres.emplace_back([&, i] { got[i] = act(i); });
  for (auto& c : cadres) c.join();
  return got;
}
std::int64_t done(const std::vector<Result<FoundingCase>>& all) {
  return std::count_if(all.begin(), all.end(), [](const auto& one) { return one.ok(); });
}

TEST_P(Founding, a_list_in_any_order_shows_every_case_once) {
  for (int i = 0; i < 5; ++i) open();
  auto paged = [&](ListOrder order) {
    CaseFilter filter;
    filter.today = t->clock().today(), filter.order = std::move(order);
    std::vector<std::string> names;
    EXPECT_TRUE(t->database().read([&](store::ReadTx& tx) -> Result<void> {
      for (Id after = 0;;) {
        const auto page = list_cases(tx, visible(who(), "founding.read"), filter, after, 2);
        for (const FoundingCase& c : page) names.push_back(c.name);
        if (page.size() < 2) return {};
        after = page.back().id;
      }
    }).ok());
    return names;
  };
  auto up = paged({"name", false});
  EXPECT_EQ(up.size(), 5u);
  EXPECT_TRUE(std::is_sorted(up.begin(), up.end()));
  auto down = paged({"name", true});
  std::reverse(down.begin(), down.end());
  EXPECT_EQ(down, up);
  for (const char* key : {"due_on", "opened_on", "approved_on"}) {
    auto found = paged({key, false});
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), 5u) << key << ": days that are equal, or none";
    EXPECT_EQ(found.size(), 5u) << key;
  }
  EXPECT_EQ(paged({}).front(), "第5单位工会委员会") << "without an order the newest first";
}

TEST_P(Founding, approved_by_eight_at_once_is_founded_once) {
  FoundingCase c = reported();
  auto all = at_once(8, [&](int) { return approve(house(), who(), c.id, {}); });
  EXPECT_EQ(done(all), 1);
  for (const auto& one : all) EXPECT_TRUE(one.ok() || one.problem().code == Code::conflict);
  EXPECT_EQ(facts_of(1), 1);
  EXPECT_EQ(facts_of(2), 1);
  EXPECT_EQ(t->count("SELECT count(*) FROM union_cover WHERE realm_id = ?"), 1);
  EXPECT_EQ(view(c.id).row.approval_number, "测工〔2021〕2号");
}

TEST_P(Founding, the_word_of_a_number_given_by_hand_is_known_to_the_next_paper) {
  Id first = open().id, second = open().id;
  ASSERT_TRUE(request(first));
  ASSERT_TRUE(request(second));
  ASSERT_TRUE(approve_preparing(house(), who(), first, {{}, "", "测工[2021]5号"}));
  auto next = approve_preparing(house(), who(), second, {{}, "", ""});
  ASSERT_TRUE(next) << next.problem().message;
  EXPECT_EQ(next->prepare_number, "测工〔2021〕1号");
}

TEST_P(Founding, numbers_of_papers_are_given_once_and_pass_over_those_given_by_hand) {
  constexpr int kCases = 12;
  std::vector<Id> ids;
  for (int i = 0; i < kCases; ++i) {
    ids.push_back(open().id);
    ASSERT_TRUE(request(ids.back()));
  }
  ASSERT_TRUE(approve_preparing(house(), who(), ids[0], {{}, "", "测工[2021]5号"}));
  auto again = approve_preparing(house(), who(), ids[1], {{}, "", "测工〔2021〕5号"});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.problem().fields[0].path, "document_number");
  auto all = at_once(kCases - 1, [&](int i) {
    return approve_preparing(house(), who(), ids[i + 1], {{}, "测工", ""});
  });
  EXPECT_EQ(done(all), kCases - 1);
  std::set<std::string> numbers{"测工〔2021〕5号"};
  for (const auto& one : all)
    if (one.ok()) numbers.insert(one->prepare_number);
  EXPECT_EQ(numbers.size(), std::size_t{kCases}) << "no number twice";
  EXPECT_TRUE(numbers.contains("测工〔2021〕12号")) << "and none left out";
}

TEST_P(Founding, a_second_case_of_a_kind_waits_for_the_first) {
  FoundingCase c = reported();
  ASSERT_TRUE(approve(house(), who(), c.id, {}));
  ChangeWish wish;
  wish.kind = CaseKind::reelection;
  wish.opinion = "主席退休";
  auto all = at_once(8, [&](int) { return open_change(house(), who(), c.union_id, wish, {}); });
  EXPECT_EQ(done(all), 1);
  Id opened = 0;
  for (const auto& one : all) {
    EXPECT_TRUE(one.ok() || one.problem().reason == "founding.under_way");
    if (one.ok()) opened = one->id;
  }
  ASSERT_TRUE(turn(house(), who(), opened, Act::withdraw, "填错了"));
  EXPECT_TRUE(open_change(house(), who(), c.union_id, wish, {}).ok());
}

TEST_P(Founding, a_township_that_moves_takes_its_cases_along) {
  FoundingCase c = open();
  auto other = unions::create_union(house(), who(), [&] {
    unions::Union u;
    u.name = "测试新区总工会";
    u.type = unions::UnionType::federation;
    u.parent_id = t->county;
    return u;
  }());
  ASSERT_TRUE(other) << other.problem().message;
  auto moved = unions::move_union(house(), who(), t->township, {other->id, {}, "", "区划调整"});
  ASSERT_TRUE(moved) << moved.problem().message;
  EXPECT_EQ(view(c.id).row.union_path, moved->tree_path);
}

// The meeting is of those who were members on its day: who joined with a later batch was not called, and who has left
// since was.
TEST_P(Founding, an_election_is_counted_among_the_members_of_its_day) {
  FoundingCase c = open();
  ASSERT_TRUE(request(c.id));
  ASSERT_TRUE(approve_preparing(house(), who(), c.id, {{}, "测工", ""}));
  const Id union_id = view(c.id).row.union_id;
  const Date election = house().clock.today();
  join(union_id, 5, election);
  t->clock().instant.ms += 3 * 86'400'000LL;
  join(union_id, 4, house().clock.today());  // a later batch
  std::vector<Id> people;
  auto read = t->database().read([&](store::ReadTx& tx) -> Result<void> {
    tx.query("SELECT id FROM person WHERE realm_id = ? AND union_id = ? ORDER BY id", {t->realm_id, union_id},
             [&](const store::Row& r) { return people.push_back(r.integer(0)), true; });
    return {};
  });
  ASSERT_TRUE(read);
  ASSERT_EQ(people.size(), 9u);
  // One of the first leaves and one is retained: two who were called that day.
  ASSERT_TRUE(members::change_standing(house(), who(), people[0], 0, TestHouse::change(members::EventKind::leave)));
  ASSERT_TRUE(members::change_standing(house(), who(), people[1], 0, TestHouse::change(members::EventKind::retain)));
  ASSERT_TRUE(put_up(c.id));
  ASSERT_TRUE(approve_nominations(house(), who(), c.id));
  auto counted = [&](Date on, std::int64_t n) {
    std::vector<VoteCount> votes;
    for (const FoundingPerson& p : view(c.id).people)
      if (p.body != Body::group) votes.push_back({p.id, p.name == "丁" ? 0 : n});
    return ElectionForm{{Meeting::members, on, n, n}, {{Body::committee, n, n, n}}, votes};
  };
  auto tried = [&](Date on, std::int64_t n) { return *try_election(house(), who(), c.id, counted(on, n)); };
  EXPECT_TRUE(tried(election, 5).problems.empty()) << "five were members on that day";
  EXPECT_EQ(tried(election, 5).members, 5);
  EXPECT_EQ(tried(election, 7).problems.size(), 1u) << "seven are members today";
  EXPECT_TRUE(tried(house().clock.today(), 7).problems.empty()) << "of a meeting today they are seven";
  auto refused = counted(election, 7);
  auto told = record_election(house(), who(), c.id, refused.wish, refused.ballots, refused.votes);
  ASSERT_FALSE(told.ok());
  EXPECT_NE(told.problem().fields[0].message.find("2021-11-12"), std::string::npos) << told.problem().fields[0].message;
  auto form = counted(election, 5);
  auto done = record_election(house(), who(), c.id, form.wish, form.ballots, form.votes);
  ASSERT_TRUE(done) << done.problem().message;
  EXPECT_EQ(done->member_count, 5);
}

// The picture of the README, written down a second time; nothing: it is not the turn of that act.
std::optional<CaseState> expected(CaseState state, Act act) {
  using S = CaseState;
  static const std::map<std::pair<S, Act>, S> ways = {
      {{S::surveyed, Act::request}, S::requested},    {{S::requested, Act::prepare}, S::preparing},
      {{S::requested, Act::send_back}, S::surveyed},  {{S::preparing, Act::nominate}, S::nominated},
      {{S::nominated, Act::send_back}, S::preparing}, {{S::nominated, Act::approve_nominations}, S::electing},
      {{S::electing, Act::elect}, S::elected},        {{S::elected, Act::report}, S::reported},
      {{S::reported, Act::send_back}, S::electing},   {{S::reported, Act::approve}, S::founded},
      {{S::founded, Act::finish}, S::archived}};
  auto found = ways.find({state, act});
  if (found != ways.end()) return found->second;
  bool is_open = state != S::founded && state != S::archived && state != S::withdrawn;
  if (act == Act::withdraw && is_open) return S::withdrawn;
  if (act == Act::pause && is_open && state != S::paused) return S::paused;
  return std::nullopt;
}

Act leading_on(CaseState state) {
  for (Act act : {Act::request, Act::prepare, Act::nominate, Act::approve_nominations, Act::elect,
                  Act::report, Act::approve, Act::finish})
    if (expected(state, act)) return act;
  return Act::resume;
}

struct Model {
  CaseState state = CaseState::surveyed, before_pause = CaseState::surveyed;
  bool has_union = false, is_founded = false;
};

std::optional<CaseState> next_of(const Model& m, Act act) {
  if (act == Act::resume && m.state == CaseState::paused) return m.before_pause;
  if (act == Act::withdraw && m.has_union) return std::nullopt;  // it has members, who must go first
  return expected(m.state, act);
}

TEST_P(Founding, any_sequence_of_acts_ends_where_the_picture_says) {
  std::int64_t founded = 0, preparing = 0;
  auto act_on = [&](Id id, Act act) -> Result<FoundingCase> {
    switch (act) {
      case Act::request:
        return request(id);
      case Act::prepare:
        return approve_preparing(house(), who(), id, {{}, "测工", ""});
      case Act::nominate:
        return put_up(id);
      case Act::approve_nominations:
        return approve_nominations(house(), who(), id);
      case Act::elect:
        return count_votes(id);
      case Act::report:
        return report_result(house(), who(), id, {{}, 3});
      case Act::approve:
        return approve(house(), who(), id, {});
      case Act::finish:
        return finish(house(), who(), id, {});
      default:
        return turn(house(), who(), id, act, "按规定办理");
    }
  };
  constexpr Act kActs[] = {Act::request,   Act::prepare, Act::nominate, Act::approve_nominations,
                           Act::elect,     Act::report,  Act::approve,  Act::finish,
                           Act::send_back, Act::pause,   Act::resume,   Act::withdraw};
  for (int run = 0; run < 12; ++run) {
    // Half of the time the act that leads on, so that cases come far.
    auto picks = rc::gen::container<std::vector<int>>(40, rc::gen::inRange(0, 24))(rc::Random(run + 1),
                                                                                   rc::kNominalSize)
                     .value();
    Id id = open().id;
    Model m;
    for (int pick : picks) {
      Act act = pick < 12 ? kActs[pick] : leading_on(m.state);
      auto next = next_of(m, act);
      auto got = act_on(id, act);
      ASSERT_EQ(got.ok(), next.has_value()) << word_of(act) << " at " << record::word_of(m.state) << ": "
                                            << (got.ok() ? "" : got.problem().message);
      if (!next) continue;
      if (act == Act::pause) m.before_pause = m.state;
      if (act == Act::prepare) m.has_union = true, ++preparing, join(got->union_id, 3);
      if (act == Act::approve) m.is_founded = true, ++founded, --preparing;
      m.state = *next;
      ASSERT_EQ(got->state, m.state);
    }
  }
  EXPECT_EQ(facts_of(1), founded);
  EXPECT_GT(founded, 2) << "the sequences are too short to say anything";
  EXPECT_EQ(facts_of(2), founded) << "a union in preparation is in no figure";
  EXPECT_EQ(t->count("SELECT count(*) FROM trade_union WHERE realm_id = ? AND status = 'preparing'"),
            preparing);
}

INSTANTIATE_TEST_SUITE_P(Engines, Founding, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::founding
