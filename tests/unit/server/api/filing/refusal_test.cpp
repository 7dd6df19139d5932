#include <set>

#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

TEST_CASE("other people's applications are not there, for reading as for writing") {
  World world;
  Person resident = world.resident();
  Person neighbour = world.neighbour();
  const auto created = resident.create();
  const std::string path = "/api/v1/applications/" + created.body["id"].get<std::string>();
  const auto missing = neighbour.get("/api/v1/applications/a000000000000000000");
  const auto foreign = neighbour.get(path);
  CHECK(foreign.status() == 404);
  CHECK(foreign.text == missing.text);
  CHECK(neighbour.patch(created.body["id"], created.etag(), {{"name", "Чужое"}}).status() == 404);
  CHECK(neighbour.act(created.body["id"], created.etag(), "withdraw", {{"comment", "x"}}).status() == 404);
  CHECK(neighbour.send("POST", path + "/files", {{"field", "estimate"}, {"name", "a.pdf"}, {"size", 5}}).status() ==
        404);
  // A draft is nobody's but its author's: not the clerk's either.
  CHECK(world.clerk().get(path).status() == 404);
  CHECK(resident.get(path).etag() == created.etag());
}

TEST_CASE("without login 401, without the token or from another site 403, and nothing is changed") {
  World world;
  Person resident = world.resident();
  const auto created = resident.create();
  const std::string path = "/api/v1/applications/" + created.body["id"].get<std::string>();
  CHECK(world.visitor().get("/api/v1/applications").status() == 401);
  CHECK(world.visitor().create().status() == 401);
  CHECK(world.visitor().get("/api/v1/practices/ppmi/rating").status() == 401);
  CHECK(resident.get("/api/v1/practices/ppmi/rating").status() == 403);
  CHECK(resident.get("/api/v1/applications?view=queue").status() == 403);
  const nlohmann::json body{{"set", {{"name", "Подмена"}}}};
  for (const Person::Headers& headers :
       {Person::Headers{{"X-CSRF-Token", "wrong"}, {"If-Match", created.etag()}},
        Person::Headers{{"X-CSRF-Token", ""}, {"If-Match", created.etag()}},
        Person::Headers{{"Origin", "http://evil.test"}, {"If-Match", created.etag()}}}) {
    const auto refused = resident.send("PATCH", path + "/answers", body, headers);
    CHECK(refused.status() == 403);
    CHECK(refused.problem());
  }
  CHECK(resident.get(path).etag() == created.etag());
}

TEST_CASE("saving says what is wrong with which field") {
  World world;
  Person resident = world.resident();
  const auto created = resident.create();
  const std::string id = created.body["id"];
  const std::string path = "/api/v1/applications/" + id + "/answers";
  struct Case {
    nlohmann::json body;
    std::string field;
  };
  const std::vector<Case> cases{
      {{{"set", {{"no_such_field", "1"}}}}, "no_such_field"},
      {{{"set", {{"name", 5}}}}, "name"},
      {{{"set", {{"plan", "text"}}}}, "plan"},
      {{{"set", {{"cost_total", "1"}}}}, "cost_total"},
      {{{"set", "text"}}, "set"},
      {{{"unset", {"no_such_field"}}}, "no_such_field"},
      {{{"unset", 5}}, "unset"},
      {{{"extra", 1}}, "extra"},
      {{{"set", {{"estimate", {{{"id", "fXXXX"}, {"name", "a"}, {"type", ""}, {"size", 1}}}}}}}, "estimate"},
  };
  for (const Case& c : cases) {
    const auto refused = resident.send("PATCH", path, c.body, {{"If-Match", created.etag()}});
    INFO(c.body.dump() << " → " << refused.text);
    CHECK(refused.status() == 422);
    CHECK(refused.problem());
    CHECK(refused.names(c.field));
  }
  CHECK(resident.send("PATCH", path, std::string("{\"set\":{\"name\":\"\xff\"}}"), {{"If-Match", created.etag()}})
            .status() == 400);
  CHECK(resident.patch(id, created.etag(), {{"points_plus", "5"}}).status() == 403);
  CHECK(resident.send("PATCH", path, std::string("{"), {{"If-Match", created.etag()}}).status() == 400);
  CHECK(resident.send("PATCH", path, std::string("[]"), {{"If-Match", created.etag()}}).status() == 422);
  CHECK(resident.send("PATCH", path, std::string("{}"), {{"If-Match", created.etag()}, {"Content-Type", "text/plain"}})
            .status() == 415);
  CHECK(resident.send("PATCH", path, {{"set", {{"name", "Мост"}}}}).status() == 428);
  CHECK(resident.patch(id, "\"99\"", {{"name", "Мост"}}).status() == 412);
  CHECK(resident.get("/api/v1/applications/" + id).etag() == created.etag());
}

