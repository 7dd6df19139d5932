#pragma once
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "server/auth/encoding.h"
#include "server/auth/gost_engine.h"
#include "server/auth/openssl.h"

// Keys and certificates made for one test, and a folder that goes away with it.
namespace pochin::auth::testing {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "pochin-auth-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string path() const { return path_.string(); }
  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(file(name), std::ios::binary) << content;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

inline std::string read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Pair {
  Key key;
  Certificate certificate;
  const EVP_MD* digest = nullptr;
};

inline Pair make_pair_of(int type, int days = 365, int bits = 2048) {
  if (!load_gost_engine({})) throw std::runtime_error("no gost engine");
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_id(type, nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_keygen_init(context);
  if (type == EVP_PKEY_RSA)
    EVP_PKEY_CTX_ctrl_str(context, "rsa_keygen_bits", std::to_string(bits).c_str());
  else
    EVP_PKEY_CTX_ctrl_str(context, "paramset", "A");
  EVP_PKEY_keygen(context, &key);
  EVP_PKEY_CTX_free(context);
  if (key == nullptr) throw std::runtime_error("no key");
  const EVP_MD* digest = type == EVP_PKEY_RSA ? EVP_sha256() : EVP_get_digestbyname("md_gost12_256");
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_time_adj_ex(X509_getm_notBefore(certificate.get()), -400, 0, nullptr);
  X509_time_adj_ex(X509_getm_notAfter(certificate.get()), days, 0, nullptr);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
  X509_set_pubkey(certificate.get(), key);
  X509_sign(certificate.get(), key, digest);
  return {Key(key), std::move(certificate), digest};
}

inline Pair gost_pair(int days = 365) { return make_pair_of(NID_id_GostR3410_2012_256, days); }
inline Pair rsa_pair(int days = 365, int bits = 2048) { return make_pair_of(EVP_PKEY_RSA, days, bits); }

inline std::string pem_of(const Certificate& certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

inline std::string pem_of(const Key& key, const char* password = nullptr) {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), password == nullptr ? nullptr : EVP_aes_256_cbc(), password,
                                password == nullptr ? 0 : static_cast<int>(std::string(password).size()), nullptr,
                                nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

inline Bytes sign_with(const Pair& pair, const std::string& message) {
  const DigestContext context(EVP_MD_CTX_new());
  Bytes signature(512);
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, pair.digest, nullptr, pair.key.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, reinterpret_cast<const unsigned char*>(message.data()),
                     message.size()) != 1)
    throw std::runtime_error("cannot sign");
  signature.resize(size);
  return signature;
}

inline std::string b64(const std::string& text) {
  return base64url(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

inline std::chrono::sys_seconds today() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace pochin::auth::testing
