#include "sheet/fuzz_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  niangjia::sheet::FuzzFile file(data, size);
  if (file.is_whole()) niangjia::sheet::read_all(file.path());
  return 0;
}
