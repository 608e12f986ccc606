#include "paper/page.h"
#include "paper/paper.h"

#include "paper/golden_page_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace niangjia::paper {
namespace {

namespace fs = std::filesystem;

OfficialPaper approval() {
  OfficialPaper p{"柯桥街道总工会", "柯街总工〔2021〕12号", "关于风行速递有限公司工会委员会选举结果的批复",
                  "风行速递有限公司工会委员会："};
  p.paragraphs = {"你会报告收悉。经研究，同意选举结果，由钱二、孙三、阿依古丽·买买提组成工会委员会。",
                  "此复。"};
  p.table = {{"姓名", "职务"}, {"钱二", "主席"}, {"𬭊𬭊 <&>", "委员"}};
  p.signer = "柯桥街道总工会";
  p.day = "2021年11月12日";
  return p;
}

std::string run(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return out;
  char part[4096];
  for (std::size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;) out.append(part, n);
  pclose(pipe);
  return out;
}

// A file that another program is asked to open.
class Kept {
 public:
  Kept(const std::string& bytes, std::string name)
      : path_(fs::temp_directory_path() / ("niangjia-paper-" + std::to_string(getpid()) + "-" + name)) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Kept() { fs::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

// As pdftotext reads it, without the blanks it sets as it likes.
std::string text_of(const std::string& path) {
  std::string text = run("pdftotext -layout " + path + " -"), out;
  for (char c : text)
    if (c != ' ' && c != '\n' && c != '\f') out += c;
  return out;
}

bool has_program(const char* name) { return !run(std::string("command -v ") + name).empty(); }

TEST(OfficialPaper, as_pdf_is_read_by_another_program_in_its_order) {
  if (!has_program("pdftotext")) GTEST_SKIP() << "pdftotext is not installed";
  auto bytes = pdf_of(approval());
  ASSERT_TRUE(bytes);
  Kept file(*bytes, "a.pdf");
  std::string text = text_of(file.path());
  std::size_t at = 0;
  for (const char* part : {"柯桥街道总工会", "柯街总工〔2021〕12号", "选举结果的批复", "阿依古丽·买买提",
                           "此复。", "姓名", "2021年11月12日", "—1—"}) {
    std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << " in " << text;
    at = found;
  }
}

TEST(OfficialPaper, bears_the_number_of_its_taking_on_each_page) {
  if (!has_program("pdftotext")) GTEST_SKIP() << "pdftotext is not installed";
  OfficialPaper p = approval();
  for (int i = 0; i < 60; ++i) p.paragraphs.push_back("各单位要按照要求做好工作，确保应建尽建。");
  p.trace = "导出人：王干事（wang）　编号：jrn_0c3x9z5t7k8qw";
  auto bytes = pdf_of(p);
  ASSERT_TRUE(bytes);
  Kept file(*bytes, "trace.pdf");
  std::string text = run("pdftotext -layout " + file.path() + " -");
  auto pages = std::count(text.begin(), text.end(), '\f');
  ASSERT_GT(pages, 1);
  std::ptrdiff_t found = 0;
  for (auto at = text.find("jrn_0c3x9z5t7k8qw"); at != std::string::npos; at = text.find("jrn_0c3x9z5t7k8qw", at + 1)) ++found;
  EXPECT_EQ(found, pages);
}

TEST(OfficialPaper, of_many_paragraphs_goes_on_to_the_next_page) {
  if (!has_program("pdfinfo")) GTEST_SKIP() << "pdfinfo is not installed";
  OfficialPaper p = approval();
  for (int i = 0; i < 60; ++i)
    p.paragraphs.push_back("第" + std::to_string(i) + "条 各单位要按照要求做好工作，确保应建尽建。");
  auto bytes = pdf_of(p);
  ASSERT_TRUE(bytes);
  Kept file(*bytes, "long.pdf");
  std::string info = run("pdfinfo " + file.path());
  EXPECT_NE(info.find("A4"), std::string::npos) << info;
  EXPECT_EQ(info.find("Pages:           1\n"), std::string::npos) << info;
  EXPECT_NE(text_of(file.path()).find("—2—"), std::string::npos);
}

// A docx as an office program prints it; NIANGJIA_KEEP_PAGES=FOLDER leaves its PDF there.
std::string as_a_writer_shows(const std::string& bytes) {
  Kept file(bytes, "a.docx");
  const fs::path folder = fs::temp_directory_path();
  run("soffice --headless -env:UserInstallation=file://" + folder.string() +
      "/niangjia-office --convert-to pdf --outdir " + folder.string() + " " + file.path() + " 2>/dev/null");
  const fs::path made = fs::path(file.path()).replace_extension(".pdf");
  std::string text = text_of(made.string());
  if (const char* kept = std::getenv("NIANGJIA_KEEP_PAGES"))
    fs::copy_file(made, fs::path(kept) / "written.pdf", fs::copy_options::overwrite_existing);
  fs::remove(made);
  return text;
}

TEST(OfficialPaper, as_docx_is_opened_by_a_writer) {
  OfficialPaper paper = approval();
  paper.trace = "编号：jrn_0c3x9z5t7k8qw";
  auto bytes = docx_of(paper);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->substr(0, 2), "PK");
  if (!has_program("soffice") || !has_program("pdftotext")) GTEST_SKIP() << "no office program here";
  const std::string text = as_a_writer_shows(*bytes);
  for (const char* part : {"柯街总工〔2021〕12号", "选举结果的批复", "<&>", "2021年11月12日", "jrn_0c3x9z5t7k8qw", "—1—"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
}

TEST(Form, as_docx_is_opened_by_a_writer_and_has_its_cells_and_places) {
  Form form{"工会法人资格登记申请表", "填报编号：甲", "填报日期：2021年11月12日"};
  form.rows = {{{{"工会名称", 2, true}, {"风行速递 <&> 工会委员会", 10}}},
               {{{"提交材料", 2, true}, {"1. 批复\n2. 身份证复印件", 10}}},
               {{{"申请工会", 2, true}, {"", 10, false, "（公章）　年　月　日"}}, 24}};
  form.notes = {"登记不收费。"};
  form.trace = "编号：jrn_0c3x9z5t7k8qw";
  auto bytes = docx_of(form);
  ASSERT_TRUE(bytes);
  if (!has_program("soffice") || !has_program("pdftotext")) GTEST_SKIP() << "no office program here";
  const std::string text = as_a_writer_shows(*bytes);
  for (const char* part : {"工会法人资格登记申请表", "填报编号：甲", "<&>", "2.身份证复印件", "（公章）", "登记不收费", "jrn_0c3x9z5t7k8qw"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
}

TEST(OfficialPaper, ends_with_the_signer_centred_above_the_day) {
  // GB/T 9704-2012, 7.3.5.1: the day four characters in; 2021年11月12日 is as wide as seven characters.
  EndInsets township = end_insets("安文街道总工会", "2021年11月12日");
  EXPECT_DOUBLE_EQ(township.day, 4);
  EXPECT_DOUBLE_EQ(township.signer, 4);
  EndInsets union_ = end_insets("磐安县安文街道快递行业联合工会委员会", "2021年11月12日");
  EXPECT_DOUBLE_EQ(union_.signer, 2);
  EXPECT_DOUBLE_EQ(union_.day, 2 + (18 - 7) / 2.0);
}

TEST(Poster, is_one_page_whose_address_can_be_read) {
  if (!has_program("pdftotext")) GTEST_SKIP() << "pdftotext is not installed";
  auto bytes = pdf_of(Poster{"柯桥区总工会",
                             "加入工会，找到娘家",
                             "快递员入会集中行动",
                             "https://gh.example.gov.cn/w/join/0123456789abcdef",
                             {"打开手机扫一扫"}});
  ASSERT_TRUE(bytes);
  Kept file(*bytes, "poster.pdf");
  EXPECT_NE(run("pdftotext " + file.path() + " -").find("/w/join/0123456789abcdef"), std::string::npos);
  EXPECT_NE(run("pdfinfo " + file.path()).find("Pages:           1\n"), std::string::npos);
}

TEST(Poster, stands_on_its_page_as_on_the_golden_one) {
  if (!can_see_pages()) GTEST_SKIP() << "pdftohtml (poppler-utils) is not installed";
  auto bytes = pdf_of(Poster{"柯桥区总工会",
                             "加入工会，找到娘家",
                             "快递员入会集中行动",
                             "https://gh.example.gov.cn/w/join/0123456789abcdef",
                             {"打开手机扫一扫，三十秒提交申请", "有效期至 2021 年 12 月 31 日"}});
  ASSERT_TRUE(bytes);
  expect_golden_page(*bytes, "poster");
}

TEST(Poster, keeps_to_one_page_however_long_its_name_and_many_its_lines) {
  if (!has_program("pdfinfo")) GTEST_SKIP() << "pdfinfo is not installed";
  for (const char* name : {"湖边小哥驿站", "磐安县安文街道湖边小哥驿站", "磐安县安文街道快递小哥爱心驿站湖滨北路分站"})
    for (std::size_t lines = 0; lines <= 4; ++lines) {
      auto bytes = pdf_of(Poster{"磐安县总工会", name, "工会户外劳动者服务站点", "https://gh.example.gov.cn/w/station/0",
                                 std::vector<std::string>(lines, "扫码看开放时间、登记服务、报错")});
      ASSERT_TRUE(bytes);
      Kept file(*bytes, "poster.pdf");
      EXPECT_NE(run("pdfinfo " + file.path()).find("Pages:           1\n"), std::string::npos) << name << ", lines: " << lines;
    }
}

TEST(Poster, of_an_address_too_long_for_a_code_is_refused) {
  EXPECT_FALSE(pdf_of(Poster{"区总工会", "", "", std::string(5000, 'x'), {}}));
}

}  // namespace
}  // namespace niangjia::paper
