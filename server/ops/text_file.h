// A whole file as text.
#pragma once

#include <optional>
#include <string>

namespace pochin::server {

// Nothing when there is no such file or it cannot be read to its end.
std::optional<std::string> read_text_file(const std::string& path);

}  // namespace pochin::server
