// The routes of pages: GET of every client route answers server HTML from the screens.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "server/http/public_cache.h"
#include "server/http/router.h"
#include "server/ops/clock.h"
#include "server/pages/page.h"

namespace pochin::server {

struct PageContext {
  AssetManifest manifest;
  PublicCache* cache = nullptr;
  Clock clock;
  // The public JSON at an API path ("/api/v1/portal"), as a visitor without login gets it; null when there is none
  // (404).
  std::function<nlohmann::json(std::string_view api_path)> resource;
};

// Adds the pages of the contract: /, /practices/{id}, /projects, /projects/{number}, /help… with data, /shell and every
// other client route as a skeleton.
void add_pages(Router& router, PageContext context);

}  // namespace pochin::server
