// Whatever a body holds: no crash, and what was accepted is written and accepted again unchanged.
#include <cstdint>
#include <cstdlib>

#include "record/sample_fixture.h"

namespace niangjia {
// The whole record as text, personal fields apart: they need a permit that nobody can make here.
std::string written(const Sample& sample) { return record::to_json(sample) + "|" + sample.phone; }
}  // namespace niangjia

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace niangjia;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto first = record::from_json<Sample>(text);
  if (first.ok()) {
    if (first->version != 7 || first->id != 0) std::abort();  // read-only fields do not come from outside
    auto again = record::from_json<Sample>(record::to_json(*first));
    if (!again.ok()) std::abort();
    again->phone = first->phone;
    if (written(*again) != written(*first)) std::abort();
  }
  Sample changed;
  std::vector<std::string> present;
  (void)record::read_record(text, sample_shape, &changed, true, &present);
  (void)record::unpack_list(text);
  return 0;
}
