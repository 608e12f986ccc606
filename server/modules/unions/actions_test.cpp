// Acts on unions against a real database: SQLite, and PostgreSQL when NIANGJIA_TEST_PG names one.

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <thread>

#include "access/trial_house.h"
#include "modules/facts/facts.h"
#include "modules/members/members.h"
#include "modules/unions/change.h"
#include "modules/unions/items.h"
#include "modules/unions/question.h"
#include "modules/unions/realm.h"

namespace niangjia::unions {
namespace {

using store::Params;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();

Date day(const char* iso) { return *Date::parse_iso(iso); }

class Trial : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const char* server = std::getenv("NIANGJIA_TEST_PG");
    if (GetParam() == "postgres" && !server) GTEST_SKIP() << "NIANGJIA_TEST_PG names no server";
    clock_.at = system_clock().now();  // ids of one server never meet, whatever ran there before
    vault_ = must(Vault::open(folder_.file("keys"), CipherSuite::aes_256_gcm, true));
    database_ = must(store::Database::open(GetParam() == "postgres" ? server : folder_.file("test.db")));
    must(database_->write([](store::WriteTx& tx) -> Result<bool> {
      CHECK_OK(store::migrate(tx, migrations_in_source()));
      return true;
    }));
    house_ = std::make_unique<House>(House{*database_, *vault_, clock_, ids_});
    realm_ = new_realm();
    root_ = root(realm_);
    county_ = actor(realm_, "county_organiser", root_);
    town_ = make(county_, root_, "柯桥街道总工会", UnionType::federation);
    other_town_ = make(county_, root_, "钱清街道总工会", UnionType::federation);
  }

  Id new_realm() {
    std::string name = "试验区总工会" + std::to_string(ids_.next());
    return must(database_->write(
        [&](store::WriteTx& tx) { return create_realm(tx, ids_, clock_.now(), name, "330603"); }));
  }
  Union root(Id realm_id) {
    return must(database_->read([&](store::ReadTx& tx) -> Result<Union> { return *root_of(tx, realm_id); }));
  }
  Union fresh(const Union& u) {
    return must(database_->read(
        [&](store::ReadTx& tx) -> Result<Union> { return *find_union(tx, u.realm_id, u.id); }));
  }
  std::int64_t number(std::string_view sql, const Params& params) {
    return must(database_->read(
        [&](store::ReadTx& tx) -> Result<std::int64_t> { return tx.integer(sql, params).value_or(0); }));
  }

  static Actor actor(Id realm_id, std::string role, const Union& at) {
    Actor a;
    a.realm_id = realm_id;
    a.account_id = 7;
    a.name = "试验干部";
    a.held.push_back({std::move(role), at.id, at.tree_path, at.name});
    return a;
  }
  static Union wish(const Union& parent, std::string name, UnionType type) {
    Union u;
    u.parent_id = parent.id;
    u.name = std::move(name);
    u.type = type;
    u.approval_number = "柯总工[2021]12号";
    u.founded_on = day("2021-05-01");
    return u;
  }
  Union make(const Actor& who, const Union& parent, std::string name,
             UnionType type = UnionType::single_basic) {
    return must(create_union(*house_, who, wish(parent, std::move(name), type)));
  }

  // A member with standing since a day, as the module of members leaves it: row and fact.
  Id add_member(const Union& u, const char* since, std::string_view standing = "active", int category = 13) {
    return must(database_->write([&](store::WriteTx& tx) -> Result<Id> {
      members::Person p;
      p.realm_id = u.realm_id;
      p.id = ids_.next();
      p.name = "王伟";
      p.identity_index.bytes = "test" + std::to_string(p.id);
      p.category = category;
      p.union_id = u.id;
      p.union_path = fresh_path(tx, u);
      p.standing = *record::from_word<members::Standing>(standing);
      p.joined_on = day(since);
      tx.insert(p);
      std::vector<facts::Fact> facts;
      if (standing == "active") facts.push_back(joined(p, u));
      facts::emit_facts(tx, ids_, facts);
      return p.id;
    }));
  }
  static std::string fresh_path(store::ReadTx& tx, const Union& u) {
    return find_union(tx, u.realm_id, u.id)->tree_path;
  }
  static facts::Fact joined(const members::Person& p, const Union& u) {
    facts::Fact f;
    f.realm_id = p.realm_id;
    f.indicator = static_cast<int>(facts::Indicator::member_net);
    f.union_path = p.union_path;
    f.township = u.township_code;
    f.happened_on = *p.joined_on;
    f.amount = 1;
    f.category = p.category;
    f.subject_id = f.source_id = p.id;
    return f;
  }

