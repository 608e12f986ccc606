#include <array>

#include "base/identifiers.h"
#include "base/text.h"

namespace niangjia {
namespace {

constexpr std::size_t code_length = 18;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100: no I, O, Z, S, V

CreditCodeHolder holder_of(std::string_view code) {
  std::string_view two = code.substr(0, 2);
  auto is = [&](std::initializer_list<std::string_view> heads) {
    for (std::string_view head : heads) {
      if (two == head) return true;
    }
    return false;
  };
  if (two == "81") return CreditCodeHolder::union_basic;
  if (two == "89") return CreditCodeHolder::union_other;
  if (is({"91", "92", "93"})) return CreditCodeHolder::employer;
  if (is({"11", "12", "13"})) return CreditCodeHolder::public_body;
  if (is({"51", "52", "53"})) return CreditCodeHolder::social;
  return CreditCodeHolder::other;
}

bool is_missing_word(std::string_view text) {
  for (std::string_view word : {"", "无", "/", "-", "--", "—", "没有", "暂无"}) {
    if (text == word) return true;
  }
  return false;
}

CreditCodeVerdict judge(std::string_view code) {
  if (is_missing_word(code)) return CreditCodeVerdict::missing;
  if (count_characters(code) != code_length) return CreditCodeVerdict::bad_length;
  if (code.find_first_not_of(alphabet) != std::string_view::npos) return CreditCodeVerdict::bad_letters;
  if (credit_code_check_digit(code.substr(0, 17)) != code[17]) return CreditCodeVerdict::bad_check_digit;
  return CreditCodeVerdict::ok;
}

}  // namespace

// GB 32100-2015, appendix A: weights are the powers of 3 modulo 31.
char credit_code_check_digit(std::string_view first_17) {
  static constexpr std::array<int, 17> weights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                  29, 25, 13, 8,  24, 10, 30, 28};
  if (first_17.size() != weights.size()) return 0;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    std::size_t value = alphabet.find(first_17[i]);
    if (value == std::string_view::npos) return 0;
    sum += static_cast<int>(value) * weights[i];
  }
  return alphabet[(31 - sum % 31) % 31];
}

// GB 11714-1997: letters count A = 10 to Z = 35.
char organisation_code_check_digit(std::string_view first_8) {
  static constexpr std::array<int, 8> weights = {3, 7, 9, 10, 5, 8, 4, 2};
  if (first_8.size() != weights.size()) return 0;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    char c = first_8[i];
    bool digit = c >= '0' && c <= '9';
    if (!digit && (c < 'A' || c > 'Z')) return 0;
    sum += (digit ? c - '0' : c - 'A' + 10) * weights[i];
  }
  int rest = 11 - sum % 11;
  if (rest == 10) return 'X';
  return rest == 11 ? '0' : static_cast<char>('0' + rest);
}

CreditCode read_credit_code(std::string_view text) {
  CreditCode out;
  out.code = to_upper_ascii(to_half_width(remove_spaces(text)));
  if (out.code.starts_with('\'')) out.code.erase(0, 1);
  out.verdict = judge(out.code);
  if (out.verdict == CreditCodeVerdict::missing) out.code.clear();
  if (out.verdict == CreditCodeVerdict::bad_check_digit || out.verdict == CreditCodeVerdict::ok) {
    out.holder = holder_of(out.code);
    std::string_view code = out.code;
    out.organisation_part_ok = organisation_code_check_digit(code.substr(8, 8)) == code[16];
  }
  out.fixed = out.verdict == CreditCodeVerdict::ok && out.code != text;
  return out;
}

}  // namespace niangjia
