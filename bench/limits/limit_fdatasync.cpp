// One fdatasync a row: what one writer can make durable without putting rows together.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "stopwatch.h"

int main(int argc, char** argv) {
  using namespace niangjia::bench;
  if (argc != 3) return std::cerr << "limit_fdatasync FILE SECONDS\n", 2;
  int file = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return std::cerr << "cannot write " << argv[1] << "\n", 1;
  const std::string row(400, 'x');
  const double limit_s = std::atof(argv[2]);
  Stopwatch watch;
  std::size_t rows = 0;
  while (watch.seconds() < limit_s) {
    if (write(file, row.data(), row.size()) != static_cast<ssize_t>(row.size()) || fdatasync(file) != 0)
      return 1;
    ++rows;
  }
  tell("per_second", static_cast<double>(rows) / watch.seconds());
  close(file);
  unlink(argv[1]);
}
