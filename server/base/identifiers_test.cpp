#include "base/identifiers.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace niangjia {
namespace {

const Date today = *Date::from_ymd(2024, 6, 1);

std::string citizen(const std::string& first_17) { return first_17 + citizen_check_digit(first_17); }

TEST(CitizenNumber, check_digits_agree_with_the_published_examples) {
  for (std::string number : {"11010519491231002X", "440524188001010014", "330603189901010012",
                             "810000189901010015", "830000189901010027", "911240189901010011"}) {
    EXPECT_EQ(citizen_check_digit(number.substr(0, 17)), number[17]) << number;
  }
  EXPECT_EQ(citizen_check_digit("1101051949123100"), 0);
  EXPECT_EQ(citizen_check_digit("1101051949123100a"), 0);
}

struct VerdictRow {
  const char* text;
  IdentityVerdict verdict;
  IdentityKind kind;
};

TEST(Identity, every_verdict_in_the_order_in_which_it_is_told) {
  using V = IdentityVerdict;
  using K = IdentityKind;
  for (VerdictRow row : {
           VerdictRow{"11010519491231002X", V::ok, K::citizen},
           VerdictRow{"11010519491231002x", V::ok, K::citizen},
           VerdictRow{"", V::missing, K::other},
           VerdictRow{" \u3000", V::missing, K::other},
           VerdictRow{"无", V::missing, K::other},
           VerdictRow{"3.30621E+17", V::damaged_number, K::other},
           VerdictRow{"3.30621e17", V::damaged_number, K::other},
           VerdictRow{"1101051949123100", V::bad_length, K::other},
           VerdictRow{"11010519491231002XX", V::bad_length, K::other},
           VerdictRow{"张三", V::bad_length, K::other},
           VerdictRow{"1101051949123100AX", V::bad_letters, K::citizen},
           VerdictRow{"1101051949123100二X", V::bad_letters, K::other},
           VerdictRow{"11010519491331002X", V::bad_date, K::citizen},
           VerdictRow{"11010520230229002X", V::bad_date, K::citizen},
           VerdictRow{"440524188001010014", V::bad_date, K::citizen},
           VerdictRow{"330603189901010012", V::bad_date, K::citizen},
           VerdictRow{"810000189901010015", V::bad_date, K::hkmt_residence},
           VerdictRow{"830000189901010027", V::bad_date, K::hkmt_residence},
           VerdictRow{"110105202406020021", V::birth_in_future, K::citizen},
           VerdictRow{"990105194912310021", V::bad_check_digit, K::foreigner_new},
           VerdictRow{"160105194912310021", V::bad_area, K::citizen},
           VerdictRow{"110105194912310021", V::bad_check_digit, K::citizen},
           VerdictRow{"911240189901010011", V::ok, K::foreigner_new},
           VerdictRow{"911240189901010012", V::bad_check_digit, K::foreigner_new},
           VerdictRow{"USA110190010112", V::ok, K::foreigner_old},
           VerdictRow{"USA11019001011X", V::bad_letters, K::foreigner_old},
           VerdictRow{"US1110190010112", V::bad_letters, K::citizen},
       }) {
    Identity identity = read_identity(row.text, false, today);
    EXPECT_EQ(identity.verdict, row.verdict) << row.text;
    EXPECT_EQ(identity.kind, row.kind) << row.text;
  }
}

TEST(Identity, a_numeric_cell_is_damaged_whatever_its_digits) {
  EXPECT_EQ(read_identity("110105194912310021", true, today).verdict, IdentityVerdict::damaged_number);
  EXPECT_EQ(read_identity("110105491231002", true, today).verdict, IdentityVerdict::damaged_number);
  EXPECT_EQ(read_identity("", true, today).verdict, IdentityVerdict::missing);
}

TEST(Identity, any_other_last_letter_fails) {
  for (char last : std::string("0123456789")) {
    std::string number = std::string("11010519491231002") + last;
    EXPECT_EQ(read_identity(number, false, today).verdict, IdentityVerdict::bad_check_digit) << number;
  }
}

TEST(Identity, spellings_are_put_right_and_said_so) {
  for (const char* text :
       {"'11010519491231002X", " 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ",
        "\uFEFF11010519491231002X\u200B", "’11010519491231002X"}) {
    Identity identity = read_identity(text, false, today);
    EXPECT_EQ(identity.verdict, IdentityVerdict::ok) << text;
    EXPECT_EQ(identity.number, "11010519491231002X");
    EXPECT_TRUE(identity.fixed);
    EXPECT_FALSE(identity.converted_from_15);
  }
  EXPECT_FALSE(read_identity("11010519491231002X", false, today).fixed);
}

TEST(Identity, birth_and_sex_come_from_the_number) {
  Identity identity = read_identity("11010519491231002X", false, today);
  EXPECT_EQ(identity.born_on->iso(), "1949-12-31");
  EXPECT_EQ(identity.sex, Sex::female);
  Identity resident = read_identity(citizen("81000019990228001"), false, today);
  EXPECT_EQ(resident.verdict, IdentityVerdict::ok);
  EXPECT_EQ(resident.kind, IdentityKind::hkmt_residence);
  EXPECT_EQ(resident.sex, Sex::male);
  Identity foreigner = read_identity(citizen("91124019850304002"), false, today);
  EXPECT_EQ(foreigner.born_on->iso(), "1985-03-04");
  EXPECT_EQ(foreigner.sex, Sex::female);
  EXPECT_FALSE(read_identity("911240189901010011", false, today).born_on);
  EXPECT_FALSE(read_identity("USA110190010112", false, today).born_on);
}

TEST(Identity, fifteen_digits_of_old_archives_become_eighteen) {
  Identity identity = read_identity("110105491231002", false, today);
  EXPECT_EQ(identity.verdict, IdentityVerdict::ok);
  EXPECT_EQ(identity.number, "11010519491231002X");
  EXPECT_TRUE(identity.converted_from_15);
  EXPECT_TRUE(identity.fixed);
  EXPECT_EQ(read_identity("110105491331002", false, today).verdict, IdentityVerdict::bad_date);
  EXPECT_EQ(read_identity("830000221220181", false, today).verdict, IdentityVerdict::bad_area);
  EXPECT_EQ(read_identity("911000221220181", false, today).verdict, IdentityVerdict::bad_area);
}

RC_GTEST_PROP(IdentityProperty, a_good_number_reads_again_as_itself,
              (std::uint32_t days, std::uint16_t sequence)) {
  Date born = Date::from_days(static_cast<int>(days % 40000) - 20000);
  RC_PRE(born <= today);
  std::string iso = born.iso();
  std::string tail = std::to_string(1000 + sequence % 1000).substr(1);
  std::string number = citizen("330603" + iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) + tail);
  Identity identity = read_identity(number, false, today);
  RC_ASSERT(identity.verdict == IdentityVerdict::ok);
  RC_ASSERT(identity.born_on == born);
  RC_ASSERT(identity.number == number);
  RC_ASSERT(!identity.fixed);
  std::size_t wrong_at = days % 17;
  std::string wrong = number;
  wrong[wrong_at] = static_cast<char>('0' + (wrong[wrong_at] - '0' + 1 + sequence % 9) % 10);
  RC_ASSERT(read_identity(wrong, false, today).verdict != IdentityVerdict::ok);
}

