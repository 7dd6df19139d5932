// SHA-512 (FIPS 180-4): what Ed25519 hashes with (ed25519.h).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace pochin {

using Digest512 = std::array<uint8_t, 64>;

Digest512 sha512(std::string_view bytes);  // O(n)

}  // namespace pochin
