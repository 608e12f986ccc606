#include "modules/registrations/actions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "access/idempotency.h"
#include "base/identifiers.h"
#include "modules/members/test_house.h"
#include "modules/registrations/duty_store.h"
#include "modules/registrations/reminders.h"
#include "modules/registrations/store.h"

namespace niangjia::registrations {
namespace {

using members::TestHouse;

const bool rows_added = [] {
  add_access_rows(access_rows());
  return true;
}();
std::string union_code(std::string first_17) { return first_17 + credit_code_check_digit(first_17); }
std::string code_of(int n) {
  std::string serial = std::to_string(n);
  return union_code("81330603MC" + std::string(7 - serial.size(), '0') + serial);
}

class Registrations : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
    change_union(t->union_a, "type = 'single_basic', chair_name = '王主席', founded_on = '2021-11-01', approval_number = "
                             "'柯总工〔2021〕12号', approved_on = '2021-11-01', version = version + 1");
    change_union(t->union_b, "type = 'single_basic', chair_name = '钱主席', founded_on = '2021-11-01', approval_number = "
                             "'柯总工〔2021〕13号', approved_on = '2021-11-01', version = version + 1");
    change_union(t->township, "type = 'federation'");
    change_union(t->county, "type = 'federation'");
  }
  House& house() { return t->house(); }
  const Actor& who() { return t->organiser; }
  void run(const std::string& sql, const store::Params& params) {
    auto done = t->database().write([&](store::WriteTx& tx) -> Result<void> { return tx.execute(sql, params), Result<void>(); });
    ASSERT_TRUE(done.ok()) << done.problem().inside.text;
  }
  void change_union(Id id, const std::string& set) {
    run("UPDATE trade_union SET " + set + " WHERE realm_id = ? AND id = ?", {t->realm_id, id});
  }
  unions::Union union_row(Id id) {
    return *t->database().read([&](store::ReadTx& tx) -> Result<unions::Union> { return *unions::find_union(tx, t->realm_id, id); });
  }
  Registration open(const Actor& actor, Id union_id, Kind kind = Kind::first, std::string reason = "") {
    auto r = open_registration(house(), actor, union_id, {kind, std::move(reason)});
    EXPECT_TRUE(r) << (r ? "" : r.problem().message);
    return r ? *r : Registration{};
  }
  Result<Registration> fill(const Actor& actor, const Registration& r, const std::string& json) {
    return fill_registration(house(), actor, r.id, r.version, json);
  }
  static constexpr const char* kWhole =
      R"({"address":"柯桥街道1号","premises":"单位提供","fund_channel":"tax","fund_source":"会费","handler":"李干事","phone":"13900000001","registrar":"柯桥区总工会"})";
  Registration filed(Id union_id, Kind kind = Kind::first, std::string reason = "") {
    Registration r = open(who(), union_id, kind, std::move(reason));
    auto filled = fill(who(), r, kWhole);
    EXPECT_TRUE(filled) << (filled ? "" : filled.problem().message);
    auto done = file_registration(house(), who(), r.id, {});
    EXPECT_TRUE(done) << (done ? "" : done.problem().message);
    return done ? *done : Registration{};
  }
  Certificate card(int n = 1) {
    Date today = t->clock().today();
    return {today, "法证字第" + std::to_string(n) + "号", "柯桥区总工会", today, today.plus_days(1826), code_of(n)};
  }
  Registration certified(Id union_id, int n = 1) {
    auto r = certify(house(), who(), filed(union_id).id, card(n));
    EXPECT_TRUE(r) << (r ? "" : r.problem().message);
    return r ? *r : Registration{};
  }
  std::vector<Duty> duties(std::optional<Kind> kind = {}) {
    DutyFilter f;
    f.kind = kind;
    f.today = t->clock().today();
    Scope scope = visible(who(), "registrations.read");
    return *t->database().read([&](store::ReadTx& tx) -> Result<std::vector<Duty>> { return list_duties(tx, scope, f, 50); });
  }
  void pass_days(int n) { t->clock().instant.ms += n * 86'400'000LL; }
  std::int64_t journal_rows() { return t->count("SELECT count(*) FROM journal WHERE realm_id = ? AND subject_kind = 'registration'"); }