TEST(Identity, ages_change_on_the_birthday) {
  Date born = *Date::from_ymd(2000, 2, 29);
  EXPECT_EQ(age_on(born, *Date::from_ymd(2018, 2, 28)), 17);
  EXPECT_EQ(age_on(born, *Date::from_ymd(2018, 3, 1)), 18);
  EXPECT_EQ(age_on(born, *Date::from_ymd(2020, 2, 29)), 20);
  EXPECT_EQ(age_on(born, born), 0);
}

TEST(Identity, masks_keep_head_and_tail) {
  EXPECT_EQ(mask_identity("330621199001010279"), "330621********0279");
  EXPECT_EQ(mask_identity("330621"), "******");
  EXPECT_EQ(mask_identity(""), "");
  EXPECT_EQ(mask_phone("18700000092"), "187****0092");
}

TEST(CreditCode, verdicts_and_holders) {
  using V = CreditCodeVerdict;
  using H = CreditCodeHolder;
  struct Row {
    const char* text;
    V verdict;
    H holder;
  };
  for (Row row :
       {Row{"91350100M000100Y43", V::ok, H::employer}, Row{"81330603MC0000012X", V::ok, H::union_basic},
        Row{"89330603MC00000125", V::ok, H::union_other},
        Row{"81330603MC00000120", V::bad_check_digit, H::union_basic}, Row{"", V::missing, H::other},
        Row{"无", V::missing, H::other}, Row{"81330603MC0000012", V::bad_length, H::other},
        Row{"81330603MC000001I2X", V::bad_length, H::other},
        Row{"8133060三MC0000012X", V::bad_letters, H::other}}) {
    CreditCode code = read_credit_code(row.text);
    EXPECT_EQ(code.verdict, row.verdict) << row.text;
    EXPECT_EQ(code.holder, row.holder) << row.text;
  }
  for (char letter : std::string("IOZSV")) {
    for (std::string text : {"91350100M000100Y43", "81330603MC0000012X", "89330603MC00000125"}) {
      text[9] = letter;
      EXPECT_EQ(read_credit_code(text).verdict, V::bad_letters) << text;
    }
  }
}

