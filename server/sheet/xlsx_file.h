#pragma once
// An .xlsx being written by libxlsxwriter in constant memory, under a temporary name until it is whole.

#include <xlsxwriter.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/shared_strings.h"
#include "sheet/sheet.h"

namespace niangjia::sheet {

// Text as a cell can hold it: valid UTF-8, no control characters, at most 32,767 UTF-16 units (longer text
// says so).
std::string clean_text(std::string_view text);

class XlsxFile {
 public:
  static Result<std::unique_ptr<XlsxFile>> create(const std::string& path, const Watermark& watermark);
  ~XlsxFile();
  XlsxFile(const XlsxFile&) = delete;
  XlsxFile& operator=(const XlsxFile&) = delete;

  // Adds a sheet; the name is made one that a spreadsheet takes, and unlike the others.
  lxw_worksheet* add_sheet(std::string_view name);
  lxw_format* add_format();  // 宋体, 11 points
  // Merges lie in rows to come, so the cells under them are written with their rows, not by the merge.
  static void merge(lxw_worksheet* sheet, const Merge& merge);
  void note(lxw_error error);  // remembers the first failure for finish()
  void note(Problem problem);
  bool has_failed() const { return problem_.has_value(); }
  Result<void> finish();

 private:
  // The scratch files that libxlsxwriter 1.1.4 leaves open: of sheets without a row, and of all when it never
  // closes.
  std::vector<FileHandle> take_scratch_files(bool is_closing) const;
  struct WorkbookFree {
    void operator()(lxw_workbook* book) const;
  };
  XlsxFile(std::string path, std::string temporary_path, lxw_workbook* book, const Watermark& watermark);
  void print_watermark(lxw_worksheet* sheet);
  std::string unique_name(std::string_view wanted);
  std::string path_, temporary_path_;
  std::unique_ptr<lxw_workbook, WorkbookFree> book_;
  std::vector<lxw_worksheet*> sheets_;  // owned by the workbook
  Watermark watermark_;
  std::set<std::string> names_;         // in lower case
  std::optional<Problem> problem_;
};

}  // namespace niangjia::sheet
