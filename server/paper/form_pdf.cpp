#include <algorithm>

#include "paper/page.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

const Style kText{"FangSong,仿宋,Noto Serif CJK SC 11", PANGO_ALIGN_LEFT, 0, 16};
const Style kLabel{"SimHei,黑体,Noto Sans CJK SC 10.5", PANGO_ALIGN_CENTER, 0, 16};
const Style kFoot{"FangSong,仿宋,Noto Serif CJK SC 11", PANGO_ALIGN_RIGHT, 0, 16};
const Style kSmall{"FangSong,仿宋,Noto Serif CJK SC 9.5", PANGO_ALIGN_LEFT, 0, 14};
constexpr double kInset = 4;

double width_of(const FormCell& cell) { return Pages::kWidth * cell.columns / kFormColumns; }
double text_width(const FormCell& cell) { return width_of(cell) - 2 * kInset; }

double height_of(Pages& pages, const FormCell& cell) {
  double height = pages.height_of(cell.text, cell.is_label ? kLabel : kText, text_width(cell));
  if (!cell.foot.empty()) height += pages.height_of(cell.foot, kFoot, text_width(cell)) + kInset;
  return height + 2 * kInset;
}

void draw(Pages& pages, const FormCell& cell, double x, double y, double height) {
  const double width = width_of(cell);
  cairo_set_source_rgb(pages.ink(), 0, 0, 0);
  cairo_set_line_width(pages.ink(), 0.6);
  cairo_rectangle(pages.ink(), x, y, width, height);
  cairo_stroke(pages.ink());
  const Style& style = cell.is_label ? kLabel : kText;
  const double text = pages.height_of(cell.text, style, text_width(cell));
  // A place for a stamp has its words at the top; all else stands in the middle.
  const double at = cell.foot.empty() ? y + (height - text) / 2 : y + kInset;
  pages.write_at(cell.text, style, x + kInset, at, text_width(cell));
  if (cell.foot.empty()) return;
  const double foot = pages.height_of(cell.foot, kFoot, text_width(cell));
  pages.write_at(cell.foot, kFoot, x + kInset, y + height - foot - kInset, text_width(cell) - 2 * kInset);
}

void draw(Pages& pages, const FormRow& row) {
  double height = row.least_mm * kPoint_mm, x = Pages::kLeft;
  for (const FormCell& cell : row.cells) height = std::max(height, height_of(pages, cell));
  pages.keep_together(height);
  const double y = pages.y();
  for (const FormCell& cell : row.cells) {
    draw(pages, cell, x, y, height);
    x += width_of(cell);
  }
  pages.skip(height);
}

}  // namespace

Result<std::string> pdf_of(const Form& form) {
  Pages pages;
  pages.set_trace(form.trace);
  pages.set_y(18 * kPoint_mm);
  pages.write(form.title, {"SimHei,黑体,Noto Sans CJK SC Bold 18", PANGO_ALIGN_CENTER, 0, 34});
  const double y = pages.y();
  pages.write_at(form.left, kSmall, Pages::kLeft, y, Pages::kWidth * 0.7);
  pages.write_at(form.right, {kSmall.font, PANGO_ALIGN_RIGHT, 0, 14}, Pages::kLeft + Pages::kWidth * 0.5, y, Pages::kWidth * 0.5);
  pages.skip(18);
  for (const FormRow& row : form.rows) draw(pages, row);
  pages.skip(5);
  for (const std::string& note : form.notes) pages.write(note, kSmall);
  std::string bytes = pages.finish(true);
  if (bytes.empty()) return refuse(Code::unavailable, "paper.not_drawn", "文件没有生成，请稍后再试。");
  return bytes;
}

}  // namespace niangjia::paper
