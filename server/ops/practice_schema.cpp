#include <ostream>

#include "server/ops/practice_parts.h"
#include "shared/practice/schema.h"

namespace pochin::server {

int practice_schema(std::span<const std::string> args, Streams streams) {
  constexpr int kFine = 0, kWrongCall = 2;
  if (!args.empty()) return kWrongCall;
  streams.out << practice::schema_text();
  return kFine;
}

}  // namespace pochin::server
