#pragma once
// For docx files: paragraphs, and the package they are put into.

#include <string>

#include "base/result.h"

namespace niangjia::paper {

struct Look {
  const char* align = "both";
  const char* font = "仿宋";
  int half_points = 32;  // 3号
  bool indents = false, is_bold = false, is_red = false;
  const char* border = "";  // XML of a paragraph border
  int line = 579;           // exact height of a line in twentieths of a point; 0: as the font wants
  double right_inset = 0;   // in characters
  bool stays_with_next = false;
};
std::string paragraph(const std::string& text, const Look& look);
// The file: `body` is what stands in the document before its section, `margins` the XML of w:pgMar, `trace` the foot of
// every page, below its number where pages are numbered.
Result<std::string> docx_file(const std::string& body, const std::string& margins, const std::string& trace, bool is_numbered);

}  // namespace niangjia::paper
