#pragma once
// The credit code of a union, GB 32100: registrar 8 (trade unions), kind 1 basic or 9 other.

#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

// What is wrong with a code as a union's own; nothing when it may stand.
struct CodeFault {
  std::string_view reason;
  std::string message;
};
std::optional<CodeFault> union_code_fault(std::string_view text);

}  // namespace niangjia
