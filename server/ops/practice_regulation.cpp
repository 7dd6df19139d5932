#include "server/ops/practice_regulation.h"

#include <fstream>
#include <ostream>
#include <sstream>

#include "shared/base/tr.h"
#include "shared/practice/regulation.h"

namespace pochin::server {

int practice_regulation(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  if (args.size() != 1) {
    err << tr("Как вызвать: pochin practice regulation ПАКЕТ.json") << '\n';
    return 2;
  }
  std::ifstream file(args[0], std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    err << tr("Не удалось прочитать файл {}", args[0]) << '\n';
    return 2;
  }
  const auto pack = practice::parse_pack(std::string_view(text.str()));
  if (!pack) {
    err << args[0] << ": " << pack.error().place << ": " << pack.error().message << '\n';
    return 1;
  }
  out << practice::plain_text(practice::regulation(*pack));
  return 0;
}

}  // namespace pochin::server
