// The staff's part of an application on the page of review: what an official sees, types, saves and does not lose.
#include "shared/practice/pack.h"
#include "shared/practice/staff_part.h"
#include "tests/unit/client/screens/golden.h"

namespace pochin::fake {
namespace {

constexpr const char *kPath = "/work/applications/a1", *kOffice = "/api/v1/applications/a1/office";

// The staff's files besides the points of the shipped pack.
Json with_files() {
  Json whole = pack();
  whole["form"]["groups"].back()["sections"].push_back({{"id", "papers"},
                                                        {"title", "Соглашение и акты"},
                                                        {"privacy", "staff"},
                                                        {"fields", Json::array({{{"id", "agreement"},
                                                                                 {"kind", "files"},
                                                                                 {"label", "Соглашение о субсидии"},
                                                                                 {"hint", "PDF"},
                                                                                 {"extensions", {"pdf"}},
                                                                                 {"max_files", 2},
                                                                                 {"max_bytes", 1000000}}})}});
  return whole;
}

Json section(const char* id, Json fills, const char* why) {
  return {{"id", id},
          {"fills", std::move(fills)},
          {"who", {id == std::string("staff") ? "Оператор проектного центра" : "Специалист муниципалитета"}},
          {"why", why == nullptr ? Json() : Json(why)}};
}

const Json kPoints = {"points_plus", "points_minus", "points_comment", "admitted"};

void serves(Server& server, Json points, const char* why_points, Json papers, const char* why_papers) {
  const Json whole = with_files();
  server.answers = full_answers();
  server.state = "formal_check";
  server.number = "ППМИ-2027-0013";
  server.resources["/api/v1/practices/ppmi"]["pack"] = practice::public_subset(whole);
  server.resources[kOffice] = {{"version", 1},
                               {"form", practice::staff_part(whole)},
                               {"sections", Json::array({section("staff", std::move(points), why_points),
                                                         section("papers", std::move(papers), why_papers)})}};
}
void centre(Server& server) { serves(server, kPoints, nullptr, Json::array(), "not_allowed"); }
void clerk(Server& server) { serves(server, Json::array(), "not_allowed", {"agreement"}, nullptr); }
void too_late(Server& server) {
  serves(server, Json::array(), "wrong_state", Json::array(), "not_allowed");
  server.answers["points_plus"] = "5";
  server.answers["points_comment"] = "Пункт 31";
  server.answers["agreement"] =
      Json::array({{{"id", "f9"}, {"name", "соглашение.pdf"}, {"type", "application/pdf"}, {"size", 20480}}});
}

const Golden kScreens[] = {
    {"review-office", "centre", kPath, centre, still},
    {"review-office-errors", "centre", kPath, centre,
     [](Person& p) {
       p.type("Увеличение баллов", "500");
       p.press("button", "Сохранить");
     }},
    {"review-office-files", "clerk", kPath, clerk,
     [](Person& p) {
       p.tab.wish(app::FilePicked{"agreement", "h1", "соглашение.pdf", "application/pdf", 2000});
       p.tab.wish(app::Uploaded{"h1", 1000, 2000, 200, R"({"id":"f1","offset":1000,"complete":false})"});
       p.look();
     }},
    {"review-office-read", "clerk", kPath, too_late, still},
    {"review-office-conflict", "centre", kPath, centre,
     [](Person& p) {
       p.type("Увеличение баллов", "5");
       p.type("Почему изменены баллы", "Пункт 31");
       p.tab.server.changed_by_other("points_plus", "7");
       p.tab.server.changed_by_other("points_comment", "Пункт 30");
       p.press("button", "Сохранить");
     }},
};

TEST_CASE("the page of review says what the staff fill") { say_what_they_said(kScreens); }

int saves(const Server& server) {
  int count = 0;
  for (const app::Fetch& one : server.seen) count += one.method == "PATCH" ? 1 : 0;
  return count;
}

TEST_CASE("nothing is sent while an official types; one press sends all of it in one act") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.type("Увеличение баллов", "5");
  person.type("Почему изменены баллы", "Пункт 31");
  person.wait();
  CHECK(saves(server) == 0);
  CHECK(person.sees("Не сохранено: 2 поля"));
  person.press("button", "Сохранить");
  REQUIRE(saves(server) == 1);
  CHECK(server.answers["points_plus"] == "5");
  CHECK(server.answers["points_comment"] == "Пункт 31");
  CHECK(person.sees("Сохранено в"));
  CHECK(device.count("draft/p3/office/a1") == 0);
}

TEST_CASE("points without a reason are not sent: the summary leads to the field that waits for it") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.type("Увеличение баллов", "5");
  person.press("button", "Сохранить");
  CHECK(saves(server) == 0);
  CHECK(person.sees("Исправьте 1 ошибку"));
  const ui::Node& field = person.get("textarea", "Почему изменены баллы");
  CHECK(field.has(ui::kInvalid));
  bool leads = false;
  for (const ui::Node& node : person.tree) leads = leads || (node.role == ui::Role::Link && node.target == field.key);
  CHECK(leads);
  REQUIRE(person.tab.last<app::Focus>() != nullptr);
  const std::string focused = person.tab.last<app::Focus>()->key;
  bool there = false;
  for (const ui::Node& node : person.tree) there = there || node.key == focused;
  CHECK(there);
}

