#include "server/ops/practice_parts.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "server/ops/text_file.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/migrate.h"

namespace pochin::server {

void print_finding(const std::string& path, const practice::Finding& finding, std::ostream& out) {
  const bool error = finding.level == practice::Finding::Level::error;
  out << path << ':' << finding.line << ':' << finding.column << ": " << (error ? tr("ошибка") : tr("предупреждение"))
      << ": " << finding.message << " [" << finding.code << ' ' << (finding.pointer.empty() ? "/" : finding.pointer)
      << "]\n";
}

std::optional<nlohmann::json> read_pack_file(const std::string& path, std::ostream& err) {
  const auto text = read_text_file(path);
  if (!text) {
    err << tr("Не удалось прочитать файл {}", path) << '\n';
    return std::nullopt;
  }
  bool wrong = false;
  for (const practice::Finding& each : practice::lint(*text)) {
    if (each.level != practice::Finding::Level::error && each.code != "old_format") continue;
    print_finding(path, each, err);
    wrong = wrong || each.level == practice::Finding::Level::error;
  }
  if (wrong) return std::nullopt;
  Json json = *parse_json(*text);
  if (!practice::migrate(json)) return std::nullopt;
  return json;
}

}  // namespace pochin::server
