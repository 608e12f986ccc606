#include "base/identifiers.h"

#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace niangjia {
namespace {

constexpr std::size_t full_length = 18;
constexpr std::size_t old_length = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool all_digits(std::string_view text) {
  for (char c : text) {
    if (!is_digit(c)) return false;
  }
  return true;
}

int number_of(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

// GB/T 2260: the first two digits. Counties were redrawn often, so only the province is judged (DOMAIN c1).
bool is_province(int two_digits) {
  switch (two_digits / 10) {
    case 1:
      return two_digits >= 11 && two_digits <= 15;
    case 2:
      return two_digits >= 21 && two_digits <= 23;
    case 3:
      return two_digits >= 31 && two_digits <= 37;
    case 4:
      return two_digits >= 41 && two_digits <= 46;
    case 5:
      return two_digits >= 50 && two_digits <= 54;
    case 6:
      return two_digits >= 61 && two_digits <= 65;
    case 7:
      return two_digits == 71;
    case 8:
      return two_digits >= 81 && two_digits <= 83;
    default:
      return false;
  }
}

// "3.30621E+17": what a spreadsheet shows of a number too long for it.
bool is_scientific(std::string_view text) {
  std::size_t e = text.find('E');
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view mantissa = text.substr(0, e);
  std::string_view exponent = text.substr(e + 1);
  if (!exponent.empty() && (exponent[0] == '+' || exponent[0] == '-')) exponent.remove_prefix(1);
  if (exponent.empty() || exponent.size() > 3 || !all_digits(exponent) || !is_digit(mantissa[0]))
    return false;
  std::size_t dot = mantissa.find('.');
  if (dot == std::string_view::npos) return all_digits(mantissa);
  return all_digits(mantissa.substr(0, dot)) && all_digits(mantissa.substr(dot + 1));
}

// Half width, upper case, without spaces and without the apostrophe that keeps a cell from becoming a number.
std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&](char32_t code, std::string_view bytes) {
    if (is_space_of_any_kind(code)) return;
    bool apostrophe = code == U'\'' || code == U'＇' || code == U'‘' || code == U'’' || code == U'`';
    if (apostrophe && out.empty()) return;
    char32_t half = half_width_of(code);
    if (half < 0x80) {
      out += static_cast<char>(half >= U'a' && half <= U'z' ? half - 32 : half);
    } else {
      out += bytes;
    }
  });
  return out;
}

bool is_missing_word(std::string_view text) {
  for (std::string_view word : {"", "无", "/", "-", "--", "—", "——", "没有", "暂无", "N/A", "、"}) {
    if (text == word) return true;
  }
  return false;
}

struct Birth {
  std::optional<Date> day;
  IdentityVerdict verdict = IdentityVerdict::ok;
};

Birth read_birth(std::string_view eight_digits, Date day) {
  int year = number_of(eight_digits.substr(0, 4));
  auto born =
      Date::from_ymd(year, number_of(eight_digits.substr(4, 2)), number_of(eight_digits.substr(6, 2)));
  if (!born || year < 1900) return {std::nullopt, IdentityVerdict::bad_date};
  if (*born > day) return {std::nullopt, IdentityVerdict::birth_in_future};
  return {born, IdentityVerdict::ok};
}

IdentityKind kind_of(std::string_view number) {
  if (number.size() == old_length && is_upper(number[0]) && is_upper(number[1]) && is_upper(number[2])) {
    return IdentityKind::foreigner_old;
  }
  if (number.size() == old_length) return IdentityKind::citizen;
  if (number.size() != full_length) return IdentityKind::other;
  if (number[0] == '9') return IdentityKind::foreigner_new;
  std::string_view area = number.substr(0, 6);
  bool residence = area == "810000" || area == "820000" || area == "830000";
  return residence ? IdentityKind::hkmt_residence : IdentityKind::citizen;
}

bool letters_are_right(std::string_view number, IdentityKind kind) {
  if (kind == IdentityKind::foreigner_old) return all_digits(number.substr(3));
  if (number.size() == old_length) return all_digits(number);
  return all_digits(number.substr(0, 17)) && (is_digit(number[17]) || number[17] == 'X');
}

Sex sex_of(std::string_view number) { return (number[16] - '0') % 2 == 1 ? Sex::male : Sex::female; }

// Old archives hold 15 digits without century and check digit (GB 11643-1989).
void convert_from_15(Identity& identity) {
  identity.number.insert(6, "19");
  identity.number += citizen_check_digit(identity.number);
  identity.converted_from_15 = true;
}

IdentityVerdict judge_foreigner(Identity& identity, Date day) {
  // The inner layout is not published as a standard, so an odd birth date is no reason to refuse (DOMAIN c3).
  std::string_view number = identity.number;
  if (citizen_check_digit(number.substr(0, 17)) != number[17]) return IdentityVerdict::bad_check_digit;
  identity.born_on = read_birth(number.substr(6, 8), day).day;
  identity.sex = sex_of(number);
  return IdentityVerdict::ok;
}

