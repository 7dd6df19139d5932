#include <ostream>

#include "server/ops/practice_parts.h"
#include "shared/base/json.h"
#include "shared/practice/regulation.h"

namespace pochin::server {

int practice_regulation(std::span<const std::string> args, Streams streams) {
  if (args.size() != 1) return 2;
  const auto json = read_pack_file(args[0], streams.err);
  if (!json) return 2;
  const auto pack = practice::parse_pack(*json);
  if (!pack) {
    streams.err << args[0] << ": " << pack.error().place << ": " << pack.error().message << '\n';
    return 1;
  }
  streams.out << practice::plain_text(practice::regulation(*pack));
  return 0;
}

}  // namespace pochin::server
