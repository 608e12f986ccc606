#include "base/person_name.h"
#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <utility>

#include "base/utf8.h"

namespace niangjia {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Utf8, broken_bytes_are_told_from_good_ones) {
  for (const char* good : {"", "a", "é", "会员", "𠮷", "\U0010FFFF", "\u0800", "\uE000"}) {
    EXPECT_TRUE(is_valid_utf8(good)) << good;
  }
  for (const char* bad : {"\x80", "\xC0\x80", "\xE4\xB8", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xF8\x88\x80\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80", "会\xFF"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
  }
}

RC_GTEST_PROP(Utf8, every_code_point_reads_back, (std::uint32_t any)) {
  char32_t code = any % 0x110000;
  RC_PRE(code < 0xD800 || code > 0xDFFF);
  std::string bytes;
  append_character(bytes, code);
  RC_ASSERT(is_valid_utf8(bytes));
  RC_ASSERT(to_code_points(bytes) == std::u32string(1, code));
  RC_ASSERT(read_character(bytes, 0).length == bytes.size());
}

RC_GTEST_PROP(TextProperty, no_bytes_whatever_break_the_readers, (std::string any)) {
  RC_ASSERT(is_valid_utf8(header_key(any)));
  RC_ASSERT(is_valid_utf8(normalise_person_name(any)));
  RC_ASSERT(is_valid_utf8(organisation_key(any)));
  RC_ASSERT(is_valid_utf8(read_document_number(any).text));
  std::string json;
  append_json_string(json, any);
  RC_ASSERT(is_valid_utf8(json));
  RC_ASSERT(trim(trim(any)) == trim(any));

  RC_ASSERT(!read_count(any).ok || read_count(any).value >= 0);
}

TEST(Text, counts_characters_not_bytes) {
  EXPECT_EQ(count_characters("王𠮷a"), 3u);
  EXPECT_EQ(count_characters(""), 0u);
}

TEST(Text, spaces_of_all_kinds_go) {
  EXPECT_EQ(trim("\uFEFF \u3000\u00A0王 伟\u200B\u2009\r\n\t"), "王 伟");
  EXPECT_EQ(trim(" \u3000"), "");
  EXPECT_EQ(remove_spaces("3306 21\u00A01990\u2009\u3000\u200B\uFEFF01"),
            "3306211990"
            "01");
  EXPECT_EQ(to_half_width("ＡＢｃ１２３　（）：会员，"), "ABc123 ():会员,");
  EXPECT_EQ(to_upper_ascii("aZ会x"), "AZ会X");
  EXPECT_EQ(to_lower_ascii("aZ会X"), "az会x");
}

TEST(Text, splits_and_joins) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), std::vector<std::string>{""});
  EXPECT_EQ(join({"a", "b", ""}, "、"), "a、b、");
  EXPECT_TRUE(contains("柯桥区总工会", "总工会"));
  EXPECT_FALSE(contains("柯桥", "总工会"));
}

TEST(Text, headers_are_reduced_to_what_they_name) {
  for (auto& [written, key] : Pairs{{"从业人员数（人）*", "从业人员数"},
                                    {"姓 名", "姓名"},
                                    {"身份证号\n（必填）：", "身份证号"},
                                    {"* 单位名称", "单位名称"},
                                    {"联系电话(手机)", "联系电话"},
                                    {"ＩＤ", "id"},
                                    {"备注(含（嵌套）说明)", "备注"},
                                    {"户(未完", "户未完"},
                                    {"", ""}}) {
    EXPECT_EQ(header_key(written), key) << written;
  }
}

TEST(Text, person_names_take_one_form) {
  for (auto& [written, name] : Pairs{{"王 伟", "王伟"},
                                     {" 王　伟\u200B", "王伟"},
                                     {"阿卜杜拉•买买提", "阿卜杜拉·买买提"},
                                     {"阿卜杜拉 ・ 买买提", "阿卜杜拉·买买提"},
                                     {"阿卜杜拉．买买提.艾力", "阿卜杜拉·买买提·艾力"},
                                     {"John  Smith Jr.", "John Smith Jr."},
                                     {"Ｊohn", "John"},
                                     {"𠮷 野", "𠮷野"},
                                     {"", ""}}) {
    EXPECT_EQ(normalise_person_name(written), name) << written;
  }
}

