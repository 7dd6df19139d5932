// The routes of pages: GET of every client route answers server HTML drawn by the screens themselves.
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
  std::string origin;  // "https://pochin.example.ru", for canonical addresses
  // The public JSON at an API path ("/api/v1/portal"), as a visitor without login gets it; null when there is none.
  std::function<nlohmann::json(std::string_view api_path)> resource;
  std::string session_cookie = {};  // its name: who sends one has logged in before
};

// Every page of client/app/pages.h: open ones with their data, kept in the cache; /shell and all others as a skeleton;
// robots.txt; and the page for addresses that lead nowhere.
void add_pages(Router& router, PageContext context);

}  // namespace pochin::server
