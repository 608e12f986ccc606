#pragma once
// Files for the tests of this folder: a temporary folder, zips made by hand, and rows as they were read.

#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sheet/sheet.h"

namespace niangjia::sheet {

struct ReadCell {
  CellKind kind = CellKind::empty;
  std::string text;
  bool is_formula = false;
};
struct ReadRow {
  std::uint32_t number = 0;
  std::vector<ReadCell> cells;
  const ReadCell& at(std::size_t column) const {
    static const ReadCell empty;
    return column < cells.size() ? cells[column] : empty;
  }
};

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

class SheetFiles : public testing::Test {
 protected:
  SheetFiles() {
    std::string name = (std::filesystem::temp_directory_path() / "sheet-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~SheetFiles() override { std::filesystem::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  std::string write_file(const std::string& name, std::string_view content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

  std::string write_zip(const std::string& name, const Parts& parts, const char* password = nullptr) const {
    int error = 0;
    zip_t* zip = zip_open(path(name).c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& [part, content] : parts) {
      zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
      zip_int64_t index = zip_file_add(zip, part.c_str(), source, ZIP_FL_ENC_UTF_8);
      if (password != nullptr) {
        zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
      }
    }
    EXPECT_EQ(zip_close(zip), 0);
    return path(name);
  }

  // A workbook of one sheet, in the words of ECMA-376; extra parts replace the usual ones.
  static Parts book(const std::string& sheet_xml, const Parts& extra = {}) {
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string rels =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    Parts parts = {
        {"_rels/.rels", rels + "<Relationship Id=\"r1\" Type=\"" + office +
                            "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"" + office +
             "\"><sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         rels + "<Relationship Id=\"r1\" Type=\"" + office +
             "/worksheet\" Target=\"worksheets/sheet1.xml\"/>" + "<Relationship Id=\"r2\" Type=\"" + office +
             "/sharedStrings\" Target=\"sharedStrings.xml\"/>" + "<Relationship Id=\"r3\" Type=\"" + office +
             "/styles\" Target=\"/xl/styles.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", sheet_xml}};
    for (const auto& [name, content] : extra) {
      std::erase_if(parts, [&, wanted = name](const auto& part) { return part.first == wanted; });
      parts.emplace_back(name, content);
    }
    return parts;
  }

  static std::string rows_xml(const std::string& rows, const std::string& tail = "") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>" + rows + "</sheetData>" + tail +
           "</worksheet>";
  }

  static std::vector<ReadRow> read_rows(Workbook& book, std::size_t sheet = 0) {
    std::vector<ReadRow> rows;
    auto done = book.read(sheet, [&](const Row& row) {
      ReadRow copy{row.number, {}};
      for (const Cell& cell : row.cells)
        copy.cells.push_back({cell.kind, std::string(cell.text), cell.is_formula});
      rows.push_back(std::move(copy));
      return true;
    });
    EXPECT_TRUE(done.ok()) << done.problem().reason << " " << done.problem().inside.text;
    return rows;
  }

  static std::vector<ReadRow> rows_of(const std::string& file, std::size_t sheet = 0,
                                      const ReadLimits& limits = {}) {
    auto opened = Workbook::open(file, limits);
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.problem().reason + opened.problem().inside.text);
    return opened.ok() ? read_rows(**opened, sheet) : std::vector<ReadRow>();
  }

  // The reason for which a file is refused, at opening or at reading; "" when it is not.
  static std::string refusal(const std::string& file, const ReadLimits& limits = {}) {
    auto opened = Workbook::open(file, limits);
    if (!opened.ok()) return opened.problem().reason;
    for (std::size_t i = 0; i < (*opened)->sheets().size(); ++i) {
      auto done = (*opened)->read(i, [](const Row&) { return true; });
      if (!done.ok()) return done.problem().reason;
    }
    return "";
  }

  std::filesystem::path folder_;
};

}  // namespace niangjia::sheet