TEST(Text, a_person_name_holds_what_a_document_holds) {
  for (const char* name : {"王伟", "𬭎某", "龚䶮", "阿卜杜拉·买买提·艾力", "John Smith Jr.", "Zoë O'Brien-Lang", "𠮷野", "〇一"})
    EXPECT_EQ(person_name_fault(name), "") << name;
  EXPECT_EQ(person_name_fault("王伟😀"), "姓名里有“😀”，请照证件上的姓名填写");
  EXPECT_EQ(person_name_fault("王伟2"), "姓名里有“2”，请照证件上的姓名填写");
  EXPECT_EQ(person_name_fault("<b>王"), "姓名里有“<”，请照证件上的姓名填写");
  EXPECT_EQ(person_name_fault("··"), "请照证件上的姓名填写");
  EXPECT_EQ(person_name_fault(""), "请填写姓名");
}

TEST(Text, organisation_names_share_a_key) {
  EXPECT_EQ(organisation_key("顺丰速运（绍兴） 有限公司"), organisation_key("顺丰速运(绍兴)有限公司"));
  EXPECT_EQ(organisation_key("ＡＢＣ【绍兴】"), "abc(绍兴)");
  EXPECT_NE(organisation_key("顺丰速运绍兴有限公司"), organisation_key("顺丰速运(绍兴)有限公司"));
}

TEST(Text, document_numbers_get_the_brackets_of_the_standard) {
  for (auto& [written, text] : Pairs{{"柯总工[2021]12号", "柯总工〔2021〕12号"},
                                     {"柯总工(2021)12号", "柯总工〔2021〕12号"},
                                     {"柯总工（2021） 12 号", "柯总工〔2021〕12号"},
                                     {"柯总工【2021】12号", "柯总工〔2021〕12号"},
                                     {"柯总工﹝２０２１﹞１２号", "柯总工〔2021〕12号"},
                                     {"柯总工（2021年）12号", "柯总工〔2021〕12号"}}) {
    DocumentNumber number = read_document_number(written);
    EXPECT_EQ(number.text, text) << written;
    EXPECT_EQ(number.year, 2021);
    EXPECT_TRUE(number.brackets_fixed);
  }
  EXPECT_FALSE(read_document_number("柯总工〔2021〕12号").brackets_fixed);
  EXPECT_EQ(read_document_number("柯总工第12号").year, 0);
  EXPECT_EQ(read_document_number("").text, "");
}

TEST(Text, counts_are_read_as_people_write_them) {
  struct Row {
    const char* text;
    bool ok;
    std::int64_t value;
    bool fixed;
  };
  for (Row row : {Row{"12", true, 12, false}, Row{"12人", true, 12, true}, Row{"１２", true, 12, true},
                  Row{"12.0", true, 12, true}, Row{"约12", true, 12, true}, Row{"1,234", true, 1234, true},
                  Row{"1,2", false, 0, false}, Row{" 0 ", true, 0, true}, Row{"12.5", false, 0, false},
                  Row{"-3", false, 0, false}, Row{"", false, 0, false}, Row{"人", false, 0, false},
                  Row{"12余人", false, 0, false}, Row{"9999999999999999", false, 0, false},
                  Row{"100人次", true, 100, true}, Row{"-0", false, 0, false}, Row{"1e3", false, 0, false}}) {
    WrittenCount count = read_count(row.text);
    EXPECT_EQ(count.ok, row.ok) << row.text;
    EXPECT_EQ(count.value, row.value) << row.text;
    EXPECT_EQ(count.fixed, row.fixed) << row.text;
  }
}

TEST(Text, json_strings_escape_what_they_must) {
  auto json = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  EXPECT_EQ(json("会员\"\\\n\r\t"), R"("会员\"\\\n\r\t")");
  EXPECT_EQ(json(std::string_view("\0\x1f", 2)), R"("\u0000\u001f")");
  EXPECT_EQ(json("a\xFF"
                 "b\xE4\xB8"),
            "\"a\uFFFDb\uFFFD\uFFFD\"");
  EXPECT_EQ(json(""), "\"\"");
}

}  // namespace
}  // namespace niangjia