  // A stock at and below a path on a day.
  std::int64_t stock(facts::Indicator indicator, const std::string& path, const char* on) {
    auto [low, high] = store::path_range(path);
    return number(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM fact WHERE realm_id = ? AND indicator = ? AND "
        "happened_on <= ? AND " +
            store::within_path("union_path"),
        Params{realm_, static_cast<int>(indicator), on, low, high});
  }
  std::int64_t members_at(const std::string& path, const char* on) {
    return stock(facts::Indicator::member_net, path, on);
  }
  std::int64_t unions_at(const std::string& path, const char* on) {
    return stock(facts::Indicator::union_net, path, on);
  }

  TrialFolder folder_;
  TrialClock clock_;
  IdMaker ids_{clock_, static_cast<int>(::getpid() % 1024)};
  std::shared_ptr<Vault> vault_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<House> house_;
  Id realm_ = 0;
  Union root_, town_, other_town_;
  Actor county_;
};

TEST_P(Trial, a_new_union_gets_its_place_its_keys_its_facts_its_history_and_a_journal_row) {
  Union u = make(county_, town_, "圆通（柯桥）快递有限公司工会委员会");
  EXPECT_EQ(u.tree_path, town_.tree_path + u.segment);
  EXPECT_EQ(u.status, UnionStatus::active);
  EXPECT_EQ(u.approval_number, "柯总工〔2021〕12号");
  EXPECT_EQ(u.name_key, "圆通(柯桥)快递有限公司工会委员会");
  EXPECT_EQ(unions_at(u.tree_path, "2021-04-30"), 0);
  EXPECT_EQ(unions_at(u.tree_path, "2021-05-01"), 1);
  EXPECT_EQ(stock(facts::Indicator::union_founded, u.tree_path, "2021-12-31"), 1);
  EXPECT_EQ(
      number("SELECT count(*) FROM union_change WHERE realm_id = ? AND union_id = ? AND kind = 'founded'",
             Params{realm_, u.id}),
      1);
  EXPECT_EQ(
      number(
          "SELECT count(*) FROM journal WHERE realm_id = ? AND subject_id = ? AND action = 'unions.create'",
          Params{realm_, u.id}),
      1);
}

TEST_P(Trial, a_refused_founding_leaves_nothing) {
  Union bad = wish(town_, "某某公司工会委员会", UnionType::single_basic);
  bad.founded_on.reset();
  auto before = number("SELECT count(*) FROM journal WHERE realm_id = ?", Params{realm_});
  EXPECT_EQ(reason_of(create_union(*house_, county_, bad)), "union.founded_missing");
  EXPECT_EQ(number("SELECT count(*) FROM trade_union WHERE realm_id = ?", Params{realm_}), 3);
  EXPECT_EQ(number("SELECT count(*) FROM journal WHERE realm_id = ?", Params{realm_}), before);
}

TEST_P(Trial, a_union_of_another_federation_is_not_there) {
  Id foreign = new_realm();
  Union foreign_root = root(foreign);
  EXPECT_EQ(reason_of(edit_union(*house_, county_, foreign_root.id, 1, "{\"note\":\"x\"}")), "union.missing");
  EXPECT_EQ(reason_of(dissolve_union(*house_, county_, foreign_root.id, {{}, "", "x"})), "union.missing");
  EXPECT_EQ(reason_of(create_union(*house_, county_,
                                   wish(foreign_root, "某某公司工会委员会", UnionType::single_basic))),
            "union.parent_missing");
  Union u = make(county_, town_, "某某公司工会委员会");
  EXPECT_EQ(reason_of(move_union(*house_, county_, u.id, {foreign_root.id, {}, "", "x"})),
            "union.parent_missing");
  auto page = must(database_->read([&](store::ReadTx& tx) -> Result<UnionPage> {
    return list_unions(tx, visible(county_, "unions.read"), {}, {}, 500);
  }));
  EXPECT_EQ(page.total, 4);
  for (const auto& item : page.items) EXPECT_EQ(item.row.realm_id, realm_);
}

