#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

TEST_CASE("an application goes from a resident's draft through a return to the rating and the public card") {
  World world;
  Person resident = world.resident();
  Person clerk = world.clerk();
  Person centre = world.centre();
  Submitted a = submit_full(resident);
  CHECK(a.number.starts_with("ППМИ-2027-"));
  const std::string path = "/api/v1/applications/" + a.id;

  // Nobody but the municipality sees it yet.
  CHECK(centre.get(path).status() == 404);
  const auto queue = clerk.get("/api/v1/applications?view=queue").body["items"];
  CHECK(std::ranges::any_of(queue, [&](const auto& item) { return item["id"] == a.id; }));
  CHECK(world.visitor().get("/api/v1/projects/" + a.number).status() == 404);

  const auto returned = clerk.act(a.id, a.etag, "return",
                                  {{"remarks", {{{"field", "meeting_count"}, {"text", "Уточните по протоколу"}}}}});
  INFO(returned.text);
  REQUIRE(returned.status() == 200);
  CHECK(returned.body["state"] == "returned_for_revision");
  CHECK(resident.get("/api/v1/applications").body["items"][0]["remarks_open"] == 1);

  const auto fixed = resident.patch(a.id, returned.etag(), {{"meeting_count", "58"}});
  REQUIRE(fixed.status() == 200);
  const auto again = resident.act(a.id, fixed.etag(), "resubmit");
  INFO(again.text);
  REQUIRE(again.status() == 200);
  CHECK(again.body["state"] == "submitted_to_municipality");
  CHECK(again.body["number"] == a.number);

  const auto accepted = clerk.act(a.id, again.etag(), "accept");
  REQUIRE(accepted.status() == 200);
  const auto registered = centre.act(a.id, accepted.etag(), "register");
  REQUIRE(registered.status() == 200);
  CHECK_FALSE(registered.body["registered_at"].is_null());

  const auto rating = centre.get("/api/v1/practices/ppmi/rating").body;
  CHECK(std::ranges::any_of(rating["rows"], [&](const auto& row) { return row["number"] == a.number; }));
  const auto card = world.visitor().get("/api/v1/projects/" + a.number);
  REQUIRE(card.status() == 200);
  CHECK(card.body["title"] == "Ремонт колодца в Малых Ключах");
  // The public card carries no phone, no name of the executor, no minutes.
  CHECK_FALSE(card.text.contains("+7 900"));
  CHECK_FALSE(card.text.contains("Ильина"));

  const auto history = resident.get(path).body["history"];
  CHECK(history.size() == 6);
  CHECK(history[2]["actor"] == "Соколова А. В.");
}

TEST_CASE("submitting an unfinished application names every missing field and changes nothing") {
  World world;
  Person resident = world.resident();
  const auto created = resident.create();
  const auto refused = resident.act(created.body["id"], created.etag(), "submit");
  CHECK(refused.status() == 422);
  CHECK(refused.problem());
  CHECK(refused.names("name"));
  CHECK(refused.names("problem"));
  CHECK(refused.names("meeting_minutes"));
  CHECK(resident.get("/api/v1/applications/" + created.body["id"].get<std::string>()).etag() == created.etag());
  // The number that was not given is given to the next one.
  const auto first = submit_full(resident);
  const auto second = submit_full(resident);
  CHECK(std::stoi(second.number.substr(second.number.size() - 4)) ==
        std::stoi(first.number.substr(first.number.size() - 4)) + 1);
}

TEST_CASE("a late application is refused with the closing time") {
  World world;
  Person resident = world.resident();
  const auto created = resident.create();
  world.now = *parse_instant("2026-12-25T14:00:00Z");
  Person later = world.resident();
  const auto refused = later.create();
  CHECK(refused.status() == 409);
  CHECK(refused.code() == "intake_closed");
  INFO(refused.text);
  CHECK(refused.body["detail"].get<std::string>().contains("25\u00A0декабря 2026\u00A0года, 18:00 (МСК+1)"));
  const auto late = later.act(created.body["id"], created.etag(), "submit");
  CHECK(late.status() == 409);
  CHECK(late.body["detail"].get<std::string>().contains("25\u00A0декабря 2026"));
}

TEST_CASE("two clerks: the second one's decision over an old version is refused and says who was first") {
  World world;
  Person resident = world.resident();
  Person first = world.clerk();
  Person second = world.second_clerk();
  const Submitted a = submit_full(resident);
  REQUIRE(first.act(a.id, a.etag, "accept").status() == 200);
  const auto refused = second.act(a.id, a.etag, "return", {{"remarks", {{{"field", "name"}, {"text", "Нет"}}}}});
  CHECK(refused.status() == 412);
  CHECK(refused.code() == "conflict");
  CHECK(refused.body["current"]["changed_by"] == "Соколова А. В.");
  CHECK_FALSE(refused.body["current"]["changed_at"].get<std::string>().empty());
  CHECK(resident.get("/api/v1/applications/" + a.id).body["remarks"].empty());
}

TEST_CASE("a create or an action sent again under its key is done once") {
  World world;
  Person resident = world.resident();
  const nlohmann::json body{{"practice", "ppmi"}, {"municipality", "86500411"}};
  const auto one = resident.send("POST", "/api/v1/applications", body, {{"Idempotency-Key", "same"}});
  const auto two = resident.send("POST", "/api/v1/applications", body, {{"Idempotency-Key", "same"}});
  CHECK(one.status() == 201);
  CHECK(two.status() == 201);
  CHECK(one.text == two.text);
  CHECK(one.etag() == two.etag());
  CHECK(resident.get("/api/v1/applications").body["items"].size() == 1);
  const auto other = resident.send("POST", "/api/v1/applications", {{"practice", "ppmi"}, {"municipality", "86500415"}},
                                   {{"Idempotency-Key", "same"}});
  CHECK(other.status() == 422);
  CHECK(other.names("Idempotency-Key"));
  // The same key of somebody else is another key.
  CHECK(world.neighbour().send("POST", "/api/v1/applications", body, {{"Idempotency-Key", "same"}}).status() == 201);
  // A repeated action carries the If-Match it was first sent with.
  const std::string path = "/api/v1/applications/" + one.body["id"].get<std::string>() + "/actions/withdraw";
  const Person::Headers headers{{"Idempotency-Key", "act"}, {"If-Match", one.etag()}};
  const nlohmann::json why{{"comment", "Передумали"}};
  CHECK(resident.send("POST", path, why, headers).status() == 200);
  const auto repeat = resident.send("POST", path, why, headers);
  CHECK(repeat.status() == 200);
  CHECK(repeat.body["state"] == "withdrawn");
}
