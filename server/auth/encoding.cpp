#include "server/auth/encoding.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace pochin::auth {
namespace {

constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int digit_value(char c) {
  const auto place = kBase64Url.find(c);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

std::string hex(const std::uint8_t* data, std::size_t size, const char* digits) {
  std::string out;
  out.reserve(size * 2);
  for (std::size_t i = 0; i < size; ++i) {
    out += digits[data[i] >> 4];
    out += digits[data[i] & 15];
  }
  return out;
}

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

void wipe(std::string& text) {
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

void wipe(SecretString& text) {
  OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

SecretString take_secret(std::string& text) {
  SecretString secret(text.data(), text.size());
  wipe(text);
  return secret;
}

std::string base64url(const std::uint8_t* data, std::size_t size) {
  std::string out;
  out.reserve((size * 4 + 2) / 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (std::size_t i = 0; i < size; ++i) {
    bits = (bits << 8 | data[i]) & 0xffffffU;
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += kBase64Url[bits >> count & 63];
    }
  }
  if (count > 0) out += kBase64Url[bits << (6 - count) & 63];
  return out;
}

std::optional<Bytes> strict_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = digit_value(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xffffffU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> count & 255));
    }
  }
  if ((bits & ((1U << count) - 1)) != 0) return std::nullopt;
  return out;
}

std::optional<Bytes> lenient_base64(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '\r' || c == '\n' || c == '=') continue;
    plain += c == '+' ? '-' : c == '/' ? '_' : c;
  }
  return strict_base64url(plain);
}

std::string hex_upper(const Bytes& bytes) { return hex(bytes.data(), bytes.size(), "0123456789ABCDEF"); }

std::string sha256_hex(std::string_view text) {
  std::uint8_t digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
  return hex(digest, size, "0123456789abcdef");
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Bytes random_bytes(std::size_t count) {
  Bytes out(count);
  if (RAND_bytes(out.data(), static_cast<int>(count)) != 1) throw std::runtime_error("no source of randomness");
  return out;
}

std::string random_uuid() {
  Bytes bytes = random_bytes(16);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string out = hex(bytes.data(), bytes.size(), "0123456789abcdef");
  for (const std::size_t place : {20U, 16U, 12U, 8U}) out.insert(place, 1, '-');
  return out;
}

bool is_uuid4(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex_digit(text[i])) return false;
  }
  return text[14] == '4' && std::string_view("89abAB").find(text[19]) != std::string_view::npos;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto octet = static_cast<std::uint8_t>(c);
      out += '%' + hex(&octet, 1, "0123456789ABCDEF");
    }
  }
  return out;
}

std::string form_encode(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out += percent_encode(name) + '=' + percent_encode(value);
  }
  return out;
}

}  // namespace pochin::auth
