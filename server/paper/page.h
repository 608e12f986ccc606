#pragma once
// A4 pages drawn line by line. Lengths in points (1/72 inch); fonts by family, first that the machine has.

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

namespace niangjia::paper {

inline constexpr double kPoint_mm = 72.0 / 25.4;
inline constexpr double kPageWidth = 210 * kPoint_mm, kPageHeight = 297 * kPoint_mm;

struct Style {
  const char* font = "FangSong,仿宋,Noto Serif CJK SC 16";
  PangoAlignment align = PANGO_ALIGN_LEFT;
  double indent = 0;         // of the first line
  double line = 29;          // height of a line: 22 lines on 225 mm (GB/T 9704-2012, 5.2.3)
  double red = 0, rest = 0;  // colour; 0 0 is black
  double spacing = 0;        // added between characters
  double right = 0;          // left free at the right edge
};

// How far from the right edge signer and day stand, in characters: the day four, the signer centred above it; a signer
// longer than the day two, the day centred below (GB/T 9704-2012, 7.3.5.1). Figures are half a character wide.
struct EndInsets {
  double signer = 2, day = 4;
};
EndInsets end_insets(std::string_view signer, std::string_view day);

// A document being drawn into memory.
class Pages {
 public:
  Pages();
  Pages(const Pages&) = delete;
  ~Pages();
  // Draws a text within the margins, going on to the next page where it must.
  // `after`: what must stand on the same page as the last line, so that a signature is not alone on its page.
  void write(const std::string& text, const Style& style, double after = 0);
  void write_at(const std::string& text, const Style& style, double x, double y, double width);
  double height_of(const std::string& text, const Style& style, double width);
  // A row of framed cells, as high as the highest of them.
  void row(const std::vector<std::string>& cells, const std::vector<double>& widths, const Style& style,
           double after = 0);
  void skip(double points);
  void rule(double y, double thickness, bool is_red);
  void keep_together(double height);  // a new page when less is left
  void begin_page();
  // From here on each page bears this line below its number.
  void set_trace(std::string trace) { trace_ = std::move(trace); }
  double y() const { return y_; }
  int page() const { return page_; }  // from 1
  void set_y(double y) { y_ = y; }
  cairo_t* ink() const { return ink_; }
  // Ends the document: its bytes, empty when it could not be drawn.
  std::string finish(bool has_page_numbers);

  static constexpr double kTop = 37 * kPoint_mm, kLeft = 28 * kPoint_mm, kWidth = 156 * kPoint_mm,
                          kBottom = kTop + 225 * kPoint_mm;

 private:
  struct LayoutFree {
    void operator()(PangoLayout* l) const { g_object_unref(l); }
  };
  using Layout = std::unique_ptr<PangoLayout, LayoutFree>;
  Layout lay_out(const std::string& text, const Style& style, double width);
  void end_page();
  void use_colour(const Style& style);

  std::string bytes_;
  cairo_surface_t* surface_;
  cairo_t* ink_;
  double y_ = kTop;
  int page_ = 1;
  bool has_numbers_ = true;
  std::string trace_;
};

}  // namespace niangjia::paper
