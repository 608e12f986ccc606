#include <qrencode.h>

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

}  // namespace

Result<std::string> pdf_of(const Poster& poster) {
  Pages pages;
  cairo_set_source_rgb(pages.ink(), 0.616, 0.11, 0.149);
  cairo_rectangle(pages.ink(), 0, 0, kPageWidth, 14 * kPoint_mm);
  cairo_fill(pages.ink());
  pages.set_y(26 * kPoint_mm);
  pages.write(poster.issuer, {"Noto Sans CJK SC 27", PANGO_ALIGN_CENTER, 0, 34});
  pages.write(poster.headline, {"Noto Serif CJK SC Bold 48", PANGO_ALIGN_CENTER, 0, 58, 0.616, 0.11});
  pages.write(poster.campaign, {"Noto Sans CJK SC Bold 32", PANGO_ALIGN_CENTER, 0, 44});
  const double size = 112 * kPoint_mm;
  pages.skip(8);
  if (!draw_code(pages.ink(), poster.address, (kPageWidth - size) / 2, pages.y(), size))
    return refuse(Code::invalid, "paper.no_code", "网址太长，不能做成二维码。");
  pages.skip(size + 16);
  for (const std::string& line : poster.lines)
    pages.write(line, {"Noto Sans CJK SC 22", PANGO_ALIGN_CENTER, 0, 30});
  pages.write(poster.address, {"Noto Sans CJK SC 12", PANGO_ALIGN_CENTER, 0, 16});
  std::string bytes = pages.finish(false);
  if (bytes.empty()) return refuse(Code::unavailable, "paper.not_drawn", "海报没有生成，请稍后再试。");
  return bytes;
}

}  // namespace niangjia::paper
