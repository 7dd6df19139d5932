#include "server/api/ideas/idea_support.h"

#include "shared/practice/idea_support.h"

namespace pochin::server {

std::optional<Instant> support_end(const Context& context, std::optional<Instant> published) {
  if (!published) return std::nullopt;
  std::vector<const practice::Pack*> practices;
  for (const std::string& id : context.packs.practices())
    if (const LoadedPack* pack = context.practice(id)) practices.push_back(&pack->pack);
  return practice::idea_support_end(*published, practices, context.working_days);
}

}  // namespace pochin::server
