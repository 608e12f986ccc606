#pragma once
// Wall time, told as "name value" on one line: what bench/run reads.

#include <chrono>
#include <cstdio>

namespace niangjia::bench {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

inline void tell(const char* name, double value) { std::printf("%s %.6f\n", name, value); }

}  // namespace niangjia::bench
