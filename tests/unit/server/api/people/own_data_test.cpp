// What a person may ask about themselves: sessions, consent, export, erasure.
#include <fstream>

#include "server/store/people.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

std::int64_t count(World& world, const std::string& sql) {
  return look(world.api().context(), [&](Db& db) -> Checked<std::int64_t> { return db.count(sql); }).value();
}

void with_consent(World& world, const std::string& version = "1") {
  world.api().context().consent = {{"document", "personal_data"},
                                   {"version", version},
                                   {"title", "Согласие"},
                                   {"text", "Даю согласие, версия " + version}};
}

}  // namespace

TEST_CASE("two sessions of one person are listed, and one ends the other") {
  World world;
  Person home = world.resident(), phone = world.resident();
  const auto list = home.get("/api/v1/sessions").body["items"];
  REQUIRE(list.size() == 2);
  for (const auto& session : list) {
    if (session["current"] == true) continue;
    CHECK(home.send("DELETE", "/api/v1/sessions/" + session["id"].get<std::string>(), std::string()).status() == 204);
  }
  CHECK(phone.get("/api/v1/sessions").status() == 401);
  CHECK(home.get("/api/v1/sessions").body["items"].size() == 1);
}

TEST_CASE("logging out everywhere ends every session of this person and nobody else's") {
  World world;
  Person home = world.resident(), phone = world.resident(), neighbour = world.neighbour();
  CHECK(home.send("POST", "/auth/logout-everywhere", std::string()).status() == 204);
  CHECK(home.get("/api/v1/sessions").status() == 401);
  CHECK(phone.get("/api/v1/sessions").status() == 401);
  CHECK(neighbour.get("/api/v1/sessions").status() == 200);
}

TEST_CASE("nobody ends another's session by its name") {
  World world;
  Person home = world.resident(), neighbour = world.neighbour();
  const std::string id = home.get("/api/v1/sessions").body["items"][0]["id"];
  CHECK(neighbour.send("DELETE", "/api/v1/sessions/" + id, std::string()).status() == 404);
  CHECK(home.get("/api/v1/sessions").status() == 200);
}

TEST_CASE("a consent is given to one version of the text and must be given to the next anew") {
  World world;
  with_consent(world);
  Person resident = world.resident();
  CHECK(resident.get("/api/v1/consent").body["given"] == false);
  CHECK(resident.send("POST", "/api/v1/consent", {{"version", "1"}}).status() == 201);
  CHECK(resident.get("/api/v1/consent").body["given"] == true);
  with_consent(world, "2");
  world.now.ms += 1000;
  CHECK(resident.get("/api/v1/consent").body["given"] == false);
  CHECK(resident.send("POST", "/api/v1/consent", {{"version", "1"}}).names("version"));
  CHECK(resident.send("POST", "/api/v1/consent", {{"version", "2"}}).status() == 201);
  CHECK(resident.send("DELETE", "/api/v1/consent", std::string()).status() == 204);
  CHECK(resident.get("/api/v1/consent").body["given"] == false);
  CHECK(count(world, "SELECT count(*) FROM consents") == 2);
}

TEST_CASE("an export holds what the portal knows of the person and nothing of others") {
  World world;
  with_consent(world);
  Person resident = world.login("1000000001", "Ильина Мария Сергеевна", "Ильина М. С.", "",
                                {.confirmed = true, .born = make_date(1985, 3, 14)});
  Person neighbour = world.neighbour();
  (void)submit_full(resident);
  CHECK(resident.send("POST", "/api/v1/consent", {{"version", "1"}}).status() == 201);
  const auto data = resident.get("/api/v1/me/data");
  REQUIRE(data.status() == 200);
  CHECK(data.body["login"]["born"] == "1985-03-14");
  CHECK(data.body["login"]["residence"]["assurance"] == "declared");
  REQUIRE(data.body["applications"].size() >= 1);
  CHECK(data.body["consents"].size() == 1);
  CHECK_FALSE(data.body["actions"].empty());
  CHECK(data.text.find("1000000001") == std::string::npos);
  CHECK(neighbour.get("/api/v1/me/data").text.find("Ремонт колодца") == std::string::npos);
}

