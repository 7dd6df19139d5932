// Compression of answers, and the choice the client offers.
#pragma once

#include <string>
#include <string_view>

namespace pochin::server {

enum class Coding { identity, gzip, brotli };

// The best coding that Accept-Encoding permits (RFC 9110 §12.5.3): by weight, then brotli before gzip. Without the
// header, or when it forbids all we have, identity.
Coding choose_coding(std::string_view accept_encoding, bool have_brotli, bool have_gzip);
bool takes_coding(std::string_view accept_encoding, std::string_view coding);  // named, and not with the weight 0
std::string_view name_of(Coding coding);

// `quality` 1–11 and level 1–9. Empty when the library fails (out of memory).
std::string compress_brotli(std::string_view bytes, int quality);
std::string compress_gzip(std::string_view bytes, int level);

// Whether a body of this media type is worth compressing.
bool is_compressible_type(std::string_view type);
inline constexpr size_t kWorthCompressing = 1024;

}  // namespace pochin::server
