#pragma once
#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The system's own signature, GOST R 34.10-2012 with a 256-bit key, by which ЕСИА knows who asks.
namespace pochin::auth {

using Bytes = std::vector<std::uint8_t>;

// A private key in a PEM file, used in this process through the OpenSSL engine. Not a certified means of
// protection: for tests and the test stand.
struct KeyFile {
  std::string key;
  std::string password_file;  // empty for a key without a password
};

// A program outside that holds the key (a certified provider): the message goes to its standard input, the
// signature comes from its standard output as 64 bytes or as base64. Started without a shell.
struct ExternalCommand {
  std::vector<std::string> argv;
  bool reversed = false;  // CryptoPro's tools give the 64 bytes in the opposite order
  std::chrono::milliseconds timeout{5000};
};

struct SignerConfig {
  std::string certificate;  // PEM or DER
  std::variant<KeyFile, ExternalCommand> key;
};

class Signer {
 public:
  // Loads the certificate and, for KeyFile, the key. The GOST engine must have been loaded.
  // The error says in Russian what is wrong with which file.
  static std::expected<Signer, std::string> open(const SignerConfig& config);

  // 64 bytes s‖r, big-endian: the order of ЕСИА's wire. Every signature is verified with the certificate
  // before it is given out. Safe to call from several threads. About 0.4 ms with KeyFile.
  [[nodiscard]] std::expected<Bytes, std::string> sign(std::string_view message) const;

  // `client_certificate_hash`: upper-case hex of Streebog-256 over the DER certificate, 64 characters.
  [[nodiscard]] const std::string& certificate_hash() const { return hash_; }
  [[nodiscard]] std::chrono::sys_seconds not_before() const { return not_before_; }
  [[nodiscard]] std::chrono::sys_seconds not_after() const { return not_after_; }

 private:
  Signer() = default;

  std::shared_ptr<void> certificate_;  // X509
  std::shared_ptr<void> private_key_;  // EVP_PKEY; null for ExternalCommand
  ExternalCommand command_;
  std::string hash_;
  std::chrono::sys_seconds not_before_{};
  std::chrono::sys_seconds not_after_{};
};

}  // namespace pochin::auth