  std::unique_ptr<TestHouse> t;
};

template <class F>
std::vector<Result<Registration>> at_once(int n, F act) {
  std::vector<Result<Registration>> got(n, Problem{});
  std::vector<std::thread> cadres;
  for (int i = 0; i < n; ++i) cadres.emplace_back([&, i] { got[i] = act(i); });
  for (auto& one : cadres) one.join();
  return got;
}
std::int64_t done(const std::vector<Result<Registration>>& all) {
  return std::count_if(all.begin(), all.end(), [](const auto& one) { return one.ok(); });
}

TEST_P(Registrations, tell_the_chair_twice_that_a_certificate_ends) {
  const std::string sealed = house().vault.seal("13900000001", "trade_union", "chair_phone", t->union_a);
  run("UPDATE trade_union SET chair_phone_sealed = ? WHERE realm_id = ? AND id = ?", {record::Blob{sealed}, t->realm_id, t->union_a});
  certified(t->union_a), certified(t->union_b, 2);  // of union_b no number stands in the register
  auto remind = [&] { return remind_certificates(house(), t->realm_id).value(); };
  auto posted = [&] { return t->count("SELECT count(*) FROM notice WHERE realm_id = ? AND template_code = 'certificate_reminder'"); };
  pass_days(1826 - 91);
  EXPECT_EQ(remind(), 0) << "a day too early";
  pass_days(1);
  EXPECT_EQ(remind(), 2);
  EXPECT_EQ(remind(), 0) << "once, however often the upkeep comes by";
  EXPECT_EQ(posted(), 1);
  pass_days(60);
  open(who(), t->union_b, Kind::renewal);
  EXPECT_EQ(remind(), 1) << "whose renewal is under way needs no telling";
  EXPECT_EQ(posted(), 2);
}

TEST_P(Registrations, go_from_the_register_to_the_certificate_and_back_into_the_register) {
  for (int i = 1; i <= 3; ++i) t->join(i, t->union_a);
  Registration r = open(t->keeper_a, t->union_a);
  EXPECT_EQ(r.name, "甲厂工会委员会");
  EXPECT_EQ(r.legal_representative, "王主席");
  EXPECT_EQ(r.members, 3);
  EXPECT_EQ(r.since_on.iso(), "2021-11-01");
  EXPECT_EQ(r.due_on->iso(), "2021-12-01");
  EXPECT_FALSE(file_registration(house(), t->keeper_a, r.id, {}).ok());  // nothing is filled in
  auto filled = fill(t->keeper_a, r, kWhole);
  ASSERT_TRUE(filled) << filled.problem().message;
  EXPECT_EQ(*phone_of(house(), *filled), "13900000001");
  ASSERT_TRUE(file_registration(house(), t->keeper_a, r.id, {}));
  EXPECT_EQ(fill(t->keeper_a, *filled, R"({"address":"别处"})").problem().reason, "registration.not_its_turn");
  EXPECT_EQ(certify(house(), t->keeper_a, r.id, card()).problem().code, Code::forbidden);
  EXPECT_EQ(send_back(house(), t->keeper_a, r.id, {"缺材料"}).problem().code, Code::forbidden);
  ASSERT_TRUE(send_back(house(), who(), r.id, {"缺少办公场所证明"}));
  ASSERT_TRUE(file_registration(house(), t->keeper_a, r.id, {}));
  auto got = certify(house(), who(), r.id, card());
  ASSERT_TRUE(got) << got.problem().message;
  EXPECT_TRUE(got->is_in_force);
  EXPECT_EQ(union_row(t->union_a).credit_code, code_of(1));
  EXPECT_EQ(union_row(t->union_a).address, "柯桥街道1号");
  EXPECT_EQ(journal_rows(), 6);
  auto view = read_registration(house(), t->keeper_a, r.id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->steps.size(), 5u);  // opened, filed, returned, filed, certified
  EXPECT_TRUE(duties().empty());      // neither the filing nor the certificate made a change
}

