// Lists: filtered before they are cut, page by page, with what there is in all.
#include <set>

#include "server/store/applications.h"
#include "server/store/audit.h"
#include "server/store/grants.h"
#include "server/store/ideas.h"
#include "server/store/invitations.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

void written(World& world, const std::function<void(Db&)>& work) {
  const auto done = change(world.api().context(), [&](Db& db) -> Checked<bool> {
    work(db);
    return true;
  });
  REQUIRE(done);
}

std::int64_t person(Db& db, const World& world, int number) {
  return remember_person(db, "77000" + std::to_string(number), world.now);
}

// Applications of many people as rows alone: lists read nothing else.
struct Many {
  std::string prefix = "m", state = "draft", municipality = "86500411";
  int count = 0, authors = 1, from = 0;
};
void add_many(World& world, const Many& many) {
  written(world, [&](Db& db) {
    const std::string version = world.api().context().practice("ppmi")->pack.version;
    for (int i = many.from; i < many.from + many.count; ++i) {
      ApplicationRow row{.id = many.prefix + std::to_string(i),
                         .practice = "ppmi",
                         .pack_version = version,
                         .municipality = many.municipality,
                         .author = person(db, world, i % many.authors),
                         .state = many.state,
                         .version = 1,
                         .answers = "{}",
                         .title = "Проект " + std::to_string(i),
                         .created = world.now,
                         .updated = {world.now.ms + 1000 + i / 2},  // two of one moment: the id decides
                         .changed_by = "Кто-то"};
      if (many.state != "draft" && many.state != "withdrawn") row.submitted = world.now;
      add_application(db, row);
    }
  });
}

std::vector<std::string> all_pages(Person& who, const std::string& list, int limit) {
  std::vector<std::string> ids;
  std::string cursor;
  for (int pages = 0; pages < 100; ++pages) {
    const auto page = who.get(list + "&limit=" + std::to_string(limit) + cursor);
    INFO(page.text);
    REQUIRE(page.status() == 200);
    for (const auto& item : page.body["items"]) ids.push_back(item["id"]);
    if (page.body["next"].is_null()) {
      CHECK(page.body["total"] == ids.size());
      return ids;
    }
    cursor = "&cursor=" + page.body["next"].get<std::string>();
  }
  FAIL("the list does not end");
  return ids;
}

std::int64_t total(Person& who, const std::string& list) {
  const auto answer = who.get(list);
  INFO(answer.text);
  REQUIRE(answer.status() == 200);
  return answer.body["total"];
}

void forget_row(World& world, const std::string& id) {
  written(world, [&](Db& db) { db.run("DELETE FROM applications WHERE id = ?", id); });
}

}  // namespace

TEST_CASE("550 drafts of 11 residents take nothing from a clerk's queue") {
  World world;
  Person clerk = world.clerk();
  const std::int64_t before = total(clerk, "/api/v1/applications?view=queue");
  REQUIRE(before > 0);
  add_many(world, {.count = 550, .authors = 11});
  const auto queue = clerk.get("/api/v1/applications?view=queue");
  CHECK(static_cast<std::int64_t>(queue.body["items"].size()) == before);
  CHECK(queue.body["total"] == before);
}

