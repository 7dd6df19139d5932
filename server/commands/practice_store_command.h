// `pochin practice export --config FILE ID[@VERSION]` and `pochin practice import --config FILE PACK.json [--by NAME]`:
// packs out of and into the store of a portal. A running server takes a new version in by itself.
// 0 = done, 1 = refused or not found, 2 = wrong call.
#pragma once
#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int practice_store_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int practice_store_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
