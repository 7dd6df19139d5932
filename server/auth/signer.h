#pragma once
#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/auth/command.h"
#include "server/auth/sidecar.h"

// The system's own signature, GOST R 34.10-2012 with a 256-bit key, by which ЕСИА knows who asks.
namespace pochin::auth {

using Bytes = std::vector<std::uint8_t>;

// A private key in a PEM file, used in this process through the OpenSSL engine. Not a certified means of
// protection: for tests and the test stand.
struct KeyFile {
  std::string key;
  std::string password_file;  // empty for a key without a password
};

struct SignerConfig {
  std::string certificate;  // PEM or DER
  // A program outside (command.h) or a service over HTTP gets the message as it is and gives the signature as 64 bytes
  // or as base64 of them; for CMS, the DER or its base64.
  std::variant<KeyFile, ExternalCommand, Sidecar> key;
};

class Signer {
 public:
  // Loads the certificate and, for KeyFile, the key. The GOST engine must have been loaded.
  // The error says in Russian what is wrong with which file.
  static std::expected<Signer, std::string> open(const SignerConfig& config);

  // 64 bytes s‖r, big-endian: the order of ЕСИА's wire. Every signature is verified with the certificate
  // before it is given out. Safe to call from several threads. About 0.4 ms with KeyFile.
  [[nodiscard]] std::expected<Bytes, std::string> sign(std::string_view message) const;

  // A detached CMS of the message, DER: what the old protocol wants. Verified with the certificate likewise.
  [[nodiscard]] std::expected<Bytes, std::string> sign_cms(std::string_view message) const;

  // `client_certificate_hash`: upper-case hex of Streebog-256 over the DER certificate, 64 characters.
  [[nodiscard]] const std::string& certificate_hash() const { return hash_; }
  [[nodiscard]] std::chrono::sys_seconds not_before() const { return not_before_; }
  [[nodiscard]] std::chrono::sys_seconds not_after() const { return not_after_; }

 private:
  Signer() = default;

  std::shared_ptr<void> certificate_;  // X509
  std::shared_ptr<void> private_key_;  // EVP_PKEY; null when the key is outside
  std::variant<ExternalCommand, Sidecar> outside_;
  std::string hash_;
  std::chrono::sys_seconds not_before_{};
  std::chrono::sys_seconds not_after_{};
};

}  // namespace pochin::auth
