#include <catch2/catch_test_macros.hpp>

#include "client/app/parts.h"
#include "tests/unit/client/app/fake_server.h"

namespace pochin::app {
namespace {

using fake::Server;
using fake::Tab;
using Device = std::map<std::string, std::string>;

int count(const Server& server, std::string_view method, std::string_view tail) {
  int found = 0;
  for (const Fetch& one : server.seen) found += one.method == method && one.path.ends_with(tail) ? 1 : 0;
  return found;
}

TEST_CASE("a change lies on the device first and reaches the server after the pause") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.wish(Edited{"name", "Колодец", {}, {}});
  CHECK(tab.draft().state == SaveState::OnDevice);
  CHECK(count(server, "PATCH", "/answers") == 0);
  tab.pass();
  CHECK(count(server, "PATCH", "/answers") == 1);
  CHECK(server.answers["name"] == "Колодец");
  CHECK(tab.draft().state == SaveState::Saved);
  REQUIRE(tab.draft().saved_at);
  CHECK(*tab.draft().saved_at == parse_instant("2026-11-23T10:02:00Z").value());
  CHECK_FALSE(device.contains("draft/p1/a1"));
}

TEST_CASE("what is typed while a change is on its way goes with the next one over the new version") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.wish(Edited{"name", "К", {}, {}});
  tab.hold = true;
  tab.pass();
  CHECK(tab.draft().state == SaveState::Sending);
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.release();
  CHECK(server.answers["name"] == "К");
  CHECK(tab.draft().state == SaveState::OnDevice);
  tab.pass();
  CHECK(server.answers["name"] == "Колодец");
  CHECK(server.version == 3);
}

TEST_CASE("an answer to a field that the form here does not have hides none of the others") {
  Server server;
  Device device;
  server.answers = {{"name", "Колодец"}, {"of_the_staff", "5"}};
  Tab tab(server, device, "/applications/a1");
  CHECK(form::text_of(tab.draft().local, "name") == "Колодец");
}

TEST_CASE("typing goes on without the network and is sent when it is back") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.go_offline();
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.pass();
  CHECK(tab.draft().state == SaveState::Waiting);
  CHECK(device.at("draft/p1/a1").find("Колодец") != std::string::npos);
  tab.go_online();
  CHECK(server.answers["name"] == "Колодец");
  CHECK(tab.draft().state == SaveState::Saved);
}

TEST_CASE("a network that fails without telling is tried again with longer and longer pauses") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  server.online = false;
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.pass();
  tab.pass();
  CHECK(tab.draft().state == SaveState::Waiting);
  CHECK(tab.draft().attempt == 2);
  server.online = true;
  tab.pass();
  CHECK(server.answers["name"] == "Колодец");
  CHECK(backoff_ms(1, 0) == 1000);
  CHECK(backoff_ms(4, 0) == 8000);
  CHECK(backoff_ms(40, 0) == 60000);
  CHECK(backoff_ms(1, 30) == 30000);
}

TEST_CASE("an application is shown by the rules it was written under, though the practice has newer ones") {
  Server server;
  Json old = fake::pack();
  old["version"] = server.pack_version = "2027.0.9";
  old["title"] = "Прежняя ППМИ";
  server.resources["/api/v1/practices/ppmi?version=2027.0.9"] = server.resources["/api/v1/practices/ppmi"];
  server.resources["/api/v1/practices/ppmi?version=2027.0.9"]["pack"] = old;
  Device device;
  const Tab tab(server, device, "/applications/a1/project");
  REQUIRE(tab.state.pack_of_application());
  CHECK(tab.state.pack_of_application()->title == "Прежняя ППМИ");
  CHECK(tab.state.drafts.contains("a1"));
  CHECK(tab.state.pack("ppmi")->version == "2027.2.0");
}

TEST_CASE("an application of the present rules asks for them once") {
  Server server;
  Device device;
  const Tab tab(server, device, "/applications/a1/project");
  int asked = 0;
  for (const Fetch& one : server.seen) asked += one.path.starts_with("/api/v1/practices/") ? 1 : 0;
  CHECK(asked == 1);
}

