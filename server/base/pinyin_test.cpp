#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace niangjia {
namespace {

using Initials = std::vector<std::string>;

struct Row {
  const char* name;
  const char* full;
  Initials initials;
};

TEST(PinyinTest, person_names_take_the_reading_of_the_surname) {
  for (const Row& row :
       {Row{"王小明", "wangxiaoming", {"wxm"}}, Row{"单雄信", "shanxiongxin", {"sxx", "dxx"}},
        Row{"仇和", "qiuhe", {"qh", "ch"}}, Row{"区小华", "ouxiaohua", {"oxh", "qxh"}},
        Row{"曾敏", "zengmin", {"zm", "cm"}}, Row{"朴树", "piaoshu", {"ps"}},
        Row{"覃敏", "qinmin", {"qm", "tm"}}, Row{"尉迟敏", "yuchimin", {"ycm"}},
        Row{"万俟明", "moqiming", {"mqm"}}, Row{"单于明", "chanyuming", {"cym"}},
        Row{"长孙明", "zhangsunming", {"zsm"}}, Row{"欧阳明", "ouyangming", {"oym"}},
        Row{"翟明", "zhaiming", {"zm", "dm"}}, Row{"吕明", "lvming", {"lm"}},
        Row{"John Smith", "johnsmith", {"js"}}, Row{"", "", {}}, Row{"·", "", {}}}) {
    Pinyin pinyin = to_pinyin(row.name, true);
    EXPECT_EQ(pinyin.full, row.full) << row.name;
    EXPECT_EQ(pinyin.initials, row.initials) << row.name;
  }
}

TEST(PinyinTest, other_names_take_the_reading_of_the_word) {
  EXPECT_EQ(to_pinyin("柯桥区总工会", false).full, "keqiaoquzonggonghui");
  EXPECT_EQ(to_pinyin("柯桥区总工会", false).initials, Initials{"kqqzgh"});
  EXPECT_EQ(to_pinyin("重庆银行", false).full, "chongqingyinhang");
  EXPECT_EQ(to_pinyin("ＡＢ快递3号", false).full, "abkuaidi3hao");
  EXPECT_EQ(to_pinyin("单位", false).full, "danwei");
}

TEST(PinyinTest, rare_characters_beyond_the_basic_plane_have_readings) {
  EXPECT_EQ(to_pinyin("𠮷", false).full, "ji");
}

RC_GTEST_PROP(PinyinProperty, any_bytes_give_plain_letters_and_at_most_four_initials, (std::string any)) {
  Pinyin pinyin = to_pinyin(any, true);
  RC_ASSERT(pinyin.initials.size() <= 4u);
  RC_ASSERT(pinyin.full.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos);
  RC_ASSERT(pinyin.full.empty() == pinyin.initials.empty());
}

}  // namespace
}  // namespace niangjia
