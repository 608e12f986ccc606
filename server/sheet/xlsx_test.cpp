#include "base/source_folder_fixture.h"
#include "sheet/relationships.h"
#include "sheet/sheet_fixture.h"
#include "sheet/styles.h"

namespace niangjia::sheet {
namespace {

using XlsxTest = SheetFiles;

std::string with_strings(const std::string& items) { return "<sst>" + items + "</sst>"; }

TEST_F(XlsxTest, every_kind_of_cell_is_told_apart) {
  std::string rows =
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>内联</t></is></c>"
      "<c r=\"D2\" t=\"str\"><f>A2&amp;B2</f><v>结果</v></c><c r=\"E2\"><v>1.1E+17</v></c>"
      "<c r=\"F2\" t=\"b\"><v>1</v></c><c r=\"G2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      "<c r=\"H2\" s=\"1\"><v>44495</v></c><c r=\"I2\" t=\"d\"><v>2021-11-01T00:00:00</v></c></row>";
  Parts extra = {{"xl/sharedStrings.xml", with_strings("<si><t>共享</t></si>")},
                 {"xl/styles.xml",
                  "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m\"/>"
                  "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>"}};
  auto read = rows_of(write_zip("a.xlsx", book(rows_xml(rows), extra)));
  ASSERT_EQ(read.size(), 1u);
  const ReadRow& row = read[0];
  EXPECT_EQ(row.number, 2u);
  EXPECT_EQ(row.at(0).text, "共享");
  EXPECT_EQ(row.at(1).text, "内联");
  EXPECT_EQ(row.at(2).kind, CellKind::empty);
  EXPECT_EQ(row.at(3).text, "结果");
  EXPECT_TRUE(row.at(3).is_formula);
  EXPECT_EQ(row.at(4).kind, CellKind::number);
  EXPECT_EQ(row.at(4).text, "1.1E+17");
  EXPECT_EQ(row.at(5).kind, CellKind::boolean);
  EXPECT_EQ(row.at(6).kind, CellKind::error);
  EXPECT_EQ(row.at(6).text, "#DIV/0!");
  EXPECT_EQ(row.at(7).kind, CellKind::date);
  EXPECT_EQ(row.at(7).text, "44495");
  EXPECT_EQ(row.at(8).text, "2021-11-01");
  EXPECT_EQ(row.at(99).kind, CellKind::empty);
}

TEST_F(XlsxTest, rich_text_is_joined_and_phonetic_text_is_skipped) {
  std::string strings =
      "<si><r><rPr><b/></rPr><t>王</t></r><r><t xml:space=\"preserve\"> 明</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>おう</t></rPh></si><si><t>a_x000D_b_x4E00_</t></si>";
  std::string rows = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>";
  auto read =
      rows_of(write_zip("a.xlsx", book(rows_xml(rows), {{"xl/sharedStrings.xml", with_strings(strings)}})));
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].at(0).text, "王 明");
  EXPECT_EQ(read[0].at(1).text, "a\rb_x4E00_");
}

TEST_F(XlsxTest, rows_and_cells_without_references_follow_each_other) {
  std::string rows =
      "<row><c><v>1</v></c><c r=\"C1\"><v>3</v></c><c><v>4</v></c></row><row/><row><c><v>5</v></c></row>";
  auto read = rows_of(write_zip("a.xlsx", book(rows_xml(rows))));
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].at(2).text, "3");
  EXPECT_EQ(read[0].at(3).text, "4");
  EXPECT_EQ(read[1].number, 3u);
}

TEST_F(XlsxTest, strict_names_prefixes_and_other_folders_are_found) {
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  Parts parts = {
      {"[Content_Types].xml", "<Types/>"},
      {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"" + strict +
                          "/officeDocument\" Target=\"/book/main.xml\"/></Relationships>"},
      {"book/main.xml",
       "<x:workbook xmlns:x=\"urn:x\" xmlns:q=\"urn:q\"><x:sheets><x:sheet name=\"甲\" sheetId=\"1\" "
       "q:id=\"c1\"/><x:sheet name=\"图\" sheetId=\"2\" q:id=\"c2\"/></x:sheets></x:workbook>"},
      {"book/_rels/main.xml.rels",
       "<Relationships><Relationship Id=\"c1\" Type=\"" + strict +
           "/worksheet\" Target=\"..\\pages\\One.xml\"/><Relationship Id=\"c2\" Type=\"" + strict +
           "/chartsheet\" Target=\"none.xml\"/></Relationships>"},
      {"pages/one.xml",
       "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row r=\"1\"><x:c r=\"B1\"><x:v>9</x:v></x:c>"
       "</x:row></x:sheetData><x:mergeCells><x:mergeCell ref=\"A1:B2\"/></x:mergeCells></x:worksheet>"}};
  auto opened = Workbook::open(write_zip("a.xlsx", parts));
  ASSERT_TRUE(opened.ok()) << opened.problem().inside.text;
  ASSERT_EQ((*opened)->sheets().size(), 1u);
  auto merges = (*opened)->merges(0);
  ASSERT_TRUE(merges.ok());
  EXPECT_EQ(merges->size(), 1u);
  auto rows = read_rows(**opened);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at(1).text, "9");
}

