// What everybody may read, and how it is kept ready.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/application/record.h"
#include "server/api/handling/context.h"
#include "server/store/page.h"

namespace pochin::server {

// The answer of a public GET: made once, then served from the cache until public data or the minute changes.
Response open_answer(Context& context, const Request& request, const std::function<Checked<Json>()>& make);

// The published applications of a practice, newest submission first.
std::vector<std::shared_ptr<const Projection>> public_projects(Db& db, const Context& context,
                                                               std::string_view practice);
bool newer(const std::shared_ptr<const Projection>& a, const std::shared_ptr<const Projection>& b);
// Whether the application belongs to the cycle of the pack.
bool is_of_cycle(const Context& context, const ApplicationRow& row, const practice::Pack& pack);
bool is_published(const ApplicationRow& row);
bool is_won(application::State state);

// Public resources by path, as public_resource() and the routes give them.
Checked<Json> portal_json(Context& context);
Checked<Json> practice_json(Context& context, const LoadedPack* pack);  // null = there is no such practice
// The practice a path names: its current cycle, or the one that ?cycle=… names, or the very ?version=….
const LoadedPack* asked_practice(const Context& context, const Request& request);
Checked<Json> territories_json(Context& context);
Checked<Json> campaigns_json(Context& context, std::string_view practice);
Checked<Json> campaign_page_json(Context& context, std::string_view id);
Checked<Json> campaign_results_json(Context& context, std::string_view id);
Checked<Json> campaign_list_json(Context& context, std::string_view id, std::string_view district);
inline constexpr int kUsualProjects = 20;  // on a page
struct ProjectQuery {
  std::string practice;
  std::string words;  // in the title, the number, the place and the direction
  Page page;
};
Checked<Json> projects_json(Context& context, const ProjectQuery& query);
Checked<Json> project_json_by_number(Context& context, std::string_view number);

}  // namespace pochin::server