TEST_P(Trial, a_township_acts_at_and_below_itself_only) {
  Actor township = actor(realm_, "township_organiser", town_);
  Union own = make(township, town_, "某某公司工会委员会");
  Union theirs = make(county_, other_town_, "别处公司工会委员会");
  EXPECT_EQ(reason_of(create_union(*house_, township,
                                   wish(other_town_, "越界公司工会委员会", UnionType::single_basic))),
            "union.parent_missing");
  EXPECT_EQ(reason_of(move_union(*house_, township, own.id, {other_town_.id, {}, "", "x"})),
            "union.parent_missing");
  EXPECT_EQ(reason_of(merge_union(*house_, township, own.id, {theirs.id, {}, "", "x"})),
            reason_of(merge_union(*house_, township, own.id, {77, {}, "", "x"})));
  EXPECT_EQ(reason_of(edit_union(*house_, township, theirs.id, theirs.version, "{\"note\":\"x\"}")),
            "union.missing");
  EXPECT_EQ(reason_of(rename_union(*house_, township, theirs.id, {"别名工会委员会", {}, "", "x"})),
            "union.missing");
  EXPECT_EQ(reason_of(cover_unit(*house_, township, theirs.id, {})), "union.missing");
  EXPECT_EQ(reason_of(dissolve_union(*house_, township, theirs.id, {{}, "", "x"})), "union.missing");
  EXPECT_EQ(reason_of(dissolve_union(*house_, township, town_.id, {{}, "", "x"})), "access.forbidden");
  EXPECT_EQ(reason_of(dissolve_union(*house_, township, own.id, {{}, "", "注销"})), "");
  EXPECT_EQ(allowed_acts(township, town_).find("unions.dissolve"), std::string::npos);
  EXPECT_NE(allowed_acts(county_, town_).find("unions.dissolve"), std::string::npos);
}

TEST_P(Trial, moving_keeps_every_figure_of_the_past_and_takes_the_members_along) {
  Union u = make(county_, town_, "某某公司工会委员会");
  Union branch = make(county_, u, "第一车间分工会", UnionType::branch);
  add_member(u, "2021-06-01");
  add_member(branch, "2021-06-01");
  add_member(u, "2021-10-01");
  const auto old_path = town_.tree_path;
  std::int64_t before_day = members_at(old_path, "2021-07-31");
  Union moved = must(move_union(*house_, county_, u.id,
                                {other_town_.id, day("2021-08-01"), "柯总工〔2021〕30号", "区划调整"}));
  EXPECT_EQ(moved.tree_path, other_town_.tree_path + u.segment);
  EXPECT_EQ(fresh(branch).tree_path, moved.tree_path + branch.segment);
  EXPECT_EQ(members_at(old_path, "2021-07-31"), before_day);
  EXPECT_EQ(members_at(other_town_.tree_path, "2021-07-31"), 0);
  EXPECT_EQ(members_at(old_path, "2021-12-31"), 0);
  EXPECT_EQ(members_at(other_town_.tree_path, "2021-08-01"), 2);
  EXPECT_EQ(members_at(other_town_.tree_path, "2021-12-31"), 3);
  EXPECT_EQ(members_at(fresh(branch).tree_path, "2021-12-31"), 1);
  EXPECT_EQ(unions_at(old_path, "2021-07-31"), 3);
  EXPECT_EQ(unions_at(other_town_.tree_path, "2021-08-01"), 3);
  EXPECT_EQ(unions_at(root_.tree_path, "2021-12-31"), 4);
  auto [low, high] = store::path_range(moved.tree_path);
  EXPECT_EQ(number("SELECT count(*) FROM person WHERE realm_id = ? AND " + store::within_path("union_path"),
                   Params{realm_, low, high}),
            3);
}

