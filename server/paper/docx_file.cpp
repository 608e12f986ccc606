#include <zip.h>

#include <cmath>
#include <memory>

#include "paper/docx.h"

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

}  // namespace

std::string paragraph(const std::string& text, const Look& look) {
  std::string out = "<w:p><w:pPr>" + std::string(look.stays_with_next ? "<w:keepNext/>" : "") + look.border;
  if (look.line)
    out += "<w:spacing w:line=\"" + std::to_string(look.half_points > 50 ? 1040 : look.line) + "\" w:lineRule=\"exact\"/>";
  if (look.indents) out += "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
  if (look.right_inset > 0) {
    const auto hundredths = std::to_string(std::lround(look.right_inset * 100)), twips = std::to_string(std::lround(look.right_inset * 320));
    out += "<w:ind w:rightChars=\"" + hundredths + "\" w:right=\"" + twips + "\"/>";
  }
  return out + "<w:jc w:val=\"" + look.align + "\"/></w:pPr>" + run_of(text, look) + "</w:p>";
}

namespace {

// — 1 —, one character in, right on odd pages and left on even ones (GB/T 9704-2012, 7.5).
std::string page_number(bool is_even) {
  const std::string look = "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>";
  return std::string("<w:p><w:pPr><w:ind ") + (is_even ? "w:left" : "w:right") + "=\"280\"/><w:jc w:val=\"" + (is_even ? "left" : "right") +
         "\"/></w:pPr><w:r>" + look + "<w:t xml:space=\"preserve\">— </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r>" + look +
         "<w:t>1</w:t></w:r></w:fldSimple><w:r>" + look + "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>";
}

// At the foot of every page.
std::string footer_xml(const std::string& trace, bool is_numbered, bool is_even) {
  Look small{"center"};
  small.half_points = 15;
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:ftr "
         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" +
         (is_numbered ? page_number(is_even) : "") + paragraph(trace, small) + "</w:ftr>";
}

std::string document_xml(const std::string& body, const std::string& margins) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document "
         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>" +
         body +
         "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"even\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>" + margins +
         "</w:sectPr></w:body></w:document>";
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

Result<std::string> docx_file(const std::string& body, const std::string& margins, const std::string& trace, bool is_numbered) {
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
  const std::string document = document_xml(body, margins), types = kTypes, relations = kRelations, odd_foot = footer_xml(trace, is_numbered, false),
                    even_foot = footer_xml(trace, is_numbered, true), more_relations = kDocumentRelations, settings = kSettings;
  bool ok = add(zip, "[Content_Types].xml", types) && add(zip, "_rels/.rels", relations) &&
            add(zip, "word/document.xml", document) && add(zip, "word/footer1.xml", odd_foot) && add(zip, "word/footer2.xml", even_foot) &&
            add(zip, "word/settings.xml", settings) && add(zip, "word/_rels/document.xml.rels", more_relations);
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
