// libFuzzer's entry into one of the functions, named when it is compiled.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pochin::fuzz::POCHIN_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
