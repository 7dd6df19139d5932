#include "server/auth/jwks.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include "server/auth/encoding.h"
#include "shared/base/json.h"

namespace pochin::auth {
namespace {

using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freeing<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freeing<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freeing<EVP_PKEY_CTX_free>>;

constexpr int kLeastRsaBits = 2048;
constexpr std::size_t kCoordinate = 32;

std::optional<Bytes> octets(const Json& key, const char* name) { return strict_base64url(get_string(key, name)); }

std::shared_ptr<EVP_PKEY> built(const char* kind, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
    key = nullptr;
  ERR_clear_error();
  return {key, EVP_PKEY_free};
}

std::shared_ptr<EVP_PKEY> rsa_key(const Json& json) {
  const auto n = octets(json, "n"), e = octets(json, "e");
  if (!n || !e) return nullptr;
  const Number modulus(BN_bin2bn(n->data(), static_cast<int>(n->size()), nullptr));
  const Number exponent(BN_bin2bn(e->data(), static_cast<int>(e->size()), nullptr));
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  auto key = built("RSA", builder.get());
  return key && EVP_PKEY_get_bits(key.get()) >= kLeastRsaBits ? key : nullptr;
}

std::shared_ptr<EVP_PKEY> ec_key(const Json& json) {
  const auto x = octets(json, "x"), y = octets(json, "y");
  if (get_string(json, "crv") != "P-256" || !x || !y || x->size() != kCoordinate || y->size() != kCoordinate)
    return nullptr;
  Bytes point{POINT_CONVERSION_UNCOMPRESSED};
  point.insert(point.end(), x->begin(), x->end());
  point.insert(point.end(), y->begin(), y->end());
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return built("EC", builder.get());
}

}  // namespace

std::optional<std::vector<ProviderKey>> read_jwks(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !get(*json, "keys").is_array()) return std::nullopt;
  std::vector<ProviderKey> keys;
  for (const Json& one : get_array(*json, "keys")) {
    if (get_string(one, "use", "sig") != "sig") continue;
    const std::string kind = get_string(one, "kty");
    const std::string algorithm = kind == "RSA" ? "RS256" : kind == "EC" ? "ES256" : "";
    if (algorithm.empty() || get_string(one, "alg", algorithm) != algorithm) continue;
    if (auto key = kind == "RSA" ? rsa_key(one) : ec_key(one))
      keys.push_back({get_string(one, "kid"), algorithm, std::move(key)});
  }
  return keys;
}

bool verify_es256(EVP_PKEY* key, std::string_view message, std::span<const std::uint8_t> signature) {
  if (signature.size() != 2 * kCoordinate || EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return false;
  using Signature = std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>>;
  const Signature parts(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(signature.data(), kCoordinate, nullptr);
  BIGNUM* s = BN_bin2bn(signature.data() + kCoordinate, kCoordinate, nullptr);
  if (!parts || ECDSA_SIG_set0(parts.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return false;
  }
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(parts.get(), &der);
  const DigestContext context(EVP_MD_CTX_new());
  const bool valid = size > 0 && context &&
                     EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                     EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size),
                                      reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
  OPENSSL_free(der);
  ERR_clear_error();
  return valid;
}

}  // namespace pochin::auth
