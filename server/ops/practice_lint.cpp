#include <ostream>

#include "server/ops/practice_parts.h"
#include "server/ops/text_file.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr int kFine = 0, kErrors = 1, kWrongCall = 2;

int lint_file(const std::string& path, Streams streams) {
  const auto text = read_text_file(path);
  if (!text) {
    streams.err << tr("Не удалось прочитать файл {}", path) << '\n';
    return kWrongCall;
  }
  const auto findings = practice::lint(*text);
  int64_t errors = 0;
  for (const practice::Finding& each : findings) {
    print_finding(path, each, streams.out);
    if (each.level == practice::Finding::Level::error) ++errors;
  }
  if (errors == 0) {
    streams.out << path << ": " << tr("всё в порядке") << '\n';
    return kFine;
  }
  streams.out << path << ": " << tr("{} {}", errors, plural(errors, "ошибка", "ошибки", "ошибок")) << '\n';
  return kErrors;
}

}  // namespace

int practice_lint(std::span<const std::string> args, Streams streams) {
  int worst = args.empty() ? kWrongCall : kFine;
  for (const std::string& path : args) worst = std::max(worst, lint_file(path, streams));
  return worst;
}

}  // namespace pochin::server
