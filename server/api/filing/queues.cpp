#include "server/api/filing/queues.h"

#include <algorithm>
#include <array>

#include "server/api/application/present.h"
#include "server/api/application/terms.h"
#include "server/api/handling/page.h"
#include "server/api/handling/viewed.h"
#include "shared/access/work_list.h"

namespace pochin::server {
namespace {

using application::State;

void add_once(std::vector<std::string>& list, const std::string& one) {
  if (std::ranges::find(list, one) == list.end()) list.push_back(one);
}

// Adds what one grant lets its person read of the applications of others, by asking the table about each place.
void add_sight(const Context& context, const access::Grant& grant, const std::string& person, ApplicationSight& sight) {
  const auto reads = [&](access::Target target) {
    return access::reaches(grant, target) && access::grant_allows(grant, person, access::Action::read, target);
  };
  for (const territory::Municipality& each : context.region.municipalities)
    if (reads({.object = access::Object::application_draft, .territories = territory::chain_of(each.id)}))
      add_once(sight.municipalities, each.id);
  for (const std::string& practice : context.packs.practices()) {
    if (reads({.object = access::Object::application_draft, .practice = practice, .opened = true}) ||
        reads({.object = access::Object::expert_opinion, .practice = practice}))
      add_once(sight.opened, practice);
    if (reads({.object = access::Object::expert_opinion, .practice = practice, .assigned = {person}}))
      add_once(sight.asked, practice);
  }
}

// What of a list is shown: by what those who work from it do next.
struct Group {
  std::string_view code;
  bool (*takes)(State, std::string_view list);
};
bool waits(State state, std::string_view list) {
  if (list == "queue") return state == State::submitted_to_municipality || state == State::municipal_review;
  if (list == "centre") return state == State::submitted_to_region || state == State::formal_check;
  return state == State::technical_review || state == State::commission_review;
}
bool returned(State state, std::string_view) { return state == State::returned_for_revision; }
bool decided(State state, std::string_view list) { return !waits(state, list) && !returned(state, list); }
bool any(State, std::string_view) { return true; }
// «hurries» are those that wait and whose term is near or over.
constexpr std::string_view kHurries = "hurries";
constexpr std::array kGroups{Group{"all", any}, Group{"waits", waits}, Group{kHurries, waits},
                             Group{"returned", returned}, Group{"decided", decided}};

std::vector<std::string> states_of(const Group& group, std::string_view list) {
  std::vector<std::string> states;
  for (const application::StateInfo& each : application::all_states())
    if (group.takes(each.state, list)) states.emplace_back(each.code);
  return states;
}

struct Listed {
  Paged<ApplicationRow> page;
  Json counts = nullptr;  // by group; null in one's own list
};

// Whether the term that runs is near or over: as the line of the list shows it.
bool hurries(const Context& context, Db& db, const ApplicationRow& row) {
  const std::string tone = get_string(term_json(context, db, row, false), "tone");
  return tone == "warning" || tone == "danger";
}

std::vector<ApplicationBrief> hurrying(const Context& context, Db& db, const ApplicationSight& sight,
                                       std::string_view list) {
  std::vector<ApplicationBrief> found;
  for (ApplicationBrief& each : briefs_in(db, sight, states_of({"", waits}, list))) {
    const bool soon = context.terms.near(each.place.id, each.version, context.now(), [&] {
      const auto row = application(db, each.place.id);
      return row && hurries(context, db, *row);
    });
    if (soon) found.push_back(std::move(each));
  }
  return found;
}

Paged<ApplicationRow> page_of_hurrying(Db& db, const std::vector<ApplicationBrief>& all, const Page& page) {
  std::vector<ApplicationRow> rows;
  for (const ApplicationBrief& each : all) {
    const bool behind = std::pair(each.place.key, each.place.id) < std::pair(page.after.key, page.after.id);
    if (!behind || static_cast<int>(rows.size()) >= asked_for(page)) continue;
    if (auto row = application(db, each.place.id)) rows.push_back(*std::move(row));
  }
  return page_made(std::move(rows), page, std::ssize(all), place_of);
}

Checked<Listed> list_of(Db& db, const Context& context, const Viewer& viewer, const Request& request,
                        std::string_view view) {
  const auto page = page_of(request);
  if (!page) return std::unexpected(page.error());
  auto words = words_of(request);
  if (!words) return std::unexpected(words.error());
  if (view == "mine") return Listed{authored(db, viewer.person, *words, *page)};
  auto sight = sight_of(context, viewer, view);
  if (!sight) return std::unexpected(forbidden(say("Эта страница — для сотрудников. У вас нет такой роли.")));
  sight->words = *std::move(words);
  const auto group = std::ranges::find(kGroups, request.query_value("filter").value_or("all"), &Group::code);
  if (group == kGroups.end())
    return std::unexpected(invalid("filter", "unknown", say("Бывает all, waits, hurries, returned и decided.")));
  const auto near = hurrying(context, db, *sight, view);
  const auto counted = states_in(db, *sight);
  Listed listed;
  listed.counts = Json::object();
  for (const Group& each : kGroups) {
    std::int64_t count = 0;
    for (const StateCount& of : counted) {
      const auto state = application::state_from(of.state);
      if (state && each.takes(*state, view)) count += of.count;
    }
    listed.counts[std::string(each.code)] = each.code == kHurries ? std::ssize(near) : count;
  }
  listed.page = group->code == kHurries ? page_of_hurrying(db, near, *page)
                                        : applications_in(db, *sight, states_of(*group, view), *page);
  return listed;
}

}  // namespace

std::optional<ApplicationSight> sight_of(const Context& context, const Viewer& viewer, std::string_view list) {
  ApplicationSight sight{.person = viewer.person, .before_region = states_before_region()};
  bool works = false;
  for (const access::Grant& grant : viewer.access_actor().grants) {
    if (access::list_of(grant.role) != list || list.empty()) continue;
    works = true;
    add_sight(context, grant, viewer.id, sight);
  }
  return works ? std::optional(std::move(sight)) : std::nullopt;
}

Response get_applications(Context& context, const Request& request, const Viewer& viewer) {
  const std::string_view view = request.query_value("view").value_or("mine");
  if (view != "mine" && view != "queue" && view != "centre" && view != "commission") {
    return Response::of(invalid("view", "unknown", say("Бывает mine, queue, centre и commission.")));
  }
  Json others = Json::array();
  const auto answer = look(context, [&](Db& db) -> Checked<Json> {
    auto listed = list_of(db, context, viewer, request, view);
    if (!listed) return std::unexpected(listed.error());
    Json items = Json::array();
    for (const ApplicationRow& row : listed->page.lines) {
      items.push_back(list_item_json(context, db, row, row.author == viewer.person));
      if (row.author != viewer.person) others.push_back(row.id);
    }
    Json json = page_json(std::move(items), listed->page.next, listed->page.total);
    if (!listed->counts.is_null()) json["counts"] = std::move(listed->counts);
    return json;
  });
  if (!answer) return Response::of(answer.error());
  if (!others.empty()) {
    const auto noted = note_viewed(
        context, viewer,
        {.kind = "applications.listed", .object = std::string(view), .details = {{"applications", others}}});
    if (!noted) return Response::of(noted.error());
  }
  return Response::json(*answer);
}

}  // namespace pochin::server
