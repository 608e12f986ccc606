#pragma once
// A mixed-integer program on its way to CBC: columns and rows are added, then it is solved once.

#include <vector>

namespace niangjia::siting {

struct ProgramAnswer {
  bool has_solution = false, is_proven = false, is_infeasible = false;
  double value = 0, bound = 0;
  std::vector<double> columns;
};

class IntegerProgram {
 public:
  explicit IntegerProgram(bool maximises) : maximises_(maximises) {}
  int add_column(double cost, double lower, double upper, bool is_integer);
  int add_row(double lower, double upper);
  void put(int row, int column, double coefficient) { entries_.push_back({column, row, coefficient}); }
  std::size_t column_count() const { return costs_.size(); }
  ProgramAnswer solve(double seconds) const;

 private:
  struct Entry {
    int column, row;
    double value;
  };
  bool maximises_;
  std::vector<double> costs_, lower_, upper_, row_lower_, row_upper_;
  std::vector<bool> integer_;
  std::vector<Entry> entries_;
};

}  // namespace niangjia::siting
