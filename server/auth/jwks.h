#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/openssl.h"

// Public keys of an OpenID Connect provider (RFC 7517): RSA of at least 2048 bits and EC on P-256. Others in the set
// are passed over: they cannot verify what is allowed here.
namespace pochin::auth {

struct ProviderKey {
  std::string id;         // kid; may be empty
  std::string algorithm;  // "RS256" or "ES256": the only one this key may verify
  std::shared_ptr<EVP_PKEY> key;
};

// Nothing when it is no key set.
std::optional<std::vector<ProviderKey>> read_jwks(std::string_view json);

// ECDSA on P-256 over SHA-256, `signature` is 64 bytes r‖s (RFC 7518 §3.4). Any other length is false.
bool verify_es256(EVP_PKEY* key, std::string_view message, std::span<const std::uint8_t> signature);

}  // namespace pochin::auth
