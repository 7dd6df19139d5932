// Somebody else answers in the portal's place: a filter, a shield, the page of a Wi-Fi. Nothing ends a wait but the
// portal's JSON that names what was sent.
#include <catch2/catch_test_macros.hpp>

#include "client/app/parts.h"
#include "tests/unit/client/app/fake_server.h"

namespace pochin::app {
namespace {

using fake::Server;
using fake::Tab;
using Device = std::map<std::string, std::string>;

constexpr const char* kPage = "<!doctype html><title>Доступ ограничен</title>";

struct Answer {
  int status;
  std::string body;
};
// What is no answer of the portal, whatever its status says.
const std::vector<Answer> kForeignAnswers = {{200, kPage},
                                             {200, ""},
                                             {200, "{}"},
                                             {200, R"({"version":9,"saved_at":"2026-11-23T10:02:00Z"})"},
                                             {200, R"({"id":"a2","fields":["name"],"version":9})"},
                                             {200, R"({"id":"a1","fields":["address"],"version":9})"},
                                             {200, R"({"id":"a1","fields":["name"],"version":1})"},
                                             {200, R"({"id":"a1","fie)"},
                                             {204, ""},
                                             {403, kPage},
                                             {404, "{\"error\":\"blocked\"}"},
                                             {413, kPage}};

TEST_CASE("changes stay until an answer of the portal names them, and are sent again") {
  for (const Answer& one : kForeignAnswers) {
    CAPTURE(one.status, one.body);
    Server server;
    Device device;
    Tab tab(server, device, "/applications/a1/project");
    tab.wish(Edited{"name", "Колодец", {}, {}});
    tab.hold = true;
    tab.pass();
    REQUIRE(tab.held.size() == 1);
    const std::string id = tab.held.front().id;
    tab.held.clear();
    tab.hold = false;
    tab.wish(Response{id, one.status, {}, {}, one.body});
    CHECK(tab.draft().state == SaveState::Waiting);
    CHECK(tab.draft().dirty.contains("name"));
    CHECK(device.at("draft/p1/a1").find("Колодец") != std::string::npos);
    CHECK(tab.state.foreign);
    tab.pass();
    CHECK(server.answers["name"] == "Колодец");
    CHECK(tab.draft().state == SaveState::Saved);
    CHECK_FALSE(tab.state.foreign);
  }
}

// Gives the next request of `method` another's answer.
void answer_next(Tab& tab, std::string_view method, int status, const std::string& body) {
  tab.hold = false;
  const auto held = std::exchange(tab.held, {});
  for (const Fetch& fetch : held) {
    if (fetch.method == method)
      tab.wish(Response{fetch.id, status, {}, {}, body});
    else
      tab.wish(tab.server.answer(fetch));
  }
}

TEST_CASE("an application is sent only when the portal's own application comes back") {
  for (const std::string& body :
       {std::string(kPage), std::string("{}"), std::string(R"({"id":"other","state":"x"})")}) {
    CAPTURE(body);
    Server server;
    Device device;
    Tab tab(server, device, "/applications/a1/check");
    tab.hold = true;
    tab.wish(Acted{"a1", "submit", {}, {}});
    answer_next(tab, "POST", 200, body);
    REQUIRE(tab.draft().action);
    CHECK(tab.state.route.screen == Screen::Check);
    CHECK(device.at("draft/p1/a1").find("submit") != std::string::npos);
    tab.pass();
    CHECK(server.submissions == 1);
    CHECK(tab.state.route.screen == Screen::Done);
  }
}

TEST_CASE("a new application is one that the portal names with its practice") {
  Server server;
  Device device;
  Tab tab(server, device, "/apply/ppmi");
  tab.hold = true;
  tab.wish(Started{"ppmi", "86500411"});
  answer_next(tab, "POST", 201, R"({"id":"x","practice":"other"})");
  REQUIRE(tab.state.creation);
  CHECK(tab.state.creation->error.empty());
  tab.pass();
  CHECK(tab.state.route.screen == Screen::Tasks);
}

TEST_CASE("a file is begun, sent and complete only in the portal's words") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/meeting");
  tab.hold = true;
  tab.wish(FilePicked{"meeting_minutes", "h1", "протокол.pdf", "application/pdf", 250, 7});
  answer_next(tab, "POST", 201, R"({"id":"f9","field":"other","size":250})");
  CHECK(tab.last<SendFile>() == nullptr);
  tab.pass();
  REQUIRE(tab.last<SendFile>() != nullptr);
  for (const Answer& one :
       std::vector<Answer>{{200, kPage}, {200, R"({"offset":250,"complete":true})"}, {403, kPage}}) {
    tab.wish(Uploaded{"h1", 250, 250, one.status, one.body});
    REQUIRE(tab.draft().uploads.size() == 1);
    CHECK(tab.draft().uploads[0].failed);
    CHECK_FALSE(tab.draft().uploads[0].final);
    tab.pass();
    CHECK_FALSE(tab.draft().uploads[0].failed);
  }
}

TEST_CASE("another's page is neither the session, nor an application, nor a list, and takes none of them away") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  for (const std::string& path : {session_path(), application_path("a1"), practice_path("ppmi")}) {
    CAPTURE(path);
    for (const Answer& one : std::vector<Answer>{{200, kPage}, {200, "{}"}, {403, kPage}, {404, kPage}}) {
      tab.hold = true;
      tab.wish(Retried{path});
      answer_next(tab, "GET", one.status, one.body);
      CHECK(tab.state.find(path)->usable());
      CHECK(tab.state.find(path)->load == Load::Stale);
      CHECK(tab.state.session.logged_in());
      CHECK(tab.state.foreign);
    }
    tab.wish(Retried{path});
    CHECK_FALSE(tab.state.foreign);
  }
}

