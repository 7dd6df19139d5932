// SHA-256 (FIPS 180-4), the same in the browser and on the server.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pochin {

using Digest = std::array<uint8_t, 32>;

Digest sha256(std::string_view bytes);  // O(n)
std::string hex(const Digest& digest);
// Bytes of pairs of hexadecimal digits, small or capital; nothing when it is not that.
std::optional<std::string> unhex(std::string_view digits);

}  // namespace pochin
