#include "server/auth/signer.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cstring>

#include "server/auth/command.h"
#include "server/auth/encoding.h"
#include "server/auth/gost_engine.h"
#include "server/auth/openssl.h"
#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

constexpr std::size_t kSignatureSize = 64;
using Cms = std::unique_ptr<CMS_ContentInfo, Freeing<CMS_ContentInfo_free>>;

std::unexpected<std::string> wrong(std::string text) { return std::unexpected(std::move(text)); }

// Without a password given this answers "none": OpenSSL must never ask at the terminal.
int give_password(char* buffer, int size, int, void* password) {
  const auto* text = static_cast<const std::string*>(password);
  if (text == nullptr || static_cast<int>(text->size()) > size) return -1;
  std::memcpy(buffer, text->data(), text->size());
  return static_cast<int>(text->size());
}

std::expected<Key, std::string> read_key(const KeyFile& file) {
  std::optional<std::string> content = read_small_file(file.key);
  if (!content) return wrong(std::string(tr("Не читается файл ключа: ")) + file.key);
  std::string password;
  if (!file.password_file.empty()) {
    auto line = read_small_file(file.password_file);
    if (!line) return wrong(std::string(tr("Не читается файл с паролем ключа: ")) + file.password_file);
    password = line->substr(0, line->find_first_of("\r\n"));
    wipe(*line);
  }
  const Bio bio(BIO_new_mem_buf(content->data(), static_cast<int>(content->size())));
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, give_password, file.password_file.empty() ? nullptr : &password));
  wipe(*content);
  wipe(password);
  ERR_clear_error();
  if (!key) return wrong(std::string(tr("Ключ не разбирается (не PEM, или неверный пароль): ")) + file.key);
  if (kind_of(key.get()) != KeyKind::gost_2012_256)
    return wrong(std::string(tr("Нужен ключ ГОСТ Р 34.10-2012 длиной 256 бит, а в файле другой: ")) + file.key);
  return key;
}

std::expected<Bytes, std::string> sign_here(EVP_PKEY* key, std::string_view message) {
  const DigestContext context(EVP_MD_CTX_new());
  Bytes signature(128);
  std::size_t size = signature.size();
  const bool done =
      context && EVP_DigestSignInit(context.get(), nullptr, EVP_get_digestbyname("md_gost12_256"), nullptr, key) == 1 &&
      EVP_DigestSignUpdate(context.get(), message.data(), message.size()) == 1 &&
      EVP_DigestSignFinal(context.get(), signature.data(), &size) == 1;
  ERR_clear_error();
  if (!done) return wrong(std::string(tr("OpenSSL не смог подписать запрос к ЕСИА.")));
  signature.resize(size);
  return signature;
}

constexpr std::size_t kOutsideCap = 16384;

std::expected<std::string, std::string> ask_outside(const std::variant<ExternalCommand, Sidecar>& outside,
                                                    std::string_view message) {
  if (const auto* command = std::get_if<ExternalCommand>(&outside))
    return run_command(command->argv, message, kOutsideCap, command->timeout);
  return ask_sidecar(std::get<Sidecar>(outside), message, "application/octet-stream", kOutsideCap);
}

bool reversed(const std::variant<ExternalCommand, Sidecar>& outside) {
  return std::visit([](const auto& means) { return means.reversed; }, outside);
}

std::expected<Bytes, std::string> sign_outside(const std::variant<ExternalCommand, Sidecar>& outside,
                                               std::string_view message) {
  const auto output = ask_outside(outside, message);
  if (!output) return wrong(output.error());
  Bytes signature(output->begin(), output->end());
  if (signature.size() != kSignatureSize) {
    auto decoded = lenient_base64(*output);
    if (!decoded || decoded->size() != kSignatureSize)
      return wrong(std::string(tr("СКЗИ вернуло не 64 байта подписи.")));
    signature = std::move(*decoded);
  }
  if (reversed(outside)) std::ranges::reverse(signature);
  return signature;
}

constexpr unsigned kCmsFlags = CMS_DETACHED | CMS_BINARY;

Bio bio_of(std::string_view bytes) { return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))); }

std::expected<Bytes, std::string> cms_here(EVP_PKEY* key, X509* certificate, std::string_view message) {
  const Bio content = bio_of(message);
  const Cms cms(CMS_sign(certificate, key, nullptr, content.get(), kCmsFlags | CMS_NOSMIMECAP));
  unsigned char* der = nullptr;
  const int size = cms ? i2d_CMS_ContentInfo(cms.get(), &der) : 0;
  ERR_clear_error();
  if (size <= 0) return wrong(std::string(tr("OpenSSL не смог подписать запрос к ЕСИА.")));
  Bytes out(der, der + size);
  OPENSSL_free(der);
  return out;
}