TEST_P(Trial, merging_keeps_every_member_and_each_can_be_traced) {
  Union from = make(county_, town_, "甲公司工会委员会"),
        into = make(county_, other_town_, "乙公司工会委员会");
  Union group = make(county_, from, "第一工会小组", UnionType::group);
  add_member(from, "2021-06-01");
  add_member(from, "2021-06-01", "retained");
  add_member(from, "2021-06-01", "left");
  add_member(group, "2021-06-01");
  add_member(into, "2021-06-01");
  must(merge_union(*house_, county_, from.id, {into.id, day("2021-09-01"), "", "公司合并"}));
  EXPECT_EQ(fresh(from).status, UnionStatus::merged);
  EXPECT_EQ(fresh(from).merged_into_id, into.id);
  EXPECT_EQ(fresh(group).parent_id, into.id);
  EXPECT_EQ(fresh(group).tree_path, into.tree_path + group.segment);
  EXPECT_EQ(number("SELECT count(*) FROM person WHERE realm_id = ?", Params{realm_}), 5);
  EXPECT_EQ(number("SELECT count(*) FROM person WHERE realm_id = ? AND union_id = ? AND union_path = ?",
                   Params{realm_, into.id, into.tree_path}),
            3);
  EXPECT_EQ(number("SELECT count(*) FROM standing_event WHERE realm_id = ? AND kind = 'moved_with_union' AND "
                   "union_id = ? AND "
                   "prior_union_id = ?",
                   Params{realm_, into.id, from.id}),
            2);
  EXPECT_EQ(members_at(town_.tree_path, "2021-08-31"), 2);
  EXPECT_EQ(members_at(town_.tree_path, "2021-09-01"), 0);
  EXPECT_EQ(members_at(into.tree_path, "2021-09-01"), 3);
  EXPECT_EQ(unions_at(root_.tree_path, "2021-08-31"), 5);
  EXPECT_EQ(unions_at(root_.tree_path, "2021-09-01"), 4);
  EXPECT_EQ(reason_of(edit_union(*house_, county_, from.id, fresh(from).version, "{\"note\":\"x\"}")),
            "union.ended");
}

TEST_P(Trial, merging_across_townships_moves_the_stock_between_them) {
  town_ =
      must(edit_union(*house_, county_, town_.id, fresh(town_).version, "{\"township_code\":\"330603001\"}"));
  other_town_ = must(edit_union(*house_, county_, other_town_.id, fresh(other_town_).version,
                                "{\"township_code\":\"330603009\"}"));
  Union from = make(county_, town_, "甲公司工会委员会"),
        into = make(county_, other_town_, "乙公司工会委员会");
  EXPECT_EQ(from.township_code, "330603001");
  add_member(from, "2021-06-01");
  must(merge_union(*house_, county_, from.id, {into.id, day("2021-09-01"), "", "公司合并"}));
  auto in_township = [&](const char* code) {
    return number(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM fact WHERE realm_id = ? AND indicator = 11 AND "
        "township = ?",
        Params{realm_, code});
  };
  EXPECT_EQ(in_township("330603001"), 0);
  EXPECT_EQ(in_township("330603009"), 1);
}

TEST_P(Trial, dissolving_waits_for_members_and_children) {
  Union u = make(county_, town_, "某某公司工会委员会");
  Union branch = make(county_, u, "第一车间分工会", UnionType::branch);
  EXPECT_EQ(reason_of(dissolve_union(*house_, county_, u.id, {{}, "", "注销"})), "union.has_children");
  must(dissolve_union(*house_, county_, branch.id, {day("2021-07-01"), "", "撤销车间"}));
  add_member(u, "2021-06-01");
  EXPECT_EQ(reason_of(dissolve_union(*house_, county_, u.id, {{}, "", "注销"})), "union.has_members");
  EXPECT_EQ(unions_at(u.tree_path, "2021-06-30"), 2);
  EXPECT_EQ(unions_at(u.tree_path, "2021-07-01"), 1);
  EXPECT_EQ(fresh(branch).status, UnionStatus::dissolved);
}

TEST_P(Trial, an_edit_on_an_old_version_is_told_and_overwrites_nothing) {
  Union u = make(county_, town_, "某某公司工会委员会");
  Union edited = must(edit_union(*house_, county_, u.id, u.version, "{\"note\":\"甲\"}"));
  EXPECT_EQ(edited.version, u.version + 1);
  EXPECT_EQ(reason_of(edit_union(*house_, county_, u.id, u.version, "{\"note\":\"乙\"}")),
            "union.edited_meanwhile");
  EXPECT_EQ(fresh(u).note, "甲");
}

