#include "siting/integer_program.h"

#include <coin/Cbc_C_Interface.h>

#include <algorithm>
#include <memory>

namespace niangjia::siting {

int IntegerProgram::add_column(double cost, double lower, double upper, bool is_integer) {
  costs_.push_back(cost), lower_.push_back(lower), upper_.push_back(upper), integer_.push_back(is_integer);
  return static_cast<int>(costs_.size()) - 1;
}

int IntegerProgram::add_row(double lower, double upper) {
  row_lower_.push_back(lower), row_upper_.push_back(upper);
  return static_cast<int>(row_lower_.size()) - 1;
}

ProgramAnswer IntegerProgram::solve(double seconds) const {
  std::vector<Entry> sorted = entries_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) { return a.column < b.column; });
  std::vector<int> starts(costs_.size() + 1), rows;
  std::vector<double> values;
  for (const Entry& e : sorted) {
    ++starts[static_cast<std::size_t>(e.column) + 1];
    rows.push_back(e.row), values.push_back(e.value);
  }
  for (std::size_t c = 1; c < starts.size(); ++c) starts[c] += starts[c - 1];
  std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)> model(Cbc_newModel(), Cbc_deleteModel);
  Cbc_setLogLevel(model.get(), 0);
  Cbc_setParameter(model.get(), "log", "0");
  Cbc_loadProblem(model.get(), static_cast<int>(costs_.size()), static_cast<int>(row_lower_.size()), starts.data(), rows.data(),
                  values.data(), lower_.data(), upper_.data(), costs_.data(), row_lower_.data(), row_upper_.data());
  Cbc_setObjSense(model.get(), maximises_ ? -1 : 1);
  for (std::size_t c = 0; c < costs_.size(); ++c)
    if (integer_[c]) Cbc_setInteger(model.get(), static_cast<int>(c));
  Cbc_setMaximumSeconds(model.get(), std::max(0.05, seconds));
  Cbc_solve(model.get());
  ProgramAnswer answer;
  answer.is_infeasible = Cbc_isProvenInfeasible(model.get()) != 0;
  answer.is_proven = Cbc_isProvenOptimal(model.get()) != 0;
  answer.bound = Cbc_getBestPossibleObjValue(model.get());
  const double* columns = Cbc_getColSolution(model.get());
  answer.has_solution = columns && !answer.is_infeasible && (answer.is_proven || Cbc_numberSavedSolutions(model.get()) > 0);
  if (!answer.has_solution) return answer;
  answer.columns.assign(columns, columns + costs_.size());
  answer.value = Cbc_getObjValue(model.get());
  if (answer.is_proven) answer.bound = answer.value;
  return answer;
}

}  // namespace niangjia::siting
