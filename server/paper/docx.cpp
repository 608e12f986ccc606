// The same paper as a document that a cadre can go on writing in.

#include <zip.h>

#include <cmath>
#include <memory>

#include "paper/page.h"
#include "paper/paper.h"

namespace niangjia::paper {

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
      out += c;
  }
  return out;
}

constexpr const char* kTitleFont = "方正小标宋简体";  // as offices have it installed

struct Look {
  const char* align = "both";
  const char* font = "仿宋";
  int half_points = 32;  // 3号
  bool indents = false, is_bold = false, is_red = false;
  const char* border = "";  // XML of a paragraph border
  double right_inset = 0;   // in characters
  bool stays_with_next = false;
};

std::string run_of(const std::string& text, const Look& look) {
  std::string out =
      "<w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"" +
      std::string(look.font) + "\"/>";
  if (look.is_bold) out += "<w:b/>";
  if (look.is_red) out += "<w:color w:val=\"D40000\"/>";
  // 28 characters of 16 points on 156 mm (GB/T 9704-2012, 5.2.3): a quarter of a point less for each.
  if (look.half_points == 32) out += "<w:spacing w:val=\"-5\"/>";
  out += "<w:sz w:val=\"" + std::to_string(look.half_points) + "\"/></w:rPr><w:t xml:space=\"preserve\">";
  return out + escaped(text) + "</w:t></w:r>";
}

std::string paragraph(const std::string& text, const Look& look) {
  std::string out = "<w:p><w:pPr>" + std::string(look.stays_with_next ? "<w:keepNext/>" : "") + look.border + "<w:spacing w:line=\"" +
                    (look.half_points > 50 ? "1040" : "579") + "\" w:lineRule=\"exact\"/>";
  if (look.indents) out += "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
  if (look.right_inset > 0) {
    const auto hundredths = std::to_string(std::lround(look.right_inset * 100)), twips = std::to_string(std::lround(look.right_inset * 320));
    out += "<w:ind w:rightChars=\"" + hundredths + "\" w:right=\"" + twips + "\"/>";
  }
  return out + "<w:jc w:val=\"" + look.align + "\"/></w:pPr>" + run_of(text, look) + "</w:p>";
}

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

// At the foot of every page: — 1 —, one character in, right on odd pages and left on even ones (7.5), and who took the paper.
std::string footer_xml(const OfficialPaper& paper, bool is_even) {
  Look small{"center"};
  small.half_points = 15;
  const std::string look = "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>";
  const std::string number = std::string("<w:p><w:pPr><w:ind ") + (is_even ? "w:left" : "w:right") + "=\"280\"/><w:jc w:val=\"" +
                             (is_even ? "left" : "right") + "\"/></w:pPr><w:r>" + look + "<w:t xml:space=\"preserve\">— </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r>" + look +
                             "<w:t>1</w:t></w:r></w:fldSimple><w:r>" + look + "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:ftr "
         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" +
         number + paragraph(paper.trace, small) + "</w:ftr>";
}

// A4; 37 mm above, 35 below, 28 left, 26 right, in twentieths of a point (GB/T 9704-2012, 5.2.1).
std::string document_xml(const OfficialPaper& paper) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document "
         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>" +
         body_of(paper) +
         "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"even\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" "
         "w:bottom=\"1985\" "
         "w:left=\"1588\" w:header=\"851\" w:footer=\"850\" "
         "w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
}

constexpr const char* kTypes =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Types "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
    "ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override "
    "PartName=\"/word/footer1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/><Override "
    "PartName=\"/word/footer2.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/><Override "
    "PartName=\"/word/settings.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/></Types>";
constexpr const char* kRelations =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";
constexpr const char* kDocumentRelations =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" "
    "Target=\"footer1.xml\"/><Relationship Id=\"rId2\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" "
    "Target=\"footer2.xml\"/><Relationship Id=\"rId3\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" "
    "Target=\"settings.xml\"/></Relationships>";
// Odd and even pages have feet of their own.
constexpr const char* kSettings =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:settings "
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:evenAndOddHeaders/></w:settings>";

bool add(zip_t* zip, const char* name, const std::string& text) {
  zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
  if (!source) return false;
  if (zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0) return true;
  zip_source_free(source);
  return false;
}

Problem not_written() { return refuse(Code::unavailable, "paper.not_written", "公文没有生成，请稍后再试。"); }

std::string bytes_of(zip_source_t* source) {
  std::string out;
  if (zip_source_open(source) != 0) return out;
  char part[16384];
  for (zip_int64_t n; (n = zip_source_read(source, part, sizeof part)) > 0;)
    out.append(part, static_cast<std::size_t>(n));
  zip_source_close(source);
  return out;
}

}  // namespace

Result<std::string> docx_of(const OfficialPaper& paper) {
  zip_error_t error;
  zip_error_init(&error);
  struct SourceFree {
    void operator()(zip_source_t* s) const { zip_source_free(s); }
  };
  std::unique_ptr<zip_source_t, SourceFree> memory(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!memory) return not_written();
  zip_source_keep(memory.get());  // the archive takes one hold, the reading below the other
  zip_t* zip = zip_open_from_source(memory.get(), ZIP_TRUNCATE, &error);
  if (!zip) {
    zip_source_free(memory.get());
    return not_written();
  }
  const std::string document = document_xml(paper), types = kTypes, relations = kRelations,
                    odd_foot = footer_xml(paper, false), even_foot = footer_xml(paper, true), more_relations = kDocumentRelations, settings = kSettings;
  bool ok = add(zip, "[Content_Types].xml", types) && add(zip, "_rels/.rels", relations) &&
            add(zip, "word/document.xml", document) && add(zip, "word/footer1.xml", odd_foot) && add(zip, "word/footer2.xml", even_foot) && add(zip, "word/settings.xml", settings) &&
            add(zip, "word/_rels/document.xml.rels", more_relations);
  if (!ok) {
    zip_discard(zip);
    return not_written();
  }
  if (zip_close(zip) != 0) {
    zip_discard(zip);
    return not_written();
  }
  std::string bytes = bytes_of(memory.get());
  if (bytes.empty()) return not_written();
  return bytes;
}

}  // namespace niangjia::paper
