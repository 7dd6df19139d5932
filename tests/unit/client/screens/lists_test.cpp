// Long lists: a page with how many there are, the next page on a press, search by the server.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/client/screens/golden.h"

namespace pochin::fake {

TEST_CASE("a clerk's queue of 550 says so, shows fifty and then the next fifty") {
  Server server;
  server.role = "clerk";
  server.queue = 550;
  Device device;
  Person clerk(server, device, "/work/queue");
  CHECK(clerk.sees("Ждут решения: 550 заявок."));
  CHECK(clerk.sees("Показано 50 из 550"));
  CHECK(clerk.find("link", "Мост 50") != nullptr);
  CHECK(clerk.find("link", "Мост 51") == nullptr);
  clerk.press("button", "Показать ещё");
  CHECK(clerk.sees("Показано 100 из 550"));
  CHECK(clerk.find("link", "Мост 100") != nullptr);
}

TEST_CASE("what is typed is searched for by the server, in all of the list, and stays in its field") {
  Server server;
  server.role = "clerk";
  server.queue = 550;
  Device device;
  Person clerk(server, device, "/work/queue");
  clerk.type("Номер, проект, заявитель или место", "найденный");
  CHECK(clerk.sees("Показано 50 из 550"));  // not at every key
  clerk.wait();
  CHECK(clerk.find("link", "Найденный мост 1") != nullptr);
  CHECK_FALSE(clerk.sees("Показано"));
  CHECK(clerk.get("textbox", "Номер, проект, заявитель или место").value == "найденный");
}

TEST_CASE("the public list of projects finds by the server what was not loaded") {
  Server server;
  Device device;
  Person visitor(server, device, "/projects");
  visitor.type("Проект, место или номер", "колодец");
  visitor.wait();
  CHECK(visitor.sees("Найдено: 1 проект"));
  CHECK(visitor.sees("Ремонт колодца на улице Луговой"));
}

TEST_CASE("a search is in the address: it can be sent, is there after a reload and after the way back") {
  Server server;
  Device device;
  Person visitor(server, device, "/projects");
  visitor.type("Проект, место или номер", "колодец");
  visitor.wait();
  const std::string address = visitor.tab.state.path;
  CHECK(app::words_of(address) == "колодец");
  Person friend_of(server, device, address);
  CHECK(friend_of.get("textbox", "Проект, место или номер").value == "колодец");
  CHECK(friend_of.sees("Найдено: 1 проект"));
  visitor.tab.wish(app::Opened{"/help"});
  visitor.tab.wish(app::Opened{"/projects"});
  visitor.look();
  CHECK(visitor.get("textbox", "Проект, место или номер").value.empty());
}

}  // namespace pochin::fake
