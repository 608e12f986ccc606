#include <qrencode.h>

#include <algorithm>

#include "paper/page.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

struct CodeFree {
  void operator()(QRcode* c) const { QRcode_free(c); }
};

// Squares in ink: sharp at any size.
bool draw_code(cairo_t* ink, const std::string& text, double x, double y, double size) {
  std::unique_ptr<QRcode, CodeFree> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_Q));  // a quarter of it may be torn
  if (!code) return false;
  const double one = size / code->width;
  cairo_set_source_rgb(ink, 0, 0, 0);
  for (int row = 0; row < code->width; ++row)
    for (int column = 0; column < code->width; ++column)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle(ink, x + column * one, y + row * one, one + 0.05, one + 0.05);
  cairo_fill(ink);
  return true;
}

// Draws it with `air` between its parts; false: the address is too long for a code.
bool draw(Pages& pages, const Poster& poster, double air) {
  cairo_set_source_rgb(pages.ink(), 0.616, 0.11, 0.149);
  cairo_rectangle(pages.ink(), 0, 0, kPageWidth, 14 * kPoint_mm);
  cairo_fill(pages.ink());
  pages.set_y(26 * kPoint_mm);
  pages.write(poster.issuer, {"Noto Sans CJK SC 27", PANGO_ALIGN_CENTER, 0, 34});
  pages.skip(air);
  const Style large{"Noto Serif CJK SC Bold 48", PANGO_ALIGN_CENTER, 0, 58, 0.616, 0.11};
  const Style small{"Noto Serif CJK SC Bold 32", PANGO_ALIGN_CENTER, 0, 40, 0.616, 0.11};
  const bool is_long = pages.height_of(poster.headline, large, Pages::kWidth) > 2 * large.line;  // more than one line of it
  pages.write(poster.headline, is_long ? small : large);
  pages.skip(air);
  pages.write(poster.campaign, {"Noto Sans CJK SC Bold 32", PANGO_ALIGN_CENTER, 0, 44});
  const double size = 112 * kPoint_mm;
  pages.skip(8 + air);
  if (!draw_code(pages.ink(), poster.address, (kPageWidth - size) / 2, pages.y(), size)) return false;
  pages.skip(size + 16 + air);
  for (const std::string& line : poster.lines) {
    pages.write(line, {"Noto Sans CJK SC 22", PANGO_ALIGN_CENTER, 0, 30});
    pages.skip(air / 4);
  }
  pages.skip(air / 2);
  pages.write(poster.address, {"Noto Sans CJK SC 12", PANGO_ALIGN_CENTER, 0, 16});
  return true;
}

constexpr double kMostAir = 26;

}  // namespace

Result<std::string> pdf_of(const Poster& poster) {
  Pages trial, pages;
  if (!draw(trial, poster, 0)) return refuse(Code::invalid, "paper.no_code", "网址太长，不能做成二维码。");
  // What a short name leaves free stands between the parts; a long one takes it.
  const double parts = 4.5 + static_cast<double>(poster.lines.size()) / 4, spare = 1;  // spare: sums of fractions are not exact
  draw(pages, poster, trial.page() > 1 ? 0 : std::clamp((Pages::kBottom - spare - trial.y()) / parts, 0.0, kMostAir));
  std::string bytes = pages.finish(false);
  if (bytes.empty()) return refuse(Code::unavailable, "paper.not_drawn", "海报没有生成，请稍后再试。");
  return bytes;
}

}  // namespace niangjia::paper
