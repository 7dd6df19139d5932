#include <ostream>

#include "server/ops/practice_parts.h"
#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/practice/regulation.h"

namespace pochin::server {

int practice_regulation(std::span<const std::string> args, Streams streams) {
  bool strict = false;
  std::string path;
  for (const std::string& arg : args) {
    if (arg == "--strict")
      strict = true;
    else if (path.empty() && !arg.starts_with("--"))
      path = arg;
    else
      return 2;
  }
  if (path.empty()) return 2;
  const auto json = read_pack_file(path, streams.err);
  if (!json) return 2;
  const auto pack = practice::parse_pack(*json);
  if (!pack) {
    streams.err << path << ": " << pack.error().place << ": " << pack.error().message << '\n';
    return 1;
  }
  const practice::Regulation made = practice::regulation(*pack);
  streams.out << practice::plain_text(made);
  if (!strict || made.unsaid.empty()) return 0;
  const auto left = static_cast<int64_t>(made.unsaid.size());
  streams.err << tr("{}: в тексте не отражено {} {}; они перечислены в его конце", path, left,
                    plural(left, tr("правило"), tr("правила"), tr("правил")))
              << '\n';
  return 1;
}

}  // namespace pochin::server
