#pragma once
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Owners of OpenSSL's objects, and the few operations on them that this room needs in more than one place.
namespace pochin::auth {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Bio = std::unique_ptr<BIO, Freeing<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;

// PEM or DER. Null when it is neither, or is longer than 64 kB.
Certificate read_certificate(std::string_view file_content);

// The whole file when it can be read and is at most 64 kB.
std::optional<std::string> read_small_file(const std::string& path);

std::chrono::sys_seconds not_before(const X509* certificate);
std::chrono::sys_seconds not_after(const X509* certificate);

enum class KeyKind { gost_2012_256, rsa, other };
KeyKind kind_of(EVP_PKEY* key);

// GOST R 34.10-2012 over Streebog-256, `signature` is 64 bytes s‖r. Any other length is false.
bool verify_gost(EVP_PKEY* key, std::string_view message, std::span<const std::uint8_t> signature);

// PKCS #1 v1.5 over SHA-256; the key has at least 2048 bits and the signature exactly its length.
bool verify_rs256(EVP_PKEY* key, std::string_view message, std::span<const std::uint8_t> signature);

// Plain TLS only: once the GOST engine is loaded OpenSSL would offer its suites in every new context, and ЕСИА
// would answer with another chain (esia.md §0.8). For every context of this process, outgoing and incoming.
// False when OpenSSL refuses.
bool restrict_tls(SSL_CTX* context);

}  // namespace pochin::auth
