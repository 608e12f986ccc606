// Which rows below a header are data, and what the others are.
#include "modules/census/layout_book_fixture.h"

namespace niangjia::census {
namespace {

using enum RowSort;

TEST(Rows, of_a_roster_are_told_apart) {
  TestBook book = xlsx_book({{"花名册",
                              {{"某公司花名册"},
                               {"序号", "姓名", "身份证号", "镇街", "手机", "备注"},
                               {"1", "张三", "110101199003070011", "甲镇", "13800000000", ""},
                               {"2", " ", "", "", "", ""},
                               {" ", "　", "", "", "", ""},
                               {"小计", "11人", "", "", "", ""},
                               {"某公司花名册"},
                               {"序号", "姓名", "身份证号", "镇街", "手机", "备注"},
                               {"一、乙镇"},
                               {"", "李四", "", "", "", ""},
                               {"", "", "110101199003070038", "", "", ""},
                               {"", "", "", "", "13900000000", ""},
                               {"合 计", "", "12", "", "", ""},
                               {"填表人：", "王五", "审核人：", "赵六", "联系电话：", "0575-1"},
                               {"注：一人一行。"},
                               {"3", "补一人", "110101199003070011", "甲镇", "", ""}},
                              {{1, 1, 0, 5}}}});
  const Layout layout = book.recognised();
  ASSERT_EQ(layout.kind, Kind::roster);
  EXPECT_EQ(book.sorts(layout),
            (std::vector<RowSort>{data, sequence_only, blank, subtotal, repeated_header, repeated_header,
                                  footer, data, data, data, total, footer, footer, data}));
}

TEST(Rows, with_a_total_in_the_column_of_names_or_of_townships_are_no_data) {
  TestBook book = csv_book(
      "姓名,身份证号,镇街,岗位\n张三,110101199003070011,甲镇,快递员\n合计,1人,,\n,,甲镇小计,1\n共 1 "
      "人,,,\n合计,,,\n");
  const Layout layout = book.recognised();
  EXPECT_EQ(book.sorts(layout), (std::vector<RowSort>{data, total, subtotal, total, total}));
}

TEST(Rows, of_persons_are_kept_even_when_a_word_of_totals_or_notes_is_near) {
  TestBook book = csv_book(
      "姓名,身份证号,岗位,备注\n共青,110101199003070011,统计员,合计岗\n张三,110101199003070038,快递员,备注\n"
      "说明,110101199003070054,快递员,\n小计,110101199003070070,快递员,\n");
  const Layout layout = book.recognised();
  EXPECT_EQ(book.sorts(layout), (std::vector<RowSort>{data, data, data, data}));
}

TEST(Rows, with_a_running_number_and_an_idle_formula_are_only_numbered) {
  TestBook book = xlsx_book({{"摸底表",
                              {{"序号", "网点名称", "合计", "快递员", "货车司机"},
                               {"1", "甲网点", "=SUM(D2:E2)", "3", "1"},
                               {"2", "", "=SUM(D3:E3)", "", ""},
                               {"合计", "", "=SUM(C2:C3)", "=SUM(D2:D3)", ""}},
                              {}}});
  const Layout layout = book.recognised();
  ASSERT_EQ(layout.kind, Kind::outlets);
  EXPECT_EQ(book.sorts(layout), (std::vector<RowSort>{data, sequence_only, total}));
}

TEST(Rows, that_repeat_two_header_rows_or_number_the_columns_are_headers) {
  TestBook book = csv_book(
      "网点名称,镇街,从业人员数（人）,,,备注\n,,合计,快递员,货车司机,\n1,2,3,4,5,6\n甲,乙镇,2,1,1,\n"
      "网点名称,镇街,从业人员数（人）,,,备注\n,,合计,快递员,货车司机,\n丙,乙镇,2,1,1,\n");
  const Layout layout = book.recognised();
  ASSERT_EQ(layout.sheets.at(0).header_row, 2u);
  EXPECT_EQ(book.sorts(layout),
            (std::vector<RowSort>{repeated_header, data, repeated_header, repeated_header, data}));
}

TEST(Rows, give_cells_by_meaning_with_their_kind_and_place) {
  TestBook book = csv_book("备注,身份证号,姓名,岗位\n, 110101199003070011 ,张三,快递员\n");
  const Layout layout = book.recognised();
  int rows = 0;
  auto read = read_rows(book.book(), layout, [&](const RawRow& row) {
    ++rows;
    EXPECT_EQ(row.row, 2u);
    EXPECT_EQ(row.at(Field::name).text, "张三");
    EXPECT_EQ(row.at(Field::name).kind, sheet::CellKind::text);
    EXPECT_EQ(row.at(Field::identity_number).text, " 110101199003070011 ");
    EXPECT_EQ(row.at(Field::note).kind, sheet::CellKind::empty);
    EXPECT_TRUE(row.at(Field::phone).text.empty());
    return true;
  });
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(rows, 1);
}

TEST(Rows, stop_when_the_reader_has_enough) {
  const TestSheet sheet{
      "甲", {{"姓名", "身份证号", "岗位"}, {"张三", "1", "快递员"}, {"李四", "2", "快递员"}}, {}};
  TestSheet second = sheet;
  second.name = "乙";
  TestBook book = xlsx_book({sheet, second});
  const Layout layout = book.recognised();
  int rows = 0;
  auto read = read_rows(book.book(), layout, [&](const RawRow&) { return ++rows < 1; });
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(rows, 1);
}

TEST(Rows, are_refused_while_the_kind_is_unknown_or_the_sheet_is_gone) {
  TestBook book = csv_book("姓名,身份证号,岗位\n张三,1,快递员\n");
  Layout layout = book.recognised();
  layout.sheets.at(0).sheet = 9;
  EXPECT_FALSE(read_rows(book.book(), layout, [](const RawRow&) { return true; }).ok());
  layout.kind.reset();
  EXPECT_FALSE(read_rows(book.book(), layout, [](const RawRow&) { return true; }).ok());
}

}  // namespace
}  // namespace niangjia::census