IdentityVerdict judge_citizen(Identity& identity, Date day) {
  std::string_view number = identity.number;
  Birth birth = read_birth(number.substr(6, 8), day);
  if (birth.verdict != IdentityVerdict::ok) return birth.verdict;
  if (!is_province(number_of(number.substr(0, 2)))) return IdentityVerdict::bad_area;
  if (citizen_check_digit(number.substr(0, 17)) != number[17]) return IdentityVerdict::bad_check_digit;
  identity.born_on = birth.day;
  identity.sex = sex_of(number);
  return IdentityVerdict::ok;
}

IdentityVerdict judge(Identity& identity, bool cell_is_number, Date day) {
  if (is_missing_word(identity.number)) return IdentityVerdict::missing;
  if (cell_is_number || is_scientific(identity.number)) return IdentityVerdict::damaged_number;
  std::size_t length = count_characters(identity.number);
  if (length != full_length && length != old_length) return IdentityVerdict::bad_length;
  // A character outside ASCII makes bytes and characters differ; such a number has a wrong letter, not a
  // wrong length.
  if (length != identity.number.size()) return IdentityVerdict::bad_letters;
  identity.kind = kind_of(identity.number);
  if (!letters_are_right(identity.number, identity.kind)) return IdentityVerdict::bad_letters;
  if (identity.kind == IdentityKind::foreigner_old) return IdentityVerdict::ok;
  if (identity.number.size() == old_length) {
    convert_from_15(identity);
    // Residence permits (from 2018) and new foreigner cards never had 15 digits.
    if (kind_of(identity.number) != IdentityKind::citizen) return IdentityVerdict::bad_area;
  }
  if (identity.kind == IdentityKind::foreigner_new) return judge_foreigner(identity, day);
  return judge_citizen(identity, day);
}

std::string mask_between(std::string_view text, std::size_t head, std::size_t tail) {
  std::size_t length = count_characters(text);
  if (length <= head + tail) return std::string(length, '*');
  std::string out;
  std::size_t at = 0;
  for_each_character(text, [&](char32_t, std::string_view bytes) {
    out += at < head || at >= length - tail ? bytes : std::string_view("*");
    ++at;
  });
  return out;
}

}  // namespace

// GB 11643-1999, ISO 7064 MOD 11-2.
char citizen_check_digit(std::string_view first_17) {
  static constexpr std::array<int, 17> weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (first_17.size() != weights.size() || !all_digits(first_17)) return 0;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (first_17[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

Identity read_identity(std::string_view text, bool cell_is_number, Date day) {
  Identity identity;
  identity.kind = IdentityKind::other;
  identity.number = clean(text);
  identity.verdict = judge(identity, cell_is_number, day);
  if (identity.verdict == IdentityVerdict::missing) identity.number.clear();
  identity.fixed = identity.verdict == IdentityVerdict::ok && identity.number != text;
  return identity;
}

// Civil Code practice: full years on the birthday itself; one born on 29 February turns on 1 March of a
// common year.
int age_on(Date born_on, Date day) {
  int age = day.year() - born_on.year();
  bool before_birthday =
      day.month() < born_on.month() || (day.month() == born_on.month() && day.day() < born_on.day());
  return before_birthday ? age - 1 : age;
}

std::string mask_identity(std::string_view number) { return mask_between(number, 6, 4); }

Phone read_phone(std::string_view text) {
  Phone phone;
  std::string number = clean(text);
  if (is_missing_word(number)) return phone;
  std::erase_if(number, [](char c) { return c == '-' || c == '(' || c == ')'; });
  if (number.ends_with(".0")) number.resize(number.size() - 2);
  if (number.starts_with("+86")) number.erase(0, 3);
  if (number.starts_with("0086")) number.erase(0, 4);
  if (number.size() == 13 && number.starts_with("861")) number.erase(0, 2);
  phone.verdict = PhoneVerdict::bad;
  phone.number = number;
  if (!all_digits(number)) return phone;
  if (number.size() == 11 && number[0] == '1' && number[1] >= '3') {
    phone.verdict = PhoneVerdict::mobile;
  } else if (number.size() >= 10 && number.size() <= 12 && number[0] == '0' && number[1] != '0') {
    // Area codes: 010 and 02x have three digits, all others four; a local number begins with 2..9.
    std::size_t area = number[1] <= '2' ? 3 : 4;
    std::size_t local = number.size() - area;
    bool right = (local == 7 || local == 8) && number[area] >= '2';
    if (right) phone.verdict = PhoneVerdict::landline;
  } else if (number.size() == 5 && (number.starts_with("12") || number.starts_with("95"))) {
    phone.verdict = PhoneVerdict::landline;  // short numbers such as 12351
  }
  phone.fixed = phone.verdict != PhoneVerdict::bad && phone.number != text;
  return phone;
}

std::string mask_phone(std::string_view number) { return mask_between(number, 3, 4); }

}  // namespace niangjia