std::expected<Bytes, std::string> cms_outside(const std::variant<ExternalCommand, Sidecar>& outside,
                                              std::string_view message) {
  const auto output = ask_outside(outside, message);
  if (!output) return wrong(output.error());
  constexpr char kSequence = 0x30;  // DER of a CMS begins with it, base64 does not
  if (!output->empty() && output->front() == kSequence && output->size() > 1 && (output->at(1) & 0x80) != 0)
    return Bytes(output->begin(), output->end());
  auto decoded = lenient_base64(*output);
  if (!decoded || decoded->empty()) return wrong(std::string(tr("СКЗИ вернуло не подпись CMS.")));
  return *std::move(decoded);
}

bool verify_cms(X509* certificate, std::string_view message, const Bytes& der) {
  const auto* data = der.data();
  const Cms cms(d2i_CMS_ContentInfo(nullptr, &data, static_cast<long>(der.size())));
  STACK_OF(X509)* pinned = sk_X509_new_null();
  sk_X509_push(pinned, certificate);
  const Bio content = bio_of(message);
  const bool valid = cms && CMS_verify(cms.get(), pinned, nullptr, content.get(), nullptr,
                                       kCmsFlags | CMS_NO_SIGNER_CERT_VERIFY | CMS_NOINTERN) == 1;
  sk_X509_free(pinned);
  ERR_clear_error();
  return valid;
}

std::unexpected<std::string> signature_is_wrong() {
  return wrong(
      std::string(tr("Подпись не сходится с сертификатом информационной системы: ключ от другого "
                     "сертификата или байты подписи в обратном порядке.")));
}

}  // namespace

std::expected<Signer, std::string> Signer::open(const SignerConfig& config) {
  Signer signer;
  const auto content = read_small_file(config.certificate);
  if (!content) return wrong(std::string(tr("Не читается сертификат информационной системы: ")) + config.certificate);
  Certificate certificate = read_certificate(*content);
  if (!certificate)
    return wrong(std::string(tr("Сертификат информационной системы не разбирается: ")) + config.certificate);
  if (kind_of(X509_get0_pubkey(certificate.get())) != KeyKind::gost_2012_256)
    return wrong(std::string(tr("Сертификат информационной системы не на ключ ГОСТ Р 34.10-2012 (256 бит): ")) +
                 config.certificate);
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate.get(), &der);
  if (size <= 0) return wrong(std::string(tr("Сертификат информационной системы повреждён.")));
  const auto hash = streebog256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  if (!hash) return wrong(hash.error());
  signer.hash_ = hex_upper(*hash);
  signer.not_before_ = auth::not_before(certificate.get());
  signer.not_after_ = auth::not_after(certificate.get());
  signer.certificate_ = std::shared_ptr<X509>(certificate.release(), X509_free);
  if (const auto* file = std::get_if<KeyFile>(&config.key)) {
    auto key = read_key(*file);
    if (!key) return wrong(key.error());
    signer.private_key_ = std::shared_ptr<EVP_PKEY>(key->release(), EVP_PKEY_free);
  } else if (const auto* command = std::get_if<ExternalCommand>(&config.key)) {
    signer.outside_ = *command;
  } else {
    signer.outside_ = std::get<Sidecar>(config.key);
  }
  return signer;
}

std::expected<Bytes, std::string> Signer::sign(std::string_view message) const {
  auto signature =
      private_key_ ? sign_here(static_cast<EVP_PKEY*>(private_key_.get()), message) : sign_outside(outside_, message);
  if (!signature) return signature;
  const auto* certificate = static_cast<const X509*>(certificate_.get());
  if (!verify_gost(X509_get0_pubkey(certificate), message, *signature)) return signature_is_wrong();
  return signature;
}

std::expected<Bytes, std::string> Signer::sign_cms(std::string_view message) const {
  auto* certificate = static_cast<X509*>(certificate_.get());
  auto signature = private_key_ ? cms_here(static_cast<EVP_PKEY*>(private_key_.get()), certificate, message)
                                : cms_outside(outside_, message);
  if (!signature) return signature;
  if (!verify_cms(certificate, message, *signature)) return signature_is_wrong();
  return signature;
}

}  // namespace pochin::auth