TEST_CASE("nothing is lost after a reload without the network") {
  Server server;
  Device device;
  {
    Tab before(server, device, "/applications/a1/project");
    before.go_offline();
    before.wish(Edited{"name", "Колодец", {}, {}});
    before.pass();
  }
  Tab after(server, device, "/applications/a1/project", "other");
  CHECK(after.state.session.name == "Ильина Мария Сергеевна");
  REQUIRE(after.state.drafts.contains("a1"));
  CHECK(form::text_of(after.draft().local, "name") == "Колодец");
  CHECK(after.draft().state == SaveState::Waiting);
  after.go_online();
  CHECK(server.answers["name"] == "Колодец");
}

TEST_CASE("a change whose answer was lost is not taken for a conflict after the reload") {
  Server server;
  Device device;
  {
    Tab before(server, device, "/applications/a1/project");
    server.lose_answers = true;
    before.wish(Edited{"name", "Колодец", {}, {}});
    before.pass();
    server.lose_answers = false;
  }
  REQUIRE(server.answers["name"] == "Колодец");
  Tab after(server, device, "/applications/a1/project");
  CHECK_FALSE(after.draft().conflict);
  CHECK_FALSE(after.draft().unsent());
}

TEST_CASE("typing on over a change whose answer was lost is no conflict with oneself") {
  Server server;
  Device device;
  {
    Tab before(server, device, "/applications/a1/project");
    server.lose_answers = true;
    before.wish(Edited{"name", "Колодец", {}, {}});
    before.pass();
    REQUIRE(server.answers["name"] == "Колодец");
    server.lose_answers = false;
    SECTION("in the same page") {
      before.wish(Edited{"name", "Колодец у школы", {}, {}});
      before.pass();
      CHECK_FALSE(before.draft().conflict);
    }
    SECTION("after a reload without the network") {
      before.go_offline();
      before.wish(Edited{"name", "Колодец у школы", {}, {}});
      before.pass();
      Tab after(server, device, "/applications/a1/project", "other");
      after.go_online();
      CHECK_FALSE(after.draft().conflict);
    }
  }
  CHECK(server.answers["name"] == "Колодец у школы");
}

TEST_CASE("two people change one field: the second chooses, nothing is overwritten before") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.wish(Edited{"name", "Моё", {}, {}});
  server.changed_by_other("name", "Чужое");
  server.changed_by_other("problem", "Чужая проблема");
  tab.pass();
  REQUIRE(tab.draft().conflict);
  const Conflict& conflict = *tab.draft().conflict;
  CHECK(conflict.changed_by == "Рыбаков Д. С.");
  REQUIRE(conflict.differences.size() == 2);
  CHECK(server.answers["name"] == "Чужое");
  CHECK_FALSE(conflict.settled());
  tab.wish(ConflictSettled{});
  CHECK(tab.draft().conflict);
  SECTION("mine") {
    tab.wish(ConflictChosen{"name", true});
    tab.wish(ConflictSettled{});
    CHECK(server.answers["name"] == "Моё");
    CHECK(form::text_of(tab.draft().local, "problem") == "Чужая проблема");
  }
  SECTION("theirs") {
    tab.wish(ConflictChosen{"name", false});
    tab.wish(ConflictSettled{});
    CHECK(server.answers["name"] == "Чужое");
    CHECK(form::text_of(tab.draft().local, "name") == "Чужое");
    CHECK(tab.draft().state == SaveState::Saved);
  }
}

TEST_CASE("changes kept on the device meet another person's changes made meanwhile") {
  Server server;
  Device device;
  {
    Tab before(server, device, "/applications/a1/project");
    before.go_offline();
    before.wish(Edited{"name", "Моё", {}, {}});
    before.pass();
  }
  server.online = true;
  server.changed_by_other("name", "Чужое");
  Tab after(server, device, "/applications/a1/project");
  REQUIRE(after.draft().conflict);
  CHECK(server.answers["name"] == "Чужое");
}

