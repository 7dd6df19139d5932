#include "server/ops/text_file.h"

#include <fstream>
#include <sstream>

namespace pochin::server {

std::optional<std::string> read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file.is_open() || text.bad()) return std::nullopt;
  return std::move(text).str();
}

}  // namespace pochin::server
