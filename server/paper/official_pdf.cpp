#include "base/text.h"
#include "paper/page.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

constexpr const char* kBody = "FangSong,仿宋,Noto Serif CJK SC 16";                     // 3号仿宋
constexpr const char* kTitle = "FZXiaoBiaoSong-B05S,SimSun,Noto Serif CJK SC Bold 22";  // 2号小标宋
constexpr const char* kHead = "FZXiaoBiaoSong-B05S,SimSun,Noto Serif CJK SC Bold 38";
constexpr double kRed = 0.83;
constexpr double kEnd = 3 * 29;  // signer and day with the line above them: never alone on a page (7.3.5)
constexpr double kTight = -0.22;  // 28 characters of 16 points on 156 mm (5.2.3)

// The issuer in red, the number below, a red line (7.2.4, 7.2.5, 7.2.7).
void draw_head(Pages& pages, const OfficialPaper& paper) {
  Style head{kHead, PANGO_ALIGN_CENTER, 0, 52, kRed, 0};
  pages.write(paper.issuer, head);
  pages.skip(20);
  pages.write(paper.number, {kBody, PANGO_ALIGN_CENTER});
  pages.rule(pages.y() + 4 * kPoint_mm, 1.5, true);
  pages.skip(4 * kPoint_mm + 29);
}

void draw_end(Pages& pages, const OfficialPaper& paper) {
  pages.skip(29);
  pages.keep_together(2 * 29);
  const EndInsets insets = end_insets(paper.signer, paper.day);
  pages.write(paper.signer, {kBody, PANGO_ALIGN_RIGHT, 0, 29, 0, 0, 0, insets.signer * 16});
  pages.write(paper.day, {kBody, PANGO_ALIGN_RIGHT, 0, 29, 0, 0, 0, insets.day * 16});
}

}  // namespace

Result<std::string> pdf_of(const OfficialPaper& paper) {
  Pages pages;
  pages.set_trace(paper.trace);
  if (!paper.number.empty()) draw_head(pages, paper);
  pages.write(paper.title, {kTitle, PANGO_ALIGN_CENTER, 0, 36});
  pages.skip(29);
  pages.write(paper.addressee, {kBody, PANGO_ALIGN_LEFT, 0, 29, 0, 0, kTight});
  const bool has_table = !paper.table.empty();
  for (const std::string& text : paper.paragraphs) {
    const bool is_end = !has_table && &text == &paper.paragraphs.back();
    pages.write(text, {kBody, PANGO_ALIGN_LEFT, 32, 29, 0, 0, kTight}, is_end ? kEnd : 0);
  }
  if (has_table) {
    pages.skip(10);
    const std::size_t columns = paper.table.front().size();
    const std::vector<double> widths(columns, Pages::kWidth / static_cast<double>(columns));
    for (const auto& row : paper.table)
      pages.row(row, widths, {"FangSong,仿宋,Noto Serif CJK SC 13"}, &row == &paper.table.back() ? kEnd : 0);
  }
  draw_end(pages, paper);
  std::string bytes = pages.finish(true);
  if (bytes.empty()) return refuse(Code::unavailable, "paper.not_drawn", "公文没有生成，请稍后再试。");
  return bytes;
}

}  // namespace niangjia::paper