TEST_P(Trial, a_rename_keeps_the_old_name_in_the_history_and_frees_it) {
  Union u = make(county_, town_, "某某公司工会委员会");
  must(rename_union(*house_, county_, u.id, {"新名公司工会委员会", {}, "柯总工〔2021〕40号", "单位更名"}));
  EXPECT_EQ(number("SELECT count(*) FROM union_change WHERE realm_id = ? AND union_id = ? AND kind = "
                   "'renamed' AND before_json "
                   "LIKE '%某某公司%' AND after_json LIKE '%新名公司%'",
                   Params{realm_, u.id}),
            1);
  EXPECT_EQ(
      reason_of(create_union(*house_, county_, wish(town_, "某某公司工会委员会", UnionType::single_basic))),
      "");
  EXPECT_EQ(reason_of(rename_union(*house_, county_, u.id, {"某某公司工会委员会", {}, "", ""})),
            "union.name_taken");
}

TEST_P(Trial, of_many_who_found_one_name_at_once_exactly_one_wins) {
  constexpr int kClerks = 8;
  std::vector<std::string> reasons(kClerks);
  std::vector<std::thread> clerks;
  for (int i = 0; i < kClerks; ++i)
    clerks.emplace_back([&, i] {
      reasons[static_cast<std::size_t>(i)] = reason_of(
          create_union(*house_, county_, wish(town_, "抢名公司工会委员会", UnionType::single_basic)));
    });
  for (auto& clerk : clerks) clerk.join();
  EXPECT_EQ(std::count(reasons.begin(), reasons.end(), ""), 1);
  EXPECT_EQ(number("SELECT count(*) FROM trade_union WHERE realm_id = ? AND name = '抢名公司工会委员会'",
                   Params{realm_}),
            1);
  for (const std::string& reason : reasons)
    EXPECT_TRUE(reason.empty() || reason == "union.name_taken" || reason == "store.busy") << reason;
}

TEST_P(Trial, the_database_itself_refuses_a_second_living_sibling_of_one_name) {
  Union u = make(county_, town_, "某某公司工会委员会");
  auto second = database_->write([&](store::WriteTx& tx) -> Result<bool> {
    Union twin = u;
    twin.id = ids_.next();
    twin.segment = segment_text(reserve_segments(tx, realm_, 1));
    twin.tree_path = town_.tree_path + twin.segment;
    tx.insert(twin);
    return true;
  });
  EXPECT_EQ(reason_of(second), "store.unique");
}

TEST_P(Trial, pages_hold_every_row_once_in_every_order_and_words_find_by_name_pinyin_and_initials) {
  for (int i = 0; i < 25; ++i) make(county_, town_, "公司" + std::to_string(i) + "号工会委员会");
  Union found = make(county_, town_, "申通快递工会委员会");
  for (UnionSort sort : {UnionSort::tree, UnionSort::name, UnionSort::founded, UnionSort::term_end})
    for (bool descends : {false, true}) {
      UnionFilter filter;
      filter.sort = sort;
      filter.descends = descends;
      std::set<Id> seen;
      Cursor after;
      for (std::string next = "first"; !next.empty();) {
        auto page = must(database_->read([&](store::ReadTx& tx) -> Result<UnionPage> {
          return list_unions(tx, visible(county_, "unions.read"), filter, after, 7);
        }));
        EXPECT_EQ(page.total, 29);
        for (const auto& item : page.items) EXPECT_TRUE(seen.insert(item.row.id).second);
        next = page.next;
        after = *read_cursor(next, "uni");
      }
      EXPECT_EQ(seen.size(), 29u);
    }
  for (const char* words : {"申通", "shentong", "stkd", "快递"}) {
    UnionFilter filter;
    filter.words = words;
    auto page = must(database_->read([&](store::ReadTx& tx) -> Result<UnionPage> {
      return list_unions(tx, visible(county_, "unions.read"), filter, {}, 50);
    }));
    ASSERT_EQ(page.items.size(), 1u) << words;
    EXPECT_EQ(page.items[0].row.id, found.id);
    EXPECT_EQ(page.items[0].parent_name, "柯桥街道总工会");
  }
}

