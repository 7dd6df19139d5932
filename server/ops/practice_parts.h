// The parts of `pochin practice`, each in its own file, and what they share.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/practice/lint.h"

namespace pochin::server {

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

int practice_lint(std::span<const std::string> args, Streams streams);
int practice_diff(std::span<const std::string> args, Streams streams);
// Prints the draft of a local regulation (shared/practice/regulation.h).
int practice_regulation(std::span<const std::string> args, Streams streams);
int practice_schema(std::span<const std::string> args, Streams streams);
int practice_preview(std::span<const std::string> args, Streams streams);

// FILE:LINE:COLUMN: ошибка: сообщение [code pointer]
void print_finding(const std::string& path, const practice::Finding& finding, std::ostream& out);
// A pack that can be read, brought to the present format. Otherwise nothing, and `err` says why.
std::optional<nlohmann::json> read_pack_file(const std::string& path, std::ostream& err);

}  // namespace pochin::server
