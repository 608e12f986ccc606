#pragma once
// Small workbooks made by hand for the tests of layouts; each lives as long as its TestBook.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "modules/census/census.h"

namespace niangjia::census {

struct TestSheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;  // "=…" becomes a formula whose cached value is 0
  std::vector<sheet::Merge> merges;
};

class TestBook {
 public:
  explicit TestBook(std::filesystem::path path) : path_(std::move(path)) {
    auto opened = sheet::Workbook::open(path_.string());
    if (!opened.ok()) throw std::runtime_error(opened.problem().message);
    book_ = std::move(opened).value();
  }
  TestBook(const TestBook&) = delete;
  TestBook& operator=(const TestBook&) = delete;
  ~TestBook() {
    book_.reset();
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  Layout recognised(std::optional<Kind> said = std::nullopt, const Remembered& remembered = {}) {
    auto layout = recognise(*book_, said, remembered);
    if (!layout.ok()) throw std::runtime_error(layout.problem().message);
    return std::move(layout).value();
  }
  std::vector<RowSort> sorts(const Layout& layout) {
    std::vector<RowSort> found;
    auto read = read_rows(*book_, layout, [&](const RawRow& row) {
      found.push_back(row.sort);
      return true;
    });
    if (!read.ok()) throw std::runtime_error(read.problem().message);
    return found;
  }
  sheet::Workbook& book() { return *book_; }

 private:
  std::filesystem::path path_;
  std::unique_ptr<sheet::Workbook> book_;
};

inline std::filesystem::path fresh_path(const std::string& ending) {
  static int count = 0;
  const std::string name = "layout_test_" + std::to_string(getpid()) + "_" + std::to_string(++count) + ending;
  return std::filesystem::temp_directory_path() / name;
}

inline TestBook csv_book(const std::string& text) {
  const auto path = fresh_path(".csv");
  std::ofstream(path, std::ios::binary) << text;
  return TestBook(path);
}

inline sheet::OutCell out_cell(const std::string& text) {
  sheet::OutCell cell;
  if (text.empty()) return cell;
  cell.kind = text.front() == '=' ? sheet::OutCell::Kind::formula : sheet::OutCell::Kind::text;
  cell.text = text;
  return cell;
}

inline std::filesystem::path write_xlsx(const std::vector<TestSheet>& sheets) {
  const auto path = fresh_path(".xlsx");
  auto writer = sheet::WorkbookWriter::create(path.string());
  if (!writer.ok()) throw std::runtime_error(writer.problem().message);
  for (const TestSheet& sheet : sheets) {
    sheet::SheetOptions options;
    options.name = sheet.name;
    options.merges = sheet.merges;
    (*writer)->begin_sheet(options);
    for (const auto& row : sheet.rows) {
      std::vector<sheet::OutCell> cells;
      for (const std::string& text : row) cells.push_back(out_cell(text));
      (*writer)->add_row(cells);
    }
  }
  auto finished = (*writer)->finish();
  if (!finished.ok()) throw std::runtime_error(finished.problem().message);
  return path;
}
inline TestBook xlsx_book(const std::vector<TestSheet>& sheets) { return TestBook(write_xlsx(sheets)); }

inline std::optional<std::uint32_t> column_of(const SheetLayout& sheet, Field field) {
  for (const Column& column : sheet.columns) {
    if (column.field == field) return column.index;
  }
  return std::nullopt;
}

}  // namespace niangjia::census
