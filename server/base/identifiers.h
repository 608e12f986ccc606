#pragma once
// Identifiers of persons and organisations, with the standard each rule comes from.

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace niangjia {

enum class Sex { unknown = 0, male = 1, female = 2 };  // GB/T 2261.1

// What kind of document a number is (GA/T 517 codes in the glossary).
enum class IdentityKind { citizen, hkmt_residence, foreigner_old, foreigner_new, other };

enum class IdentityVerdict {  // in the order in which they are told
  ok,
  missing,
  damaged_number,      // a numeric cell or scientific notation: a spreadsheet keeps 15 digits only
  bad_length,
  bad_letters,
  bad_date,            // the birth date in the number does not exist or is before 1900
  birth_in_future,     // after `day`
  bad_area,            // the first two digits are no province
  bad_check_digit,     // GB 11643, ISO 7064 MOD 11-2
};

struct Identity {
  IdentityVerdict verdict = IdentityVerdict::missing;
  IdentityKind kind = IdentityKind::citizen;
  std::string number;               // normalised: 18 digits, upper-case X (or 15 for the old foreigner card)
  std::optional<Date> born_on;      // citizen and hkmt; foreigner_new when its layout allows
  Sex sex = Sex::unknown;
  bool fixed = false;               // spaces, full width, apostrophe, lower-case x or 15 digits were put right
  bool converted_from_15 = false;
};

// Reads an identity number of any kind a roster may hold. Accepts spaces, full-width digits, a leading apostrophe,
// lower-case x, and the 15-digit number of old archives (19 is inserted and the check digit computed).
// 810000/820000/830000: residence permit of Hong Kong, Macao, Taiwan. Three letters + 12 digits: old foreigner card;
// 18 digits that begin with 9: the new one (in force from 2023-12-01).
// `cell_is_number`: the spreadsheet stored it as a number, whose digits past the 15th are lost: damaged_number.
// `day`: the day against which a birth in the future is judged.
Identity read_identity(std::string_view text, bool cell_is_number, Date day);
int age_on(Date born_on, Date day);  // full years
std::string mask_identity(std::string_view number);  // 330621********0279
char citizen_check_digit(std::string_view first_17);  // GB 11643; 0 when they are not digits

// Unified social credit code, GB 32100-2015; organisation part GB 11714.
enum class CreditCodeVerdict { ok, missing, bad_length, bad_letters, bad_check_digit };
enum class CreditCodeHolder { union_basic /*81*/, union_other /*89*/, employer /*91 92 93*/, public_body /*11 12 13*/,
                              social /*51 52 53*/, other };
struct CreditCode {
  CreditCodeVerdict verdict = CreditCodeVerdict::missing;
  CreditCodeHolder holder = CreditCodeHolder::other;
  std::string code;    // upper case, half width, without spaces
  // The organisation code inside (GB 11714) checks too. Registrars have issued codes whose inner digit does not, so this
  // is a hint for the clerk and no verdict.
  bool organisation_part_ok = false;
  bool fixed = false;  // case, width or spaces were put right
};
CreditCode read_credit_code(std::string_view text);
char credit_code_check_digit(std::string_view first_17);                  // 0 on a letter outside the alphabet
char organisation_code_check_digit(std::string_view first_8);              // GB 11714; 0 likewise

enum class PhoneVerdict { mobile, landline, missing, bad };
struct Phone {
  PhoneVerdict verdict = PhoneVerdict::missing;
  std::string number;  // digits only; +86 dropped
  bool fixed = false;
};
Phone read_phone(std::string_view text);  // 无, /, - and 没有 count as missing
std::string mask_phone(std::string_view number);  // 187****0092

}  // namespace niangjia
