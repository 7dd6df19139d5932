#include "client/ui/cluster.h"

#include "client/ui/layout.h"

namespace pochin::ui {
namespace {

constexpr uint32_t kJoiner = 0x200D;

struct Range {
  uint32_t first, last;
};
// Combining marks, variation selectors, skin tones, tags: what stands on the sign before it (UAX #29, GB9).
constexpr Range kMarks[] = {{0x300, 0x36F},     {0x483, 0x489},    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                            {kJoiner, kJoiner}, {0x20D0, 0x20FF},  {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
                            {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}};

bool is_mark(uint32_t c) {
  for (const Range& range : kMarks)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

bool is_flag(uint32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

}  // namespace

size_t next_cluster(std::string_view text, size_t at) {
  bool half_flag = is_flag(next_codepoint(text, at));
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xCC || lead == 0xD0 || lead == 0xD1) return at;  // no mark: Latin, Russian
    size_t next = at;
    const uint32_t c = next_codepoint(text, next);
    if (half_flag && is_flag(c)) {
      half_flag = false;
    } else if (!is_mark(c)) {
      return at;
    } else if (c == kJoiner && next < text.size()) {
      next_codepoint(text, next);
    }
    at = next;
  }
  return at;
}

}  // namespace pochin::ui
