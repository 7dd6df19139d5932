#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Spellings of octets and forms. The emulator's own: it shares no code with what it checks.
namespace pochin::emulator {

using Octets = std::vector<std::uint8_t>;

// Pairs of a query or a form in their order, duplicates kept.
class Form {
 public:
  // Nothing for a broken %XX.
  static std::optional<Form> parse(std::string_view encoded);

  [[nodiscard]] int count(std::string_view name) const;
  // The first value, empty when there is none.
  [[nodiscard]] const std::string& get(std::string_view name) const;
  // A name that occurs twice.
  [[nodiscard]] std::optional<std::string> repeated() const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

std::string url_encode(std::string_view text);
std::string html(std::string_view text);  // escaped for element content and quoted attributes

std::string to_base64url(const Octets& octets);
std::string to_base64url(std::string_view text);
// Working clients send either alphabet, with and without padding (esia.md §1.2).
std::optional<Octets> from_base64(std::string_view text);

std::string to_hex_upper(const Octets& octets);
bool is_uuid(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);  // no empty parts

}  // namespace pochin::emulator
