#pragma once
// A county's file as counties lay it out: merged title, line of 填报单位 and 填报时间, header, rows, 合计,
// 填表人, and a second sheet 填表说明. The same rows can go to an .xlsx or a .csv.

#include <memory>
#include <string>
#include <vector>

#include "app/demo_county.h"
#include "app/demo_dice.h"
#include "sheet/sheet.h"

namespace niangjia::app {

sheet::OutCell none();
sheet::OutCell text_cell(std::string_view text);
sheet::OutCell count_cell(std::int64_t number);
sheet::OutCell day_cell(Date day);
// Most as a date cell, some as 2020-07-14, 2018.9.27, 2019/5/5, 2019年5月5日 or 20190505: all can be read
// without asking.
sheet::OutCell written_day(const Dice& dice, std::int64_t whose, Date day);
sheet::OutCell formula_cell(std::string formula, double value);

struct DemoTable {
  std::string sheet_name, title, reporter, unit;  // reporter: 填报单位; unit: 人, 家
  std::vector<std::vector<std::string>> headers;  // one row, or two
  std::vector<sheet::Merge> header_merges;        // for two
  std::vector<double> widths;
};

class DemoBook {
 public:
  static Result<std::unique_ptr<DemoBook>> create(const std::string& path, bool as_csv, Date as_of);
  void begin(const DemoTable& table);
  void add(const std::vector<sheet::OutCell>& cells);
  std::uint32_t next_row() const { return row_ + 1; }     // as the spreadsheet counts, from 1
  std::uint32_t first_row() const { return first_row_; }  // of the data
  // 合计 in the first column; `column`: a letter whose cells are counted (or summed), `value` what comes out.
  struct Total {
    std::size_t column = 0;
    bool is_sum = false;
    std::int64_t value = 0;
  };
  void end(const std::vector<Total>& totals);
  void add_notes(const std::vector<std::string>& lines);  // the sheet 填表说明; a .csv has no room for it
  Result<void> finish();

 private:
  std::unique_ptr<sheet::WorkbookWriter> book_;
  std::unique_ptr<sheet::CsvWriter> csv_;
  Date as_of_;
  std::size_t width_ = 0;
  std::uint32_t row_ = 0, first_row_ = 0;
};

// Tells how far a file is, not too often.
class DemoStep {
 public:
  DemoStep(const DemoProgress& progress, std::string label, std::int64_t total)
      : progress_(progress), label_(std::move(label)), total_(total) {}
  void tell(std::int64_t done) const {
    if (progress_ && (done % 5000 == 0 || done == total_)) progress_(label_, done, total_);
  }

 private:
  const DemoProgress& progress_;
  std::string label_;
  std::int64_t total_;
};

}  // namespace niangjia::app
