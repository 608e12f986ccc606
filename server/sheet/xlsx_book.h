#pragma once
// An .xlsx workbook: its parts found through the relationships, whatever the producer called the folders.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sheet/sheet_parser.h"

namespace niangjia::sheet {

class XlsxBook final : public Workbook {
 public:
  static Result<std::unique_ptr<Workbook>> open(const std::string& path, const ReadLimits& limits);
  const std::vector<SheetInfo>& sheets() const override { return sheets_; }
  bool epoch_1904() const override { return epoch_1904_; }
  bool is_csv() const override { return false; }
  std::string encoding() const override { return "xlsx"; }
  Result<void> read(std::size_t sheet, const std::function<bool(const Row&)>& on_row) override;
  Result<std::vector<Merge>> merges(std::size_t sheet) override;
  Result<std::vector<ColumnWidth>> widths(std::size_t sheet);

 private:
  XlsxBook(ZipPackage package, const ReadLimits& limits);
  Result<void> load();
  Result<void> load_strings_and_styles();
  Result<void> scan_merges(std::size_t sheet);

  ZipPackage package_;
  ReadLimits limits_;
  std::vector<SheetInfo> sheets_;
  std::vector<std::string> parts_;
  std::vector<std::optional<std::vector<Merge>>> merges_;
  std::string strings_part_, styles_part_;
  SharedStrings strings_;
  Styles styles_;
  bool has_loaded_strings_ = false;
  bool epoch_1904_ = false;
};

}  // namespace niangjia::sheet