TEST_CASE("a queue of hundreds comes page by page, each once, and the filter counts on the server") {
  World world;
  Person clerk = world.clerk();
  const auto before = clerk.get("/api/v1/applications?view=queue").body["counts"];
  add_many(world, {.state = "submitted_to_municipality", .count = 120});
  add_many(world, {.prefix = "r", .state = "returned_for_revision", .count = 7});
  add_many(world, {.prefix = "w", .state = "withdrawn", .count = 9});
  const auto counts = clerk.get("/api/v1/applications?view=queue").body["counts"];
  CHECK(counts["waits"] == before["waits"].get<int>() + 120);
  CHECK(counts["returned"] == before["returned"].get<int>() + 7);
  CHECK(counts["all"] == before["all"].get<int>() + 127);
  CHECK(counts["decided"] == before["decided"]);
  for (const char* filter : {"all", "waits", "returned", "decided", "hurries"}) {
    const auto ids = all_pages(clerk, std::string("/api/v1/applications?view=queue&filter=") + filter, 50);
    CHECK(std::set(ids.begin(), ids.end()).size() == ids.size());
    CHECK(counts[filter] == ids.size());
  }
  CHECK(clerk.get("/api/v1/applications?view=queue").body["items"].size() == 50);
  for (const char* bad : {"filter=mine", "limit=0", "limit=1000", "cursor=x", "cursor=.a"})
    CHECK(clerk.get(std::string("/api/v1/applications?view=queue&") + bad).status() == 422);
}

TEST_CASE("a search asks the whole list: words in any order, of the title, the number, the author and the place") {
  World world;
  Person clerk = world.clerk();
  add_many(world, {.state = "submitted_to_municipality", .count = 120});
  const auto found = [&](const std::string& words) {
    return total(clerk, "/api/v1/applications?view=queue&q=" + words);
  };
  CHECK(found("%D0%BF%D1%80%D0%BE%D0%B5%D0%BA%D1%82%207%20") > 0);                       // «проект 7 »
  CHECK(found("7%20%D0%9F%D0%A0%D0%9E%D0%95%D0%9A%D0%A2") > 0);                          // «7 ПРОЕКТ»
  CHECK(found("%D0%B7%D0%B0%D1%80%D0%B5%D1%87%D0%B5%D0%BD%D1%81%D0%BA") >= 120);         // «зареченск»
  CHECK(found("%D0%BD%D0%B8%D1%87%D0%B5%D0%B3%D0%BE%20%D1%82%D0%B0%D0%BA%D0%BE") == 0);  // «ничего тако»
  CHECK(clerk.get("/api/v1/applications?view=queue&q=" + std::string(201, 'a')).status() == 422);
}

TEST_CASE("a cursor whose record is gone goes on behind its place") {
  World world;
  add_many(world, {.count = 30});
  Person author = world.login("770000", "Авторова Яна", "Авторова Я.");
  const auto first = author.get("/api/v1/applications?view=mine&limit=10").body;
  REQUIRE(first["items"].size() == 10);
  forget_row(world, first["items"][9]["id"]);
  const auto second = author.get("/api/v1/applications?view=mine&limit=10&cursor=" + first["next"].get<std::string>());
  REQUIRE(second.status() == 200);
  std::set<std::string> seen;
  for (const auto& body : {first, second.body})
    for (const auto& item : body["items"]) seen.insert(item["id"]);
  CHECK(seen.size() == 20);
  CHECK(world.visitor().get("/api/v1/projects?cursor=1.%D0%9F").status() == 200);
}

TEST_CASE("ideas come page by page and are counted") {
  World world;
  written(world, [&](Db& db) {
    for (int i = 0; i < 230; ++i) {
      const std::string author = person_id(person(db, world, i));
      const auto made =
          application::create_idea("i" + std::to_string(i), "86500411", {author, "Автор", {"author"}},
                                   {"Лавочка " + std::to_string(i), "Негде сесть", "у пруда", "", {}}, world.now);
      application::Idea idea;
      application::apply(idea, made);
      REQUIRE(store_idea(db, idea, made, person(db, world, i)));
    }
  });
  written(world, [&](Db& db) { db.run("UPDATE ideas SET state = 'published', published_at = updated_at"); });
  Person visitor = world.visitor();
  const auto ids = all_pages(visitor, "/api/v1/ideas?view=public", 100);
  CHECK(ids.size() == 230);
  CHECK(std::set(ids.begin(), ids.end()).size() == 230);
  CHECK(total(visitor, "/api/v1/ideas?q=%D0%9B%D0%90%D0%92%D0%9E%D0%A7%D0%9A%D0%90%20229") == 1);
}

