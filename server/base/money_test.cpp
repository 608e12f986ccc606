#include "base/money.h"

#include <gtest/gtest.h>

namespace niangjia {
namespace {

TEST(Money, is_read_exactly_as_fen_however_it_is_written) {
  struct Row {
    const char* written;
    std::int64_t fen;
  };
  for (const Row& row : {Row{"35000", 3'500'000}, {"35,000.00元", 3'500'000}, {"3.5万元", 3'500'000}, {"3.5万", 3'500'000}, {"３．５万元", 3'500'000},
                         {"3万5千元", 3'500'000}, {"约3.5万元", 3'500'000}, {"￥35000.1", 3'500'010}, {"人民币35000元整", 3'500'000}, {"0.07", 7},
                         {"35元5角", 3'550}, {"3.5万元（其中工会2万）", 3'500'000}, {"1.2亿元", 12'000'000'000}, {"0", 0}, {"2500元/年", 250'000},
                         {"35，000元", 3'500'000}, {"35000.099999999999", 3'500'010}, {"0.29万元", 290'000}, {"1.005万", 1'005'000}}) {
    const WrittenMoney read = read_money(row.written);
    EXPECT_TRUE(read.ok) << row.written;
    EXPECT_EQ(read.fen, row.fen) << row.written;
  }
}

TEST(Money, that_cannot_be_known_is_not_guessed) {
  for (const char* written : {"", "不详", "三五万", "3.5.5", "5千3万", "35 000 元 12", "3.14159", "-5", "1e5", "99999999999999999999", "万元"})
    EXPECT_FALSE(read_money(written).ok) << written;
}

TEST(Money, of_a_bare_number_counts_what_the_title_of_the_column_says) {
  EXPECT_EQ(read_money("3.5", money_unit("投入资金（万元）")).fen, 3'500'000);
  EXPECT_EQ(read_money("35000", money_unit("投入资金")).fen, 3'500'000);
  EXPECT_EQ(read_money("35000元", money_unit("投入资金(万元)")).fen, 3'500'000) << "what stands beside the number goes first";
}

TEST(Money, is_told_in_yuan_with_two_decimals) {
  EXPECT_EQ(yuan_text(3'500'000), "35000.00");
  EXPECT_EQ(yuan_text(7), "0.07");
  EXPECT_EQ(yuan_text(-1'050), "-10.50");
}

}  // namespace
}  // namespace niangjia
