#include "modules/phones/phones.h"

#include <gtest/gtest.h>

#include "modules/members/test_house.h"
#include "modules/notices/carrier.h"

namespace niangjia::phones {
namespace {

using members::TestHouse;

class Codes : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!members::has_engine(GetParam())) GTEST_SKIP();
    t = std::make_unique<TestHouse>(GetParam());
  }
  // Only the digest of a code is kept, so the test reads it where its holder would: in the message.
  std::string last_text() {
    std::string text;
    notices::Adapters adapters;
    adapters[0] = [&](const notices::Notice&, const notices::Outgoing& plain) -> Result<std::string> {
      text = plain.text;
      return std::string();
    };
    EXPECT_TRUE(notices::carry_once(t->house(), t->realm_id, adapters));
    return text;
  }
  Result<void> send(std::string phone = "13900000001") {
    return send_phone_code(t->house(), {t->realm_id, "柯桥区总工会", "aaaa", std::move(phone), kToJoin});
  }
  std::string code() {
    if (std::string text = last_text(); !text.empty())
      known = text.substr(text.find("验证码 ") + std::string("验证码 ").size(), 6);
    return known;
  }
  std::string known;
  std::unique_ptr<TestHouse> t;
  CodeVerdict take(std::string_view given, CodePurpose purpose = kToJoin) {
    return *t->database().write([&](store::WriteTx& tx) -> Result<CodeVerdict> {
      return take_phone_code(tx, t->house(), t->realm_id, "13900000001", purpose, given);
    });
  }
};

TEST_P(Codes, good_once_for_one_purpose) {
  ASSERT_TRUE(send());
  EXPECT_EQ(take(code(), kToEnter), CodeVerdict::none);
  EXPECT_EQ(take(code()), CodeVerdict::ok);
  EXPECT_EQ(take(code()), CodeVerdict::used);
}

TEST_P(Codes, die_of_wrong_tries) {
  ASSERT_TRUE(send());
  std::string right = code(), wrong = right == "000000" ? "000001" : "000000";
  for (int i = 0; i < kCodeTries; ++i) EXPECT_EQ(take(wrong), CodeVerdict::wrong);
  EXPECT_EQ(take(right), CodeVerdict::too_many_tries);
}

TEST_P(Codes, run_out) {
  ASSERT_TRUE(send());
  std::string right = code();
  t->clock().instant.ms += kCodeLife_ms + 1;
  EXPECT_EQ(take(right), CodeVerdict::expired);
}

TEST_P(Codes, one_a_minute_and_ten_a_day) {
  ASSERT_TRUE(send());
  EXPECT_EQ(send().problem().reason, "code.too_soon");
  for (int i = 1; i < kCodesADay; ++i) {
    t->clock().instant.ms += kCodePause_ms;
    ASSERT_TRUE(send()) << i;
  }
  t->clock().instant.ms += kCodePause_ms;
  EXPECT_EQ(send().problem().reason, "code.too_many");
  EXPECT_EQ(send("057584120001").problem().reason, "input.invalid");
}

INSTANTIATE_TEST_SUITE_P(Engines, Codes, ::testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace niangjia::phones
