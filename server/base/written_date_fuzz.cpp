// Whatever a date cell holds: no crash, and a day that was read is read again from its own forms.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/date.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace niangjia;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const WrittenDate& date :
       {read_date_text(text), read_date_number(text, false), read_date_number(text, true)}) {
    if (!date.day) continue;
    require(date.doubt == WrittenDate::Doubt::none);
    require(date.day->year() >= 1900 && date.day->year() <= 2199);
    require(read_date_text(date.day->iso()).day == date.day);
    require(read_date_text(date.day->chinese()).day == date.day);
  }
  return 0;
}
