// GET /api/v1/projects, GET /api/v1/projects/{number}: published applications.
#include <algorithm>

#include "server/api/application/published.h"
#include "server/api/handling/open_answer.h"
#include "server/api/handling/page.h"
#include "server/api/handling/text.h"
#include "server/api/portal/cards.h"
#include "server/api/portal/portal.h"
#include "server/api/voting/project_votes.h"
#include "server/store/search.h"

namespace pochin::server {
namespace {

constexpr int kUsualOnPage = 20, kMostOnPage = 100;

struct ProjectQuery {
  std::string practice;
  std::string words;  // in the title, the number, the place and the direction
  Page page;
};

Checked<ProjectQuery> read_query(const Request& request) {
  auto page = page_of(request, kUsualOnPage, kMostOnPage);
  if (!page) return std::unexpected(page.error());
  auto words = words_of(request);
  if (!words) return std::unexpected(words.error());
  return ProjectQuery{std::string(request.query_value("practice").value_or("")), *std::move(words), *std::move(page)};
}

Place place_of_project(const Projection& p) {
  return {p.row.submitted ? stored(*p.row.submitted) : 0, p.row.number.value_or("")};
}

bool is_behind(const Projection& p, const Place& place) {
  const Place at = place_of_project(p);
  return std::pair(at.key, at.id) < std::pair(place.key, place.id);
}

bool is_found(const Context& context, const Projection& p, std::string_view words) {
  if (words.empty()) return true;
  return found(words, p.row.title + " " + p.row.number.value_or("") + " " + context.region.name_of(p.row.municipality) +
                          " " + p.settlement + " " + p.typology);
}

Checked<Json> get_projects(Context& context, const Request& request) {
  const auto asked = read_query(request);
  if (!asked) return std::unexpected(asked.error());
  const ProjectQuery& query = *asked;
  if (!query.practice.empty() && !context.practice(query.practice)) {
    return std::unexpected(invalid("practice", "unknown", say("Такой практики нет.")));
  }
  return look(context, [&](Db& db) -> Checked<Json> {
    std::vector<std::shared_ptr<const Projection>> all;
    for (const std::string& id : context.packs.practices()) {
      if (!query.practice.empty() && query.practice != id) continue;
      std::ranges::move(public_projects(db, context, id), std::back_inserter(all));
    }
    std::erase_if(all, [&](const auto& p) { return !is_found(context, *p, query.words); });
    std::ranges::stable_sort(all, newer);
    const std::int64_t total = std::ssize(all);
    std::erase_if(all, [&](const auto& p) { return !is_behind(*p, query.page.after); });
    if (std::ssize(all) > asked_for(query.page)) all.resize(static_cast<std::size_t>(asked_for(query.page)));
    const auto page = page_made(std::move(all), query.page, total, [](const auto& p) { return place_of_project(*p); });
    const ProjectVotes votes = project_votes(db, context);
    Json items = Json::array();
    for (const auto& each : page.lines) {
      items.push_back(card_json(context, *each));
      items.back()["vote"] = vote_of(votes, each->row.id);
    }
    return page_json(std::move(items), page.next, page.total);
  });
}

Checked<Json> get_project(Context& context, const Request& request) {
  return look(context, [&](Db& db) -> Checked<Json> {
    const auto row = application_by_number(db, request.param("number"));
    const auto projection = row && is_published(*row) ? context.projections->of(context, *row) : nullptr;
    if (!projection) return std::unexpected(not_found(say("Проекта с таким номером нет.")));
    Json json = project_json(context, db, *projection);
    json["vote"] = vote_of(project_votes(db, context), row->id);
    return json;
  });
}

}  // namespace

std::span<const Route> project_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/projects", "Опубликованные проекты", anybody, {Object::public_data, Action::read}, get_projects,
          {.queries = {{.name = "practice"},
                       kCursorQuery,
                       {.name = "limit", .least = 1, .most = 100, .whole = true},
                       kWordsQuery},
           .answers = {.schema = "Projects", .about = "Страница списка"}}),
      get("/api/v1/projects/{number}", "Карточка проекта", anybody, {Object::public_data, Action::read}, get_project,
          {.answers = {.schema = "Project", .about = "Проект"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
