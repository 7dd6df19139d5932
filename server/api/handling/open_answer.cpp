#include "server/api/handling/open_answer.h"

namespace pochin::server {

Response open_answer(Context& context, const Request& request, const std::function<Checked<Json>()>& make) {
  return context.cache.get(cache_key(request), [&] {
    const auto made = make();
    if (!made) return Response::of(made.error());
    Response response = Response::json(*made);
    response.set("Cache-Control", "no-cache");
    return response;
  });
}

}  // namespace pochin::server
