#include "shared/base/clean.h"

#include "shared/base/text.h"

namespace pochin {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range kInvisible[] = {{0, 0x1F},          {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},
                                {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
                                {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F},   {0x2800, 0x2800},
                                {0x3164, 0x3164},   {0xFDD0, 0xFDEF},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
                                {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFC},   {0xFFFE, 0xFFFF},   {0x1BCA0, 0x1BCA3},
                                {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}, {0x1FFFE, 0x1FFFF}, {0xFFFFE, 0xFFFFF}};

constexpr char32_t kJoiner = 0x200D, kAsPicture = 0xFE0F;

bool is_picture(char32_t c) { return (c >= 0x2190 && c <= 0x3299) || (c >= 0x1F000 && c <= 0x1FAFF); }

bool ends_line(char32_t c) { return c == '\n' || c == 0xB || c == 0xC || c == 0x85 || c == 0x2028 || c == 0x2029; }

}  // namespace

bool is_invisible(char32_t c) {
  for (const Range& range : kInvisible)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

bool has_letter(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const bool latin = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool sign = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x300 && c <= 0x36F) ||
                      (c >= 0x2000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF) || c == 0xFFFD ||
                      (c >= 0x1F000 && c <= 0x1FAFF);
    if (latin || (!sign && !is_invisible(c))) return true;
  }
  return false;
}

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;  // the last that stayed
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (c == '\r') {
      if (i < text.size() && text[i] == '\n') continue;
      c = '\n';
    } else if (ends_line(c)) {
      c = '\n';
    } else if (c == '\t') {
      c = ' ';
    } else if (c == kAsPicture && is_picture(before)) {
      // A heart is a letter of a font without it.
    } else if (c == kJoiner && (is_picture(before) || before == kAsPicture)) {
      std::size_t next = i;
      if (i >= text.size() || !is_picture(next_code_point(text, next))) continue;
    } else if (is_invisible(c)) {
      continue;
    }
    out += from_code_point(c);
    before = c;
  }
  return out;
}

}  // namespace pochin