TEST(CreditCode, organisation_part_checks_by_its_own_standard) {
  EXPECT_EQ(organisation_code_check_digit("M000100Y"), '4');
  EXPECT_EQ(organisation_code_check_digit("MC000001"), '2');
  EXPECT_EQ(organisation_code_check_digit("MC00001"), 0);
  EXPECT_TRUE(read_credit_code("91350100M000100Y43").organisation_part_ok);
  std::string other = "91350100M000100Y5";
  other += credit_code_check_digit(other);
  EXPECT_EQ(read_credit_code(other).verdict, CreditCodeVerdict::ok);
  EXPECT_FALSE(read_credit_code(other).organisation_part_ok);
}

TEST(CreditCode, spellings_are_put_right) {
  CreditCode code = read_credit_code(" 81330603ｍc 0000012x");
  EXPECT_EQ(code.verdict, CreditCodeVerdict::ok);
  EXPECT_EQ(code.code, "81330603MC0000012X");
  EXPECT_TRUE(code.fixed);
  EXPECT_FALSE(read_credit_code("81330603MC0000012X").fixed);
}

TEST(Phone, mobiles_landlines_missing_and_bad) {
  using V = PhoneVerdict;
  struct Row {
    const char* text;
    V verdict;
    const char* number;
  };
  for (Row row :
       {Row{"18700000092", V::mobile, "18700000092"}, Row{"+86 187-0000-0092", V::mobile, "18700000092"},
        Row{"8618700000092", V::mobile, "18700000092"},
        Row{"１８７００００００９２", V::mobile, "18700000092"}, Row{"12700000092", V::bad, "12700000092"},
        Row{"1870000009", V::bad, "1870000009"}, Row{"0575-84120000", V::landline, "057584120000"},
        Row{"(010)65120000", V::landline, "01065120000"}, Row{"0575-04120000", V::bad, "057504120000"},
        Row{"12351", V::landline, "12351"}, Row{"无", V::missing, ""}, Row{"/", V::missing, ""},
        Row{"-", V::missing, ""}, Row{"没有", V::missing, ""}, Row{" ", V::missing, ""},
        Row{"1.87E+10", V::bad, "1.87E+10"}, Row{"18700000092.0", V::mobile, "18700000092"},
        Row{"同上", V::bad, "同上"}}) {
    Phone phone = read_phone(row.text);
    EXPECT_EQ(phone.verdict, row.verdict) << row.text;
    EXPECT_EQ(phone.number, row.number) << row.text;
  }
  EXPECT_TRUE(read_phone("+8618700000092").fixed);
  EXPECT_FALSE(read_phone("18700000092").fixed);
}

}  // namespace
}  // namespace niangjia
