#include "shared/base/text.h"

#include <initializer_list>

#include "shared/base/clean.h"

namespace pochin {
namespace {

constexpr char32_t kBroken = 0xFFFD;

// Reads one code point; false when the bytes are no valid UTF-8, and then `at` moves by one.
bool decode(std::string_view s, std::size_t& at, char32_t& out) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char first = byte(at);
  std::size_t more = 0;
  char32_t c = first, least = 0;
  if (first < 0x80) {
    ++at;
    out = c;
    return true;
  }
  if (first >= 0xC2 && first <= 0xDF) more = 1, c = first & 0x1Fu, least = 0x80;
  if (first >= 0xE0 && first <= 0xEF) more = 2, c = first & 0x0Fu, least = 0x800;
  if (first >= 0xF0 && first <= 0xF4) more = 3, c = first & 0x07u, least = 0x10000;
  ++at;
  if (more == 0 || at + more > s.size()) return false;
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return false;
    c = c << 6 | (byte(at + i) & 0x3Fu);
  }
  if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return false;
  at += more;
  out = c;
  return true;
}

// The place of a letter in the Russian alphabet, ё between е and ж; other characters keep their code.
uint32_t order_of(char32_t c) {
  c = to_lower(c);
  if (c == U'ё') return U'е' * 2 + 1;
  return static_cast<uint32_t>(c) * 2;
}

}  // namespace

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> parts) {
  std::size_t size = pattern.size();
  for (std::string_view each : parts) size += each.size();
  std::string out;
  out.reserve(size);
  auto part = parts.begin();
  for (std::size_t at = 0;;) {
    const std::size_t hole = pattern.find("{}", at);
    out += pattern.substr(at, hole - at);
    if (hole == std::string_view::npos) return out;
    if (part != parts.end()) out += *part++;
    at = hole + 2;
  }
}

bool is_utf8(std::string_view text) {
  char32_t c;
  for (std::size_t i = 0; i < text.size();)
    if (!decode(text, i, c)) return false;
  return true;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  char32_t c = kBroken;
  return decode(text, at, c) ? c : kBroken;
}

std::string from_code_point(char32_t c) {
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), tail(c)};
  if (c < 0x10000) return {static_cast<char>(0xE0 | c >> 12), tail(c >> 6), tail(c)};
  return {static_cast<char>(0xF0 | c >> 18), tail(c >> 12), tail(c >> 6), tail(c)};
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) next_code_point(text, i);
  return count;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) next_code_point(text, at);
  return text.substr(0, at);
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = text.size(), end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (is_space(next_code_point(text, i))) continue;
    if (begin > start) begin = start;
    end = i;
  }
  return end == 0 ? std::string_view() : text.substr(begin, end - begin);
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (!is_space(c) && !is_invisible(c) && (c < 0x300 || c > 0x36F)) return false;
  }
  return true;
}

char32_t to_lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F)) return c | 1;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  return c;
}

std::string to_lower(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) out += from_code_point(to_lower(next_code_point(text, i)));
  return out;
}

std::string lowered(std::string_view text) {
  if (text.empty()) return {};
  std::size_t at = 0;
  const char32_t first = next_code_point(text, at);
  return from_code_point(to_lower(first)) + std::string(text.substr(at));
}

std::string fold(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = to_lower(next_code_point(text, i));
    if (is_space(c)) {
      space = !out.empty();
      continue;
    }
    if (is_invisible(c)) continue;
    if (space) out += ' ';
    space = false;
    out += from_code_point(c == U'ё' ? U'е' : c);
  }
  return out;
}

int compare_russian(std::string_view a, std::string_view b) {
  for (std::size_t i = 0, j = 0;;) {
    if (i >= a.size() || j >= b.size()) {
      if (i < a.size()) return 1;
      if (j < b.size()) return -1;
      return a.compare(b);
    }
    const uint32_t p = order_of(next_code_point(a, i)), q = order_of(next_code_point(b, j));
    if (p != q) return p < q ? -1 : 1;
  }
}

std::string_view plural(int64_t count, std::string_view one, std::string_view few, std::string_view many) {
  const int64_t hundred = count % 100 < 0 ? -(count % 100) : count % 100, ten = hundred % 10;
  if (hundred >= 11 && hundred <= 14) return many;
  if (ten == 1) return one;
  return ten >= 2 && ten <= 4 ? few : many;
}

std::string group_digits(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += kNoBreakSpace;
    out += digits[i];
  }
  return out;
}

std::string group_digits(int64_t number) {
  const std::string text = std::to_string(number);
  return number < 0 ? "–" + group_digits(std::string_view(text).substr(1)) : group_digits(std::string_view(text));
}

}  // namespace pochin
