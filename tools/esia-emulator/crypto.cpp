#define OPENSSL_SUPPRESS_DEPRECATED  // the engine is the only way to GOST keys in OpenSSL 3
#include "tools/esia-emulator/crypto.h"

#include <fcntl.h>
#include <openssl/cms.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace pochin::emulator {
namespace {

using BioHandle = std::unique_ptr<BIO, decltype(&BIO_free)>;
using ContextHandle = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

[[noreturn]] void fail(const std::string& what) {
  ERR_clear_error();
  throw std::runtime_error(what);
}

const EVP_MD* digest_of(Algorithm algorithm) {
  return algorithm == Algorithm::gost ? EVP_get_digestbyname("md_gost12_256") : EVP_sha256();
}

BioHandle memory() { return {BIO_new(BIO_s_mem()), BIO_free}; }

std::string content_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) fail("cannot read " + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& file, const std::string& content, mode_t mode) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd < 0) fail("cannot write " + file);
  const bool written = write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  if (close(fd) != 0 || !written) fail("cannot write " + file);
}

}  // namespace

void load_gost() {
  // With a configuration that brings the engine already, ENGINE_by_id finds it and does not load it again.
  OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG | OPENSSL_INIT_ENGINE_DYNAMIC, nullptr);
  ENGINE* engine = ENGINE_by_id("gost");
  const bool ready =
      engine != nullptr && ENGINE_init(engine) == 1 &&
      ENGINE_set_default(engine, ENGINE_METHOD_PKEY_METHS | ENGINE_METHOD_PKEY_ASN1_METHS | ENGINE_METHOD_DIGESTS) == 1;
  ENGINE_free(engine);
  if (!ready) fail("OpenSSL has no gost engine: install libengine-gost-openssl");
}

std::string_view name_of(Algorithm algorithm) { return algorithm == Algorithm::gost ? "GOST3410_2012_256" : "RS256"; }

KeyHandle new_key(Algorithm algorithm) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_id(algorithm == Algorithm::gost ? NID_id_GostR3410_2012_256 : EVP_PKEY_RSA, nullptr),
      EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1) fail("cannot make a key");
  const int set = algorithm == Algorithm::gost ? EVP_PKEY_CTX_ctrl_str(context.get(), "paramset", "A")
                                               : EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048);
  if (set != 1 || EVP_PKEY_keygen(context.get(), &key) != 1) fail("cannot make a key");
  return {key, EVP_PKEY_free};
}

CertificateHandle self_signed(const KeyHandle& key, Algorithm algorithm, const std::string& name, int days) {
  CertificateHandle certificate(X509_new(), X509_free);
  X509* x = certificate.get();
  X509_set_version(x, X509_VERSION_3);
  Octets serial(8);
  RAND_bytes(serial.data(), static_cast<int>(serial.size()));
  std::uint64_t number = 0;
  for (const std::uint8_t octet : serial) number = number << 8 | octet;
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(x), number >> 1);
  X509_gmtime_adj(X509_getm_notBefore(x), -24L * 3600);
  X509_time_adj_ex(X509_getm_notAfter(x), days, 0, nullptr);
  X509_NAME* subject = X509_get_subject_name(x);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.data()),
                             static_cast<int>(name.size()), -1, 0);
  X509_set_issuer_name(x, subject);
  if (X509_set_pubkey(x, key.get()) != 1 || X509_sign(x, key.get(), digest_of(algorithm)) <= 0)
    fail("cannot sign a certificate");
  return certificate;
}

void write_key(const std::string& file, const KeyHandle& key) {
  const BioHandle bio = memory();
  if (PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    fail("cannot write the key " + file);
  write_file(file, content_of(bio.get()), 0600);
}

std::string pem(const CertificateHandle& certificate) {
  const BioHandle bio = memory();
  if (PEM_write_bio_X509(bio.get(), certificate.get()) != 1) fail("cannot write a certificate");
  return content_of(bio.get());
}

void write_certificate(const std::string& file, const CertificateHandle& certificate) {
  write_file(file, pem(certificate), 0644);
}

KeyHandle read_key(const std::string& file) {
  const std::string content = read_file(file);
  const BioHandle bio(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())), BIO_free);
  KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, const_cast<char*>("")), EVP_PKEY_free);
  if (!key) fail("not a private key: " + file);
  return key;
}

