#include "server/auth/openssl.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <fstream>
#include <iterator>

namespace pochin::auth {
namespace {

constexpr std::size_t kFileCap = 65536;

std::chrono::sys_seconds moment_of(const ASN1_TIME* time) {
  tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return {};
  using namespace std::chrono;
  const sys_days day = year(parts.tm_year + 1900) / (parts.tm_mon + 1) / parts.tm_mday;
  return day + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

bool verify_with(EVP_PKEY* key, const EVP_MD* digest, std::string_view message,
                 std::span<const std::uint8_t> signature) {
  const DigestContext context(EVP_MD_CTX_new());
  const bool valid = context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1 &&
                     EVP_DigestVerifyUpdate(context.get(), message.data(), message.size()) == 1 &&
                     EVP_DigestVerifyFinal(context.get(), signature.data(), signature.size()) == 1;
  ERR_clear_error();
  return valid;
}

}  // namespace

Certificate read_certificate(std::string_view content) {
  if (content.empty() || content.size() > kFileCap) return nullptr;
  Certificate certificate;
  if (content.starts_with("-----") || content.find("-----BEGIN") != std::string_view::npos) {
    const Bio bio(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    certificate.reset(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  } else {
    const auto* data = reinterpret_cast<const unsigned char*>(content.data());
    certificate.reset(d2i_X509(nullptr, &data, static_cast<long>(content.size())));
  }
  ERR_clear_error();
  return certificate;
}

std::optional<std::string> read_small_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string content(kFileCap + 1, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (file.bad() || file.gcount() > static_cast<std::streamsize>(kFileCap)) return std::nullopt;
  content.resize(static_cast<std::size_t>(file.gcount()));
  return content;
}

std::chrono::sys_seconds not_before(const X509* certificate) { return moment_of(X509_get0_notBefore(certificate)); }
std::chrono::sys_seconds not_after(const X509* certificate) { return moment_of(X509_get0_notAfter(certificate)); }

KeyKind kind_of(EVP_PKEY* key) {
  switch (key == nullptr ? NID_undef : EVP_PKEY_get_base_id(key)) {
    case NID_id_GostR3410_2012_256:
      return KeyKind::gost_2012_256;
    case EVP_PKEY_RSA:
      return KeyKind::rsa;
    default:
      return KeyKind::other;
  }
}

bool verify_gost(EVP_PKEY* key, std::string_view message, std::span<const std::uint8_t> signature) {
  const EVP_MD* digest = EVP_get_digestbyname("md_gost12_256");
  return digest != nullptr && signature.size() == 64 && kind_of(key) == KeyKind::gost_2012_256 &&
         verify_with(key, digest, message, signature);
}

bool verify_rs256(EVP_PKEY* key, std::string_view message, std::span<const std::uint8_t> signature) {
  return kind_of(key) == KeyKind::rsa && EVP_PKEY_get_bits(key) >= 2048 &&
         signature.size() == static_cast<std::size_t>(EVP_PKEY_get_size(key)) &&
         verify_with(key, EVP_sha256(), message, signature);
}

bool restrict_tls(SSL_CTX* context) {
  return context != nullptr && SSL_CTX_set_cipher_list(context, "DEFAULT:!aGOST:!kGOST:!kGOST18") == 1 &&
         SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1;
}

}  // namespace pochin::auth
