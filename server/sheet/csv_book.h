#pragma once
// A CSV file as a workbook of one sheet. Every cell is text: a CSV knows no numbers.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sheet/csv_encoding.h"

namespace niangjia::sheet {

// Cuts a stream of UTF-8 into records (RFC 4180, and what spreadsheets write beyond it).
class CsvParser {
 public:
  CsvParser(std::string sheet, char separator, const ReadLimits& limits,
            const std::function<bool(const Row&)>& on_row);
  Result<bool> feed(std::string_view piece);  // false when on_row wants no more
  Result<void> finish();

 private:
  enum class State { field_start, plain, quoted, after_quote };
  std::size_t take_plain(std::string_view piece, std::size_t at);
  void take_after_quote(char c);
  void take_end_of_plain(char c);
  void end_field();
  void end_record();
  void unwrap_field();
  std::string sheet_;
  char separator_;
  ReadLimits limits_;
  const std::function<bool(const Row&)>& on_row_;
  State state_ = State::field_start;
  std::string buffer_;             // the texts of the record
  std::vector<std::size_t> ends_;  // where each field ends in buffer_
  std::size_t field_begin_ = 0;
  Row row_;
  std::uint64_t record_ = 1;
  bool skips_line_feed_ = false;  // after CR
  bool wants_more_ = true;
  std::optional<Problem> problem_;
};

// The separator of the first records: comma, semicolon or tab.
char find_separator(std::string_view start);

class CsvBook final : public Workbook {
 public:
  static Result<std::unique_ptr<Workbook>> open(const std::string& path, const ReadLimits& limits);
  const std::vector<SheetInfo>& sheets() const override { return sheets_; }
  bool epoch_1904() const override { return false; }
  bool is_csv() const override { return true; }
  std::string encoding() const override { return encoding_name(encoding_); }
  Result<void> read(std::size_t sheet, const std::function<bool(const Row&)>& on_row) override;
  Result<std::vector<Merge>> merges(std::size_t) override { return std::vector<Merge>(); }

 private:
  CsvBook(std::string path, Encoding encoding, const ReadLimits& limits);
  std::string path_;
  Encoding encoding_;
  ReadLimits limits_;
  char separator_ = ',';
  std::vector<SheetInfo> sheets_;
};

}  // namespace niangjia::sheet
