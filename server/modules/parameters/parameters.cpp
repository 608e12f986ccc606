#include "modules/parameters/parameters.h"

#include <charconv>
#include <map>
#include <stdexcept>

#include "base/data_table.h"

namespace niangjia::parameters {

namespace {

Parameter read_row(const std::vector<std::string>& cells) {
  Parameter p;
  p.code = cells[0];
  auto from = Date::parse_iso(cells[1]);
  if (!from) throw std::runtime_error("data/parameters.tsv: " + p.code + " begins on no day");
  p.from_on = *from;
  p.to_on = Date::parse_iso(cells[2]);
  if (std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), p.value).ec != std::errc())
    throw std::runtime_error("data/parameters.tsv: " + p.code + " has no number");
  p.unit = cells[4];
  p.document = cells[5];
  p.note = cells[6];
  return p;
}

}  // namespace

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> list = [] {
    std::vector<Parameter> all;
    for (const auto& cells : data_rows("parameters.tsv", 7)) all.push_back(read_row(cells));
    return all;
  }();
  return list;
}

const Parameter& parameter_on(std::string_view code, Date day) {
  for (const Parameter& p : parameters())
    if (p.code == code && p.from_on <= day && (!p.to_on || day <= *p.to_on)) return p;
  throw std::logic_error("no parameter " + std::string(code) + " on " + day.iso());
}

std::vector<std::string> faults_of(const std::vector<Parameter>& list) {
  std::map<std::string, std::vector<const Parameter*>> by_code;
  for (const Parameter& p : list) by_code[p.code].push_back(&p);
  std::vector<std::string> faults;
  for (const auto& [code, rows] : by_code) {
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (!rows[i - 1]->to_on || rows[i - 1]->to_on->plus_days(1) != rows[i]->from_on)
        faults.push_back(code + ": the row from " + rows[i]->from_on.iso() +
                         " does not follow the one before");
    if (rows.back()->to_on) faults.push_back(code + " ends on " + rows.back()->to_on->iso());
    for (const Parameter* row : rows)
      if (row->document.empty() || row->unit.empty()) faults.push_back(code + " has no unit or no document");
  }
  return faults;
}

}  // namespace niangjia::parameters
