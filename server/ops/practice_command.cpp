#include "server/ops/practice_command.h"

#include <iostream>
#include <string_view>

#include "server/ops/practice_parts.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr int kWrongCall = 2;

struct Part {
  std::string_view name;
  int (*run)(std::span<const std::string>, Streams);
  std::string_view usage;
};

constexpr Part kParts[] = {
    {"lint", practice_lint, "lint ПРАКТИКА.json …"},
    {"diff", practice_diff, "diff СТАРАЯ.json НОВАЯ.json [--json]"},
    {"schema", practice_schema, "schema"},
    {"regulation", practice_regulation, "regulation ПРАКТИКА.json [--strict]"},
    {"preview", practice_preview, "preview ПРАКТИКА.json --day 2027-01-15[T18:00] [--json]"},
};

}  // namespace

int practice_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  for (const Part& part : kParts) {
    if (args.empty() || args[0] != part.name) continue;
    const std::span<const std::string> rest = args.subspan(1);
    const int code = part.run(rest, {out, err});
    if (code == kWrongCall) err << tr("Как вызвать: pochin practice {}", part.usage) << '\n';
    return code;
  }
  err << tr("Как вызвать:") << '\n';
  for (const Part& part : kParts) err << "  pochin practice " << part.usage << '\n';
  return kWrongCall;
}

int practice_command(std::span<const std::string> args) { return practice_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
