#include "paper/docx.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

constexpr int kWidth = 8845;  // 156 mm in twentieths of a point
constexpr int kTwip_mm = 57;

Look look_of(const char* align, int half_points, bool is_label = false) {
  Look look{align};
  look.half_points = half_points;
  look.line = 0;
  if (is_label) look.font = "黑体";
  return look;
}

std::string cell_xml(const FormCell& cell) {
  std::string out = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(kWidth * cell.columns / kFormColumns) +
                    "\" w:type=\"dxa\"/><w:gridSpan w:val=\"" + std::to_string(cell.columns) + "\"/><w:vAlign w:val=\"" +
                    (cell.foot.empty() ? "center" : "top") + "\"/></w:tcPr>";
  std::size_t from = 0;
  for (std::size_t to; from <= cell.text.size(); from = to + 1) {  // a line a paragraph
    to = std::min(cell.text.find('\n', from), cell.text.size());
    out += paragraph(cell.text.substr(from, to - from), look_of(cell.is_label ? "center" : "left", cell.is_label ? 21 : 22, cell.is_label));
  }
  if (!cell.foot.empty()) out += paragraph("", look_of("left", 22)) + paragraph(cell.foot, look_of("right", 22));
  return out + "</w:tc>";
}

std::string table_xml(const std::vector<FormRow>& rows) {
  std::string out = "<w:tbl><w:tblPr><w:tblW w:w=\"" + std::to_string(kWidth) +
                    "\" w:type=\"dxa\"/><w:tblBorders>";
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    out += "<w:" + std::string(side) + " w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/>";
  out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (int i = 0; i < kFormColumns; ++i) out += "<w:gridCol w:w=\"" + std::to_string(kWidth / kFormColumns) + "\"/>";
  out += "</w:tblGrid>";
  for (const FormRow& row : rows) {
    out += "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"" + std::to_string(static_cast<int>(row.least_mm * kTwip_mm)) +
           "\" w:hRule=\"atLeast\"/></w:trPr>";
    for (const FormCell& cell : row.cells) out += cell_xml(cell);
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

constexpr const char* kMargins =
    "<w:pgMar w:top=\"1361\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" "
    "w:gutter=\"0\"/>";

}  // namespace

Result<std::string> docx_of(const Form& form) {
  Look title = look_of("center", 36, true);
  title.is_bold = true;
  std::string body = paragraph(form.title, title) + paragraph(form.left + "　　　　" + form.right, look_of("left", 19));
  body += table_xml(form.rows);
  for (const std::string& note : form.notes) body += paragraph(note, look_of("left", 19));
  return docx_file(body, kMargins, form.trace, false);
}

}  // namespace niangjia::paper
