// The same paper as a document that a cadre can go on writing in.

#include "paper/docx.h"

#include "paper/page.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

constexpr const char* kTitleFont = "方正小标宋简体";  // as offices have it installed

std::string table_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>";
  for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
    out += "<w:" + std::string(side) + " w:val=\"single\" w:sz=\"4\" w:color=\"000000\"/>";
  out += "</w:tblBorders></w:tblPr>";
  for (const auto& row : rows) {
    out += &row == &rows.front() ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (const std::string& cell : row) {
      Look look{"left"};
      look.half_points = 26;
      out += "<w:tc><w:tcPr/>" + paragraph(cell, look) + "</w:tc>";
    }
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

std::string body_of(const OfficialPaper& paper) {
  std::string out;
  if (!paper.number.empty()) {
    Look head{"center", kTitleFont};
    head.half_points = 76;
    head.is_red = head.is_bold = true;
    out += paragraph(paper.issuer, head);
    Look number{"center"};
    number.border =
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"D40000\"/></w:pBdr>";
    out += paragraph(paper.number, number) + paragraph("", {});
  }
  Look title{"center", kTitleFont};
  title.half_points = 44;
  title.is_bold = true;
  out += paragraph(paper.title, title) + paragraph("", {});
  out += paragraph(paper.addressee, {"left"});
  Look body;
  body.indents = true;
  for (const std::string& text : paper.paragraphs) {
    body.stays_with_next = paper.table.empty() && &text == &paper.paragraphs.back();
    out += paragraph(text, body);
  }
  if (!paper.table.empty()) out += table_of(paper.table);
  const EndInsets insets = end_insets(paper.signer, paper.day);
  Look blank, signer{"right"}, day{"right"};
  blank.stays_with_next = signer.stays_with_next = true;  // never alone on a page
  signer.right_inset = insets.signer, day.right_inset = insets.day;
  return out + paragraph("", blank) + paragraph(paper.signer, signer) + paragraph(paper.day, day);
}

// 37 mm above, 35 below, 28 left, 26 right, in twentieths of a point (GB/T 9704-2012, 5.2.1).
constexpr const char* kMargins =
    "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" w:header=\"851\" w:footer=\"850\" "
    "w:gutter=\"0\"/>";

}  // namespace

Result<std::string> docx_of(const OfficialPaper& paper) { return docx_file(body_of(paper), kMargins, paper.trace, true); }

}  // namespace niangjia::paper
