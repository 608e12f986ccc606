#pragma once
// Numbers that a document can change (time limits, shares, fees): dated rows of data/parameters.tsv with
// their document number (文号), never constants in code.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace niangjia::parameters {

struct Parameter {
  std::string code;  // "joining.decide_workdays"
  Date from_on;
  std::optional<Date> to_on;  // the last day on which it holds
  std::int64_t value = 0;
  std::string unit;      // 工作日, 天, 人, 分钟
  std::string document;  // 文号, or 本系统默认 when no document says it
  std::string note;
};
const std::vector<Parameter>& parameters();

// The row that holds on a day. Throws std::logic_error for a code no row has or a day no row covers: a bug
// found by its test, for every code begins in the past and has no gap.
const Parameter& parameter_on(std::string_view code, Date day);
inline std::int64_t value_on(std::string_view code, Date day) { return parameter_on(code, day).value; }

// For tests: what is wrong with a list (gaps, overlaps, unknown dates), in words; empty when nothing is.
std::vector<std::string> faults_of(const std::vector<Parameter>& list);

}  // namespace niangjia::parameters
