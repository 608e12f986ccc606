#include "modules/employers/rules.h"

#include <algorithm>

#include "base/identifiers.h"
#include "base/text.h"

namespace niangjia::employers {

namespace {

struct Fault {
  Code code;
  std::string_view reason, field;
  std::string message;
};

void check_name(std::vector<Fault>& faults, const Employer& e) {
  std::size_t n = count_characters(e.name);
  if (n < 2 || n > 100)
    faults.push_back(
        {Code::invalid, "unit.name_length", "name",
         "单位名称应为 2 至 100 个字，现在是 " + std::to_string(n) + " 个字，请填写营业执照上的全称。"});
}

// GB 32100; a trade union's own code (81, 89) in a unit's field is the mirror of the commonest error.
void check_credit_code(std::vector<Fault>& faults, const Employer& e, const Employer* same_code) {
  if (e.credit_code.empty()) return;
  CreditCode code = read_credit_code(e.credit_code);
  if (code.code.starts_with("81") || code.code.starts_with("89"))
    faults.push_back(
        {Code::invalid, "unit.credit_code_of_union", "credit_code",
         "这是工会的统一社会信用代码（81或89开头），请填到“工会统一社会信用代码”一栏，这里填单位的代码。"});
  else if (code.verdict == CreditCodeVerdict::bad_length)
    faults.push_back({Code::invalid, "unit.credit_code_length", "credit_code",
                      "单位统一社会信用代码应为 18 位，请对照营业执照检查是否漏填或多填。"});
  else if (code.verdict != CreditCodeVerdict::ok)
    faults.push_back({Code::invalid, "unit.credit_code_check", "credit_code",
                      "单位统一社会信用代码校验不通过，可能有一位填错，请对照营业执照核对。"});
  else if (same_code)
    faults.push_back(
        {Code::conflict, "unit.credit_code_taken", "credit_code",
         "这个统一社会信用代码已登记为“" + same_code->name + "”，请核对是否同一单位，不要重复登记。"});
}

void check_rest(std::vector<Fault>& faults, const Employer& e) {
  bool is_digits = std::all_of(e.township_code.begin(), e.township_code.end(),
                               [](char c) { return c >= '0' && c <= '9'; });
  std::size_t n = e.township_code.size();
  if (n != 0 && (!is_digits || (n != 6 && n != 9 && n != 12)))
    faults.push_back(
        {Code::invalid, "unit.township_code", "township_code", "所在乡镇街道的代码不正确，请从列表中选择。"});
  if (e.employees < 0) faults.push_back({Code::invalid, "unit.employees", "employees", "职工数不能是负数。"});
}

}  // namespace

void tidy(Employer& e) {
  e.name = remove_spaces(to_half_width(e.name));
  e.legal_representative = normalise_person_name(e.legal_representative);
  if (!e.credit_code.empty()) e.credit_code = read_credit_code(e.credit_code).code;
}

Result<void> judge_employer(const Employer& e, const Employer* same_code) {
  std::vector<Fault> faults;
  check_name(faults, e);
  check_credit_code(faults, e, same_code);
  check_rest(faults, e);
  if (faults.empty()) return {};
  Problem p = refuse(faults.front().code, faults.front().reason, faults.front().message);
  for (Fault& f : faults) p.fields.push_back({std::string(f.field), std::move(f.message)});
  return p;
}

}  // namespace niangjia::employers