TEST_CASE("a submission pressed twice, lost, and tried after a reload happens once") {
  Server server;
  Device device;
  {
    Tab before(server, device, "/applications/a1/check");
    server.lose_answers = true;
    before.wish(Acted{"a1", "submit", {}});
    before.wish(Acted{"a1", "submit", {}});
    server.lose_answers = false;
    before.server.online = false;
  }
  CHECK(server.submissions == 1);
  server.online = true;
  Tab after(server, device, "/applications/a1/check", "another-seed");
  CHECK(server.submissions == 1);
  CHECK_FALSE(after.draft().action);
  REQUIRE(after.last<Go>() != nullptr);
  CHECK(after.last<Go>()->path == "/applications/a1/done");
}

TEST_CASE("a submission made without the network goes after the answers, once, when it is back") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/check");
  tab.go_offline();
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.wish(Acted{"a1", "submit", {}});
  CHECK(server.submissions == 0);
  tab.go_online();
  CHECK(server.answers["name"] == "Колодец");
  CHECK(server.submissions == 1);
  CHECK(tab.state.route.screen == Screen::Done);
}

TEST_CASE("an error of the server while saving is shown at its field and the change stays") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.hold = true;
  tab.pass();
  REQUIRE_FALSE(tab.held.empty());
  Response refusal{tab.held.back().id, 422};
  refusal.body =
      R"({"code":"invalid","detail":"Не принято","errors":[{"field":"name","code":"too_long","message":"Слишком длинно"}]})";
  tab.held.clear();
  tab.wish(refusal);
  CHECK(tab.draft().state == SaveState::Refused);
  REQUIRE(tab.draft().refused.size() == 1);
  CHECK(tab.draft().refused[0].message == "Слишком длинно");
  CHECK(tab.draft().dirty.contains("name"));
  tab.wish(Edited{"name", "К", {}, {}});
  CHECK(tab.draft().refused.empty());
}

TEST_CASE("a text that the server takes no such lengths of is named, and nothing of it is lost") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  const std::string book(300'000, 'x');
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.wish(Edited{"problem", book, {}, {}});
  tab.hold = true;
  tab.pass();
  REQUIRE_FALSE(tab.held.empty());
  Response refusal{tab.held.back().id, 413};
  refusal.body = R"({"code":"too_large","detail":"Здесь принимается не больше 262144 байт."})";
  tab.held.clear();
  tab.wish(refusal);
  CHECK(tab.draft().state == SaveState::Refused);
  REQUIRE(tab.draft().refused.size() == 1);
  CHECK(tab.draft().refused[0].field == "problem");
  CHECK(form::text_of(tab.draft().local, "problem") == book);
  CHECK(device["draft/p1/a1"].find(book) != std::string::npos);
}

TEST_CASE("an expired session keeps the changes and asks who this is") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  server.next_status = 401;
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.pass();
  CHECK(count(server, "GET", "/session") == 2);
  CHECK(tab.draft().dirty.contains("name"));
  CHECK(device.contains("draft/p1/a1"));
}

TEST_CASE("a file goes in pieces, resumes after a break and is named in the answers at the end") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/meeting");
  tab.wish(FilePicked{"meeting_minutes", "h1", "протокол.pdf", "application/pdf", 250});
  REQUIRE(tab.last<SendFile>() != nullptr);
  CHECK(tab.last<SendFile>()->url == "/api/v1/applications/a1/files/f1");
  server.files["f1"] = 100;
  tab.wish(Uploaded{"h1", 100, 250, 200, R"({"id":"f1","offset":100,"complete":false})"});
  CHECK(tab.draft().uploads[0].sent == 100);
  tab.wish(Uploaded{"h1", 100, 250, 0, ""});
  CHECK(tab.draft().uploads[0].failed);
  tab.pass();
  CHECK(tab.last<SendFile>()->offset == 100);
  server.files["f1"] = 250;
  tab.wish(Uploaded{"h1", 250, 250, 200, R"({"id":"f1","offset":250,"complete":true})"});
  CHECK(tab.draft().uploads.empty());
  REQUIRE(form::files_of(tab.draft().local, "meeting_minutes").size() == 1);
  REQUIRE(tab.last<Drop>() != nullptr);
  tab.pass();
  CHECK(server.answers["meeting_minutes"][0]["id"] == "f1");
  SECTION("removed: the answers first, the bytes after them") {
    tab.wish(FileRemoved{"meeting_minutes", "f1"});
    CHECK(count(server, "DELETE", "/files/f1") == 0);
    tab.pass();
    CHECK(count(server, "DELETE", "/files/f1") == 1);
  }
}