TEST_CASE("a resident who left only drafts is forgotten with them") {
  World world;
  Person newcomer = world.login("1000000777", "Зимина Яна", "Зимина Я.");
  const auto made = newcomer.create();
  REQUIRE(made.status() == 201);
  const std::string id = made.body["id"];
  (void)newcomer.upload(id, "estimate");
  REQUIRE(newcomer.patch(id, made.etag(), {{"name", "Тайный черновик"}}).status() == 200);
  const auto erased = newcomer.send("POST", "/api/v1/me/erasure", std::string());
  INFO(erased.text);
  REQUIRE(erased.status() == 200);
  CHECK(erased.body["erased"] == true);
  CHECK(newcomer.get("/api/v1/me/data").status() == 401);
  CHECK(count(world, "SELECT count(*) FROM application_events WHERE application = '" + id + "'") == 0);
  CHECK(count(world, "SELECT count(*) FROM people WHERE name LIKE 'Зимина%'") == 0);
  CHECK(world.login("1000000777", "Зимина Яна", "Зимина Я.").get("/api/v1/applications").body["items"].empty());
}

TEST_CASE("a submitted application stays with its history, and the person is told why") {
  World world;
  Person author = world.login("1000000778", "Осина Инна", "Осина И.");
  const std::string id = submit_full(author).id;
  const auto answer = author.send("POST", "/api/v1/me/erasure", std::string());
  CHECK(answer.body["erased"] == false);
  const std::string kept = answer.body["kept"].dump();
  CHECK(kept.find("поданные заявки") != std::string::npos);
  CHECK(kept.find("журнал действий") != std::string::npos);
  CHECK(kept.find("роли") == std::string::npos);  // this person has none
  CHECK(world.clerk().get("/api/v1/applications/" + id).status() == 200);
  CHECK(author.get("/api/v1/sessions").status() == 401);
}

TEST_CASE("staff are not erased while they serve") {
  World world;
  CHECK(world.clerk().send("POST", "/api/v1/me/erasure", std::string()).code() == "has_roles");
}

TEST_CASE("history cannot be deleted by anything but the erasure of its own drafts") {
  World world;
  Person author = world.resident();
  const std::string id = submit_full(author).id;
  const auto tried = world.api().context().store->write([&](Db& db) -> Result<bool> {
    db.run("DELETE FROM application_events WHERE application = ?", id);
    return true;
  });
  CHECK_FALSE(tried.has_value());
}

TEST_CASE("a resident who has not come for long is forgotten by the clock, an author is not") {
  World world;
  Person author = world.login("1000000778", "Осина Инна", "Осина И.");
  (void)submit_full(author);
  (void)world.login("1000000779", "Мимоходов Лев", "Мимоходов Л.");
  const auto known = [&] { return count(world, "SELECT count(*) FROM people WHERE erased_at IS NULL"); };
  const auto before = known();
  REQUIRE(world.api().forget_overdue());
  CHECK(known() == before);
  world.now.ms += std::int64_t{366} * 86'400'000;
  REQUIRE(world.api().forget_overdue());
  CHECK(known() < before);
  CHECK(world.login("1000000778", "Осина Инна", "Осина И.").get("/api/v1/applications").body["items"].size() == 1);
}

namespace {

std::string idea_of(Person& who, const std::string& title) {
  const auto made = who.send("POST", "/api/v1/ideas",
                             {{"municipality", "86500411"},
                              {"title", title},
                              {"problem", "Темно. Звоните мне: +7 (900) 123-45-67, osina@example.org"},
                              {"place", "ул. Луговая, у дома 5"}});
  INFO(made.text);
  REQUIRE(made.status() == 201);
  return made.body["id"];
}

std::string published(World& world, Person& who, const std::string& title) {
  world.grant("4100000031", "moderator", "");
  Person moderator = world.login("4100000031", "Модеров Ян", "Модеров Я.");
  const std::string id = idea_of(who, title), path = "/api/v1/ideas/" + id + "/actions/";
  REQUIRE(who.send("POST", path + "submit", nlohmann::json::object()).status() == 200);
  for (const char* action : {"take", "publish"})
    REQUIRE(moderator.send("POST", path + action, nlohmann::json::object()).status() == 200);
  return id;
}

}  // namespace

