// Ed25519 signatures checked (RFC 8032, section 5.1.7), the same in the browser and on the server: so that a voter's
// own device tells a signed tree head from a forged one. Nothing here is secret, so that nothing takes constant time;
// signing is the server's (server/voting/keys.h).
#pragma once

#include <string_view>

namespace pochin {

// Whether the 64 bytes of `signature` are one of the 32 bytes of `key` over `text`. False for anything malformed: a
// wrong length, no point of the curve, a scalar not below the order. O(text) and about a millisecond.
bool verify_ed25519(std::string_view key, std::string_view text, std::string_view signature);

}  // namespace pochin
