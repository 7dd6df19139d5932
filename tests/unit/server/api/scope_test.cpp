// How far a role reaches: a star is everything, a district holds its settlements; in lists, on cards, in commissions
// and invitations alike.
#include "server/store/commissions.h"
#include "server/store/people.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

constexpr const char* kOid = "4100000009";

Person serving(World& world, const std::string& role, const std::string& scope) {
  world.grant(kOid, role, scope);
  return world.login(kOid, "Районов Олег", "Районов О.");
}

std::vector<std::string> ids_of(Person& who, const std::string& list) {
  const auto answer = who.get(list);
  INFO(answer.text);
  REQUIRE(answer.status() == 200);
  std::vector<std::string> ids;
  for (const auto& item : answer.body["items"]) ids.push_back(item["id"]);
  return ids;
}

bool has(const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) != ids.end(); }

}  // namespace

TEST_CASE("a star reaches every municipality and every practice: the lists are not empty") {
  World world;
  Person author = world.resident();
  const std::string id = submit_full(author).id;
  Person everywhere = serving(world, "municipal_operator", "*");
  CHECK(has(ids_of(everywhere, "/api/v1/applications?view=queue"), id));
  World other;
  Person centre = serving(other, "project_centre_operator", "*"), usual = other.centre();
  const auto expected = ids_of(usual, "/api/v1/applications?view=centre");
  REQUIRE_FALSE(expected.empty());
  CHECK(ids_of(centre, "/api/v1/applications?view=centre") == expected);
  const auto roles = centre.get("/api/v1/session").body["person"]["roles"];
  const auto role =
      std::ranges::find_if(roles, [](const auto& each) { return each["role"] == "project_centre_operator"; });
  REQUIRE(role != roles.end());
  CHECK((*role)["home"] == "ppmi");  // where /work/rating/ leads, never «*»
  CHECK((*role)["place"] == "Все практики");
}

TEST_CASE("a district's grant reaches its settlements: list, card, action, invitation") {
  World world;
  Person author = world.resident();
  const Submitted made = submit_full(author);  // in the settlement 86500411
  Person district = serving(world, "municipal_operator", "86500000");
  CHECK(has(ids_of(district, "/api/v1/applications?view=queue"), made.id));
  const auto card = district.get("/api/v1/applications/" + made.id);
  CHECK(card.status() == 200);
  CHECK_FALSE(card.body["actions"].empty());
  const auto offers = district.get("/api/v1/invitations").body["may_give"];
  CHECK(offers.dump().find("86500411") != std::string::npos);
  CHECK(offers.dump().find("86510000") == std::string::npos);  // of another district
  CHECK(
      district.send("POST", "/api/v1/invitations", {{"role", "municipal_operator"}, {"scope", "86500411"}}).status() ==
      201);
  CHECK(
      district.send("POST", "/api/v1/invitations", {{"role", "municipal_operator"}, {"scope", "86510000"}}).status() ==
      403);
}

TEST_CASE("a settlement's grant reaches neither its neighbour nor the district around it") {
  World world;
  Person author = world.resident();
  const std::string id = submit_full(author).id;
  Person neighbour = serving(world, "municipal_operator", "86500415");
  CHECK_FALSE(has(ids_of(neighbour, "/api/v1/applications?view=queue"), id));
  CHECK(neighbour.get("/api/v1/applications/" + id).status() == 404);
}

TEST_CASE(
    "a commission that a settlement forms is seen by the district around it before it works, not by a neighbour") {
  World world;
  Person head = serving(world, "municipal_head", "86500000");
  world.grant("4100000010", "municipal_head", "86500415");
  Person neighbour = world.login("4100000010", "Соседов Яков", "Соседов Я.");
  const auto made = change(world.api().context(), [&](Db& db) -> Checked<bool> {
    CommissionRow row{
        .id = "k1", .practice = "ppmi", .cycle = "2027", .municipality = "86500411", .created = world.now};
    row.created_by = remember_person(db, kOid, world.now);
    row.body.title = "Комиссия";
    add_commission(db, row);
    return true;
  });
  REQUIRE(made);
  CHECK(head.get("/api/v1/commissions/k1").status() == 200);
  CHECK(neighbour.get("/api/v1/commissions/k1").status() == 404);
  CHECK(head.get("/api/v1/practices/ppmi/commissions").body["items"].size() == 1);
}