TEST_CASE("the draft of a ballot and the ballot itself are taken only by an answer that names them") {
  Server server;
  server.voting.any = true;
  Device device;
  const std::string campaign = fake::Voting::kId;
  Tab tab(server, device, "/votes/" + campaign + "/ballot");
  const auto& ballot = [&]() -> const Ballot& { return tab.state.ballots.at(campaign); };
  tab.wish(ChoiceMade{campaign, "1", 1});
  for (const Answer& one :
       std::vector<Answer>{{200, kPage}, {200, "{}"}, {204, ""}, {200, R"({"choices":[],"district":null})"}}) {
    tab.hold = true;
    tab.pass();
    answer_next(tab, "PUT", one.status, one.body);
    CHECK(ballot().touched);
    CHECK(ballot().state == SaveState::Waiting);
  }
  tab.pass();
  CHECK_FALSE(ballot().touched);
  tab.hold = true;
  tab.wish(BallotCast{campaign});
  answer_next(tab, "POST", 201, R"({"receipt":{"campaign":"other","leaf":"00"}})");
  CHECK_FALSE(ballot().cast);
  CHECK_FALSE(ballot().choices.empty());
  CHECK_FALSE(ballot().key.empty());
  tab.pass();
  CHECK(ballot().cast);
  CHECK(server.voting.casts == 1);
}

TEST_CASE("one's own ballot is absent only from the portal's file") {
  Server server;
  server.voting.any = true;
  Device device;
  const std::string campaign = fake::Voting::kId;
  Tab tab(server, device, "/votes/" + campaign + "/verify");
  tab.hold = true;
  tab.wish(OwnBallotWanted{campaign, {}, "AAAA-BBBB"});
  answer_next(tab, "GET", 200, kPage);
  REQUIRE(tab.state.own_ballot);
  CHECK(tab.state.own_ballot->stage == OwnBallot::Stage::Failed);
}

TEST_CASE("an act of the staff is done when the portal says so") {
  Server server;
  server.role = "admin";
  Device device;
  Tab tab(server, device, "/work/staff");
  tab.hold = true;
  tab.wish(Posted{"staff.invite", "/api/v1/invitations", "{}"});
  answer_next(tab, "POST", 200, kPage);
  CHECK_FALSE(tab.state.posts.at("staff.invite").done);
  CHECK(tab.state.posts.at("staff.invite").sending);
}

}  // namespace
}  // namespace pochin::app