TEST_CASE("a file that the field does not take is refused before a byte is sent") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/meeting");
  tab.wish(FilePicked{"meeting_minutes", "h1", "игра.exe", "application/x-msdownload", 250});
  CHECK(count(server, "POST", "/files") == 0);
  REQUIRE(tab.draft().uploads.size() == 1);
  CHECK(tab.draft().uploads[0].error.find("Такой файл не подойдёт") == 0);
}

TEST_CASE("a date typed in any usual way is written in one when the field is left") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/meeting");
  const std::pair<const char*, const char*> dates[] = {{"15.10.26", "15.10.2026"},   {"15/10/2026", "15.10.2026"},
                                                       {"15102026", "15.10.2026"},   {"15 октября 2026", "15.10.2026"},
                                                       {"2026-10-15", "15.10.2026"}, {"скоро", "скоро"}};
  for (const auto& [typed, shown] : dates) {
    tab.wish(Edited{"meeting_date", typed, {}, {}});
    tab.wish(LeftField{"meeting_date"});
    CHECK(form::text_of(tab.draft().local, "meeting_date") == shown);
  }
}

TEST_CASE("a logout with unsent changes asks, and after the answer nothing of the person stays on the device") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.go_offline();
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.pass();
  tab.wish(LogoutWanted{false});
  CHECK(tab.state.is_open("logout"));
  CHECK(device.contains("draft/p1/a1"));
  server.online = true;
  tab.wish(LogoutWanted{true});
  CHECK(device.empty());
  REQUIRE(tab.last<Leave>() != nullptr);
  CHECK(tab.last<Leave>()->href == "/");
}

TEST_CASE("a logout that ends the provider's session too goes on to its page, also after the question") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  tab.go_offline();
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.pass();
  tab.wish(LogoutWanted{false, true});
  CHECK(tab.state.is_open("logout.provider"));
  CHECK(tab.last<Leave>() == nullptr);
  server.online = true;
  tab.wish(LogoutWanted{true, true});
  CHECK(count(server, "POST", "/auth/logout") == 1);
  REQUIRE(tab.last<Leave>() != nullptr);
  CHECK(tab.last<Leave>()->href == "https://esia.example/idp/ext/Logout?client_id=P");
  CHECK(device.empty());
}

TEST_CASE("two minutes before an unused session ends one is asked, and staying asks the server") {
  Server server;
  server.idle_seconds = 29 * 60;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  const auto after = [&](int64_t seconds) {
    tab.state.now = Instant{tab.state.now.ms + seconds * 1000};
    tab.pass();
  };
  after(26 * 60);
  CHECK_FALSE(tab.state.is_open("session"));
  after(70);
  CHECK(tab.state.is_open("session"));
  CHECK(session_stays(tab.state));
  const int asked = count(server, "GET", "/session");
  tab.wish(Retried{session_path()});
  CHECK(count(server, "GET", "/session") == asked + 1);
  CHECK_FALSE(tab.state.is_open("session"));
  after(26 * 60);
  CHECK_FALSE(tab.state.is_open("session"));
  // Whoever goes on working is not asked.
  tab.wish(Edited{"name", "Колодец", {}, {}});
  after(0);
  after(70);
  CHECK_FALSE(tab.state.is_open("session"));
}

