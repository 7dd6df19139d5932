// Deprecated since OpenSSL 3.0 and still the only way to GOST keys there: the provider that ships with Debian 12
// has no keys and signatures (esia.md §0.7).
#define OPENSSL_SUPPRESS_DEPRECATED
#include "server/auth/gost_engine.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#if OPENSSL_VERSION_MAJOR < 4
#include <openssl/engine.h>
#endif

#include <array>
#include <mutex>

#include "server/auth/encoding.h"
#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

#if OPENSSL_VERSION_MAJOR < 4

// ENGINE_by_id would go and load a missing engine by itself; walking the list does not.
ENGINE* engine_already_there() {
  for (ENGINE* e = ENGINE_get_first(); e != nullptr; e = ENGINE_get_next(e))
    if (std::string_view(ENGINE_get_id(e)) == "gost") return e;
  return nullptr;
}

ENGINE* engine_from(const std::string& path) {
  if (path.empty()) return ENGINE_by_id("gost");
  ENGINE* e = ENGINE_by_id("dynamic");
  if (e == nullptr) return nullptr;
  const bool loaded =
      ENGINE_ctrl_cmd_string(e, "SO_PATH", path.c_str(), 0) == 1 && ENGINE_ctrl_cmd_string(e, "ID", "gost", 0) == 1 &&
      ENGINE_ctrl_cmd_string(e, "LIST_ADD", "1", 0) == 1 && ENGINE_ctrl_cmd_string(e, "LOAD", nullptr, 0) == 1;
  if (loaded) return e;
  ENGINE_free(e);
  return nullptr;
}

bool load(const std::string& path) {
  OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG | OPENSSL_INIT_ENGINE_DYNAMIC, nullptr);
  ENGINE* e = engine_already_there();
  if (e == nullptr) e = engine_from(path);
  if (e == nullptr) return false;
  // Never ENGINE_METHOD_ALL: that would put the engine in the place of unrelated algorithms too.
  const bool ready =
      ENGINE_init(e) == 1 &&
      ENGINE_set_default(e, ENGINE_METHOD_PKEY_METHS | ENGINE_METHOD_PKEY_ASN1_METHS | ENGINE_METHOD_DIGESTS) == 1;
  ENGINE_free(e);
  return ready;
}

#else

bool load(const std::string&) { return false; }

#endif

const EVP_MD* streebog() { return EVP_get_digestbyname("md_gost12_256"); }

}  // namespace

std::expected<void, std::string> load_gost_engine(const std::string& path) {
  static std::once_flag once;
  static bool loaded = false;
  std::call_once(once, [&path] {
    loaded = load(path) && streebog() != nullptr;
    ERR_clear_error();
  });
  if (loaded) return {};
  return std::unexpected(
      std::string(tr("Криптография ГОСТ недоступна: OpenSSL не загрузил модуль gost. "
                     "Установите пакет libengine-gost-openssl или укажите путь к gost.so.")));
}

std::expected<std::vector<std::uint8_t>, std::string> streebog256(std::string_view data) {
  std::vector<std::uint8_t> digest(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  const EVP_MD* algorithm = streebog();
  if (algorithm == nullptr || EVP_Digest(data.data(), data.size(), digest.data(), &size, algorithm, nullptr) != 1 ||
      size != 32) {
    ERR_clear_error();
    return std::unexpected(std::string(tr("Хэш-функция «Стрибог» недоступна: модуль gost не загружен.")));
  }
  digest.resize(size);
  return digest;
}

std::expected<void, std::string> streebog_self_test() {
  struct Example {
    std::string_view message;
    std::string_view digest;
  };
  // RFC 6986 prints numbers with the most significant octet first; on the wire the octets go the other way round.
  constexpr std::array<Example, 3> kExamples = {{
      {"012345678901234567890123456789012345678901234567890123456789012",
       "9D151EEFD8590B89DAA6BA6CB74AF9275DD051026BB149A452FD84E5E57B5500"},
      {"\xd1\xe5\x20\xe2\xe5\xf2\xf0\xe8\x2c\x20\xd1\xf2\xf0\xe8\xe1\xee\xe6\xe8\x20\xe2\xed\xf3\xf6\xe8\x2c\x20\xe2"
       "\xe5\xfe\xf2\xfa\x20\xf1\x20\xec\xee\xf0\xff\x20\xf1\xf2\xf0\xe5\xeb\xe0\xec\xe8\x20\xed\xe0\x20\xf5\xf0\xe0"
       "\xe1\xf0\xfb\xff\x20\xef\xeb\xfa\xea\xfb\x20\xc8\xe3\xee\xf0\xe5\xe2\xfb",
       "9DD2FE4E90409E5DA87F53976D7405B0C0CAC628FC669A741D50063C557E8F50"},
      {"", "3F539A213E97C802CC229D474C6AA32A825A360B2A933A949FD925208D9CE1BB"},
  }};
  for (const auto& [message, expected] : kExamples) {
    const auto digest = streebog256(message);
    if (!digest) return std::unexpected(digest.error());
    if (hex_upper(*digest) != expected)
      return std::unexpected(std::string(tr("Хэш-функция «Стрибог» считает неверно: модуль gost повреждён.")));
  }
  return {};
}

}  // namespace pochin::auth
