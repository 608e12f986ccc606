#pragma once
// Tells rows of data from all the other rows a county's sheet holds.

#include "modules/census/census.h"

namespace niangjia::census {

// Made once for each sheet.
class RowSorter {
 public:
  RowSorter(Kind kind, const SheetLayout& sheet);
  // `row`: the cells as read; `by_field`: the same by meaning.
  RowSort sort(const sheet::Row& row, const RawRow& by_field) const;

 private:
  struct Title {
    std::uint32_t column;
    std::string key;
    std::string written;
  };
  struct Seen;  // what one look at the row found
  Seen look(const sheet::Row& row) const;
  bool has_main_value(const RawRow& row, bool beside_total_word) const;
  bool repeats_header(const sheet::Row& row, const Seen& seen) const;
  bool repeats_title(const sheet::Cell& cell, const Title& title) const;
  bool is_footer(const RawRow& row, const Seen& seen) const;
  bool is_sequence_only(const Seen& seen) const;

  std::vector<Field> main_fields_;
  std::vector<Title> titles_;
  std::string sheet_title_;
  std::optional<std::uint32_t> sequence_column_, main_column_;
  bool first_column_is_free_ = false;  // the first column means nothing: it may be an unnamed 序号
};

// Reads rows of one sheet by meaning. What it gives is overwritten by the next row.
class SheetEye {
 public:
  SheetEye(Kind kind, const SheetLayout& sheet, bool epoch_1904);
  // Nothing for the rows up to the header.
  const RawRow* look(const sheet::Row& row);

 private:
  RowSorter sorter_;
  std::uint32_t header_row_;
  std::vector<std::pair<std::size_t, std::uint32_t>> columns_;  // where each field stands
  std::vector<std::uint32_t> item_columns_;                     // of raw_.items
  RawRow raw_;
};

}  // namespace niangjia::census