CertificateHandle read_certificate(const std::string& file) {
  const std::string content = read_file(file);
  const BioHandle bio(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())), BIO_free);
  CertificateHandle certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
  if (!certificate) fail("not a certificate: " + file);
  return certificate;
}

bool valid_at(const CertificateHandle& certificate, std::time_t now) {
  return X509_cmp_time(X509_get0_notBefore(certificate.get()), &now) < 0 &&
         X509_cmp_time(X509_get0_notAfter(certificate.get()), &now) > 0;
}

Octets sign(const KeyHandle& key, Algorithm algorithm, std::string_view message) {
  const ContextHandle context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Octets signature(512);
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, digest_of(algorithm), nullptr, key.get()) != 1 ||
      EVP_DigestSignUpdate(context.get(), message.data(), message.size()) != 1 ||
      EVP_DigestSignFinal(context.get(), signature.data(), &size) != 1)
    fail("cannot sign");
  signature.resize(size);
  return signature;
}

bool verify_secret(const CertificateHandle& certificate, std::string_view message, const Octets& signature) {
  EVP_PKEY* key = X509_get0_pubkey(certificate.get());
  if (signature.size() != 64 || key == nullptr || EVP_PKEY_get_base_id(key) != NID_id_GostR3410_2012_256) return false;
  const ContextHandle context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const bool valid = EVP_DigestVerifyInit(context.get(), nullptr, digest_of(Algorithm::gost), nullptr, key) == 1 &&
                     EVP_DigestVerifyUpdate(context.get(), message.data(), message.size()) == 1 &&
                     EVP_DigestVerifyFinal(context.get(), signature.data(), signature.size()) == 1;
  ERR_clear_error();
  return valid;
}

bool verify_cms(const CertificateHandle& certificate, std::string_view message, const Octets& cms) {
  const BioHandle encoded(BIO_new_mem_buf(cms.data(), static_cast<int>(cms.size())), BIO_free);
  const std::unique_ptr<CMS_ContentInfo, decltype(&CMS_ContentInfo_free)> info(d2i_CMS_bio(encoded.get(), nullptr),
                                                                               CMS_ContentInfo_free);
  const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> own(sk_X509_new_null(),
                                                                       [](STACK_OF(X509) * s) { sk_X509_free(s); });
  bool valid = false;
  if (info && own && sk_X509_push(own.get(), certificate.get()) == 1) {
    const BioHandle content(BIO_new_mem_buf(message.data(), static_cast<int>(message.size())), BIO_free);
    // CMS_NOINTERN: certificates inside the message are not believed, only the registered one is.
    valid = CMS_verify(info.get(), own.get(), nullptr, content.get(), nullptr,
                       CMS_NOINTERN | CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;
  }
  ERR_clear_error();
  return valid;
}

std::string sha256_base64url(std::string_view text) {
  Octets digest(32);
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) fail("cannot hash");
  return to_base64url(digest);
}

std::string certificate_hash(const CertificateHandle& certificate) {
  Octets digest(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  if (X509_digest(certificate.get(), digest_of(Algorithm::gost), digest.data(), &size) != 1) fail("cannot hash");
  digest.resize(size);
  return to_hex_upper(digest);
}

std::string random_hex(std::size_t octets) {
  Octets random(octets);
  if (RAND_bytes(random.data(), static_cast<int>(octets)) != 1) fail("no randomness");
  std::string out = to_hex_upper(random);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c);
  return out;
}

std::string random_uuid() {
  std::string out = random_hex(16);
  out[12] = '4';
  out[16] = 'a';
  for (const std::size_t place : {20U, 16U, 12U, 8U}) out.insert(place, 1, '-');
  return out;
}

}  // namespace pochin::emulator
