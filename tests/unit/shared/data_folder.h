// Data too large for the repository: the folder of POCHIN_DATA, else shared/data beside the clone. A test that needs it
// skips where it is not there, saying so.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace pochin::testing {

inline std::string data_folder(const std::string& part) {
  const char* given = std::getenv("POCHIN_DATA");
  return (given != nullptr ? std::string(given) : std::string(POCHIN_ROOT) + "/../shared/data") + "/" + part;
}

inline bool has_data(const std::string& part) { return std::filesystem::exists(data_folder(part)); }

}  // namespace pochin::testing
