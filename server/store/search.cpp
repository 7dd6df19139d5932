#include "server/store/search.h"

#include "shared/base/search.h"

namespace pochin::server {

bool found(std::string_view words, std::string_view text) { return Search(words).matches(text); }

}  // namespace pochin::server
