// A whole file as text or as JSON.
#pragma once

#include <expected>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace pochin::server {

// Nothing when there is no such file or it cannot be read to its end.
std::optional<std::string> read_text_file(const std::string& path);
// The error is in words for the operator.
std::expected<nlohmann::json, std::string> read_json_file(const std::string& path);

}  // namespace pochin::server
