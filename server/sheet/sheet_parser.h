#pragma once
// One worksheet part, read row by row.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sheet/shared_strings.h"
#include "sheet/styles.h"

namespace niangjia::sheet {

struct ColumnWidth {
  std::uint32_t first_column, last_column;  // 0-based, inclusive
  double width;                             // in characters
  bool hidden;
};

constexpr std::uint32_t last_column_of_format = 16383;  // XFD, the last there is
constexpr std::size_t max_merges = 10000;

bool parse_merge(std::string_view reference, Merge& merge);  // "A1:C2"

class SheetParser final : public XmlHandler {
 public:
  using OnRow = std::function<bool(const Row&)>;
  SheetParser(std::string sheet, const SharedStrings& strings, const Styles& styles, const ReadLimits& limits,
              const OnRow& on_row);
  // The columns only: stops where the rows begin.
  void stop_before_rows() { stops_before_rows_ = true; }
  Result<void> parse(Part& part);
  const std::vector<Merge>& merges() const { return merges_; }
  const std::vector<ColumnWidth>& widths() const { return widths_; }
  bool saw_tail() const { return saw_tail_; }  // merges are complete

 private:
  struct PendingCell {
    CellKind kind = CellKind::empty;
    bool is_formula = false;
    const char* view = nullptr;  // a shared string; otherwise the row buffer holds the text
    std::size_t begin = 0;
    std::size_t length = 0;
  };
  void start(std::string_view name, const char** attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  void start_outside_rows(std::string_view name, const char** attributes);
  void start_row(const char** attributes);
  void start_cell(const char** attributes);
  bool place_cell(const char* reference);
  void end_cell();
  void take_shared();
  void take_text();
  void take_number();
  void put(CellKind kind, const char* view, std::size_t begin, std::size_t length);
  void end_row();
  void call_row();

  std::string sheet_;
  const SharedStrings& strings_;
  const Styles& styles_;
  ReadLimits limits_;
  const OnRow& on_row_;
  Row row_;
  std::vector<PendingCell> pending_;
  std::string buffer_;  // the texts of the row
  std::uint64_t row_number_ = 0;
  std::uint64_t last_row_with_cells_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t next_column_ = 0;
  std::size_t style_ = 0;
  std::size_t cell_begin_ = 0;
  char type_ = 'n';  // n number, s shared, t text, b boolean, e error, d ISO date
  bool is_formula_ = false;
  bool in_rows_ = false, in_cell_ = false, capture_ = false, phonetic_ = false;
  bool stops_before_rows_ = false, saw_tail_ = false;
  std::vector<Merge> merges_;
  std::vector<ColumnWidth> widths_;
};

}  // namespace niangjia::sheet