TEST_P(Registrations, what_was_filed_stays_as_it_was_and_what_is_filed_agrees_with_the_register) {
  Registration r = filed(t->union_a);
  change_union(t->union_a, "chair_name = '新主席', name = '甲集团工会委员会', version = version + 1");
  auto view = read_registration(house(), who(), r.id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->row.legal_representative, "王主席");
  EXPECT_EQ(view->row.name, "甲厂工会委员会");
  ASSERT_TRUE(send_back(house(), who(), r.id, {"名称不符"}));
  auto stale = file_registration(house(), who(), r.id, {});
  ASSERT_FALSE(stale.ok());
  EXPECT_EQ(stale.problem().fields.size(), 2u);
  ASSERT_TRUE(refill_registration(house(), who(), r.id));
  auto anew = file_registration(house(), who(), r.id, {});
  ASSERT_TRUE(anew) << anew.problem().message;
  EXPECT_EQ(anew->name, "甲集团工会委员会");
  EXPECT_EQ(anew->handler, "李干事");
}

TEST_P(Registrations, of_one_kind_are_opened_once_whoever_asks_at_once) {
  auto all = at_once(8, [&](int i) { return open_registration(house(), i % 2 ? who() : t->keeper_a, t->union_a, {}); });
  EXPECT_EQ(done(all), 1);
  for (const auto& one : all) EXPECT_TRUE(one.ok() || one.problem().reason == "registration.under_way");
  EXPECT_EQ(t->count("SELECT count(*) FROM registration WHERE realm_id = ?"), 1);
  // Given up, it may be asked again.
  for (const auto& one : all)
    if (one.ok()) {
      ASSERT_TRUE(withdraw(house(), who(), one->id, {"重报"}));
    }
  EXPECT_TRUE(open_registration(house(), who(), t->union_a, {}));
}

TEST_P(Registrations, sent_twice_with_one_key_are_opened_once) {
  auto key = make_key("once", "POST", "/api/v1/unions/x/registrations", "{}");
  ASSERT_TRUE(key);
  ASSERT_TRUE(open_registration(house(), who(), t->union_a, {}, &*key));
  auto again = t->database().read([&](store::ReadTx& tx) { return find_answer(tx, who(), *key); });
  ASSERT_TRUE(again && *again);
  EXPECT_EQ((*again)->status, 201);
}

TEST_P(Registrations, certified_by_eight_at_once_are_certified_once) {
  Registration r = filed(t->union_a);
  auto all = at_once(8, [&](int i) { return certify(house(), who(), r.id, card(i + 1)); });
  EXPECT_EQ(done(all), 1);
  for (const auto& one : all) EXPECT_TRUE(one.ok() || one.problem().code == Code::conflict);
  EXPECT_EQ(t->count("SELECT count(*) FROM registration WHERE realm_id = ? AND is_in_force = 1"), 1);
  for (const auto& one : all)
    if (one.ok()) {
      EXPECT_EQ(union_row(t->union_a).credit_code, one->credit_code);
    }
}

TEST_P(Registrations, edited_by_another_meanwhile_are_not_overwritten) {
  Registration r = open(who(), t->union_a);
  ASSERT_TRUE(fill(who(), r, R"({"handler":"李干事"})"));
  EXPECT_EQ(fill(t->keeper_a, r, R"({"handler":"别人"})").problem().reason, "registration.changed");
}

TEST_P(Registrations, of_two_unions_never_bear_one_code) {
  certified(t->union_a, 1);
  auto second = certify(house(), who(), filed(t->union_b).id, card(1));
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.problem().fields.front().path, "credit_code");
  // The code of a certificate in force is not typed over in the union's record either.
  unions::Union u = union_row(t->union_a);
  auto typed = unions::edit_union(house(), who(), u.id, u.version, "{\"credit_code\":\"" + code_of(7) + "\"}");
  ASSERT_FALSE(typed.ok());
  EXPECT_EQ(typed.problem().reason, "union.credit_code_certified");
}

TEST_P(Registrations, are_out_of_sight_of_others) {
  Registration r = open(who(), t->union_b);
  EXPECT_EQ(read_registration(house(), t->keeper_a, r.id).problem().code, Code::not_found);
  EXPECT_EQ(withdraw(house(), t->keeper_a, r.id, {"不办了"}).problem().code, Code::not_found);
  EXPECT_EQ(open_registration(house(), t->keeper_a, t->union_b, {}).problem().code, Code::not_found);
  EXPECT_EQ(open_registration(house(), t->leader, t->union_a, {}).problem().code, Code::forbidden);
}

