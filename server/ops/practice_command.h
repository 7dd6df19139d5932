// `pochin practice lint PACK.json …`: 0 = fine, 1 = errors, 2 = wrong call or unreadable file. Each finding is one
// line: FILE:LINE:COLUMN: ошибка: сообщение [code pointer].
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int practice_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int practice_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
