#include "server/http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "server/http/ascii.h"

namespace pochin::server {
namespace {

// A weight "0", "0.5", "1.000" in thousandths; -1 when malformed.
int weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return -1;
  if (text.size() > 1 && text[1] != '.') return -1;
  int value = (text[0] - '0') * 1000;
  int place = 100;
  for (const char c : text.substr(text.size() > 1 ? 2 : 1)) {
    if (c < '0' || c > '9') return -1;
    value += (c - '0') * place;
    place /= 10;
  }
  return value > 1000 ? -1 : value;
}

// Calls each(name, weight in thousandths) of what is well formed.
template <class Each>
void each_coding(std::string_view accept, const Each& each) {
  each_of_list(accept, [&](std::string_view element) {
    const size_t end = element.find(';');
    const std::string_view name = trim_spaces(element.substr(0, end));
    int weight = 1000;
    if (end != std::string_view::npos) {
      std::string_view parameter = trim_spaces(element.substr(end + 1));
      if (parameter.size() < 2 || lower(parameter[0]) != 'q' || parameter[1] != '=') return;
      weight = weight_of(parameter.substr(2));
      if (weight < 0) return;
    }
    each(name, weight);
  });
}

}  // namespace

bool takes_coding(std::string_view accept, std::string_view coding) {
  bool takes = false;
  each_coding(accept, [&](std::string_view name, int weight) {
    if (same_ignoring_case(name, coding)) takes = weight > 0;
  });
  return takes;
}

Coding choose_coding(std::string_view accept, bool have_brotli, bool have_gzip) {
  int brotli = -1, gzip = -1, rest = -1, identity = -1;
  each_coding(accept, [&](std::string_view name, int weight) {
    if (same_ignoring_case(name, "br")) brotli = weight;
    if (same_ignoring_case(name, "gzip") || same_ignoring_case(name, "x-gzip")) gzip = weight;
    if (same_ignoring_case(name, "identity")) identity = weight;
    if (name == "*") rest = weight;
  });
  if (brotli < 0) brotli = rest;
  if (gzip < 0) gzip = rest;
  if (!have_brotli) brotli = -1;
  if (!have_gzip) gzip = -1;
  // Identity unnamed is acceptable, but what the client names it prefers.
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
  if (gzip > 0 && gzip >= identity) return Coding::gzip;
  return Coding::identity;
}

std::string_view name_of(Coding coding) {
  switch (coding) {
    case Coding::brotli:
      return "br";
    case Coding::gzip:
      return "gzip";
    default:
      return "identity";
  }
}

std::string compress_brotli(std::string_view bytes, int quality) {
  size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const bool ok = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                        reinterpret_cast<const uint8_t*>(bytes.data()), &size,
                                        reinterpret_cast<uint8_t*>(out.data()));
  out.resize(ok ? size : 0);
  return out;
}

std::string compress_gzip(std::string_view bytes, int level) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool ok = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(ok ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

bool is_compressible_type(std::string_view type) {
  type = trim_spaces(type.substr(0, type.find(';')));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") || type == "text/javascript" ||
         type == "application/javascript" || type == "application/wasm" || type == "font/ttf";
}

}  // namespace pochin::server
