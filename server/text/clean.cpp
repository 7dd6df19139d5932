#include "server/text/clean.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "shared/base/clean.h"

namespace pochin::server {
namespace {

// Marks that a letter may be composed with begin behind all of Russian.
bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xCC || byte == 0xCD || byte >= 0xE1;
  });
}

}  // namespace

std::string clean(std::string_view text) {
  std::string cleaned = clean_text(text);
  if (is_plain(cleaned)) return cleaned;
  utf8proc_uint8_t* made = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(cleaned.data()),
                                   static_cast<utf8proc_ssize_t>(cleaned.size()), &made,
                                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> held(made, std::free);
  if (length < 0) return cleaned;  // only when memory is out: clean_text() gives valid UTF-8
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(length)};
}

void clean(nlohmann::json& value) {
  if (value.is_string()) {
    auto& text = value.get_ref<std::string&>();
    // Most of what comes are codes and numbers: only what can change is made anew.
    const bool ascii = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (!ascii) text = clean(std::string_view(text));
  } else if (value.is_structured()) {
    for (auto& each : value) clean(each);
  }
}

}  // namespace pochin::server