TEST_P(Registrations, a_change_of_name_or_chair_is_due_thirty_days_later) {
  certified(t->union_a);
  pass_days(10);
  ASSERT_TRUE(unions::rename_union(house(), who(), t->union_a, {"甲集团工会委员会", {}, "柯总工〔2021〕20号", "单位更名"}));
  pass_days(5);
  unions::Union u = union_row(t->union_a);
  ASSERT_TRUE(unions::edit_union(house(), who(), u.id, u.version, R"({"chair_name":"新主席"})"));
  auto due = duties();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].kind, Kind::change);
  EXPECT_EQ(due[0].matters, (std::vector<std::string>{"name", "representative"}));
  EXPECT_EQ(due[0].since_on.iso(), "2021-11-22");  // of the first of the two
  EXPECT_EQ(due[0].days_left, 25);
  EXPECT_EQ(due[0].certificate_number, "法证字第1号");
  Registration change = filed(t->union_a, Kind::change, "单位更名");
  EXPECT_EQ(change.was_name, "甲厂工会委员会");
  EXPECT_EQ(change.matters, (std::vector<std::string>{"name", "representative"}));
  EXPECT_EQ(duties(Kind::change)[0].case_id, change.id);
  Certificate again = card();
  again.certificate_number = "法证字第1号之二";
  ASSERT_TRUE(certify(house(), who(), change.id, again));
  EXPECT_TRUE(duties().empty());
  EXPECT_EQ(t->count("SELECT count(*) FROM registration WHERE realm_id = ? AND is_in_force = 1"), 1);
}

TEST_P(Registrations, a_certificate_is_listed_before_it_ends_and_a_union_that_ended_is_to_be_cancelled) {
  certified(t->union_a);
  pass_days(1826 - 91);
  EXPECT_TRUE(duties().empty());
  pass_days(1);
  ASSERT_EQ(duties(Kind::renewal).size(), 1u);
  EXPECT_EQ(duties(Kind::renewal)[0].days_left, 90);
  ASSERT_TRUE(unions::dissolve_union(house(), who(), t->union_a, {{}, "柯总工〔2026〕3号", "单位关闭"}));
  auto due = duties();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].kind, Kind::cancellation);
  EXPECT_EQ(due[0].days_left, 30);
  EXPECT_EQ(open_registration(house(), who(), t->union_a, {Kind::renewal, ""}).problem().reason, "registration.ended");
  Registration end = filed(t->union_a, Kind::cancellation, "单位关闭，工会已撤销");
  EXPECT_EQ(end.papers.front(), "《关于撤销甲厂工会委员会的批复》（柯总工〔2026〕3号，" + end.opened_on.chinese() + "）");
  ASSERT_TRUE(certify(house(), who(), end.id, {}));
  EXPECT_TRUE(duties().empty());
  EXPECT_EQ(union_row(t->union_a).credit_code, code_of(1));  // what an ended union was known by stays
}

TEST_P(Registrations, follow_a_union_that_moves_and_the_one_that_receives_it) {
  Registration r = certified(t->union_a);
  ASSERT_TRUE(unions::merge_union(house(), who(), t->union_a, {t->union_b, {}, "", "两会合并"}));
  auto due = duties(Kind::cancellation);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].id, t->union_a);
  EXPECT_EQ(read_registration(house(), who(), r.id)->row.union_path, union_row(t->union_b).tree_path);
  EXPECT_TRUE(open_registration(house(), who(), t->union_a, {Kind::cancellation, "并入乙厂"}));
}

// Reading the open ones first and then inserting would let both in: the index is what holds.
TEST_P(Registrations, the_database_itself_refuses_a_second_open_one) {
  Registration r = open(who(), t->union_a);
  auto second = t->database().write([&](store::WriteTx& tx) -> Result<bool> {
    TRY(Permit permit, allow(who(), "registrations.prepare", place_of(r)));
    Registration twin = r;
    twin.id = house().ids.next();
    return insert_registration(tx, permit, twin);
  });
  ASSERT_TRUE(second);
  EXPECT_FALSE(*second);
}

INSTANTIATE_TEST_SUITE_P(Engines, Registrations, ::testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace niangjia::registrations
