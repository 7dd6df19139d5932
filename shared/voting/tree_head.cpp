#include "shared/voting/tree_head.h"

#include "shared/base/ed25519.h"

namespace pochin::voting {
namespace {

int digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

}  // namespace

std::string head_text(std::string_view campaign, const TreeHead& head) {
  std::string text = head.terms.empty() ? "pochin-tree-head-1\n" : "pochin-tree-head-2\n";
  text += campaign;
  if (!head.terms.empty()) text += '\n' + head.terms;
  text += '\n' + std::to_string(head.size) + '\n' + head.root + '\n' + head.at + '\n';
  return text;
}

bool head_holds(std::string_view campaign, const TreeHead& head, std::string_view signature, std::string_view key) {
  return verify_ed25519(bytes_of_base64(key), head_text(campaign, head), bytes_of_base64(signature));
}

std::string bytes_of_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const int digit = digit_of(c);
    if (digit < 0) return {};
    held = (held << 6 | static_cast<uint32_t>(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits);
  }
  return bytes;
}

}  // namespace pochin::voting
