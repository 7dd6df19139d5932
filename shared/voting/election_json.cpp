#include <algorithm>
#include <map>

#include "shared/base/json.h"
#include "shared/base/ratio.h"
#include "shared/base/tr.h"
#include "shared/voting/election.h"

namespace pochin::voting {
namespace {

std::unexpected<Error> wrong(std::string_view what, std::string place) {
  return fail("record_format", tr("Здесь ожидается {}", what), std::move(place));
}

Result<int64_t> read_sum(const Json& json, int64_t unit, std::string place) {
  const auto sum = json.is_string() ? parse_decimal(json.get_ref<const std::string&>()) : std::nullopt;
  const auto scaled = sum ? checked_mul(*sum, unit) : std::nullopt;
  const auto whole = scaled ? scaled->to_int64() : std::nullopt;
  if (!whole || *whole < 0) return wrong(tr("сумма в кавычках, например \"1200.50\""), std::move(place));
  return *whole;
}

Result<Project> read_project(const Json& json, int64_t unit, const std::string& place) {
  Project project;
  project.id = get_string(json, "id");
  project.number = get_string(json, "number");
  project.name = get_string(json, "name");
  project.submitted_at = get_string(json, "submitted_at");
  project.withdrawn = get_bool(json, "withdrawn");
  const Json& published = get(json, "published");
  if (published.is_number_integer()) project.published = published.get<int64_t>();
  if (project.id.empty()) return fail("election_project", std::string(tr("У проекта нет номера")), place + "/id");
  auto cost = read_sum(get(json, "cost"), unit, place + "/cost");
  if (!cost) return std::unexpected(cost.error());
  project.cost = *cost;
  return project;
}

using Index = std::map<std::string, uint32_t, std::less<>>;

Result<uint32_t> find(const Index& index, const Json& id, std::string place) {
  const auto found = id.is_string() ? index.find(id.get_ref<const std::string&>()) : index.end();
  if (found == index.end())
    return fail("election_choice", std::string(tr("Такого проекта нет в списке")), std::move(place));
  return found->second;
}

// ["12", 1] or {"project": "12", "points": 1}
Result<Choice> read_choice(const Json& json, const Index& index, const std::string& place) {
  const bool pair = json.is_array() && json.size() == 2;
  const Json& points = pair ? json[1] : get(json, "points");
  if ((!pair && !json.is_object()) || !points.is_number_integer()) return wrong(tr("выбор вида [\"12\", 1]"), place);
  const auto project = find(index, pair ? json[0] : get(json, "project"), place);
  if (!project) return std::unexpected(project.error());
  const auto number = points.get<int64_t>();
  if (number < INT32_MIN || number > INT32_MAX) return wrong(tr("число баллов"), place);
  return Choice{*project, static_cast<int32_t>(number)};
}

Result<Group> read_group(const Json& json, const Index& index, Election& election, const std::string& place) {
  Group group{static_cast<uint32_t>(election.choices.size()), 0, get_int(json, "count", 1)};
  if (!json.is_object() || group.count < 0) return wrong(tr("бюллетень вида {\"count\": 3, \"choices\": […]}"), place);
  for (const Json& each : get_array(json, "choices")) {
    auto choice = read_choice(each, index, place);
    if (!choice) return std::unexpected(choice.error());
    const auto before = std::span(election.choices).subspan(group.first);
    if (std::ranges::find(before, choice->project, &Choice::project) != before.end())
      return fail("election_choice", std::string(tr("Проект выбран в бюллетене дважды")), place);
    election.choices.push_back(*choice);
    ++group.size;
  }
  return group;
}

std::optional<Error> read_incompatible(const Json& json, const Index& index, Election& election) {
  for (const Json& pair : get_array(json, "incompatible")) {
    if (!pair.is_array() || pair.size() != 2) return wrong(tr("пара проектов"), "/incompatible").error();
    const auto a = find(index, pair[0], "/incompatible"), b = find(index, pair[1], "/incompatible");
    if (!a || !b) return a ? b.error() : a.error();
    election.incompatible.push_back(std::minmax(*a, *b));
  }
  return std::nullopt;
}

}  // namespace

Json to_json(const Election& election) {
  Json json = {{"kind", code_of(election.kind)}, {"unit", election.unit},
               {"currency", election.currency},  {"budget", decimal_sum(election.budget, election.unit)},
               {"projects", Json::array()},      {"ballots", Json::array()}};
  if (election.places > 0) json["places"] = election.places;
  for (const Project& project : election.projects) {
    Json each = {{"id", project.id}, {"name", project.name}, {"cost", decimal_sum(project.cost, election.unit)}};
    if (!project.number.empty()) each["number"] = project.number;
    if (!project.submitted_at.empty()) each["submitted_at"] = project.submitted_at;
    if (project.withdrawn) each["withdrawn"] = true;
    if (project.published) each["published"] = *project.published;
    json["projects"].push_back(std::move(each));
  }
  for (const Group& group : election.groups) {
    Json choices = Json::array();
    for (const Choice& choice : election.choices_of(group))
      choices.push_back({election.projects[choice.project].id, choice.points});
    json["ballots"].push_back({{"count", group.count}, {"choices", std::move(choices)}});
  }
  for (const auto& [a, b] : election.incompatible)
    json["incompatible"].push_back({election.projects[a].id, election.projects[b].id});
  return json;
}

Result<Election> election_from_json(const Json& json) {
  Election election;
  const auto kind = from_code<BallotKind>(get_string(json, "kind"));
  if (!kind) return wrong(tr("вид бюллетеня"), "/kind");
  election.kind = *kind;
  election.unit = get_int(json, "unit", 100);
  for (int64_t left = election.unit; left != 1; left /= 10)
    if (left <= 0 || left % 10 != 0 || election.unit > 1'000'000) return wrong(tr("число 1, 10, 100 …"), "/unit");
  election.currency = get_string(json, "currency", election.currency);
  election.places = get_int(json, "places");
  const auto budget = read_sum(get(json, "budget"), election.unit, "/budget");
  if (!budget) return std::unexpected(budget.error());
  election.budget = *budget;
  Index index;
  for (const Json& each : get_array(json, "projects")) {
    const std::string place = "/projects/" + std::to_string(election.projects.size());
    auto project = read_project(each, election.unit, place);
    if (!project) return std::unexpected(project.error());
    if (!index.emplace(project->id, static_cast<uint32_t>(election.projects.size())).second)
      return fail("election_project", tr("Проект {} указан дважды", project->id), place);
    election.projects.push_back(*std::move(project));
  }
  for (const Json& each : get_array(json, "ballots")) {
    if (get_string(each, "status", "counted") != "counted") continue;
    const auto group = read_group(each, index, election, "/ballots/" + std::to_string(election.groups.size()));
    if (!group) return std::unexpected(group.error());
    election.groups.push_back(*group);
  }
  if (auto error = read_incompatible(json, index, election)) return std::unexpected(*std::move(error));
  normalise(election);
  return election;
}

}  // namespace pochin::voting
