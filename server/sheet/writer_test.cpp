#include "sheet/sheet_fixture.h"

namespace niangjia::sheet {
namespace {

using WriterTest = SheetFiles;

OutCell text(std::string value, Style style = Style::plain) {
  OutCell cell;
  cell.kind = OutCell::Kind::text;
  cell.text = std::move(value);
  cell.style = style;
  return cell;
}

OutCell number(double value, Style style = Style::plain) {
  OutCell cell;
  cell.kind = OutCell::Kind::number;
  cell.number = value;
  cell.style = style;
  return cell;
}

TEST_F(WriterTest, what_is_written_is_read_back) {
  auto writer = WorkbookWriter::create(path("a.xlsx"));
  ASSERT_TRUE(writer.ok());
  SheetOptions options;
  options.name = "会员";
  options.column_widths = {20, 12};
  options.freeze_rows = 1;
  (*writer)->begin_sheet(options);
  (*writer)->add_row({text("身份证号", Style::header), text("入会日期", Style::header)});
  (*writer)->add_row({text("33062119800101123X", Style::text), number(44501, Style::date), number(7)});
  OutCell sum;
  sum.kind = OutCell::Kind::formula;
  sum.text = "=C2*2";
  sum.number = 14;
  (*writer)->add_row({text("合计", Style::total), OutCell(), sum});
  ASSERT_TRUE((*writer)->finish().ok());
  auto rows = rows_of(path("a.xlsx"));
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].at(0).text, "33062119800101123X");
  EXPECT_EQ(rows[1].at(1).kind, CellKind::date);
  EXPECT_EQ(rows[1].at(1).text, "44501");
  EXPECT_EQ(rows[1].at(2).kind, CellKind::number);
  EXPECT_TRUE(rows[2].at(2).is_formula);
  EXPECT_EQ(rows[2].at(2).text, "14");
}

TEST_F(WriterTest, text_that_looks_like_a_formula_stays_text) {
  auto writer = WorkbookWriter::create(path("a.xlsx"));
  ASSERT_TRUE(writer.ok());
  (*writer)->begin_sheet({"表", {}, 0, true, {}});
  (*writer)->add_row({text("=cmd|' /C calc'!A0"), text("+1"), text("-1"), text("@x")});
  ASSERT_TRUE((*writer)->finish().ok());
  auto rows = rows_of(path("a.xlsx"));
  ASSERT_EQ(rows.size(), 1u);
  for (const ReadCell& cell : rows[0].cells) {
    EXPECT_EQ(cell.kind, CellKind::text);
    EXPECT_FALSE(cell.is_formula);
  }
  EXPECT_EQ(rows[0].at(0).text, "=cmd|' /C calc'!A0");
}

TEST_F(WriterTest, merges_over_several_rows_keep_every_cell) {
  auto writer = WorkbookWriter::create(path("a.xlsx"));
  ASSERT_TRUE(writer.ok());
  SheetOptions options;
  options.name = "表";
  options.merges = {
      {1, 1, 0, 3}, {2, 3, 0, 0}, {2, 3, 3, 3}, {2, 2, 1, 2}, {2, 3, 0, 1}};  // the last one overlaps
  (*writer)->begin_sheet(options);
  (*writer)->add_row({text("标题", Style::title)});
  (*writer)->add_row(
      {text("甲", Style::header), text("乙", Style::header), OutCell(), text("丁", Style::header)});
  (*writer)->add_row({OutCell(), text("乙一", Style::header), text("乙二", Style::header)});
  ASSERT_TRUE((*writer)->finish().ok());
  auto book = Workbook::open(path("a.xlsx"));
  ASSERT_TRUE(book.ok());
  auto before = (*book)->merges(0);  // by the pass over the tail
  ASSERT_TRUE(before.ok());
  EXPECT_EQ(before->size(), 4u);
  auto rows = read_rows(**book);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].at(3).text, "丁");
  EXPECT_EQ(rows[2].at(2).text, "乙二");
  auto after = (*book)->merges(0);  // as seen by the reading
  ASSERT_TRUE(after.ok());
  ASSERT_EQ(after->size(), 4u);
  EXPECT_EQ((*after)[1].last_row, 3u);
}

