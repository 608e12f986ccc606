#pragma once
// Rows gathered into parts: one part is judged and written while the next is read.

#include <functional>
#include <future>
#include <utility>
#include <vector>

#include "base/result.h"

namespace niangjia::census {

// `act` runs on a thread of its own, one part at a time and in order; what it touches is its own until wait() has returned.
template <class Row>
class Parts {
 public:
  using Act = std::function<Result<void>(const std::vector<Row>&)>;
  Parts(std::size_t rows_at_once, Act act) : rows_at_once_(rows_at_once), act_(std::move(act)) {}
  // A part still running when reading failed is waited for: its act refers to its owner.
  ~Parts() { (void)wait(); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  Result<void> add(Row row) {
    rows_.push_back(std::move(row));
    return rows_.size() < rows_at_once_ ? Result<void>() : flush();
  }
  // Hands over what is gathered; the Problem is that of the part before.
  Result<void> flush() {
    CHECK_OK(wait());
    if (rows_.empty()) return {};
    pending_ = std::async(std::launch::async, [this, rows = std::move(rows_)] { return act_(rows); });
    rows_.clear();
    rows_.reserve(rows_at_once_);
    return {};
  }
  Result<void> wait() { return pending_.valid() ? pending_.get() : Result<void>(); }

 private:
  const std::size_t rows_at_once_;
  const Act act_;
  std::vector<Row> rows_;
  std::future<Result<void>> pending_;
};

}  // namespace niangjia::census
