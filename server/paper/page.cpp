#include "paper/page.h"

#include <cairo-pdf.h>

#include <algorithm>

namespace niangjia::paper {

namespace {

cairo_status_t append(void* into, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

EndInsets end_insets(std::string_view signer, std::string_view day) {
  auto width_of = [](std::string_view text) {
    double width = 0;
    for (unsigned char c : text)
      if ((c & 0xC0) != 0x80) width += c < 0x80 ? 0.5 : 1;  // each character once, by its first byte
    return width;
  };
  const double beyond = (width_of(signer) - width_of(day)) / 2;
  if (4 - beyond >= 2) return {4 - beyond, 4};
  return {2, 2 + beyond};
}

Pages::Pages()
    : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, kPageWidth, kPageHeight)),
      ink_(cairo_create(surface_)) {}

Pages::~Pages() {
  cairo_destroy(ink_);
  cairo_surface_destroy(surface_);
}

Pages::Layout Pages::lay_out(const std::string& text, const Style& style, double width) {
  Layout layout(pango_cairo_create_layout(ink_));
  // A unit of this surface is a point; without this, pango takes it for a 96th of an inch and every size grows by a third.
  pango_cairo_context_set_resolution(pango_layout_get_context(layout.get()), 72);
  pango_layout_context_changed(layout.get());
  PangoFontDescription* font = pango_font_description_from_string(style.font);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), style.align);
  pango_layout_set_indent(layout.get(), static_cast<int>(style.indent * PANGO_SCALE));
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));  // a token is copied as it stands
  if (style.spacing != 0)
    pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(static_cast<int>(style.spacing * PANGO_SCALE)));
  pango_layout_set_attributes(layout.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

void Pages::use_colour(const Style& style) { cairo_set_source_rgb(ink_, style.red, style.rest, style.rest); }

void Pages::write(const std::string& text, const Style& style, double after) {
  Layout layout = lay_out(text, style, kWidth - style.right);
  PangoLayoutIter* at = pango_layout_get_iter(layout.get());
  do {
    keep_together(style.line + (pango_layout_iter_at_last_line(at) ? after : 0));
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(at, nullptr, &logical);
    use_colour(style);
    cairo_move_to(ink_, kLeft + static_cast<double>(logical.x) / PANGO_SCALE, y_ + style.line * 0.75);
    pango_cairo_show_layout_line(ink_, pango_layout_iter_get_line_readonly(at));
    y_ += style.line;
  } while (pango_layout_iter_next_line(at));
  pango_layout_iter_free(at);
}

void Pages::write_at(const std::string& text, const Style& style, double x, double y, double width) {
  Layout layout = lay_out(text, style, width);
  use_colour(style);
  cairo_move_to(ink_, x, y);
  pango_cairo_show_layout(ink_, layout.get());
}

double Pages::height_of(const std::string& text, const Style& style, double width) {
  Layout layout = lay_out(text, style, width);
  int w = 0, h = 0;
  pango_layout_get_pixel_size(layout.get(), &w, &h);
  return h;
}

void Pages::row(const std::vector<std::string>& cells, const std::vector<double>& widths, const Style& style,
                double after) {
  constexpr double inset = 4;
  double height = 0, x = kLeft;
  for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i)
    height = std::max(height, height_of(cells[i], style, widths[i] - 2 * inset) + 2 * inset);
  keep_together(height + after);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    cairo_set_source_rgb(ink_, 0, 0, 0);
    cairo_set_line_width(ink_, 0.6);
    cairo_rectangle(ink_, x, y_, widths[i], height);
    cairo_stroke(ink_);
    if (i < cells.size()) write_at(cells[i], style, x + inset, y_ + inset, widths[i] - 2 * inset);
    x += widths[i];
  }
  skip(height);
}

void Pages::skip(double points) { y_ += points; }

void Pages::rule(double y, double thickness, bool is_red) {
  cairo_set_source_rgb(ink_, is_red ? 0.83 : 0, 0, 0);
  cairo_set_line_width(ink_, thickness);
  cairo_move_to(ink_, kLeft, y);
  cairo_line_to(ink_, kLeft + kWidth, y);
  cairo_stroke(ink_);
}

void Pages::keep_together(double height) {
  if (y_ + height > kBottom) begin_page();
}

// — 1 — below the text (GB/T 9704-2012, 7.5).
void Pages::end_page() {
  if (!trace_.empty())
    write_at(trace_, {"Noto Sans CJK SC 7.5", PANGO_ALIGN_CENTER, 0, 10, 0.35, 0.35}, kLeft, kBottom + 17 * kPoint_mm,
             kWidth);
  if (!has_numbers_) return;
  Style style{"SimSun,宋体,Noto Serif CJK SC 14", page_ % 2 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT};
  write_at("— " + std::to_string(page_) + " —", style, kLeft, kBottom + 7 * kPoint_mm, kWidth);
}

void Pages::begin_page() {
  end_page();
  cairo_show_page(ink_);
  ++page_;
  y_ = kTop;
}

std::string Pages::finish(bool has_page_numbers) {
  has_numbers_ = has_page_numbers;
  end_page();
  cairo_show_page(ink_);
  cairo_surface_finish(surface_);
  return cairo_surface_status(surface_) == CAIRO_STATUS_SUCCESS ? bytes_ : std::string();
}

}  // namespace niangjia::paper
