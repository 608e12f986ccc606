// Recognition of files other than the scenario's: other words, other order, other shapes of header.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "modules/census/layout_book_fixture.h"

namespace niangjia::census {
namespace {

TEST(Fields, are_all_described_with_words_of_their_own_and_reduced_synonyms) {
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldInfo& info = info_of(static_cast<Field>(i));
    EXPECT_EQ(static_cast<std::size_t>(info.field), i);
    ASSERT_FALSE(info.word.empty()) << i;
    EXPECT_TRUE(words.insert(info.word).second) << info.word;
    EXPECT_EQ(field_from_word(info.word), info.field);
    for (std::string_view synonym : info.synonyms) EXPECT_EQ(header_key(synonym), synonym) << info.word;
  }
  EXPECT_FALSE(field_from_word("shoe_size").has_value());
}

TEST(Kinds, keep_their_words) {
  for (int i = 0; i < kKindCount; ++i) {
    const Kind kind = static_cast<Kind>(i);
    EXPECT_EQ(kind_from_word(kind_word(kind)), kind);
    EXPECT_EQ(info_of(kind).kind, kind);
    EXPECT_FALSE(kind_label(kind).empty());
  }
  EXPECT_FALSE(kind_from_word("用户").has_value());
}

TEST(Recognise, reads_a_csv_whose_header_is_the_first_row_and_has_spaces_stars_and_line_breaks) {
  TestBook book = csv_book(
      "\"联系\n方式\",\"职工\n姓名*\",身份证号码（18位）,镇 街,特长,序 "
      "号\n13800000000,张三,110101199003070011,甲镇,唱歌,1\n");
  const Layout layout = book.recognised();
  EXPECT_EQ(layout.kind, Kind::roster);
  EXPECT_TRUE(layout.is_complete());
  EXPECT_FALSE(layout.as_of.has_value());
  const SheetLayout& sheet = layout.sheets.at(0);
  EXPECT_EQ(sheet.header_row, 1u);
  EXPECT_EQ(column_of(sheet, Field::phone), 0u);
  EXPECT_EQ(column_of(sheet, Field::name), 1u);
  EXPECT_EQ(column_of(sheet, Field::identity_number), 2u);
  EXPECT_EQ(column_of(sheet, Field::township), 3u);
  EXPECT_EQ(column_of(sheet, Field::sequence), 5u);
  EXPECT_FALSE(sheet.columns.at(4).field.has_value());
  EXPECT_EQ(sheet.columns.at(4).title, "特长");
  EXPECT_EQ(sheet.columns.at(4).samples, std::vector<std::string>{"唱歌"});
}

TEST(Recognise, refuses_a_letter_that_is_no_table) {
  TestBook letter = csv_book("关于报送会员信息的通知\n各镇街总工会：\n请于月底前报送。\n");
  auto layout = recognise(letter.book(), std::nullopt, {});
  ASSERT_FALSE(layout.ok());
  EXPECT_EQ(layout.problem().reason, "census.no_table");
}

TEST(Recognise, joins_group_titles_with_their_sub_titles) {
  TestBook book =
      xlsx_book({{"基层工会",
                  {{"某县基层工会组织信息表"},
                   {"工会名称", "建会时间", "工会主席", "", "", "职工人数", "", "任期", "", "说明"},
                   {"", "", "姓名", "性别", "手机", "总数", "女", "起", "止", ""},
                   {"甲厂工会委员会", "2019-01-01", "李四", "男", "13900000000", "20", "8", "2019-01-01",
                    "2022-01-01", ""}},
                  {{1, 1, 0, 9}, {2, 3, 0, 0}, {2, 3, 1, 1}, {2, 2, 2, 4}, {2, 2, 5, 6}, {2, 2, 7, 8}}}});
  const Layout layout = book.recognised();
  EXPECT_EQ(layout.kind, Kind::unions);
  const SheetLayout& sheet = layout.sheets.at(0);
  EXPECT_EQ(sheet.header_row, 3u);
  EXPECT_EQ(sheet.title, "某县基层工会组织信息表");
  EXPECT_EQ(column_of(sheet, Field::chair_name), 2u);
  EXPECT_EQ(column_of(sheet, Field::chair_sex), 3u);
  EXPECT_EQ(column_of(sheet, Field::chair_phone), 4u);
  EXPECT_EQ(column_of(sheet, Field::employees), 5u);
  EXPECT_EQ(column_of(sheet, Field::female_employees), 6u);
  EXPECT_EQ(column_of(sheet, Field::term_from_on), 7u);
  EXPECT_EQ(column_of(sheet, Field::term_to_on), 8u);
  EXPECT_EQ(column_of(sheet, Field::note), 9u);
  EXPECT_EQ(sheet.columns.at(2).title, "工会主席/姓名");
}

TEST(Recognise, understands_two_header_rows_of_a_csv_which_has_no_merges) {
  TestBook book = csv_book(
      "网点全称,所属乡镇街道,从业人员情况,,,联系人\n,,总数,快递员,货车司机,\n甲网点,乙镇,9,8,1,王五\n丙网点,"
      "乙镇,3,3,0,赵六\n");
  const Layout layout = book.recognised();
  EXPECT_EQ(layout.kind, Kind::outlets);
  const SheetLayout& sheet = layout.sheets.at(0);
  EXPECT_EQ(sheet.header_row, 2u);
  EXPECT_EQ(column_of(sheet, Field::total_count), 2u);
  EXPECT_EQ(column_of(sheet, Field::courier_count), 3u);
  EXPECT_EQ(column_of(sheet, Field::contact_name), 5u);
  EXPECT_EQ(book.sorts(layout), (std::vector<RowSort>{RowSort::data, RowSort::data}));
}

TEST(Recognise, finds_the_header_below_a_title_merged_over_three_rows) {
  TestBook book = xlsx_book({{"Sheet1",
                              {{"工会会员花名册"},
                               {},
                               {},
                               {"填报日期：", "2022年3月1日"},
                               {"会员姓名", "证件号", "加入工会时间", "所在工会", "政治面貌"},
                               {"张三", "110101199003070011", "2020-01-01", "甲厂工会", "群众"}},
                              {{1, 3, 0, 4}}}});
  const Layout layout = book.recognised();
  EXPECT_EQ(layout.kind, Kind::members);
  EXPECT_EQ(layout.sheets.at(0).header_row, 5u);
  EXPECT_EQ(layout.sheets.at(0).title, "工会会员花名册");
  ASSERT_TRUE(layout.as_of.has_value());
  EXPECT_EQ(layout.as_of->iso(), "2022-03-01");
}

TEST(Recognise, tells_the_units_credit_code_from_the_unions_by_its_neighbour) {
  TestBook book = csv_book(
      "工会名称,统一社会信用代码,单位名称,统一社会信用代码,上级工会,建会日期\n甲,81,乙,91,丙,2020-01-01\n");
  const SheetLayout sheet = book.recognised().sheets.at(0);
  EXPECT_EQ(column_of(sheet, Field::union_credit_code), 1u);
  EXPECT_EQ(column_of(sheet, Field::unit_credit_code), 3u);
}

TEST(Recognise, gives_a_field_to_one_column_only_the_best_named) {
  TestBook book = csv_book("姓名,联系电话,手机号码,身份证,岗位\n张三,0575-1,13800000000,1,快递员\n");
  const SheetLayout sheet = book.recognised().sheets.at(0);
  EXPECT_EQ(column_of(sheet, Field::phone), 2u);
  EXPECT_FALSE(sheet.columns.at(1).field.has_value());
}

TEST(Recognise, asks_for_the_required_column_it_cannot_find_and_remembers_the_answer) {
  TestBook book = csv_book("姓名,性别,工种,入职日期,所属网点,身份编码\n张三,男,快递员,2020-01-01,甲网点,1\n");
  const Layout first = book.recognised(Kind::roster);
  EXPECT_EQ(first.kind, Kind::roster);
  EXPECT_FALSE(first.is_complete());
  EXPECT_EQ(first.sheets.at(0).missing, std::vector<Field>{Field::identity_number});
  const Remembered remembered{{"roster", {{"身份编码", Field::identity_number}}}};
  const Layout second = book.recognised(std::nullopt, remembered);
  EXPECT_TRUE(second.is_complete());
  EXPECT_EQ(column_of(second.sheets.at(0), Field::identity_number), 5u);
}

TEST(Recognise, shows_the_columns_of_a_sheet_it_does_not_understand) {
  TestBook book = csv_book("阿,波,次\n1,2,3\n");
  const Layout unknown = book.recognised();
  EXPECT_FALSE(unknown.kind.has_value());
  EXPECT_TRUE(unknown.sheets.at(0).is_data);
  EXPECT_EQ(unknown.sheets.at(0).columns.size(), 3u);
  const Layout said = book.recognised(Kind::coverage);
  EXPECT_EQ(said.sheets.at(0).missing, (std::vector<Field>{Field::union_name, Field::covered_unit_name}));
}

TEST(Recognise, leaves_a_sheet_of_another_kind_alone_and_reads_the_note_sheet) {
  const std::vector<std::string> roster{"姓名", "身份证号", "岗位", "所属网点"};
  TestBook book = xlsx_book(
      {{"甲品牌", {roster, {"张三", "1", "快递员", "一部"}}, {}},
       {"乙品牌", {{"所属网点", "工种", "身份证", "员工姓名"}, {"二部", "快递员", "2", "李四"}}, {}},
       {"摸底",
        {{"网点摸底表"}, {"网点名称", "快递员", "货车司机", "是否建会"}, {"一部", "1", "0", "否"}},
        {}},
       {"填表说明", {{"填表说明"}, {"统计时点为二〇二二年六月三十日。"}}, {}}});
  const Layout layout = book.recognised();
  EXPECT_EQ(layout.kind, Kind::roster);
  EXPECT_TRUE(layout.sheets.at(0).is_data);
  EXPECT_TRUE(layout.sheets.at(1).is_data);
  EXPECT_FALSE(layout.sheets.at(2).is_data);
  EXPECT_EQ(layout.sheets.at(2).title, "网点摸底表");
  EXPECT_FALSE(layout.sheets.at(3).is_data);
  ASSERT_TRUE(layout.census_on.has_value());
  EXPECT_EQ(layout.census_on->iso(), "2022-06-30");
  EXPECT_EQ(book.recognised(Kind::outlets).sheets.at(2).is_data, true);
}

TEST(LayoutJson, comes_back_the_same) {
  TestBook book = csv_book("姓名,身份证号,岗位,特长\n张三,1,快递员,\"唱\"\"歌\"\n");
  Layout layout = book.recognised();
  layout.as_of = Date::from_ymd(2021, 11, 12);
  const std::string text = layout_to_json(layout);
  auto back = layout_from_json(text);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(layout_to_json(*back), text);
  EXPECT_EQ(back->kind, layout.kind);
  EXPECT_EQ(back->as_of, layout.as_of);
  EXPECT_EQ(back->sheets.at(0).columns.at(3).samples, layout.sheets.at(0).columns.at(3).samples);
}

TEST(LayoutJson, refuses_what_is_no_layout) {
  for (const char* text : {"", "[]", "{}", "{\"sheets\":[1]}", "{\"kind\":\"shoes\",\"sheets\":[]}",
                           "{\"sheets\":[],\"as_of\":\"2021-02-30\"}"}) {
    EXPECT_FALSE(layout_from_json(text).ok()) << text;
  }
}

RC_GTEST_PROP(LayoutJson, never_crashes_on_any_text, (const std::string& text)) {
  auto read = layout_from_json(text);
  if (read.ok()) RC_ASSERT(layout_from_json(layout_to_json(*read)).ok());
}

// Every field of a kind is found under one of its own words, whatever the order of the columns.
RC_GTEST_PROP(Recognise, knows_each_kind_by_its_labels_in_any_order, ()) {
  const Kind kind = static_cast<Kind>(*rc::gen::inRange(0, kKindCount));
  std::vector<Field> fields = info_of(kind).required;
  for (Field field : info_of(kind).optional) {
    // Those of many columns have no word of their own: the title is the thing (item_columns_test.cpp).
    if (std::find(fields.begin(), fields.end(), field) == fields.end() && !is_of_many_columns(field)) fields.push_back(field);
  }
  std::vector<std::size_t> places(fields.size());
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = *rc::gen::inRange<std::size_t>(0, 1000) * 100 + i;
  std::sort(places.begin(), places.end());
  std::vector<std::string> header, values;
  for (std::size_t place : places) {
    header.emplace_back(info_of(fields[place % 100]).label);
    values.emplace_back("值");
  }
  TestBook book = csv_book(join(header, ",") + "\n" + join(values, ",") + "\n");
  const Layout layout = book.recognised();
  RC_ASSERT(layout.kind == kind);
  RC_ASSERT(layout.is_complete());
  for (std::size_t i = 0; i < places.size(); ++i) {
    RC_ASSERT(column_of(layout.sheets.at(0), fields[places[i] % 100]) == static_cast<std::uint32_t>(i));
  }
}

RC_GTEST_PROP(Recognise, never_crashes_on_any_table, ()) {
  const auto words =
      rc::gen::element<std::string>("姓名", "身份证号", "合计", "", "工会名称", "填表人：", "3", "张三");
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(words));
  std::string text = "填表说明,\n，\n";
  for (const auto& row : rows) text += join(row, ",") + "\n";
  TestBook book = csv_book(text);
  for (Kind kind : {Kind::roster, Kind::unions}) {
    auto layout = recognise(book.book(), kind, {});
    if (layout.ok()) book.sorts(*layout);
    else RC_ASSERT(layout.problem().reason == "census.no_table");
  }
}

}  // namespace
}  // namespace niangjia::census