TEST_CASE("what was typed and not saved is there after a reload, and is still not sent") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  {
    Person person(server, device, kPath);
    person.type("Увеличение баллов", "5");
  }
  Person again(server, device, kPath);
  again.wait();
  CHECK(again.get("textbox", "Увеличение баллов").value == "5");
  CHECK(again.sees("Не сохранено: 1 поле"));
  CHECK(saves(server) == 0);
  again.press("button", "Отменить изменения");
  CHECK(again.get("textbox", "Увеличение баллов").value.empty());
  CHECK(device.count("draft/p3/office/a1") == 0);
}

TEST_CASE("two officials: both values are shown, and the one that is chosen is sent once") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.type("Увеличение баллов", "5");
  person.type("Почему изменены баллы", "Пункт 31");
  server.changed_by_other("points_plus", "7");
  person.press("button", "Сохранить");
  CHECK(saves(server) == 1);
  CHECK(server.answers["points_plus"] == "7");
  CHECK(person.sees("Моё: 5"));
  CHECK(person.sees("Другое: 7"));
  person.choose("Моё: 5");
  person.press("button", "Сохранить и продолжить");
  CHECK(saves(server) == 2);
  CHECK(server.answers["points_plus"] == "5");
  CHECK(server.answers["points_comment"] == "Пункт 31");
  CHECK(person.sees("Сохранено в"));
}

TEST_CASE("what others changed elsewhere in the application does not stop the official") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.type("Почему изменены баллы", "Пункт 31");
  server.changed_by_other("name", "Другое название");
  person.press("button", "Сохранить");
  CHECK(server.answers["points_comment"] == "Пункт 31");
  CHECK(server.answers["name"] == "Другое название");
  CHECK(person.sees("Сохранено в"));
}

TEST_CASE("a lost answer is no change of another person: the next press finds it saved") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.type("Почему изменены баллы", "Пункт 31");
  server.lose_answers = true;
  person.press("button", "Сохранить");
  CHECK(person.sees("Не сохранено: нет связи"));
  person.wait();
  CHECK(saves(server) == 1);
  server.lose_answers = false;
  person.press("button", "Сохранить");
  CHECK(server.version == 2);
  CHECK_FALSE(person.sees("Не сохранено"));
  CHECK_FALSE(person.sees("Заявку изменили"));
}

TEST_CASE("a state in which the field is no longer filled loses nothing that was typed") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.type("Почему изменены баллы", "Пункт 31");
  server.state = "rejected";
  ++server.version;
  server.resources[kOffice]["version"] = server.version;
  server.resources[kOffice]["sections"][0] = section("staff", Json::array(), "wrong_state");
  server.next_status = 409;
  person.press("button", "Сохранить");
  CHECK(person.sees("Пункт 31"));
  CHECK(person.sees("Вы это изменили и не сохранили"));
  CHECK(person.sees("Сейчас заполнять нельзя"));
  person.press("button", "Вернуть то, что на сервере: Почему изменены баллы");
  CHECK_FALSE(person.sees("Пункт 31"));
}

TEST_CASE("a decision waits until the staff's fields are saved or given up") {
  Server server;
  server.role = "centre";
  centre(server);
  server.state = "submitted_to_region";
  Device device;
  Person person(server, device, kPath);
  CHECK_FALSE(person.get("button", "Зарегистрировать").has(ui::kDisabled));
  person.type("Почему изменены баллы", "Пункт 31");
  CHECK(person.get("button", "Зарегистрировать").has(ui::kDisabled));
  person.press("button", "Сохранить");
  person.press("button", "Зарегистрировать");
  bool acted = false;
  for (const app::Fetch& one : server.seen)
    if (one.path.ends_with("/actions/register")) acted = Server::header(one, "If-Match") == "\"2\"";
  CHECK(acted);
}

TEST_CASE("a file of the staff is sent at once and named in the answers by the press") {
  Server server;
  server.role = "clerk";
  clerk(server);
  Device device;
  Person person(server, device, kPath);
  person.tab.wish(app::FilePicked{"agreement", "h1", "соглашение.pdf", "application/pdf", 2000});
  person.look();
  CHECK(person.get("button", "Сохранить").has(ui::kDisabled));
  person.tab.wish(app::Uploaded{"h1", 2000, 2000, 200, R"({"id":"f1","offset":2000,"complete":true})"});
  person.look();
  CHECK(saves(server) == 0);
  person.press("button", "Сохранить");
  REQUIRE(saves(server) == 1);
  CHECK(server.answers["agreement"][0]["id"] == "f1");
  bool there = false;
  for (const ui::Node& node : person.tree) there = there || node.href == "/api/v1/applications/a1/files/f1";
  CHECK(there);
}

TEST_CASE("a part that did not come is said, and comes when it is asked for again") {
  Server server;
  server.role = "centre";
  centre(server);
  Device device;
  Person person(server, device, kPath);
  person.tab.state.resources[kOffice] = {};
  device.clear();
  person.tab.hold = true;
  person.tab.wish(app::Retried{kOffice});
  server.online = false;
  person.tab.release();
  person.look();
  CHECK(person.sees("Служебная часть не загрузилась"));
  server.online = true;
  person.press("button", "Загрузить служебную часть");
  CHECK(person.find("textbox", "Увеличение баллов") != nullptr);
}

TEST_CASE("a resident is not asked about the staff's part, and whoever may not see it sees none") {
  Server server;
  server.answers = full_answers();
  Device device;
  Person person(server, device, kPath);
  for (const app::Fetch& one : server.seen) CHECK(one.path != kOffice);
  CHECK_FALSE(person.sees("Заполняют сотрудники"));
}

}  // namespace
}  // namespace pochin::fake
