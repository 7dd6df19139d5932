// The portal as a visitor sees it: its front page, the published projects.
#pragma once
#include "server/api/handling/context.h"
#include "server/store/page.h"

namespace pochin::server {

void add_portal_routes(Router& router, Context& context);
void add_project_routes(Router& router, Context& context);

Checked<Json> portal_json(Context& context);
inline constexpr int kUsualProjects = 20;  // on a page
struct ProjectQuery {
  std::string practice;
  std::string words;  // in the title, the number, the place and the direction
  Page page;
};
Checked<Json> projects_json(Context& context, const ProjectQuery& query);
Checked<Json> project_json_by_number(Context& context, std::string_view number);

}  // namespace pochin::server
