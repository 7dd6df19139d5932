#include "server/commands/api_command.h"

#include <iostream>

#include "server/api/openapi.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kWrongCall = 2;

}  // namespace

int api_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  if (args.size() != 1 || args[0] != "describe") {
    err << tr("Как вызвать: pochin api describe > ОПИСАНИЕ.json") << '\n';
    return kWrongCall;
  }
  out << describe_api();
  return kDone;
}

int api_command(std::span<const std::string> args) { return api_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
