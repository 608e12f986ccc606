#include "sheet/sheet_fixture.h"

namespace niangjia::sheet {
namespace {

using MarkedCopyTest = SheetFiles;

struct PlacedMark {
  std::uint32_t row;
  RowMark mark;
};

// Marks of the first sheet.
MarkRow marks_from(std::vector<PlacedMark> marks) {
  return [marks = std::move(marks)](std::size_t sheet, const Row& row, RowMark& mark) -> Result<bool> {
    for (const PlacedMark& one : marks)
      if (sheet == 0 && one.row == row.number) return mark = one.mark, true;
    return false;
  };
}

const std::string dates =
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";

TEST_F(MarkedCopyTest, the_copy_says_below_its_rows_who_took_it) {
  auto source = write_zip("in.xlsx", book(rows_xml("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>姓名</v></c></row>"
                                                   "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>王小明</v></c></row>")));
  Watermark mark{"导出人：王&干事", "编号：jrn_1"};
  ASSERT_TRUE(write_marked_copy(source, path("out.xlsx"), {{0, 1}}, marks_from({{2, {"是", "", false, {}}}}), mark).ok());
  auto out = rows_of(path("out.xlsx"));
  ASSERT_EQ(out.size(), 3u);
  EXPECT_EQ(out[1].at(1).text, "是");
  EXPECT_EQ(out[2].number, 4u);
  EXPECT_EQ(out[2].at(0).text, "");
  EXPECT_EQ(out[2].at(1).text, "导出人：王&干事　编号：jrn_1");
}

TEST_F(MarkedCopyTest, only_marked_rows_are_copied_close_together_with_their_numbers) {
  const std::string source = write_file("in.csv", "服务记录\n日期,站点\n1日,甲\n2日,乙\n3日,丙\n4日,丁\n5日,戊\n");
  std::vector<PlacedMark> marks = {{4, {"否", "查不到这个站点", true, {1}}}, {6, {"合并", "与前面的一行重复", false, {}}}};
  std::uint32_t rows_asked = 0;
  auto mark_of = [&, told = marks_from(marks)](std::size_t sheet, const Row& row, RowMark& mark) -> Result<bool> {
    ++rows_asked;
    mark.is_last = row.number > 6;
    return told(sheet, row, mark);
  };
  ASSERT_TRUE(write_marked_copy(source, path("out.xlsx"), {{0, 2}}, mark_of, {"导出人：王干事", "编号：jrn_1"}, {}, CopiedRows::marked).ok());
  EXPECT_EQ(rows_asked, 7u);
  auto out = rows_of(path("out.xlsx"));
  ASSERT_EQ(out.size(), 5u);
  EXPECT_EQ(out[0].at(0).text, "服务记录");
  EXPECT_EQ(out[1].at(2).text, "是否导入成功");
  EXPECT_EQ(out[1].at(4).text, "原文件行号");
  EXPECT_EQ(out[2].number, 3u);
  EXPECT_EQ(out[2].at(1).text, "乙");
  EXPECT_EQ(out[2].at(3).text, "查不到这个站点");
  EXPECT_EQ(out[2].at(4).text, "4");
  EXPECT_EQ(out[3].at(1).text, "丁");
  EXPECT_EQ(out[3].at(4).text, "6");
  EXPECT_NE(out[4].at(2).text.find("王干事"), std::string::npos);
}

TEST_F(MarkedCopyTest, the_copy_says_what_became_of_each_row) {
  std::string rows =
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>会员表</v></c></row>"
      "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>姓名</v></c><c r=\"B2\" t=\"str\"><v>身份证号</v></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>王小明</v></c><c r=\"B3\" "
      "t=\"str\"><v>33062119800101123X</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" t=\"str\"><v>李四</v></c><c r=\"B5\"><v>330621198001011234</v></c>"
      "<c r=\"C5\" s=\"1\"><v>44501</v></c><c r=\"D5\" t=\"b\"><v>1</v></c><c "
      "r=\"E5\"><f>1+1</f><v>2</v></c></row>";
  std::string tail = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
  auto source = write_zip("in.xlsx", book(rows_xml(rows, tail), {{"xl/styles.xml", dates}}));
  std::vector<PlacedMark> marks = {
      {3, {"是", "", false, {}}},
      {4, {"否", "没有这一行", true, {}}},
      {5, {"否", "身份证号为数值格式，请改为文本；姓名疑似有误", true, {0, 1, 9}}}};
  auto done = write_marked_copy(source, path("out.xlsx"), {{0, 2}}, marks_from(marks));
  ASSERT_TRUE(done.ok()) << done.problem().inside.text;
  auto book = Workbook::open(path("out.xlsx"));
  ASSERT_TRUE(book.ok());
  EXPECT_EQ((*book)->sheets()[0].name, "表一");
  auto out = read_rows(**book);
  ASSERT_EQ(out.size(), 4u);
  EXPECT_EQ(out[1].at(5).text, "是否导入成功");
  EXPECT_EQ(out[1].at(6).text, "错误原因");
  EXPECT_EQ(out[2].at(5).text, "是");
  EXPECT_EQ(out[3].number, 5u);
  EXPECT_EQ(out[3].at(1).text, "330621198001011234");
  EXPECT_EQ(out[3].at(2).kind, CellKind::date);
  EXPECT_EQ(out[3].at(2).text, "44501");
  EXPECT_EQ(out[3].at(3).kind, CellKind::boolean);
  EXPECT_EQ(out[3].at(4).text, "2");
  EXPECT_EQ(out[3].at(6).text, "身份证号为数值格式，请改为文本；姓名疑似有误");
  auto merges = (*book)->merges(0);
  ASSERT_TRUE(merges.ok());
  EXPECT_EQ(merges->size(), 1u);
}

TEST_F(MarkedCopyTest, the_columns_of_a_tidy_table_stand_right_behind_its_header) {
  auto source = write_file("in.csv", "姓名,手机\r\n王小明,13800000000\r\n");
  auto done =
      write_marked_copy(source, path("out.xlsx"), {{0, 1}}, marks_from({{2, {"否", "=坏", true, {1}}}}));
  ASSERT_TRUE(done.ok());
  auto rows = rows_of(path("out.xlsx"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at(2).text, "是否导入成功");
  EXPECT_EQ(rows[1].at(1).text, "13800000000");
  EXPECT_EQ(rows[1].at(1).kind, CellKind::text);
  EXPECT_EQ(rows[1].at(3).text, "=坏");
}

TEST_F(MarkedCopyTest, dates_of_the_1904_epoch_and_hidden_sheets_are_kept) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  Parts extra = {
      {"xl/styles.xml", dates},
      {"xl/workbook.xml", "<workbook xmlns:r=\"" + office +
                              "\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"藏\" state=\"hidden\" "
                              "sheetId=\"1\" r:id=\"r1\"/>"
                              "<sheet name=\"现\" sheetId=\"2\" r:id=\"r1\"/></sheets></workbook>"}};
  auto source = write_zip("in.xlsx", book(rows_xml("<row><c s=\"1\"><v>43039</v></c></row>"), extra));
  ASSERT_TRUE(write_marked_copy(source, path("out.xlsx"), {}, marks_from({})).ok());
  auto book = Workbook::open(path("out.xlsx"));
  ASSERT_TRUE(book.ok());
  ASSERT_EQ((*book)->sheets().size(), 2u);
  EXPECT_TRUE((*book)->sheets()[0].hidden);
  EXPECT_FALSE((*book)->sheets()[1].hidden);
  EXPECT_EQ(read_rows(**book, 1)[0].at(0).text, "44501");
}

TEST_F(MarkedCopyTest, a_refused_source_leaves_no_copy) {
  auto source = write_file("in.xlsx", "PK\x03\x04 cut");
  EXPECT_FALSE(write_marked_copy(source, path("out.xlsx"), {}, marks_from({})).ok());
  EXPECT_FALSE(std::filesystem::exists(path("out.xlsx")));
}

}  // namespace
}  // namespace niangjia::sheet
