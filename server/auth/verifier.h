#pragma once
#include <openssl/x509.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "server/auth/command.h"
#include "server/auth/sidecar.h"

// Who verifies the GOST signatures of ЕСИА: OpenSSL's engine here, or a certified means of protection outside.
namespace pochin::auth {

struct EngineHere {};
using VerifierConfig = std::variant<EngineHere, ExternalCommand, Sidecar>;

class Verifier {
 public:
  explicit Verifier(VerifierConfig config = EngineHere{}) : config_(std::move(config)) {}

  // GOST R 34.10-2012 over Streebog-256, 64 bytes s‖r; any other length is false. One outside gets the JSON
  // {"certificate", "message", "signature"}, each in base64, and says "valid"; every other answer, none and a late one
  // is false: what cannot be verified is refused. Safe to call from several threads.
  [[nodiscard]] bool gost(const X509* certificate, std::string_view message,
                          std::span<const std::uint8_t> signature) const;

 private:
  VerifierConfig config_;
};

}  // namespace pochin::auth
