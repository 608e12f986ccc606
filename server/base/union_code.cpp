#include "base/union_code.h"

#include "base/identifiers.h"

namespace niangjia {

std::optional<CodeFault> union_code_fault(std::string_view text) {
  CreditCode code = read_credit_code(text);
  if (code.code.starts_with("91"))
    return CodeFault{"union.credit_code_of_unit",
                     "这是单位的统一社会信用代码（91开头），工会代码以81或89开头，请填到“单位统一社会信用代码”一栏"};
  if (code.verdict == CreditCodeVerdict::bad_length)
    return CodeFault{"union.credit_code_length", "工会统一社会信用代码应为 18 位，请对照证书检查是否漏填或多填。"};
  if (!code.code.starts_with("81") && !code.code.starts_with("89"))
    return CodeFault{"union.credit_code_kind", "工会统一社会信用代码应以 81 或 89 开头，请对照法人资格证书填写。"};
  if (code.verdict != CreditCodeVerdict::ok)
    return CodeFault{"union.credit_code_check", "工会统一社会信用代码校验不通过，可能有一位填错，请对照证书核对。"};
  return std::nullopt;
}

}  // namespace niangjia