TEST_CASE("more than five hundred grants and invitations are all there, found and taken away") {
  World world;
  written(world, [&](Db& db) {
    give_grant(db, {"4100000001", "system_admin", "", "Администратор", ""}, "test", world.now);
    for (int i = 0; i < 620; ++i) {
      give_grant(db, {"88000" + std::to_string(i), "polling_operator", "ppmi", "Оператор", ""}, "test",
                 {world.now.ms - 1000 * i});
      add_invitation(db, {.id = "i" + std::to_string(i),
                          .code_hash = sha256_bytes(std::to_string(i)),
                          .role = i % 2 == 0 ? "polling_operator" : "municipal_operator",
                          .scope = i % 2 == 0 ? "ppmi" : "86500411",
                          .title = "Роль",
                          .invited_by = "test",
                          .created = {world.now.ms - i},
                          .expires = later(world.now, std::chrono::hours(72))});
    }
  });
  Person admin = world.login("4100000001", "Админов Пётр", "Админов П.");
  const auto grants = all_pages(admin, "/api/v1/grants?q=", 200);
  CHECK(grants.size() > 620);
  // The oldest of all can be taken away: it is found by its number, not among the first hundreds.
  CHECK(admin.send("POST", "/api/v1/grants/" + grants.back() + "/revoke", std::string()).status() == 200);
  CHECK(total(admin, "/api/v1/grants?q=") == static_cast<std::int64_t>(grants.size()) - 1);
  CHECK(admin.send("POST", "/api/v1/grants/g999999/revoke", std::string()).status() == 404);
  Person clerk = world.clerk();
  const auto invited = all_pages(clerk, "/api/v1/invitations?state=open", 100);
  CHECK(invited.size() == 310);  // of the own municipality: those of others do not take their place
  CHECK(clerk.get("/api/v1/invitations?state=closed").body["total"] == 0);
  CHECK(clerk.get("/api/v1/invitations?state=none").status() == 422);
}

TEST_CASE("an export of one's own data leaves out nothing of a long life") {
  World world;
  Person resident = world.resident();
  const auto id = resident.get("/api/v1/session").body["person"]["id"].get<std::string>();
  written(world, [&](Db& db) {
    for (int i = 0; i < 1100; ++i) audit(db, {.kind = "answers.saved", .actor = id, .object = "a1", .at = world.now});
  });
  CHECK(resident.get("/api/v1/me/data").body["actions"].size() >= 1100);
}

TEST_CASE("the log says how many lines a filter has, once for its pages") {
  World world;
  Person resident = world.resident();
  const auto id = resident.get("/api/v1/session").body["person"]["id"].get<std::string>();
  written(world, [&](Db& db) {
    for (int i = 0; i < 120; ++i) audit(db, {.kind = "answers.saved", .actor = id, .object = "a1", .at = world.now});
  });
  const auto first = resident.get("/api/v1/audit?kind=answers.").body;
  CHECK(first["total"] == 120);
  CHECK(first["items"].size() == 50);
  const auto next = resident.get("/api/v1/audit?kind=answers.&cursor=" + first["next"].get<std::string>()).body;
  CHECK(next["total"].is_null());
  CHECK(next["items"].size() == 50);
}

TEST_CASE("fifty applications that nobody has decided about are the limit of a cycle; withdrawn ones take no place") {
  World world;
  add_many(world, {.prefix = "w", .state = "withdrawn", .count = 60});
  add_many(world, {.prefix = "l", .state = "not_selected", .count = 60});
  add_many(world, {.count = 49});
  Person author = world.login("770000", "Авторова Яна", "Авторова Я.");
  CHECK(author.create().status() == 201);
  const auto refused = author.create();
  CHECK(refused.status() == 409);
  CHECK(refused.code() == "too_many");
  forget_row(world, "m1");
  CHECK(author.create().status() == 201);
}
