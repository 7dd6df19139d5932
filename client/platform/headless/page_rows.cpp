#include "client/platform/headless/page_rows.h"

#include <algorithm>

#include "client/app/pages.h"

namespace pochin::headless {

std::vector<PageRow> page_rows() {
  std::vector<PageRow> out;
  for (const app::Page& page : app::pages())
    out.push_back({std::string(page.pattern.substr(0, page.pattern.find('?'))), page.audience == app::Audience::Open,
                   app::code_of(page.carrier)});
  return out;
}

std::string_view program_of(std::string_view path) {
  const app::Page* page = app::find_page(path);
  return page == nullptr ? kVisit : app::code_of(page->carrier);
}

std::vector<std::string> personal_rooms() {
  std::vector<std::string> out;
  const auto room = [](std::string_view pattern) {
    return std::string(pattern.substr(0, pattern.find_first_of("/?", 1)));
  };
  const auto closed = [&](const std::string& wanted) {
    return std::ranges::none_of(app::pages(), [&](const app::Page& page) {
      return page.audience == app::Audience::Open && room(page.pattern) == wanted;
    });
  };
  for (const app::Page& page : app::pages())
    if (std::string one = room(page.pattern); closed(one) && std::ranges::find(out, one) == out.end())
      out.push_back(std::move(one));
  std::ranges::sort(out);
  return out;
}

}  // namespace pochin::headless
