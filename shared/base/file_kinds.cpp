#include "shared/base/file_kinds.h"

#include <algorithm>
#include <utility>

#include "shared/base/text.h"

namespace pochin {
namespace {

constexpr std::pair<std::string_view, std::string_view> kOther[] = {{"jpeg", "jpg"},  {"jpe", "jpg"}, {"jfif", "jpg"},
                                                                    {"pjpeg", "jpg"}, {"pjp", "jpg"}, {"heif", "heic"},
                                                                    {"hif", "heic"},  {"p7s", "sig"}, {"sgn", "sig"}};

bool is_picture(std::string_view kind) { return kind == "jpg" || kind == "png" || kind == "heic" || kind == "avif"; }

}  // namespace

std::string extension_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  return dot == std::string_view::npos ? std::string() : to_lower(file_name.substr(dot + 1));
}

std::string_view kind_of_extension(std::string_view extension) {
  for (const auto& [other, kind] : kOther)
    if (other == extension) return kind;
  return extension;
}

bool takes_kind(const std::vector<std::string>& extensions, std::string_view kind) {
  return extensions.empty() || std::ranges::any_of(extensions, [&](const std::string& each) {
           const std::string_view taken = kind_of_extension(each);
           return taken == kind || (taken == "heic" && kind == "avif") || (kind == "sig" && !is_picture(taken));
         });
}

bool takes_name(const std::vector<std::string>& extensions, std::string_view file_name) {
  const std::string extension = extension_of(file_name);
  return extension.empty() || takes_kind(extensions, kind_of_extension(extension));
}

bool is_signature(std::string_view file_name) { return kind_of_extension(extension_of(file_name)) == "sig"; }

}  // namespace pochin
