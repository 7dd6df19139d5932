// GET /api/v1/projects, GET /api/v1/projects/{number}: published applications.
#include <algorithm>
#include <charconv>

#include "server/api/present.h"
#include "server/api/project_votes.h"
#include "server/api/public.h"
#include "server/api/routes.h"
#include "server/api/text.h"

namespace pochin::server {
namespace {

constexpr int kMostOnPage = 100;

Checked<ProjectQuery> read_query(const Request& request) {
  ProjectQuery query;
  query.practice = request.query_value("practice").value_or("");
  query.cursor = request.query_value("cursor").value_or("");
  if (const auto limit = request.query_value("limit")) {
    const auto read = std::from_chars(limit->data(), limit->data() + limit->size(), query.limit);
    if (read.ec != std::errc() || read.ptr != limit->data() + limit->size() || query.limit < 1 ||
        query.limit > kMostOnPage) {
      return std::unexpected(invalid("limit", "out_of_range", say("Нужно целое число от 1 до 100.")));
    }
  }
  return query;
}

}  // namespace

Checked<Json> projects_json(Context& context, const ProjectQuery& query) {
  if (!query.practice.empty() && !context.practice(query.practice)) {
    return std::unexpected(invalid("practice", "unknown", say("Такой практики нет.")));
  }
  return look(context, [&](Db& db) -> Checked<Json> {
    std::vector<std::shared_ptr<const Projection>> all;
    for (const std::string& id : context.packs.practices()) {
      if (!query.practice.empty() && query.practice != id) continue;
      std::ranges::move(public_projects(db, context, id), std::back_inserter(all));
    }
    std::ranges::stable_sort(all, newer);
    auto from = all.begin();
    if (!query.cursor.empty()) {
      // The cursor is the number of the last project given: new ones on top do not shift the page.
      from = std::ranges::find_if(all, [&](const auto& p) { return p->row.number == query.cursor; });
      if (from == all.end()) return std::unexpected(invalid("cursor", "unknown", say("Такой страницы нет.")));
      ++from;
    }
    const auto left = all.end() - from;
    const auto to = from + std::min<std::ptrdiff_t>(left, query.limit);
    const ProjectVotes votes = project_votes(db, context);
    Json items = Json::array();
    for (auto it = from; it != to; ++it) {
      items.push_back(card_json(context, **it));
      items.back()["vote"] = vote_of(votes, (*it)->row.id);
    }
    Json next = nullptr;
    if (to != all.end() && to != from) next = (*(to - 1))->row.number.value_or("");
    return Json{{"items", items}, {"next", next}, {"total", all.size()}};
  });
}

Checked<Json> project_json_by_number(Context& context, std::string_view number) {
  return look(context, [&](Db& db) -> Checked<Json> {
    const auto row = application_by_number(db, number);
    const auto projection = row && is_published(*row) ? context.projections.of(context, *row) : nullptr;
    if (!projection) return std::unexpected(not_found(say("Проекта с таким номером нет.")));
    Json json = project_json(context, db, *projection);
    json["vote"] = vote_of(project_votes(db, context), row->id);
    return json;
  });
}

void add_project_routes(Router& router, Context& context) {
  router.get("/api/v1/projects", [&context](const Request& r) {
    const auto query = read_query(r);
    if (!query) return Response::of(query.error());
    return open_answer(context, r, [&] { return projects_json(context, *query); });
  });
  router.get("/api/v1/projects/{number}", [&context](const Request& r) {
    return open_answer(context, r, [&] { return project_json_by_number(context, r.param("number")); });
  });
}

}  // namespace pochin::server
