#pragma once
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

// GOST algorithms of OpenSSL. The only file that touches the ENGINE interface, which OpenSSL 4 no longer has.
// libengine-gost-openssl is not a certified means of protection (esia.md §3.6).
namespace pochin::auth {

// Loads the engine once for the whole process; later calls give the first outcome. `path` is the engine's shared
// object, empty for the one in OpenSSL's engine folder. An engine already brought in by OPENSSL_CONF is taken as it
// is: loading it a second time would break it. Safe to call from several threads. The error is in Russian.
std::expected<void, std::string> load_gost_engine(const std::string& path);

// Streebog-256 (RFC 6986) in the order of octets of ЕСИА's hashes. The engine must have been loaded.
std::expected<std::vector<std::uint8_t>, std::string> streebog256(std::string_view data);

// The first two examples of RFC 6986 §10 and the empty string.
std::expected<void, std::string> streebog_self_test();

}  // namespace pochin::auth
