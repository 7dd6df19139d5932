#include "server/store/search.h"

#include <string>

#include "shared/base/text.h"

namespace pochin::server {

bool found(std::string_view words, std::string_view text) {
  const std::string wanted = fold(words), all = fold(text);
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    if (all.find(std::string_view(wanted).substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace pochin::server
