#include "server/ops/practice_command.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "server/ops/practice_regulation.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/lint.h"

namespace pochin::server {
namespace {

constexpr int kFine = 0, kErrors = 1, kWrongCall = 2;

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return std::nullopt;
  return std::move(text).str();
}

void print(const std::string& path, const practice::Finding& finding, std::ostream& out) {
  const bool error = finding.level == practice::Finding::Level::error;
  out << path << ':' << finding.line << ':' << finding.column << ": " << (error ? tr("ошибка") : tr("предупреждение"))
      << ": " << finding.message << " [" << finding.code << ' ' << (finding.pointer.empty() ? "/" : finding.pointer)
      << "]\n";
}

int lint_file(const std::string& path, std::ostream& out, std::ostream& err) {
  const auto text = read_file(path);
  if (!text) {
    err << tr("Не удалось прочитать файл {}", path) << '\n';
    return kWrongCall;
  }
  const auto findings = practice::lint(*text);
  int64_t errors = 0;
  for (const practice::Finding& each : findings) {
    print(path, each, out);
    if (each.level == practice::Finding::Level::error) ++errors;
  }
  if (errors == 0) {
    out << path << ": " << tr("всё в порядке") << '\n';
    return kFine;
  }
  out << path << ": " << tr("{} {}", errors, plural(errors, "ошибка", "ошибки", "ошибок")) << '\n';
  return kErrors;
}

}  // namespace

int practice_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  if (!args.empty() && args[0] == "regulation") return practice_regulation(args.subspan(1), out, err);
  if (args.size() < 2 || args[0] != "lint") {
    err << tr("Как вызвать: pochin practice lint ПАКЕТ.json …") << '\n';
    return kWrongCall;
  }
  int worst = kFine;
  for (const std::string& path : args.subspan(1)) worst = std::max(worst, lint_file(path, out, err));
  return worst;
}

int practice_command(std::span<const std::string> args) { return practice_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
