// A pack as a file people edit: two spaces, keys in the order of the format (format.h), texts in alphabetical order.
// The same pack gives the same text, so that files can be compared line by line.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pochin::practice {

// Ends with a line break. Keys the format does not know stand last. O(n log n).
std::string arranged(const nlohmann::json& pack);

}  // namespace pochin::practice
