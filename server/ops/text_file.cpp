#include "server/ops/text_file.h"

#include <fstream>
#include <sstream>

#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::server {

std::optional<std::string> read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file.is_open() || text.bad()) return std::nullopt;
  return std::move(text).str();
}

std::expected<nlohmann::json, std::string> read_json_file(const std::string& file) {
  const auto text = read_text_file(file);
  if (!text) return std::unexpected(tr("Не удалось прочитать файл {}.", file));
  auto json = parse_json(*text);
  if (!json) return std::unexpected(tr("В файле {} не JSON.", file));
  return *std::move(json);
}

}  // namespace pochin::server
