#pragma once
#include <openssl/x509.h>

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

#include "tools/esia-emulator/text.h"

// Keys, certificates and signatures of the emulator. Errors are exceptions: the program then ends or answers 500.
namespace pochin::emulator {

void load_gost();  // OpenSSL's gost engine; throws when the package is missing

enum class Algorithm { gost, rsa };
std::string_view name_of(Algorithm algorithm);  // as in a token's `alg`

using KeyHandle = std::shared_ptr<EVP_PKEY>;
using CertificateHandle = std::shared_ptr<X509>;

KeyHandle new_key(Algorithm algorithm);
CertificateHandle self_signed(const KeyHandle& key, Algorithm algorithm, const std::string& common_name, int days);

void write_key(const std::string& file, const KeyHandle& key);  // readable by the owner alone
void write_certificate(const std::string& file, const CertificateHandle& certificate);
KeyHandle read_key(const std::string& file);
CertificateHandle read_certificate(const std::string& file);
std::string pem(const CertificateHandle& certificate);
bool valid_at(const CertificateHandle& certificate, std::time_t now);

// GOST R 34.10-2012-256 gives 64 octets s‖r; RSA PKCS #1 v1.5 over SHA-256.
Octets sign(const KeyHandle& key, Algorithm algorithm, std::string_view message);
// A client's secret: 64 octets by the GOST key of its certificate.
bool verify_secret(const CertificateHandle& certificate, std::string_view message, const Octets& signature);

// The secret of the first version: a detached CMS, in DER, signed by this very certificate.
bool verify_cms(const CertificateHandle& certificate, std::string_view message, const Octets& cms);

std::string sha256_base64url(std::string_view text);
std::string certificate_hash(const CertificateHandle& certificate);  // Streebog-256 of the DER, upper-case hex
std::string random_hex(std::size_t octets);
std::string random_uuid();

}  // namespace pochin::emulator
