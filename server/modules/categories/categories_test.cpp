#include "modules/categories/categories.h"

#include <gtest/gtest.h>

namespace niangjia::categories {
namespace {

TEST(Categories, are_found_by_name_and_alias_whatever_the_width) {
  ASSERT_NE(find_category("快递员"), nullptr);
  EXPECT_EQ(find_category(" 快递 小哥")->code, 13);
  EXPECT_EQ(find_category("保洁（道路）")->code, 41);
  EXPECT_EQ(find_category("飞行员"), nullptr);
  EXPECT_TRUE(is_new_form(12));
  EXPECT_FALSE(is_new_form(34)) << "保安员 is of the eight groups, yet not new-form";
  EXPECT_FALSE(is_new_form(0));
  EXPECT_TRUE(category_by_code(13)->is_four_group);
}

}  // namespace
}  // namespace niangjia::categories
