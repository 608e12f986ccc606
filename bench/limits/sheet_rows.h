#pragma once
// The cells of a workbook, held in memory, so that a bulk insert is timed without the reading.

#include <iostream>
#include <string>
#include <vector>

#include "sheet/sheet.h"

namespace niangjia::bench {

inline constexpr std::size_t kColumns = 16;  // of the rows inserted; wider rows are cut, shorter ones filled

using TextRow = std::vector<std::string>;

// All sheets in order; an empty list and a sentence on stderr when the file cannot be read.
inline std::vector<TextRow> rows_of(const std::string& path) {
  auto book = sheet::Workbook::open(path);
  if (!book.ok()) return std::cerr << book.problem().message << "\n", std::vector<TextRow>{};
  std::vector<TextRow> rows;
  for (std::size_t s = 0; s < (*book)->sheets().size(); ++s) {
    auto read = (*book)->read(s, [&](const sheet::Row& row) {
      TextRow& out = rows.emplace_back(kColumns);
      for (std::size_t c = 0; c < kColumns; ++c) out[c] = row.at(c).text;
      return true;
    });
    if (!read.ok()) return std::cerr << read.problem().message << "\n", std::vector<TextRow>{};
  }
  return rows;
}

}  // namespace niangjia::bench