TEST_CASE("creating and acting refuse what they do not know") {
  World world;
  Person resident = world.resident();
  const std::string path = "/api/v1/applications";
  CHECK(resident.send("POST", path, {{"practice", "no"}, {"municipality", "86500411"}}).names("practice"));
  CHECK(resident.send("POST", path, {{"practice", "ppmi"}, {"municipality", "1"}}).names("municipality"));
  CHECK(resident.send("POST", path, {{"practice", 1}}).names("practice"));
  CHECK(resident.send("POST", path, {{"practice", "ppmi"}, {"municipality", "86500411"}, {"x", 1}}).names("x"));
  CHECK(resident.send("POST", path, std::string("null")).status() == 422);
  CHECK(resident.send("POST", path, {{"practice", "ppmi"}, {"municipality", "86500411"}}, {{"Idempotency-Key", ""}})
            .status() == 400);
  CHECK(resident.get("/api/v1/applications").body["items"].empty());
  const auto created = resident.create();
  const std::string id = created.body["id"];
  CHECK(resident.act(id, created.etag(), "no_such_action").status() == 404);
  CHECK(resident.act(id, created.etag(), "accept").status() >= 403);
  CHECK(resident.act(id, created.etag(), "withdraw").names("comment"));
  CHECK(resident.act(id, created.etag(), "withdraw", {{"comment", 5}}).names("comment"));
  CHECK(resident.act(id, created.etag(), "withdraw", {{"comment", "ж"}, {"remarks", {5}}}).status() == 422);
  CHECK(resident.get("/api/v1/applications/" + id).etag() == created.etag());
}

TEST_CASE("a file must be of a field for files, of an allowed kind and size") {
  World world;
  Person resident = world.resident();
  const auto created = resident.create();
  const std::string files = "/api/v1/applications/" + created.body["id"].get<std::string>() + "/files";
  const auto post = [&](const nlohmann::json& body) { return resident.send("POST", files, body); };
  CHECK(post({{"field", "name"}, {"name", "a.pdf"}, {"size", 5}}).names("field"));
  CHECK(post({{"field", "estimate"}, {"name", "a.exe"}, {"size", 5}}).status() == 422);
  CHECK(post({{"field", "estimate"}, {"name", "a.pdf"}, {"size", 0}}).names("size"));
  CHECK(post({{"field", "estimate"}, {"name", "a.pdf"}, {"size", 1'000'000'000'000}}).status() == 422);
  CHECK(post({{"field", "estimate"}, {"name", "a.pdf"}, {"size", "5"}}).names("size"));
  const auto begun = post({{"field", "estimate"}, {"name", "a.pdf"}, {"size", 9}});
  REQUIRE(begun.status() == 201);
  const std::string file = files + "/" + begun.body["id"].get<std::string>();
  const Person::Headers raw{{"Content-Type", "application/octet-stream"}};
  CHECK(resident.send("PUT", file, std::string("%PDF-"), raw).names("offset"));
  CHECK(resident.send("PUT", file + "?offset=3", std::string("%PDF-"), raw).status() == 409);
  CHECK(resident.send("PUT", file + "?offset=-1", std::string("%PDF-"), raw).names("offset"));
  CHECK(resident.send("PUT", file + "?offset=0", std::string("%PDF-"), raw).body["offset"] == 5);
  CHECK(resident.get(file + "/status").body ==
        nlohmann::json{{"id", file.substr(file.rfind('/') + 1)}, {"offset", 5}, {"complete", false}});
  CHECK(resident.get(file).status() == 409);
  CHECK(resident.send("PUT", file + "?offset=5", std::string("1.4\n"), raw).body["complete"] == true);
  CHECK(resident.send("PUT", file + "?offset=5", std::string("1.4\n"), raw).body["complete"] == true);
  CHECK(resident.get(file).status() == 200);
  CHECK(world.neighbour().get(file).status() == 404);
  CHECK(resident.send("DELETE", file, std::string()).status() == 204);
  CHECK(resident.get(file).status() == 404);
}

TEST_CASE("a revoked grant takes effect in the running session, and a grant bound to an organisation needs it") {
  World world;
  Person clerk = world.clerk();
  CHECK(clerk.get("/api/v1/applications?view=queue").status() == 200);
  Person stranger = world.login("1000000010", "Соколова Анна Викторовна", "Соколова А. В.");
  CHECK(stranger.get("/api/v1/applications?view=queue").status() == 403);
  const auto revoked = change(world.api().context(), [&](Db& db) -> Checked<bool> {
    revoke_grant(db, "1000000010", "municipal_operator", "86500411", world.now);
    return true;
  });
  REQUIRE(revoked.has_value());
  CHECK(clerk.get("/api/v1/applications?view=queue").status() == 403);
}

TEST_CASE("a session ends by idling and by logout") {
  World world;
  Person resident = world.resident();
  CHECK_FALSE(resident.get("/api/v1/session").body["person"].is_null());
  CHECK(resident.send("POST", "/auth/logout", std::string(), {{"X-CSRF-Token", "no"}}).status() == 403);
  CHECK(resident.send("POST", "/auth/logout", std::string()).status() == 204);
  CHECK(resident.get("/api/v1/session").body["person"].is_null());
  Person idle = world.resident();
  world.now.ms += 31 * 60'000;
  CHECK(idle.get("/api/v1/session").body["person"].is_null());
}

TEST_CASE("public lists page by a cursor and refuse bad parameters") {
  World world;
  Person visitor = world.visitor();
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = visitor.get("/api/v1/projects?limit=2" + cursor);
    REQUIRE(page.status() == 200);
    for (const auto& item : page.body["items"]) seen.push_back(item["number"]);
    cursor = page.body["next"].is_null() ? "" : "&cursor=" + page.body["next"].get<std::string>();
  } while (!cursor.empty());
  CHECK(seen.size() == visitor.get("/api/v1/projects?limit=100").body["items"].size());
  CHECK(std::set(seen.begin(), seen.end()).size() == seen.size());
  for (const char* bad : {"limit=0", "limit=abc", "limit=101", "practice=no", "cursor=no"}) {
    const auto refused = visitor.get(std::string("/api/v1/projects?") + bad);
    CHECK(refused.status() == 422);
    CHECK(refused.problem());
  }
}
