#include "tools/esia-emulator/text.h"

#include <algorithm>
#include <cctype>

namespace pochin::emulator {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> url_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

}  // namespace

std::optional<Form> Form::parse(std::string_view encoded) {
  Form form;
  for (const std::string& part : split(encoded, '&')) {
    const auto equals = part.find('=');
    auto name = url_decode(std::string_view(part).substr(0, equals));
    auto value = equals == std::string::npos ? std::string() : url_decode(std::string_view(part).substr(equals + 1));
    if (!name || !value) return std::nullopt;
    form.pairs_.emplace_back(*std::move(name), *std::move(value));
  }
  return form;
}

int Form::count(std::string_view name) const {
  return static_cast<int>(
      std::ranges::count(pairs_, name, [](const auto& pair) { return std::string_view(pair.first); }));
}

const std::string& Form::get(std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : pairs_)
    if (key == name) return value;
  return none;
}

std::optional<std::string> Form::repeated() const {
  for (const auto& [key, value] : pairs_)
    if (count(key) > 1) return key;
  return std::nullopt;
}

std::string url_encode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80 && (std::isalnum(octet) != 0 || std::string_view("-._~").find(c) != std::string_view::npos))
      out += c;
    else
      out += {'%', kHex[octet >> 4], kHex[octet & 15]};
  }
  return out;
}

std::string html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string to_base64url(const Octets& octets) {
  std::string out;
  for (std::size_t i = 0; i < octets.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, octets.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < left ? octets[i + k] : 0U);
    for (std::size_t k = 0; k <= left; ++k) out += kAlphabet[group >> (18 - 6 * k) & 63];
  }
  return out;
}

std::string to_base64url(std::string_view text) { return to_base64url(Octets(text.begin(), text.end())); }

std::optional<Octets> from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  Octets out;
  std::uint32_t group = 0;
  int bits = 0;
  for (char c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
    const auto place = kAlphabet.find(c);
    if (place == std::string_view::npos) return std::nullopt;
    group = (group << 6 | static_cast<std::uint32_t>(place)) & 0xffffU;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.push_back(static_cast<std::uint8_t>(group >> bits & 255U));
  }
  return out;
}

std::string to_hex_upper(const Octets& octets) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const std::uint8_t octet : octets) out += {kHex[octet >> 4], kHex[octet & 15]};
  return out;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : hex_digit(text[i]) < 0) return false;
  }
  return true;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto place = text.find(separator);
    if (place != 0) out.emplace_back(text.substr(0, place));
    if (place == std::string_view::npos) break;
    text.remove_prefix(place + 1);
  }
  return out;
}

}  // namespace pochin::emulator
