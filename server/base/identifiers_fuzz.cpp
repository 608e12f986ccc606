// Whatever a cell holds: no crash, and what was accepted is accepted again unchanged.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/identifiers.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace niangjia;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Date day = *Date::from_ymd(2024, 6, 1);
  Identity identity = read_identity(text, false, day);
  if (identity.verdict == IdentityVerdict::ok) {
    Identity again = read_identity(identity.number, false, day);
    require(again.verdict == IdentityVerdict::ok && again.number == identity.number && !again.fixed);
    require(again.born_on == identity.born_on && again.sex == identity.sex && again.kind == identity.kind);
    require(identity.number.size() == 18 || identity.kind == IdentityKind::foreigner_old);
  }
  CreditCode code = read_credit_code(text);
  if (code.verdict == CreditCodeVerdict::ok) {
    CreditCode again = read_credit_code(code.code);
    require(again.verdict == CreditCodeVerdict::ok && again.code == code.code && !again.fixed);
  }
  Phone phone = read_phone(text);
  if (phone.verdict == PhoneVerdict::mobile || phone.verdict == PhoneVerdict::landline) {
    Phone again = read_phone(phone.number);
    require(again.verdict == phone.verdict && again.number == phone.number && !again.fixed);
  }
  require(read_identity(text, true, day).verdict != IdentityVerdict::ok);
  mask_identity(text);
  return 0;
}
