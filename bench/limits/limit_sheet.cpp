// Streaming read of every cell of a workbook: no import can be faster than this.
#include <iostream>

#include "sheet/sheet.h"
#include "stopwatch.h"

int main(int argc, char** argv) {
  using namespace niangjia;
  if (argc != 2) return std::cerr << "limit_sheet FILE\n", 2;
  bench::Stopwatch watch;
  auto book = sheet::Workbook::open(argv[1]);
  if (!book.ok()) return std::cerr << book.problem().message << "\n", 1;
  std::size_t rows = 0, bytes = 0;
  for (std::size_t s = 0; s < (*book)->sheets().size(); ++s) {
    auto read = (*book)->read(s, [&](const sheet::Row& row) {
      ++rows;
      for (const auto& cell : row.cells) bytes += cell.text.size();
      return true;
    });
    if (!read.ok()) return std::cerr << read.problem().message << "\n", 1;
  }
  bench::tell("seconds", watch.seconds());
  bench::tell("rows", static_cast<double>(rows));
  bench::tell("bytes", static_cast<double>(bytes));
}