TEST_CASE("a session that nobody answers for is not put off by the question, and its end is noticed") {
  Server server;
  server.idle_seconds = 29 * 60;
  Device device;
  Tab tab(server, device, "/my");
  tab.state.now = Instant{tab.state.now.ms + 28 * 60'000};
  tab.pass();
  CHECK(tab.state.is_open("session"));
  const int asked = count(server, "GET", "/session");
  tab.state.now = Instant{tab.state.now.ms + 60'000};
  tab.pass();
  CHECK(count(server, "GET", "/session") == asked);
  server.role = "";
  tab.state.now = Instant{tab.state.now.ms + 120'000};
  tab.pass();
  CHECK(count(server, "GET", "/session") == asked + 1);
  CHECK(tab.state.session.expired);
  CHECK_FALSE(tab.state.is_open("session"));
}

TEST_CASE("an end that nothing puts off is said once, with the way to log in again") {
  Server server;
  server.idle_seconds = 29 * 60;
  server.left_seconds = 600;
  Device device;
  Tab tab(server, device, "/my");
  tab.state.now = Instant{tab.state.now.ms + 490'000};
  tab.pass();
  CHECK(tab.state.is_open("session"));
  CHECK_FALSE(session_stays(tab.state));
  tab.wish(Toggled{"session", false});
  tab.pass();
  CHECK_FALSE(tab.state.is_open("session"));
}

TEST_CASE("the login comes back to the page it was asked from") {
  Server server;
  server.role = "";
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  CHECK_FALSE(tab.state.session.logged_in());
  tab.wish(LoginWanted{});
  REQUIRE(tab.last<Leave>() != nullptr);
  CHECK(tab.last<Leave>()->href == "/auth/esia/login?return_to=%2Fapplications%2Fa1%2Fproject");
}

TEST_CASE("one application is made however often the button is pressed and the answer is lost") {
  Server server;
  Device device;
  Tab tab(server, device, "/apply/ppmi");
  server.lose_answers = true;
  tab.wish(Started{"ppmi", "86500411"});
  tab.wish(Started{"ppmi", "86500411"});
  server.lose_answers = false;
  tab.pass();
  CHECK(server.done.size() == 1);
  CHECK(tab.state.path == "/applications/a1");
}

TEST_CASE("a row that was removed comes back at its place") {
  Server server;
  server.answers["legal_payers"] = {{{"id", "r1"}, {"name", "А"}, {"sum", "1"}},
                                    {{"id", "r2"}, {"name", "Б"}, {"sum", "2"}}};
  Device device;
  Tab tab(server, device, "/applications/a1/sources");
  tab.wish(RowRemoved{"legal_payers", "r1"});
  CHECK(form::rows_of(tab.draft().local, "legal_payers").size() == 1);
  tab.wish(RowRestored{"legal_payers"});
  const form::Rows& rows = form::rows_of(tab.draft().local, "legal_payers");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].id == "r1");
  CHECK(tab.draft().dirty.empty());
}

TEST_CASE("a section with an error stays, one without leads to the next") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/problem");
  tab.wish(SectionFinished{"problem"});
  CHECK(tab.state.route.section == "problem");
  REQUIRE(tab.last<Focus>() != nullptr);
  CHECK(tab.last<Focus>()->key == "main/body/form/errors");
  tab.wish(Edited{"problem", std::string(400, 'a'), {}, {}});
  tab.wish(Edited{"results", std::string(400, 'b'), {}, {}});
  tab.wish(SectionFinished{"problem"});
  CHECK(tab.state.route.section == "works");
}

TEST_CASE("remarks of an official go with the return and leave the device") {
  Server server;
  server.role = "clerk";
  server.state = "submitted_to_municipality";
  server.number = "ППМИ-2027-0013";
  Device device;
  Tab tab(server, device, "/work/applications/a1");
  tab.wish(RemarkSet{"a1", "name", "Название не как в протоколе"});
  tab.pass();
  CHECK(device.contains("draft/p2/a1"));
  tab.wish(Acted{"a1", "return", {}});
  CHECK(server.state == "returned_for_revision");
  REQUIRE(server.remarks.size() == 1);
  CHECK(server.remarks[0]["text"] == "Название не как в протоколе");
  CHECK(tab.draft().remarks.empty());
  CHECK_FALSE(device.contains("draft/p2/a1"));
}

TEST_CASE("a failed list is asked for again when the network is back") {
  Server server;
  server.online = false;
  Device device;
  Tab tab(server, device, "/");
  CHECK(tab.state.resources.at("/api/v1/portal").load == Load::Failed);
  tab.go_online();
  CHECK(tab.state.resources.at("/api/v1/portal").load == Load::Ready);
}

}  // namespace
}  // namespace pochin::app
