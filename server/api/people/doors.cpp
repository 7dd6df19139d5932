#include "server/api/people/doors.h"

#include "server/api/handling/error_page.h"
#include "server/api/people/door_config.h"
#include "server/api/people/people.h"
#include "server/auth/encoding.h"
#include "server/auth/gost_engine.h"
#include "server/ops/text_file.h"
#include "server/store/people.h"
#include "shared/access/role.h"

namespace pochin::server {
namespace {

std::expected<auth::DemoDoor, std::string> demo_door(const Config& config) {
  if (!config.demo()) return std::unexpected(say("demo_login.enabled: вход без Госуслуг возможен только в demo"));
  const auto text = read_text_file(config.demo_login.people);
  if (!text) return std::unexpected(tr("demo_login.people: не прочитать {}", config.demo_login.people));
  auto people = auth::read_demo_people(*text);
  if (!people) return std::unexpected(tr("{}: {}", config.demo_login.people, people.error()));
  return auth::DemoDoor({.people_page = config.public_url + "/auth/demo/people",
                         .redirect_uri = config.public_url + "/auth/demo/callback",
                         .people = *std::move(people)});
}

const auth::DemoDoor* demo_door(const Context& context) {
  const auth::Connector* door = auth::find(context.connectors, "demo");
  return door == nullptr ? nullptr : std::get_if<auth::DemoDoor>(door);
}

Response get_people(Context& context, const Request& request) {
  const auth::DemoDoor* door = demo_door(context);
  const auto state = auth::callback_state(request.query);
  if (door == nullptr || !state) return Response::of(not_found());
  headless::Message page{.title = say("Демонстрационный вход"),
                         .paragraphs = {say("Это не Госуслуги. Люди вымышлены, голоса недействительны.")}};
  for (const auth::DemoPerson& person : door->config().people)
    page.ways.push_back({.text = person.identity.full_name(),
                         .href = "/auth/demo/callback?" + auth::form_encode({{"state", *state}, {"code", person.id}}),
                         .about = person.about});
  return said_page(context, 200, std::move(page));
}

}  // namespace

std::expected<std::vector<auth::Connector>, std::string> open_doors(const Config& config) {
  std::vector<auth::Connector> doors;
  if (config.esia.enabled) {
    auto esia = auth::Esia::open(esia_config_of(config));
    if (!esia) return std::unexpected(esia.error());
    doors.emplace_back(*std::move(esia));
  }
  if (config.oidc.enabled) {
    const auth::OidcConfig oidc = oidc_config_of(config);
    const bool gost = std::ranges::find(oidc.algorithms, "GOST3410_2012_256") != oidc.algorithms.end();
    if (gost)
      if (auto engine = auth::load_gost_engine(config.esia.gost_engine); !engine)
        return std::unexpected(engine.error());
    doors.emplace_back(auth::Oidc(oidc));
  }
  if (config.demo_login.enabled) {
    auto door = demo_door(config);
    if (!door) return std::unexpected(door.error());
    doors.emplace_back(*std::move(door));
  }
  return doors;
}

std::expected<void, std::string> grant_demo_people(Context& context) {
  const auth::DemoDoor* door = demo_door(context);
  if (door == nullptr) return {};
  const auto given = change(context, [&](Db& db) -> Checked<bool> {
    for (const auth::DemoPerson& person : door->config().people) {
      for (const std::string& grant : person.grants) {
        const std::string role = grant.substr(0, grant.find('@'));
        const auto known = access::role_from(role);
        if (!known) return std::unexpected(bad_request(tr("роли «{}» нет", role)));
        const std::string scope = grant.find('@') == std::string::npos ? "" : grant.substr(grant.find('@') + 1);
        give_grant(db, {"demo:" + person.id, role, scope, std::string(access::title_of(*known)), ""}, "demo",
                   context.now());
      }
    }
    return true;
  });
  if (!given) return std::unexpected(given.error().detail);
  return {};
}

std::span<const Route> demo_login_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/auth/demo/people", "Кого можно выбрать в демонстрационном входе", anybody, kEveryone, get_people,
          {.queries = {{.name = "state"}},
           .answers = {.about = "Список", .type = "text/html"},
           .refusals = {{404}},
           .options = {.max_body = 0}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
