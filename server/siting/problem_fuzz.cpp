// A problem file of any bytes is read or refused.
#include <cstdint>

#include "siting/siting.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto problem = niangjia::siting::read_problem({reinterpret_cast<const char*>(data), size});
  if (problem.ok()) (void)niangjia::siting::evaluate(*problem, {});
  return 0;
}
