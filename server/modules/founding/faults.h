#pragma once
// Faults of a form in the order in which they are told; each stands beside its field.

#include "base/result.h"

namespace niangjia::founding {

class Faults {
 public:
  void add(std::string path, std::string sentence) {
    list_.push_back({std::move(path), std::move(sentence)});
  }
  Result<void> verdict() {
    if (list_.empty()) return {};
    Problem p = refuse(Code::invalid, "founding.rule", list_.front().message);
    p.fields = std::move(list_);
    return p;
  }

 private:
  std::vector<FieldProblem> list_;
};

inline std::string n_of(std::int64_t n) { return std::to_string(n); }

}  // namespace niangjia::founding
