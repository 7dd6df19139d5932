// Bytes as text and back: hexadecimal in small letters and Base64 (RFC 4648 §4, §8). O(n).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pochin {

std::string to_hex(std::string_view bytes);
std::string to_hex(std::span<const unsigned char> bytes);
std::optional<std::string> from_hex(std::string_view digits);  // of either case; nothing for an odd or another text
std::string to_base64(std::string_view bytes);                 // with padding

}  // namespace pochin