TEST_F(XlsxTest, a_reader_that_has_enough_is_not_called_again) {
  auto opened = Workbook::open(
      write_zip("a.xlsx", book(rows_xml("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"))));
  ASSERT_TRUE(opened.ok());
  int calls = 0;
  auto done = (*opened)->read(0, [&](const Row&) { return ++calls < 1; });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(calls, 1);
}

TEST_F(XlsxTest, an_exception_of_the_callback_reaches_its_caller) {
  auto opened = Workbook::open(write_zip("a.xlsx", book(rows_xml("<row><c><v>1</v></c></row>"))));
  ASSERT_TRUE(opened.ok());
  auto throwing = [](const Row&) -> bool { throw std::runtime_error("x"); };
  EXPECT_THROW(static_cast<void>((*opened)->read(0, throwing).ok()), std::runtime_error);
}

TEST_F(XlsxTest, strings_beyond_the_bound_are_spilled_and_still_right) {
  std::string strings, rows;
  for (int i = 0; i < 2000; ++i) {
    strings += "<si><t>字符串" + std::to_string(i) + "</t></si>";
    rows += "<row><c t=\"s\"><v>" + std::to_string(1999 - i) + "</v></c><c t=\"s\"><v>0</v></c></row>";
  }
  ReadLimits limits;
  limits.max_shared_strings_bytes = 4096;
  auto file = write_zip("a.xlsx", book(rows_xml(rows), {{"xl/sharedStrings.xml", with_strings(strings)}}));
  auto read = rows_of(file, 0, limits);
  ASSERT_EQ(read.size(), 2000u);
  for (int i = 0; i < 2000; ++i) {
    EXPECT_EQ(read[i].at(0).text, "字符串" + std::to_string(1999 - i));
    EXPECT_EQ(read[i].at(1).text, "字符串0");
  }
}

TEST_F(XlsxTest, a_sheet_is_over_after_many_blank_rows) {
  std::string rows = "<row r=\"1\"><c><v>1</v></c></row>";
  for (int i = 0; i < 200; ++i) rows += "<row><c s=\"3\"/></row>";
  rows += "<row><c><v>2</v></c></row>";
  ReadLimits limits;
  limits.max_blank_rows = 100;
  auto file = write_zip("a.xlsx", book(rows_xml(rows)));
  EXPECT_EQ(rows_of(file, 0, limits).size(), 1u);
  limits.max_blank_rows = 200;
  EXPECT_EQ(rows_of(file, 0, limits).size(), 2u);
  auto far = write_zip(
      "b.xlsx", book(rows_xml("<row r=\"1\"><c><v>1</v></c></row><row r=\"1048576\"><c><v>2</v></c></row>")));
  EXPECT_EQ(rows_of(far).size(), 1u);
}

TEST(StylesTest, date_formats_are_told_from_numbers) {
  for (const char* code :
       {"yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]yyyy年m月d日", "m/d/yy", "[Red]d", "年月日"}) {
    EXPECT_TRUE(is_date_format_code(code)) << code;
  }
  for (const char* code :
       {"General", "0.00", "@", "#,##0\"日\"", "[Red]0", "0日", "\\d0", "0_d", "\"day\"", "0.00E+00"}) {
    EXPECT_FALSE(is_date_format_code(code)) << code;
  }
  EXPECT_TRUE(is_date_format_id(14) && is_date_format_id(31) && is_date_format_id(58));
  EXPECT_FALSE(is_date_format_id(0) || is_date_format_id(49) || is_date_format_id(10));
}

TEST(RelationshipsTest, targets_become_names_in_the_zip) {
  EXPECT_EQ(resolve_target("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
  EXPECT_EQ(resolve_target("xl", "/xl/styles.xml"), "xl/styles.xml");
  EXPECT_EQ(resolve_target("xl/a", "../b/./c.xml"), "xl/b/c.xml");
  EXPECT_EQ(resolve_target("", "../../x.xml"), "x.xml");
}

TEST_F(XlsxTest, the_scenario_files_are_read_whole) {
  auto folder = source_folder() / "../shared/scenario/keqiao";
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "no scenario beside the project";
  std::size_t members = 0, services = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".xlsx" && entry.path().extension() != ".csv") continue;
    EXPECT_EQ(refusal(entry.path().string()), "") << name;
    if (name.find("会员信息采集表") != std::string::npos) members = rows_of(entry.path().string()).size();
    if (name.find("服务登记") == std::string::npos) continue;
    auto opened = Workbook::open(entry.path().string());
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ((*opened)->encoding(), "GB18030");
    auto rows = read_rows(**opened);
    services = rows.size();
    EXPECT_EQ(rows[0].at(2).text, "服务项目");
  }
  EXPECT_GT(members, 50000u);
  EXPECT_GT(services, 1000u);
}

}  // namespace
}  // namespace niangjia::sheet
