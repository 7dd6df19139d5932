#include "client/screens/kit/rights.h"

#include <nlohmann/json.hpp>

#include "client/app/work_list.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {

using access::Action;
using access::Object;
using access::Part;

namespace {

bool allowed_by_one(const app::State& state, Action action, const access::Target& target, bool with_scope) {
  for (const app::RoleOfPerson& one : state.session.roles) {
    const auto role = access::role_from(one.role);
    if (!role) continue;
    access::Target asked = target;
    if (with_scope) {
      asked.practice = one.scope;
      asked.territories = {one.scope};
    }
    if (access::grant_allows({*role, one.scope}, state.session.person_id, action, asked)) return true;
  }
  return false;
}

}  // namespace

bool may_somewhere(const app::State& state, Action action, Object object, Part part) {
  return allowed_by_one(state, action, {.object = object, .part = part}, true);
}

bool may_everywhere(const app::State& state, Action action, Object object, Part part) {
  return allowed_by_one(state, action, {.object = object, .part = part}, false);
}

bool serves(const app::State& state) { return state.session.roles.size() > 1; }  // a resident is one
bool has_staff(const app::State& state) {
  return may_somewhere(state, Action::read, Object::users) || may_somewhere(state, Action::invite, Object::users);
}
bool has_installation(const app::State& state) {
  return may_everywhere(state, Action::read, Object::audit_log, Part::technical);
}
bool has_queue(const app::State& state) { return !app::list_of_work(state.session).empty(); }

std::vector<std::pair<std::string, std::string>> ratings(const app::State& state) {
  std::vector<std::pair<std::string, std::string>> out;
  const app::Resource* portal = state.find(app::portal_path());
  if (portal == nullptr || !portal->usable()) return out;
  for (const Json& practice : app::items(*portal->body, "practices")) {
    const std::string id = app::text(practice, "id");
    const access::Target target{.object = Object::auto_score, .practice = id};
    for (const app::RoleOfPerson& one : state.session.roles) {
      const auto role = access::role_from(one.role);
      if (!role || !access::grant_allows({*role, one.scope}, state.session.person_id, Action::read, target)) continue;
      out.emplace_back(id, app::text(practice, "title"));
      break;
    }
  }
  return out;
}

void open_tiles(
    const app::State& state,
    const std::function<void(std::string_view, const std::string&, std::string_view, const std::string&)>& each) {
  if (state.program == nullptr) return;
  for_each_scene(*state.program, [&](const Scene& scene) {
    const Tile& tile = scene.tile;
    if (tile.open == nullptr) return;
    if (tile.open(state)) each(tile.key, say(tile.title), tile.text, app::format_route({scene.screen}));
    if (scene.screen != app::Screen::Queue) return;
    for (const auto& [id, title] : ratings(state))
      each("rating_" + id, say("Рейтинг: ") + typeset(title), "Порядок заявок, баллы и граница финансирования.",
           app::format_route({app::Screen::Rating, id}));
  });
}

void not_yours(const View& view, std::string_view for_whom) {
  view.ui.title(say("Эта страница вам недоступна"));
  view.ui.paragraph("why", say(for_whom));
  {
    const auto list = view.ui.list("roles", say("Ваши роли"));
    int index = 0;
    for (const app::RoleOfPerson& one : view.state.session.roles) {
      const auto item = view.ui.item("r" + std::to_string(index++));
      view.ui.paragraph("role", say("Ваша роль: ") + typeset(join(one.title, ", ", one.place)));
    }
  }
  const auto box = view.ui.section("open", say("Что вам открыто"));
  {
    const auto list = view.ui.list("list", say("Что вам открыто"));
    const auto way = [&](std::string_view key, const std::string& title, std::string_view href) {
      const auto item = view.ui.item(key);
      view.link("link", title, href);
    };
    open_tiles(view.state, [&](std::string_view key, const std::string& title, std::string_view,
                               const std::string& href) { way(key, title, href); });
    way("my", say("Мои заявки"), href_of(app::Screen::My));
  }
  const std::string& phone = view.state.session.phone;
  view.ui.paragraph("ask",
                    say("Другую роль даёт тот, кто приглашает сотрудников: администратор практики или портала. ") +
                        typeset(join(view.state.session.centre, ", ", phone)) + ".",
                    {.secondary = true});
}

bool shut(const View& view, const std::string& path, std::string_view for_whom) {
  const app::Resource* resource = view.state.find(path);
  if (resource == nullptr || resource->load != app::Load::Failed || resource->status != 403) return false;
  not_yours(view, for_whom);
  return true;
}

}  // namespace pochin::screens
