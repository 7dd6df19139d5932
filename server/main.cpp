// pochin: the server and the tools of its operator.
#include <sys/stat.h>

#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/token_command.h"
#include "server/commands/addresses_command.h"
#include "server/commands/api_command.h"
#include "server/commands/audit_command.h"
#include "server/commands/grant_command.h"
#include "server/commands/practice_store_command.h"
#include "server/commands/seed_command.h"
#include "server/commands/voters_command.h"
#include "server/ops/access_command.h"
#include "server/ops/lot_command.h"
#include "server/ops/practice_command.h"
#include "server/ops/score_command.h"
#include "server/ops/tally_command.h"
#include "server/serve_command.h"
#include "server/voting/verify.h"

namespace {

using Arguments = std::span<const std::string>;

struct Command {
  std::string_view name;
  int (*run)(Arguments);
  std::string_view usage;
};

// What works with files alone, and what works with the store of a portal.
int practice(Arguments args) {
  const bool stored = !args.empty() && (args[0] == "export" || args[0] == "import");
  return stored ? pochin::server::practice_store_command(args) : pochin::server::practice_command(args);
}

constexpr Command kCommands[] = {
    {"serve", pochin::server::serve_command,
     "serve --config ФАЙЛ [--check]        запустить портал; с --check только сказать, что не так"},
    {"config", pochin::server::config_command,
     "config                               напечатать настройки по умолчанию с объяснением каждого ключа"},
    {"seed", pochin::server::seed_command,
     "seed --config ФАЙЛ [--demo]          внести регион и практики; с --demo и вымышленные заявки"},
    {"grant", pochin::server::grant_command,
     "grant --config ФАЙЛ --oid НОМЕР --role РОЛЬ [--scope …] [--ogrn …] [--revoke]\n"
     "                                              дать роль учётной записи Госуслуг или забрать её"},
    {"access", [](Arguments args) { return pochin::server::access_command(args); },
     "access export > ТАБЛИЦА.json         что какой роли позволено: таблица, по которой решает портал"},
    {"api", [](Arguments args) { return pochin::server::api_command(args); },
     "api describe > ОПИСАНИЕ.json         что портал принимает и отвечает: описание API, OpenAPI 3.1"},
    {"esia", [](Arguments args) { return pochin::auth::esia_command(args, std::cout, std::cerr); },
     "esia check-token ФАЙЛ --certificate СЕРТИФИКАТ\n"
     "                                              чем подписан маркер ЕСИА и что в нём сказано"},
    {"addresses", pochin::server::addresses_command,
     "addresses import --config ФАЙЛ ВЫПИСКА          внести выписку адресного реестра"},
    {"audit", pochin::server::audit_command,
     "audit export --config ФАЙЛ > ЖУРНАЛ              выгрузить журнал действий\n"
     "  pochin audit verify --config ФАЙЛ [--head ЖУРНАЛ]\n"
     "                                              проверить, что журнал не меняли и не обрезали"},
    {"practice", practice,
     "practice lint ПРАКТИКА.json          проверить файл практики\n"
     "  pochin practice diff СТАРАЯ НОВАЯ [--json]    чем отличаются две практики\n"
     "  pochin practice preview ПРАКТИКА --day ДЕНЬ   что увидит житель в этот день\n"
     "  pochin practice regulation ПРАКТИКА.json      напечатать проект порядка для муниципалитета\n"
     "  pochin practice schema                        JSON Schema файла практики\n"
     "  pochin practice export --config ФАЙЛ КОД[@ВЕРСИЯ] > ПРАКТИКА.json\n"
     "  pochin practice import --config ФАЙЛ ПРАКТИКА.json [--by КТО]\n"
     "                                              достать практику из портала, опубликовать новую версию"},
    {"voters", pochin::server::voters_command,
     "voters --config ФАЙЛ --count N       завести вымышленных жителей для tools/load (только в демонстрации)"},
    {"verify", pochin::server::verify_command,
     "verify --ballots Ф --log Ф [--opening Ф] [--results Ф] [--key К] [--json]\n"
     "                                              проверить опубликованные бюллетени, журнал и итоги"},
    {"score", [](Arguments args) { return pochin::server::score_command(args); },
     "score --practice П.json --applications З.json --json\n"
     "                                              посчитать баллы заявок"},
    {"lot", [](Arguments args) { return pochin::server::lot_command(args, std::cout, std::cerr); },
     "lot ЖЕРЕБЬЁВКА.json                  повторить опубликованный жребий и сказать, тот ли результат"},
    {"tally", [](Arguments args) { return pochin::server::tally_command(args); },
     "tally ФАЙЛ.pb --rule ПРАВИЛО [--json]          посчитать победителей голосования, раунд за раундом"},
};

int usage(std::ostream& out, int code) {
  out << "Почин — портал инициативного бюджетирования.\n\n";
  for (const Command& command : kCommands) out << "  pochin " << command.usage << '\n';
  out << "  pochin --version                              версия\n";
  return code;
}

}  // namespace

int main(int count, char** values) {
  umask(077);  // what we write — the database, people's files — is nobody else's
  const std::vector<std::string> args(values + 1, values + count);
  if (args.empty()) return usage(std::cerr, 2);
  if (args[0] == "--version") {
    std::cout << "pochin " << POCHIN_VERSION << '\n';
    return 0;
  }
  if (args[0] == "--help" || args[0] == "-h" || args[0] == "help") return usage(std::cout, 0);
  for (const Command& command : kCommands) {
    if (args[0] != command.name) continue;
    try {
      return command.run(Arguments(args).subspan(1));
    } catch (const std::exception& e) {
      std::cerr << "pochin " << command.name << ": " << e.what() << '\n';
      return 1;
    }
  }
  std::cerr << "pochin: нет команды «" << args[0] << "»\n\n";
  return usage(std::cerr, 2);
}
