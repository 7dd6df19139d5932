// The rating of the whole contest: points among all, windows with their money, reserve, points by hand.
#include <algorithm>
#include <map>

#include "server/api/practices/release_pack.h"
#include "server/ops/text_file.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

using nlohmann::json;

constexpr const char* kRating = "/api/v1/practices/ppmi/rating";

// Two windows and a criterion that compares the meetings within them.
void with_windows(json& pack) {
  pack["ranking"]["windows"] = json::array({{{"code", "village"},
                                             {"title", "Сельские поселения"},
                                             {"when", "municipality.kind == \"sp\""},
                                             {"available", "2500000"},
                                             {"reserve", 1}},
                                            {{"code", "rest"}, {"title", "Остальные"}, {"available", "3000000"}}});
  pack["ranking"]["border"] = "skip";
  for (json& item : pack["criteria"]["items"]) {
    if (item["code"] != "meeting") continue;
    item["shape"] = "cohort";
    item.erase("tables");
    item.erase("levers");
  }
}

json score_of(const json& row, std::string_view code) {
  const auto found = std::ranges::find_if(row["scores"], [&](const json& item) { return item["code"] == code; });
  return found == row["scores"].end() ? json() : *found;
}

json with_rank(const json& rows, std::string_view window, int rank) {
  for (const json& row : rows)
    if (row["window"] == window && row["rank"] == rank) return row;
  return nullptr;
}

}  // namespace

TEST_CASE("a criterion that compares applications gives its most to the best of each window, and only in the rating") {
  World world(with_windows);
  Person centre = world.centre();
  const json rows = centre.get(kRating).body["rows"];
  std::map<std::string, bool> best;
  for (const json& row : rows) {
    CHECK(row["complete"] == true);
    bool& seen = best[row["window"].get<std::string>()];
    seen = seen || score_of(row, "meeting")["weighted"] == "10";
  }
  CHECK(best == std::map<std::string, bool>{{"rest", true}, {"village", true}});
  const auto alone = centre.get("/api/v1/applications/" + rows[0]["id"].get<std::string>()).body["score"];
  const auto item = std::ranges::find_if(alone["items"], [](const json& each) { return each["code"] == "meeting"; });
  CHECK((*item)["points"] == "0");
}

TEST_CASE("the best of a window is the best of all its versions of the rules") {
  World world(with_windows);
  json pack = read_json_file(world.config.packs.front()).value();
  pack["version"] = "2027.2.1";
  pack["texts"]["who"] = "Жители и организации";
  REQUIRE(release_pack(world.api().context(), pack, "Белова М. И.").has_value());
  REQUIRE(take_new_packs(world.api().context()).value());
  Person resident = world.resident(), clerk = world.clerk(), centre = world.centre();
  const Submitted a = submit_full(resident);
  const auto returned = clerk.act(a.id, a.etag, "return", {{"remarks", {{{"field", "meeting_count"}, {"text", "?"}}}}});
  const auto fixed = resident.patch(a.id, returned.etag(), {{"meeting_count", "400"}});
  const auto again = resident.act(a.id, fixed.etag(), "resubmit");
  const auto accepted = clerk.act(a.id, again.etag(), "accept");
  REQUIRE(centre.act(a.id, accepted.etag(), "register").status() == 200);
  for (const json& row : centre.get(kRating).body["rows"]) {
    if (row["window"] != "village") continue;
    CHECK((row["pack_version"] == "2027.2.1") == (row["id"] == a.id));
    CHECK((score_of(row, "meeting")["weighted"] == "10") == (row["id"] == a.id));
  }
}

TEST_CASE("each window spends its own money, the rest of it waits in the reserve, and every row says why") {
  World world(with_windows);
  const json rating = world.centre().get(kRating).body;
  REQUIRE(rating["windows"].size() == 2);
  std::map<std::string, std::int64_t> granted, funded;
  for (const json& row : rating["rows"]) {
    CHECK(row["funded"].get<bool>() == (row["granted_kopecks"] > 0));
    CHECK(row["why"].get<std::string>().ends_with("."));
    granted[row["window"]] += row["granted_kopecks"].get<std::int64_t>();
    funded[row["window"]] += row["funded"].get<bool>() ? 1 : 0;
  }
  for (const json& window : rating["windows"]) {
    CHECK(window["used_kopecks"] == granted[window["code"]]);
    CHECK(window["used_kopecks"] <= window["available_kopecks"]);
    CHECK(window["funded"] == funded[window["code"]]);
    CHECK(funded[window["code"]] > 0);
  }
  const auto reserve = std::ranges::count_if(rating["rows"], [](const json& row) { return row["place"] == "reserve"; });
  CHECK(reserve == 1);
  CHECK(rating["rounds"][0]["used_kopecks"] == rating["money"]["used_kopecks"]);
}

TEST_CASE("without windows there is one order, and a row that is plainly funded has no title of its place") {
  World world;
  const json rating = world.centre().get(kRating).body;
  REQUIRE(rating["windows"].size() == 1);
  CHECK(rating["windows"][0]["code"].is_null());
  for (std::size_t i = 0; i < rating["rows"].size(); ++i) {
    CHECK(rating["rows"][i]["rank"] == i + 1);
    CHECK(rating["rows"][i]["window"].is_null());
  }
  CHECK(rating["rows"][0]["place"] == "funded");
  CHECK(rating["rows"][0]["place_title"] == "");
}

TEST_CASE("points by hand count when another person has confirmed them, and never without their reason") {
  World world(with_windows);
  Person centre = world.centre();
  const json rows = centre.get(kRating).body["rows"];
  const json first = with_rank(rows, "rest", 1);
  REQUIRE(first.is_object());
  const std::string id = first["id"], path = "/api/v1/applications/" + id;
  const std::string etag = centre.get(path).etag();
  const auto refused = centre.patch(id, etag, {{"points_minus", "50"}});
  CHECK(refused.status() == 422);
  CHECK(refused.names("points_comment"));
  const auto saved = centre.patch(id, etag, {{"points_minus", "50"}, {"points_comment", "п. 31 порядка"}});
  INFO(saved.text);
  REQUIRE(saved.status() == 200);
  const auto unexplained =
      centre.send("PATCH", path + "/answers", {{"unset", {"points_comment"}}}, {{"If-Match", saved.etag()}});
  CHECK(unexplained.names("points_comment"));
  CHECK(with_rank(centre.get(kRating).body["rows"], "rest", 1)["id"] == id);

  const json waiting = centre.get(path + "/adjustments").body["items"];
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0]["state"] == "waiting");
  CHECK(waiting[0]["reason"] == "п. 31 порядка");
  const std::string confirm = "/api/v1/adjustments/" + waiting[0]["id"].get<std::string>() + "/confirm";
  CHECK(centre.send("POST", confirm, json::object()).code() == "adjustment_second");
  world.grant("1000000054", "project_centre_manager", "ppmi");
  Person manager = world.login("1000000054", "Безкодов Пётр Ильич", "Безкодов П. И.");
  CHECK(manager.send("POST", confirm, json::object()).body["items"][0]["state"] == "confirmed");
  const json after = centre.get(kRating).body["rows"];
  CHECK(with_rank(after, "rest", 1)["id"] != id);
  const auto moved = std::ranges::find_if(after, [&](const json& row) { return row["id"] == id; });
  CHECK((*moved)["minus"] == "50");
  CHECK((*moved)["total"] == first["total"]);
  CHECK(manager.send("POST", confirm, json::object()).code() == "decided");
}

}  // namespace pochin::server::test
