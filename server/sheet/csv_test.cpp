#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <unicode/ucnv.h>

#include "sheet/csv_book.h"
#include "sheet/sheet_fixture.h"

namespace niangjia::sheet {
namespace {

class CsvTest : public SheetFiles {
 protected:
  static std::string encode(const std::string& text, const char* encoding) {
    std::string out(text.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int32_t>(out.size()), text.data(),
                                static_cast<int32_t>(text.size()), &status);
    EXPECT_TRUE(U_SUCCESS(status));
    out.resize(static_cast<std::size_t>(size));
    return out;
  }
  std::string encoding_of(const std::string& content) {
    auto opened = Workbook::open(write_file("e.csv", content));
    return opened.ok() ? (*opened)->encoding() : opened.problem().reason;
  }
};

TEST_F(CsvTest, records_are_numbered_as_a_spreadsheet_shows_them) {
  auto rows = rows_of(write_file("a.csv", "姓名,备注\r\n\r\n王,\"两\n行，\"\"引\"\"\"\r李,,\n,,\n末"));
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[1].number, 3u);
  EXPECT_EQ(rows[1].at(1).text, "两\n行，\"引\"");
  EXPECT_EQ(rows[1].at(1).kind, CellKind::text);
  EXPECT_EQ(rows[2].number, 4u);
  EXPECT_EQ(rows[2].cells.size(), 1u);
  EXPECT_EQ(rows[3].number, 6u);
  EXPECT_EQ(rows[3].at(0).text, "末");
}

TEST_F(CsvTest, commas_semicolons_and_tabs_separate) {
  EXPECT_EQ(find_separator("a;b;c\n1,2,3,4,5"), ';');
  EXPECT_EQ(find_separator("\n\"a,b\"\tc\n"), '\t');
  EXPECT_EQ(find_separator("a\n"), ',');
  auto rows = rows_of(write_file("a.csv", "甲\t乙\r\n1\t\t3\r\n"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].at(2).text, "3");
}

TEST_F(CsvTest, the_text_trick_for_identity_numbers_is_undone) {
  auto rows = rows_of(write_file("a.csv", "=\"33062119800101123X\",\"=\"\"3306\"\"\",\"\t3306\",=1+1\n"));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at(0).text, "33062119800101123X");
  EXPECT_EQ(rows[0].at(1).text, "3306");
  EXPECT_EQ(rows[0].at(2).text, "3306");
  EXPECT_EQ(rows[0].at(3).text, "=1+1");
}

TEST_F(CsvTest, encodings_are_told_by_the_whole_file) {
  std::string text = "姓名,单位\n王𠮷,绍兴㐂公司\n";
  EXPECT_EQ(encoding_of(text), "UTF-8");
  EXPECT_EQ(encoding_of("\xEF\xBB\xBF" + text), "UTF-8");
  EXPECT_EQ(encoding_of(std::string(200000, 'a').insert(100, 1, '\n').insert(70000, 1, '\n') + "\n" +
                        encode(text, "gb18030")),
            "GB18030");
  EXPECT_EQ(encoding_of("\xFF\xFE" + encode(text, "UTF-16LE")), "UTF-16");
  EXPECT_EQ(encoding_of(text + text + text + "\xFF\n"), "file.unknown_encoding");
  EXPECT_EQ(encoding_of("a,b\n\xFF\xFF\xFF\n"), "file.unknown_encoding");
}

TEST_F(CsvTest, every_encoding_gives_the_same_text) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "王𠮷" + std::to_string(i) + ",绍兴㐂公司\n";
  std::string files[] = {text, encode(text, "gb18030"), "\xFF\xFE" + encode(text, "UTF-16LE"),
                         "\xFE\xFF" + encode(text, "UTF-16BE")};
  for (const std::string& content : files) {
    auto rows = rows_of(write_file("a.csv", content));
    ASSERT_EQ(rows.size(), 20000u);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(rows[i].at(0).text, "王𠮷" + std::to_string(i));
      ASSERT_EQ(rows[i].at(1).text, "绍兴㐂公司");
    }
  }
}

TEST_F(CsvTest, a_quote_that_is_never_closed_is_refused) {
  EXPECT_EQ(refusal(write_file("a.csv", "a,\"b\nc,d\n")), "file.damaged");
  EXPECT_EQ(refusal(write_file("b.csv", "a,\"" + std::string(100000, 'b'))), "file.cell_too_large");
}

TEST_F(CsvTest, three_hundred_columns_are_too_many) {
  std::string line;
  for (int i = 0; i < 300; ++i) line += "1,";
  EXPECT_EQ(refusal(write_file("a.csv", line)), "file.too_many_columns");
  EXPECT_EQ(refusal(write_file("b.csv", "1" + std::string(300, ','))), "");
}

// However the stream is cut into pieces, the records are the same.
RC_GTEST_PROP(CsvProperty, pieces_do_not_matter, ()) {
  const auto letters =
      *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\r', '\n', '=', '\t'));
  const auto cut = *rc::gen::inRange<std::size_t>(0, letters.size() + 1);
  auto parse = [](std::initializer_list<std::string_view> pieces) {
    std::string seen;
    std::function<bool(const Row&)> on_row = [&](const Row& row) {
      seen += std::to_string(row.number) + ":";
      for (const Cell& cell : row.cells) seen += "[" + std::string(cell.text) + "]";
      return true;
    };
    CsvParser parser("表", ',', ReadLimits(), on_row);
    for (std::string_view piece : pieces) {
      if (!parser.feed(piece).ok()) seen += "!";
    }
    return seen + (parser.finish().ok() ? "" : "!");
  };
  std::string_view whole = letters;
  RC_ASSERT(parse({whole}) == parse({whole.substr(0, cut), whole.substr(cut)}));
}

}  // namespace
}  // namespace niangjia::sheet