TEST_CASE("erasure reaches ideas: a draft goes, a published one stays without its author and their phone") {
  World world;
  Person author = world.login("1000000778", "Осина Инна Павловна", "Осина И. П.");
  (void)submit_full(author);  // so that the account stays
  const std::string shown = published(world, author, "Фонарь у школы"), draft = idea_of(author, "Черновик");
  REQUIRE(author.send("POST", "/api/v1/me/erasure", std::string()).status() == 200);
  CHECK(count(world, "SELECT count(*) FROM ideas WHERE id = '" + draft + "'") == 0);
  CHECK(count(world, "SELECT count(*) FROM idea_events WHERE idea = '" + draft + "'") == 0);
  CHECK(count(world,
              "SELECT count(*) FROM idea_events WHERE body LIKE '%Осина%' OR body LIKE '%123-45-67%' OR body LIKE "
              "'%osina@%'") == 0);
  const auto seen = world.visitor().get("/api/v1/ideas/" + shown);
  CHECK(seen.status() == 200);
  CHECK(seen.body["title"] == "Фонарь у школы");
  Person again = world.login("1000000778", "Осина Инна Павловна", "Осина И. П.");
  CHECK(again.get("/api/v1/ideas?view=mine").body["items"].empty());
  CHECK(again.get("/api/v1/applications").body["items"].size() == 1);
}

TEST_CASE("who was erased and comes back supports an idea once, not twice") {
  World world;
  Person author = world.neighbour();
  const std::string id = published(world, author, "Фонарь у школы");
  const auto support = [&](const char* oid) {
    Person one = world.login(oid, "Зимина Яна", "Зимина Я.");
    return one.send("POST", "/api/v1/ideas/" + id + "/support", {{"support", true}}).body["supporters"];
  };
  CHECK(support("1000000777") == 1);
  CHECK(
      world.login("1000000777", "Зимина Яна", "Зимина Я.").send("POST", "/api/v1/me/erasure", std::string()).status() ==
      200);
  CHECK(world.visitor().get("/api/v1/ideas/" + id).body["supporters"] == 0);
  CHECK(support("1000000777") == 1);
  CHECK(support("1000000776") == 2);
}

TEST_CASE("drafts go though the submitted application stays, and with them what was answered to a repeat") {
  World world;
  Person author = world.login("1000000778", "Осина Инна", "Осина И.");
  const std::string sent = submit_full(author).id;
  const auto made = author.create();
  const std::string draft = made.body["id"];
  REQUIRE(author.patch(draft, made.etag(), {{"name", "Тайный черновик"}}).status() == 200);
  REQUIRE(author.send("POST", "/api/v1/me/erasure", std::string()).status() == 200);
  CHECK(count(world, "SELECT count(*) FROM applications WHERE id = '" + draft + "'") == 0);
  CHECK(count(world, "SELECT count(*) FROM application_events WHERE application = '" + draft + "'") == 0);
  CHECK(count(world, "SELECT count(*) FROM application_events WHERE application = '" + sent + "'") > 0);
  CHECK(count(world,
              "SELECT count(*) FROM idempotency_keys k JOIN people p ON p.id = k.person_id WHERE p.name = "
              "'Осина Инна'") == 0);
}

TEST_CASE("one's own data names ideas, sessions, support and what else there is of the person, and nobody else") {
  World world;
  Person author = world.login("1000000778", "Осина Инна", "Осина И."), neighbour = world.neighbour();
  const std::string id = published(world, author, "Фонарь у школы");
  REQUIRE(neighbour.send("POST", "/api/v1/ideas/" + id + "/support", {{"support", true}}).status() == 200);
  const auto data = author.get("/api/v1/me/data").body;
  REQUIRE(data["ideas"].size() == 1);
  CHECK(data["ideas"][0]["problem"].get<std::string>().find("Темно") != std::string::npos);
  CHECK(data["sessions"].size() == 1);
  const auto other = neighbour.get("/api/v1/me/data");
  CHECK(other.body["ideas"].empty());
  REQUIRE(other.body["other"]["supported_ideas"].size() == 1);
  CHECK(other.body["other"]["supported_ideas"][0]["idea"] == id);
  CHECK(other.text.find("Осина") == std::string::npos);
}
