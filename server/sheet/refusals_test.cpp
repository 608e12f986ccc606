// Files that are refused: each for its reason, quickly, and with a sentence.

#include <chrono>

#include "sheet/sheet_fixture.h"

namespace niangjia::sheet {
namespace {

using RefusalsTest = SheetFiles;

std::string utf16(std::string_view text) {
  std::string wide;
  for (char c : text) wide += {c, '\0'};
  return wide;
}

TEST_F(RefusalsTest, what_is_no_workbook_is_named) {
  EXPECT_EQ(refusal(path("none.xlsx")), "file.missing");
  EXPECT_EQ(refusal(folder_.string()), "file.not_a_workbook");
  EXPECT_EQ(refusal(write_file("a.xlsx", "")), "file.empty");
  EXPECT_EQ(refusal(write_file("b.csv", "\xEF\xBB\xBF \r\n")), "file.empty");
  EXPECT_EQ(refusal(write_file("c.xlsx", "%PDF-1.7 text")), "file.not_a_workbook");
  EXPECT_EQ(refusal(write_file("d.xls", "\n<HTML><table>")), "file.not_a_workbook");
  EXPECT_EQ(refusal(write_zip("e.xlsx", {{"word/document.xml", "<document/>"}})), "file.not_a_workbook");
  EXPECT_EQ(refusal(write_zip("f.xlsx", book("", {{"xl/workbook.xml", "<document/>"}}))),
            "file.not_a_workbook");
}

TEST_F(RefusalsTest, binary_garbage_called_csv_is_no_workbook) {
  std::string garbage;
  unsigned state = 12345;
  for (int i = 0; i < 5000; ++i) {
    state = state * 1103515245 + 12345;
    garbage.push_back(static_cast<char>(state >> 16));
  }
  EXPECT_EQ(refusal(write_file("a.csv", garbage)), "file.not_a_workbook");
  EXPECT_EQ(refusal(write_file("b.csv", std::string("姓名\0手机", 13))), "file.not_a_workbook");
}

TEST_F(RefusalsTest, old_and_encrypted_compound_files_are_told_apart) {
  std::string head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(100000, 'x');
  EXPECT_EQ(refusal(write_file("a.xls", head + utf16("Workbook"))), "file.old_xls");
  EXPECT_EQ(refusal(write_file("b.xlsx", head + utf16("EncryptedPackage"))), "file.encrypted");
  EXPECT_EQ(refusal(write_zip("c.xlsx", book(rows_xml("")), "secret")), "file.encrypted");
}

TEST_F(RefusalsTest, a_cut_or_broken_file_is_damaged) {
  auto whole = write_zip("a.xlsx", book(rows_xml("<row><c><v>1</v></c></row>")));
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 2);
  EXPECT_EQ(refusal(whole), "file.damaged");
  EXPECT_EQ(refusal(write_zip("b.xlsx", book("<worksheet><sheetData><row>"))), "file.damaged");
  EXPECT_EQ(refusal(write_zip("c.xlsx", book(rows_xml("<row><c t=\"s\"><v>7</v></c></row>")))),
            "file.damaged");
  EXPECT_EQ(refusal(write_zip("d.xlsx", book(rows_xml("<row r=\"2\"/><row r=\"1\"/>")))), "file.damaged");
  Parts lost = book("");
  lost.pop_back();
  EXPECT_EQ(refusal(write_zip("e.xlsx", lost)), "file.damaged");
}

TEST_F(RefusalsTest, bombs_are_refused_at_once) {
  auto start = std::chrono::steady_clock::now();
  std::string cell = "<row><c t=\"inlineStr\"><is><t>" + std::string(64 << 20, 'a') + "</t></is></c></row>";
  EXPECT_EQ(refusal(write_zip("a.xlsx", book(rows_xml(cell)))), "file.bomb");
  ReadLimits small;
  small.max_part_bytes = 1000;
  EXPECT_EQ(refusal(write_zip("b.xlsx", book(rows_xml(std::string(2000, ' ')))), small), "file.bomb");
  std::string entities = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
  EXPECT_EQ(refusal(write_zip("c.xlsx", book(entities + rows_xml("")))), "file.bomb");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST_F(RefusalsTest, nesting_names_and_attributes_cannot_exhaust_memory) {
  ReadLimits limits;
  limits.max_ratio = 1000000;
  std::string deep;
  for (int i = 0; i < 2000000; ++i) deep += "<a>";
  EXPECT_EQ(refusal(write_zip("a.xlsx", book(rows_xml(deep))), limits), "file.bomb");
  std::string names;
  for (int i = 0; i < 600000; ++i) names += "<n" + std::to_string(i) + "/>";
  EXPECT_EQ(refusal(write_zip("b.xlsx", book(rows_xml(names))), limits), "file.bomb");
  std::string attribute = "<row x=\"" + std::string(32 << 20, 'a') + "\"/>";
  EXPECT_EQ(refusal(write_zip("c.xlsx", book(rows_xml(attribute))), limits), "file.bomb");
}

TEST_F(RefusalsTest, too_wide_too_long_and_too_full_is_said) {
  EXPECT_EQ(refusal(write_zip("a.xlsx", book(rows_xml("<row><c r=\"XFE1\"/></row>")))),
            "file.too_many_columns");
  EXPECT_EQ(refusal(write_zip("b.xlsx", book(rows_xml("<row><c r=\"KN1\"><v>1</v></c></row>")))),
            "file.too_many_columns");
  EXPECT_EQ(refusal(write_zip("c.xlsx", book(rows_xml("<row><c r=\"KN1\" s=\"1\"/></row>")))), "");
  ReadLimits limits;
  limits.max_rows = 2;
  std::string row = "<row><c><v>1</v></c></row>";
  EXPECT_EQ(refusal(write_zip("d.xlsx", book(rows_xml(row + row))), limits), "");
  EXPECT_EQ(refusal(write_zip("e.xlsx", book(rows_xml(row + row + row))), limits), "file.too_many_rows");
  EXPECT_EQ(refusal(write_file("f.csv", "1\n2\n3\n"), limits), "file.too_many_rows");
  std::string text = "<row><c t=\"str\"><v>" + std::string(70000, 'a') + "</v></c></row>";
  EXPECT_EQ(refusal(write_zip("g.xlsx", book(rows_xml(text)))), "file.cell_too_large");
  Parts strings = {{"xl/sharedStrings.xml", "<sst><si><t>" + std::string(70000, 'a') + "</t></si></sst>"}};
  EXPECT_EQ(refusal(write_zip("h.xlsx", book(rows_xml(""), strings))), "file.cell_too_large");
  ReadLimits tiny;
  tiny.max_file_bytes = 4;
  EXPECT_EQ(refusal(write_file("i.csv", "1,2,3"), tiny), "file.too_large");
}

TEST_F(RefusalsTest, ten_million_blank_rows_take_no_time) {
  std::string rows = "<row><c><v>1</v></c></row>";
  rows.reserve(70'000'000);
  for (int i = 0; i < 10'000'000; ++i) rows += "<row/>";
  ReadLimits limits;
  limits.max_ratio = 1000000;
  auto file = write_zip("a.xlsx", book(rows_xml(rows)));
  auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(rows_of(file, 0, limits).size(), 1u);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST_F(RefusalsTest, a_refusal_is_a_chinese_sentence_that_says_where) {
  auto opened =
      Workbook::open(write_zip("a.xlsx", book(rows_xml("<row r=\"7\"><c r=\"KN7\"><v>1</v></c></row>"))));
  ASSERT_TRUE(opened.ok());
  auto done = (*opened)->read(0, [](const Row&) { return true; });
  ASSERT_FALSE(done.ok());
  EXPECT_NE(done.problem().message.find("“表一”第 7 行超过 256 列"), std::string::npos);
}

}  // namespace
}  // namespace niangjia::sheet
