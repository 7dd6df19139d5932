#include "shared/pabulib/read.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

void pabulib(std::string_view bytes) {
  const auto reading = pochin::pabulib::read(bytes);
  promise(reading.election.has_value() || !reading.faults.list().empty());
}

}  // namespace pochin::fuzz
