// Every key of the configuration, once: the file that is printed, the reading and the checks come from this list.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "server/ops/config.h"

namespace pochin::server {

using ConfigSlot =
    std::variant<std::string*, int*, int64_t*, bool*, std::vector<std::string>*, Environment*, std::optional<Instant>*>;

struct ConfigKey {
  std::string_view name;         // "esia.portal_url": at most one dot
  std::string_view explanation;  // Russian, one or more lines
  ConfigSlot slot;
  int64_t min = 0, max = 0;  // of numbers
  bool path = false;         // relative to the file's folder
};

// The keys in the order of the file, pointing into `config`.
std::vector<ConfigKey> config_keys(Config& config);

// What a new file starts with.
Config default_config();

}  // namespace pochin::server
