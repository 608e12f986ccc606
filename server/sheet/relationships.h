#pragma once
// The relationships of an Open Packaging part (ECMA-376 part 2, 9.3) and the sheet list of a workbook part.

#include <string>
#include <string_view>
#include <vector>

#include "sheet/xml_stream.h"

namespace niangjia::sheet {

struct Relationship {
  std::string id, type, target;  // target: the full name of the part in the package
};

// "/xl/worksheets/sheet1.xml", "../media/a.png" and "worksheets\sheet1.xml" as a name in the zip.
std::string resolve_target(std::string_view folder, std::string_view target);
// Whether a type ends in "/word": transitional and strict types differ in what stands before it.
bool has_type(const Relationship& relationship, std::string_view word);
// The relationships of `part` ("" for the package); none when the part has no such file.
Result<std::vector<Relationship>> read_relationships(const ZipPackage& package, const std::string& part);

struct SheetEntry {
  std::string name, relationship_id;
  bool hidden = false;
};

class WorkbookPart final : public XmlHandler {
 public:
  Result<void> load(Part& part);
  const std::vector<SheetEntry>& sheets() const { return sheets_; }
  bool epoch_1904() const { return epoch_1904_; }
  bool is_workbook() const { return is_workbook_; }

 private:
  void start(std::string_view name, const char** attributes) override;
  void end(std::string_view) override {}
  std::vector<SheetEntry> sheets_;
  bool epoch_1904_ = false;
  bool is_workbook_ = false;
  bool saw_root_ = false;
};

}  // namespace niangjia::sheet
