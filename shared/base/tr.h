// Texts for people. Everything a person reads goes through tr(), so that a build for another language of the
// region has one place to look; today the language is Russian and tr() gives the text back.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace pochin {

constexpr std::string_view tr(std::string_view russian) { return russian; }

// Each "{}" of the text is replaced by the next of `parts`. Those left over are dropped, and so are holes left over.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> parts);

namespace detail {
inline std::string_view part(std::string_view text) { return text; }
template <std::integral N>
std::string part(N number) {
  return std::to_string(number);
}
}  // namespace detail

// tr("Осталось {} из {}", 2, 5)
template <class First, class... Rest>
std::string tr(std::string_view russian, const First& first, const Rest&... rest) {
  return fill(russian, {std::string_view(detail::part(first)), std::string_view(detail::part(rest))...});
}

}  // namespace pochin