TEST_P(Trial, the_list_and_the_tree_of_a_township_hold_nothing_from_elsewhere) {
  Union own = make(county_, town_, "某某公司工会委员会");
  make(county_, other_town_, "别处公司工会委员会");
  add_member(own, "2021-06-01");
  Actor township = actor(realm_, "township_organiser", town_);
  must(database_->read([&](store::ReadTx& tx) -> Result<bool> {
    Scope scope = visible(township, "unions.read");
    auto page = list_unions(tx, scope, {}, {}, 50);
    EXPECT_EQ(page.total, 2);
    EXPECT_EQ(page.items[1].members_counted, 1);
    UnionFilter elsewhere;
    elsewhere.under = other_town_.tree_path;
    EXPECT_EQ(list_unions(tx, scope, elsewhere, {}, 50).total, 0);
    auto tops = list_nodes(tx, scope, 0);
    EXPECT_EQ(tops.size(), 1u);
    EXPECT_EQ(tops[0].children, 1);
    EXPECT_EQ(tops[0].members, 1);
    EXPECT_EQ(list_nodes(tx, scope, town_.id).size(), 1u);
    EXPECT_EQ(list_nodes(tx, scope, town_.id)[0].members, 1);
    EXPECT_TRUE(list_nodes(tx, scope, other_town_.id).empty());
    EXPECT_TRUE(list_nodes(tx, scope, root_.id).empty());
    return true;
  }));
}

TEST_P(Trial, two_moves_at_once_never_make_a_ring) {
  Union a = make(county_, root_, "甲片区总工会", UnionType::federation),
        b = make(county_, root_, "乙片区总工会", UnionType::federation);
  std::thread one([&] { (void)move_union(*house_, county_, a.id, {b.id, {}, "", "调整"}).ok(); });
  std::thread two([&] { (void)move_union(*house_, county_, b.id, {a.id, {}, "", "调整"}).ok(); });
  one.join();
  two.join();
  Union a2 = fresh(a), b2 = fresh(b);
  EXPECT_NE(a2.parent_id == b2.id, b2.parent_id == a2.id);
  for (const Union& u : {a2, b2}) {
    Union parent = u;
    parent.id = u.parent_id;
    EXPECT_EQ(u.tree_path, fresh(parent).tree_path + u.segment);
  }
}

TEST_P(Trial, a_page_on_the_wire_is_json_with_what_is_derived_and_allowed) {
  Union u = make(county_, town_, "某某“引号”公司工会委员会");
  divisions::DivisionBook book("330603001,柯桥街道,330603,4\n");
  u = must(edit_union(*house_, county_, u.id, u.version, "{\"township_code\":\"330603001\"}"));
  std::string text = must(database_->read([&](store::ReadTx& tx) -> Result<std::string> {
    auto q = must(read_question(
        tx, realm_,
        {{"q", "引号"}, {"under", id_to_wire("uni", town_.id)}, {"sort", "-name"}, {"new_form", "false"}}));
    Scope scope = visible(county_, "unions.read");
    return page_json(list_unions(tx, scope, q.filter, q.after, q.limit), county_, book, scope.permit());
  }));
  auto page = boost::json::parse(text).as_object();
  EXPECT_EQ(page["total"].as_int64(), 1);
  EXPECT_EQ(page["next"].as_string(), "");
  auto& item = page["items"].as_array()[0].as_object();
  EXPECT_EQ(item["id"].as_string(), id_to_wire("uni", u.id));
  EXPECT_EQ(item["parent_name"].as_string(), "柯桥街道总工会");
  EXPECT_EQ(item["township_name"].as_string(), "柯桥街道");
  EXPECT_EQ(item["members_counted"].as_int64(), 0);
  EXPECT_EQ(item["allowed"].as_array().size(), 8u);
  EXPECT_FALSE(item.contains("tree_path"));
  must(database_->read([&](store::ReadTx& tx) -> Result<bool> {
    for (const char* bad : {"after", "limit", "type", "status", "new_form", "sort", "under"})
      EXPECT_EQ(reason_of(read_question(tx, realm_, {{bad, "不对"}})), "query.invalid") << bad;
    auto changes = list_changes(tx, realm_, u.id, 0, 50);
    EXPECT_EQ(boost::json::parse(history_json(changes, "")).as_object()["items"].as_array().size(), 2u);
    return true;
  }));
}

TEST_P(Trial, a_realm_is_made_once_with_its_root_and_its_brands) {
  Id again = must(database_->write(
      [&](store::WriteTx& tx) { return create_realm(tx, ids_, clock_.now(), root_.name, "330603"); }));
  EXPECT_EQ(again, realm_);
  EXPECT_EQ(root_.level_code, 40);
  EXPECT_EQ(root_.tree_path, "0001");
  EXPECT_GT(number("SELECT count(*) FROM brand WHERE realm_id = ?", Params{realm_}), 30);
}

INSTANTIATE_TEST_SUITE_P(Unions, Trial, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace niangjia::unions
