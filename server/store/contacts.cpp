#include "server/store/contacts.h"

namespace pochin::server {
namespace {

constexpr std::size_t kPhoneDigits = 10;
constexpr std::string_view kGone = "…";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool joins_digits(char c) { return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ',' || c == ';'; }

// Behind the phone that begins at `at`; `at` itself when none does.
std::size_t behind_phone(std::string_view text, std::size_t at) {
  std::size_t digits = 0, end = at;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      ++digits;
      end = i + 1;
    } else if (!joins_digits(text[i]) && !(i == at && text[i] == '+')) {
      break;
    }
  }
  return digits >= kPhoneDigits ? end : at;
}

std::size_t behind_address(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !is_space(text[end])) ++end;
  const std::size_t sign = text.substr(at, end - at).find('@');
  return sign != std::string_view::npos && sign > 0 && at + sign + 1 < end ? end : at;
}

}  // namespace

std::string without_contacts(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || is_space(text[at - 1]);
    std::size_t end = at;
    if (is_digit(text[at]) || text[at] == '+') end = behind_phone(text, at);
    if (end == at && begins) end = behind_address(text, at);
    if (end == at) {
      out += text[at++];
    } else {
      out += kGone;
      at = end;
    }
  }
  return out;
}

}  // namespace pochin::server