TEST_F(WriterTest, a_file_never_finished_leaves_nothing) {
  {
    auto writer = WorkbookWriter::create(path("a.xlsx"));
    ASSERT_TRUE(writer.ok());
    (*writer)->begin_sheet({"表", {}, 0, true, {}});
    (*writer)->add_row({text("甲")});
    auto csv = CsvWriter::create(path("a.csv"));
    ASSERT_TRUE(csv.ok());
    (*csv)->add_row({"甲"});
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

std::size_t count_open_files() {
  std::filesystem::directory_iterator files("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST_F(WriterTest, no_file_stays_open_whether_finished_or_not) {
  std::size_t before = count_open_files();
  for (int round = 0; round < 8; ++round) {
    auto writer = WorkbookWriter::create(path("a.xlsx"));
    ASSERT_TRUE(writer.ok());
    (*writer)->begin_sheet({"空", {}, 0, true, {}});
    (*writer)->begin_sheet({"满", {}, 0, true, {}});
    (*writer)->add_row({text("甲")});
    (*writer)->add_row({text("乙")});
    bool is_good = round % 2 == 1 || (*writer)->finish().ok();
    ASSERT_TRUE(is_good);
  }
  EXPECT_EQ(count_open_files(), before);
}

TEST_F(WriterTest, a_folder_that_is_not_there_is_a_problem) {
  EXPECT_FALSE(WorkbookWriter::create(path("none/a.xlsx")).ok());
  EXPECT_FALSE(CsvWriter::create(path("none/a.csv")).ok());
}

TEST_F(WriterTest, odd_texts_and_names_make_a_readable_file) {
  auto writer = WorkbookWriter::create(path("a.xlsx"));
  ASSERT_TRUE(writer.ok());
  (*writer)->begin_sheet({"a/b[c]:一二三四五六七八九十一二三四五六七八九十一二三四五六", {}, 0, true, {}});
  (*writer)->begin_sheet({"A/B[C]:一二三四五六七八九十一二三四五六七八九十一二三四五六", {}, 0, true, {}});
  std::string huge;
  for (int i = 0; i < 40000; ++i) huge += "字";
  (*writer)->add_row({text("\xFF\xFE坏"),
                      text(std::string("a\x01"
                                       "b\r\nc")),
                      text(huge), text("  两边  ")});
  ASSERT_TRUE((*writer)->finish().ok());
  ReadLimits limits;
  limits.max_cell_bytes = 1 << 20;
  auto rows = rows_of(path("a.xlsx"), 1, limits);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at(0).text, "\xEF\xBF\xBD\xEF\xBF\xBD坏");
  EXPECT_EQ(rows[0].at(1).text, "ab\nc");
  EXPECT_TRUE(rows[0].at(2).text.ends_with("已截断）"));
  EXPECT_EQ(rows[0].at(3).text, "  两边  ");
}

TEST_F(WriterTest, csv_comes_back_as_it_was) {
  auto writer = CsvWriter::create(path("a.csv"));
  ASSERT_TRUE(writer.ok());
  std::vector<std::string> cells = {
      "330621198001011234", "=1+1", "-5.2", "带\"引号\"，和\n换行", "", "@x", "末"};
  (*writer)->add_row({"一", "二"});
  (*writer)->add_row(cells);
  ASSERT_TRUE((*writer)->finish().ok());
  auto rows = rows_of(path("a.csv"));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].number, 2u);
  for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(rows[1].at(i).text, cells[i]);
  std::ifstream raw(path("a.csv"), std::ios::binary);
  std::string all((std::istreambuf_iterator<char>(raw)), {});
  EXPECT_TRUE(all.starts_with("\xEF\xBB\xBF一,二\r\n"));
  EXPECT_NE(all.find("\"\t=1+1\""), std::string::npos);
}

}  // namespace
}  // namespace niangjia::sheet
