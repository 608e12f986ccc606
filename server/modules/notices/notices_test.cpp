#include <gtest/gtest.h>

#include "modules/members/test_house.h"
#include "modules/notices/carrier.h"
#include "modules/notices/store.h"

namespace niangjia::notices {
namespace {

using members::TestHouse;

Instant china(const char* iso, int hour, int minute = 0) {
  return Instant{Date::parse_iso(iso)->days() * 86'400'000LL + (hour - 8) * 3'600'000LL + minute * 60'000LL};
}

TEST(DueAt, waits_for_the_morning_unless_it_is_urgent) {
  EXPECT_EQ(due_at(china("2021-11-12", 16), false), china("2021-11-12", 16));
  EXPECT_EQ(due_at(china("2021-11-12", 21), false), china("2021-11-13", 8));
  EXPECT_EQ(due_at(china("2021-11-12", 7, 59), false), china("2021-11-12", 8));
  EXPECT_EQ(due_at(china("2021-11-12", 23), true), china("2021-11-12", 23));
}

TEST(Templates, fill_every_name_or_fail_loudly) {
  NoticeTemplate form{"t", Channel::sms, false, 5, "试", "{name}，{name}好，{day}"};
  EXPECT_EQ(fill_template(form, {{"name", "李明"}, {"day", "周五"}}), "李明，李明好，周五");
  EXPECT_THROW(fill_template(form, {{"name", "李明"}}), std::logic_error);
}

class Outbox : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
  }
  void post(std::string address = "13900000001") {
    NoticeWish wish{t->realm_id, "joining_refused", "aaaa", "application", 7, std::move(address), {}};
    wish.values = {
        {"realm", "柯桥区总工会"}, {"name", "李明"}, {"reason", "请补充单位名称。"}, {"union", "区总工会"}};
    ASSERT_TRUE(t->database().write([&](store::WriteTx& tx) -> Result<bool> {
      post_notice(tx, t->house(), wish);
      return true;
    }));
  }
  int carry(Deliver deliver) {
    Adapters adapters;
    adapters[static_cast<std::size_t>(Channel::sms)] = std::move(deliver);
    auto n = carry_once(t->house(), t->realm_id, adapters);
    EXPECT_TRUE(n);
    return n ? *n : -1;
  }
  Notice only() {
    auto all = t->database().read([&](store::ReadTx& tx) -> Result<std::vector<Notice>> {
      return tx.select<Notice>("WHERE realm_id = ?", store::Params{t->realm_id});
    });
    EXPECT_EQ(all->size(), 1u);
    return all->empty() ? Notice{} : all->front();
  }
  std::unique_ptr<TestHouse> t;
};

TEST_P(Outbox, hands_over_address_and_text_once) {
  post();
  std::vector<Outgoing> seen;
  auto take = [&](const Notice&, const Outgoing& plain) -> Result<std::string> {
    seen.push_back(plain);
    return std::string("回执1");
  };
  EXPECT_EQ(carry(take), 1);
  EXPECT_EQ(carry(take), 0);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].address, "13900000001");
  EXPECT_NE(seen[0].text.find("请补充单位名称"), std::string::npos);
  EXPECT_EQ(only().state, NoticeState::sent);
  EXPECT_EQ(only().address_shown, "139****0001");
  EXPECT_EQ(only().carrier_note, "回执1");
}

TEST_P(Outbox, tries_again_after_a_pause_and_gives_up) {
  post();
  int tries = 0;
  auto busy = [&](const Notice&, const Outgoing&) -> Result<std::string> {
    ++tries;
    return refuse(Code::unavailable, "carrier.busy", "短信平台没有回应");
  };
  EXPECT_EQ(carry(busy), 1);
  EXPECT_EQ(carry(busy), 0) << "not before the pause is over";
  for (int i = 0; i < 10; ++i) {
    t->clock().instant.ms += 3600'000;
    carry(busy);
  }
  EXPECT_EQ(tries, 6);
  EXPECT_EQ(only().state, NoticeState::failed);
  EXPECT_EQ(only().carrier_note, "短信平台没有回应");
}

TEST_P(Outbox, refusal_by_the_carrier_is_final) {
  post();
  carry([](const Notice&, const Outgoing&) -> Result<std::string> {
    return refuse(Code::invalid, "carrier.refused", "号码不存在");
  });
  EXPECT_EQ(only().state, NoticeState::failed);
  EXPECT_EQ(only().attempts, 1);
}

TEST_P(Outbox, what_a_killed_server_took_is_taken_again) {
  post();
  auto taken = t->database().write([&](store::WriteTx& tx) -> Result<std::size_t> {
    return take_due(tx, t->realm_id, t->clock().now(), 120'000, 10).size();
  });
  EXPECT_EQ(*taken, 1u);
  int sent = 0;
  auto take = [&](const Notice&, const Outgoing&) -> Result<std::string> { return ++sent, std::string(); };
  EXPECT_EQ(carry(take), 0) << "its lease still runs";
  t->clock().instant.ms += 121'000;
  EXPECT_EQ(carry(take), 1);
  EXPECT_EQ(sent, 1);
}

TEST_P(Outbox, stale_notice_is_not_sent_any_more) {
  post();
  t->clock().instant.ms += 11LL * 24 * 3600 * 1000;
  int sent = 0;
  carry([&](const Notice&, const Outgoing&) -> Result<std::string> { return ++sent, std::string(); });
  EXPECT_EQ(sent, 0);
  EXPECT_EQ(only().state, NoticeState::expired);
}

INSTANTIATE_TEST_SUITE_P(Engines, Outbox, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::notices
