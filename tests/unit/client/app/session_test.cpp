// A session that ends takes nothing away, another person on the same device sees nothing of the first, and two tabs of
// one browser share what is typed.
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

// The server has forgotten who this is: everything of a person is 401.
void end_session(Server& server, Tab& tab) {
  server.role.clear();
  server.next_status = 401;
  tab.wish(Edited{"name", "Колодец", {}, {}});
  tab.pass();
}

TEST_CASE("a session that ends while one types keeps the form and the text; after a login in another tab it is sent") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  end_session(server, tab);
  CHECK(tab.state.session.expired);
  CHECK(tab.state.session.logged_in());
  CHECK(tab.state.session.person_id == "p1");
  REQUIRE(tab.state.application() != nullptr);
  CHECK(form::text_of(tab.draft().local, "name") == "Колодец");
  tab.wish(Edited{"address", "У мельницы", {}, {}});
  CHECK(device.at("draft/p1/a1").find("У мельницы") != std::string::npos);
  const int sent = count(server, "PATCH", "/answers");
  tab.pass();
  tab.pass();
  CHECK(count(server, "PATCH", "/answers") == sent);  // nobody would take it
  server.role = "citizen";
  tab.wish(Online{true});  // the tab is looked at again
  CHECK_FALSE(tab.state.session.expired);
  CHECK(server.answers["name"] == "Колодец");
  CHECK(server.answers["address"] == "У мельницы");
  CHECK(tab.draft().state == SaveState::Saved);
}

TEST_CASE("a page that was being read stays when its renewal is refused for want of a session") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1");
  server.role.clear();
  server.next_status = 401;
  tab.wish(Retried{application_path("a1")});
  CHECK(tab.state.find(application_path("a1"))->usable());
  CHECK(tab.state.session.expired);
}

TEST_CASE("who logs in over another person's page sees nothing of theirs, and what they typed waits for them") {
  Server server;
  Device device;
  Tab tab(server, device, "/applications/a1/project");
  end_session(server, tab);
  server.role = "clerk";
  tab.wish(Online{true});
  CHECK(tab.state.session.person_id == "p2");
  CHECK_FALSE(server.answers.contains("name"));
  CHECK(device.at("draft/p1/a1").find("Колодец") != std::string::npos);
  CHECK_FALSE(device.contains("draft/p2/a1"));
}

TEST_CASE("whoever leaves everywhere is nobody here at once, and no form of theirs stays") {
  Server server;
  Device device;
  Tab tab(server, device, "/account");
  tab.hold = true;
  tab.wish(Posted{"account.everywhere", "/auth/logout-everywhere", {}});
  server.role.clear();
  const Fetch post = tab.held.back();
  tab.held.clear();
  tab.hold = false;
  tab.wish(Response{post.id, 204});
  CHECK_FALSE(tab.state.session.logged_in());
  CHECK_FALSE(tab.state.session.expired);
}

// What one tab puts on the device the platform tells the other.
void tell_other(const Device& device, Tab& tab) {
  const auto found = device.find("draft/p1/a1");
  tab.wish(Stored{"~draft/p1/a1", found == device.end() ? std::nullopt : std::optional<std::string>(found->second)});
}

TEST_CASE("one's own second tab shows what is typed in the first, and is no conflict") {
  Server server;
  Device device;
  Tab first(server, device, "/applications/a1/project"), second(server, device, "/applications/a1/project", "other");
  first.wish(Edited{"name", "Колодец", {}, {}});
  tell_other(device, second);
  CHECK(form::text_of(second.draft().local, "name") == "Колодец");
  SECTION("the first is saved: the second takes it without a word") {
    first.pass();
    tell_other(device, second);
    CHECK(second.draft().state == SaveState::Saved);
    CHECK(second.draft().version == server.version);
    CHECK_FALSE(second.draft().unsent());
  }
  SECTION("both type: both texts reach the server, nobody is asked") {
    second.wish(Edited{"address", "У мельницы", {}, {}});
    tell_other(device, first);
    first.pass();
    second.pass();
    second.pass();
    CHECK_FALSE(first.draft().conflict);
    CHECK_FALSE(second.draft().conflict);
    CHECK(server.answers["name"] == "Колодец");
    CHECK(server.answers["address"] == "У мельницы");
  }
  SECTION("the first is closed before it was sent: the second sends it") {
    second.wish(Online{true});
    CHECK(server.answers["name"] == "Колодец");
  }
  SECTION("the server takes the first's text while the second goes on typing: nobody is asked") {
    first.hold = true;
    first.pass();
    tell_other(device, second);
    server.answers["name"] = "Колодец";
    ++server.version;
    second.wish(Edited{"name", "Колодец в селе", {}, {}});
    second.pass();
    second.pass();
    CHECK_FALSE(second.draft().conflict);
    CHECK(server.answers["name"] == "Колодец в селе");
  }
  SECTION("of another person nothing is taken") {
    second.wish(Stored{"~draft/p2/a1", device.at("draft/p1/a1")});
    CHECK(second.draft().dirty.size() == 1);
  }
}

TEST_CASE("a file that was being sent goes on after a reload from where the server is") {
  Server server;
  Device device;
  {
    Tab before(server, device, "/applications/a1/meeting");
    before.wish(FilePicked{"meeting_minutes", "h1", "протокол.pdf", "application/pdf", 250, 77});
    CHECK(device.contains("file/h1"));
    server.files["f1"] = 100;
  }
  Tab tab(server, device, "/applications/a1/meeting", "later");
  REQUIRE(tab.draft().uploads.size() == 1);
  REQUIRE(tab.last<SendFile>() != nullptr);
  CHECK(tab.last<SendFile>()->handle == "h1");
  CHECK(tab.last<SendFile>()->offset == 100);
  SECTION("the bytes are on the device") {
    server.files["f1"] = 250;
    tab.wish(Uploaded{"h1", 250, 250, 200, R"({"id":"f1","offset":250,"complete":true})"});
    CHECK(form::files_of(tab.draft().local, "meeting_minutes").size() == 1);
    CHECK_FALSE(device.contains("file/h1"));
    tab.pass();
    CHECK_FALSE(device.contains("draft/p1/a1"));
  }
  SECTION("the bytes are gone: it is said, and the same file goes on when it is chosen again") {
    tab.wish(Uploaded{"h1", 100, 0, -1, ""});
    CHECK(tab.draft().uploads[0].error.find("больше не читается") != std::string::npos);
    tab.wish(FilePicked{"meeting_minutes", "h2", "протокол.pdf", "application/pdf", 250, 77});
    REQUIRE(tab.draft().uploads.size() == 1);
    CHECK(tab.last<SendFile>()->handle == "h2");
    CHECK(tab.last<SendFile>()->offset == 100);
    CHECK(count(server, "POST", "/files") == 1);
  }
  SECTION("another file of that name takes its place") {
    tab.wish(Uploaded{"h1", 100, 0, -1, ""});
    tab.wish(FilePicked{"meeting_minutes", "h2", "протокол.pdf", "application/pdf", 250, 78});
    REQUIRE(tab.draft().uploads.size() == 1);
    CHECK(count(server, "DELETE", "/files/f1") == 1);
    CHECK(tab.last<SendFile>()->url == "/api/v1/applications/a1/files/f2");
    CHECK(tab.last<SendFile>()->offset == 0);
  }
}

}  // namespace
}  // namespace pochin::app
