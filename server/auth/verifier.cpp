#include "server/auth/verifier.h"

#include <nlohmann/json.hpp>

#include "server/auth/openssl.h"

namespace pochin::auth {
namespace {

constexpr std::size_t kAnswerCap = 256;

std::string base64(const std::uint8_t* data, std::size_t size) {
  std::string out(4 * ((size + 2) / 3) + 1, '\0');
  const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), data, static_cast<int>(size));
  out.resize(static_cast<std::size_t>(written));
  return out;
}

std::string question(const X509* certificate, std::string_view message, std::span<const std::uint8_t> signature) {
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  if (size <= 0) return {};
  const nlohmann::json json{{"certificate", base64(der, static_cast<std::size_t>(size))},
                            {"message", base64(reinterpret_cast<const std::uint8_t*>(message.data()), message.size())},
                            {"signature", base64(signature.data(), signature.size())}};
  OPENSSL_free(der);
  return json.dump();
}

bool says_valid(const std::expected<std::string, std::string>& answer) {
  if (!answer) return false;
  std::string_view word = *answer;
  while (!word.empty() && (word.back() == '\n' || word.back() == '\r')) word.remove_suffix(1);
  return word == "valid";
}

}  // namespace

bool Verifier::gost(const X509* certificate, std::string_view message, std::span<const std::uint8_t> signature) const {
  if (signature.size() != 64) return false;
  if (std::holds_alternative<EngineHere>(config_))
    return verify_gost(X509_get0_pubkey(certificate), message, signature);
  const std::string asked = question(certificate, message, signature);
  if (asked.empty()) return false;
  if (const auto* command = std::get_if<ExternalCommand>(&config_))
    return says_valid(run_command(command->argv, asked, kAnswerCap, command->timeout));
  return says_valid(ask_sidecar(std::get<Sidecar>(config_), asked, "application/json", kAnswerCap));
}

}  // namespace pochin::auth
