// Sentences that state a fact are made from the fact: what became of remarks, whose page it is, what waits for whom.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/client/screens/person.h"

namespace pochin::fake {
namespace {

using Device = std::map<std::string, std::string>;

Json remark(const char* id, const char* field, Json was, bool resolved) {
  return {{"id", id},
          {"field", field},
          {"text", "Сверьте с протоколом"},
          {"author", "Соколова А. В."},
          {"at", "2026-11-22T11:00:00Z"},
          {"was", std::move(was)},
          {"resolved", resolved}};
}

// Handed in again after two remarks: one answer is another now, the other is the same.
void again(Server& server) {
  server.answers = full_answers();
  server.number = "ППМИ-2027-0013";
  server.state = "submitted_to_municipality";
  server.remarks = {remark("r1", "name", "Площадка", true),
                    remark("r2", "meeting_count", server.answers["meeting_count"], true)};
}

TEST_CASE("an official reads what was changed after a remark and what was not, and closes it") {
  Server server;
  again(server);
  server.role = "clerk";
  Device device;
  Person clerk(server, device, "/work/applications/a1");
  CHECK(clerk.sees("Ответ изменён: Сверьте с протоколом"));
  CHECK(clerk.sees("Было: Площадка"));
  CHECK(clerk.sees("Отправлено без изменений: Сверьте с протоколом"));
  CHECK(!clerk.sees("Исправлено"));
  clerk.press("button", "Снять замечание: Сверьте с протоколом");
  CHECK(clerk.sees("Замечание снято: Сверьте с протоколом"));
  CHECK(clerk.sees("Снял замечание: Соколова А. В."));
}

TEST_CASE("remarks are ticked while one corrects, the count goes down, each leads to its field") {
  Server server;
  server.answers = full_answers();
  server.number = "ППМИ-2027-0013";
  server.state = "returned_for_revision";
  server.deadline = {{"text", "до 7 декабря 2026 года"}, {"tone", "neutral"}};
  server.remarks = {remark("r1", "name", server.answers["name"], false),
                    remark("r2", "meeting_count", server.answers["meeting_count"], false)};
  Device device;
  Person resident(server, device, "/applications/a1");
  CHECK(resident.sees("Заявку вернули. Исправьте 2 замечания"));
  CHECK(resident.sees("Срок: до 7 декабря 2026 года"));
  CHECK(!resident.sees("25 декабря"));  // the end of intake is not the term of a returned application
  resident.press("link", "Название проекта");
  bool there = false;
  for (const app::Effect& effect : resident.tab.done)
    if (const auto* focus = std::get_if<app::Focus>(&effect)) there = focus->key == "main/body/form/name";
  CHECK(there);
  CHECK(resident.tab.state.path == "/applications/a1/project");
  resident.type("Название проекта", "Площадка у Дома культуры");
  resident.wait();
  resident.open("/applications/a1");
  CHECK(resident.sees("Заявку вернули. Исправьте 1 замечание"));
  CHECK(resident.sees("Исправлено: Сверьте с протоколом"));
  resident.open("/applications/a1/check");
  CHECK(resident.sees("Без изменений осталось: 1 замечание"));
}

TEST_CASE("a returned application is in the header and on the first page") {
  Server server;
  server.answers = full_answers();
  server.number = "ППМИ-2027-0013";
  server.state = "returned_for_revision";
  server.deadline = {{"text", "до 7 декабря 2026 года"}, {"tone", "neutral"}};
  Device device;
  Person resident(server, device, "/");
  CHECK(resident.sees("Вашу заявку вернули с замечаниями"));
  CHECK(resident.sees("до 7 декабря 2026 года"));
  (void)resident.get("link", "Мои заявки (1)");
  resident.press("link", "Спортивная площадка у Дома культуры");
  CHECK(resident.tab.state.route.screen == app::Screen::Tasks);
  server.state = "submitted_to_municipality";
  resident.open("/my");
  (void)resident.get("link", "Мои заявки");
}

TEST_CASE("each sending has its own time on its receipt") {
  Server server;
  again(server);
  server.resubmitted_at = "2026-11-23T10:05:09Z";
  Device device;
  Person resident(server, device, "/applications/a1/done");
  CHECK(resident.sees("Принята 23 ноября 2026 года, 14:05:09"));
}

TEST_CASE("a draft is deleted after a question, and is gone") {
  Server server;
  server.answers = {{"name", "Колодец"}};
  Device device;
  Person resident(server, device, "/applications/a1");
  CHECK(!resident.find("button", "Отозвать заявку"));
  resident.press("button", "Удалить черновик");
  CHECK(resident.sees("Вернуть их будет нельзя"));
  resident.press("button", "Оставить");
  CHECK(!server.deleted);
  resident.press("button", "Удалить черновик");
  resident.press("button", "Удалить");
  CHECK(server.deleted);
  CHECK(resident.tab.state.route.screen == app::Screen::My);
  CHECK(resident.sees("Черновик удалён."));
  CHECK(!resident.tab.state.drafts.contains("a1"));
}

TEST_CASE("an answer that was lost does not bring a deleted draft back") {
  Server server;
  server.answers = {{"name", "Колодец"}};
  Device device;
  Person resident(server, device, "/applications/a1");
  server.lose_answers = true;
  resident.press("button", "Удалить черновик");
  resident.press("button", "Удалить");
  server.lose_answers = false;
  server.next_status = 404;
  resident.wait();
  CHECK(resident.tab.state.route.screen == app::Screen::My);
  CHECK(!resident.tab.state.drafts.contains("a1"));
}

TEST_CASE("nobody is told that they are a resident who is not, and every refusal says what is open") {
  Server server;
  server.answers = full_answers();
  server.number = "ППМИ-2027-0013";
  server.state = "submitted_to_region";
  Device device;
  server.role = "chair";
  Person chair(server, device, "/work/queue");
  CHECK(!chair.sees("роль жителя"));
  (void)chair.get("heading", "Заявки на рассмотрении");
  CHECK(chair.sees("Спортивная площадка у Дома культуры"));
  server.role = "support";
  Person support(server, device, "/work/queue");
  CHECK(support.sees("Эта страница вам недоступна"));
  CHECK(support.sees("Ваша роль: Специалист поддержки"));
  (void)support.get("link", "Журнал действий");
  CHECK(!support.sees("Состояние портала"));
  server.role = "citizen";
  Person resident(server, device, "/work");
  CHECK(resident.sees("Эта страница вам недоступна"));
  CHECK(!resident.sees("Журнал действий"));
}

TEST_CASE("a tile leads nobody to a page that refuses them") {
  Server server;
  Device device;
  server.role = "clerk";
  Person clerk(server, device, "/work");
  (void)clerk.get("link", "Заявки");
  CHECK(!clerk.find("link", "Состояние портала"));  // the portal's own audit is not a municipality's
  server.role = "admin";
  Person admin(server, device, "/work");
  (void)admin.get("link", "Состояние портала");
  CHECK(!admin.find("link", "Рейтинг: ППМИ"));
  server.role = "centre";
  Person centre(server, device, "/work");
  (void)centre.get("link", "Рейтинг: ППМИ");
}

TEST_CASE("who must confirm sees it on the desk and in the rating, with the way to it") {
  Server server;
  server.role = "centre";
  const Json points = {
      {"id", "j1"},
      {"kind", "points"},
      {"object", "a1"},
      {"details",
       {{"practice", "ppmi"}, {"number", "ППМИ-2027-0003"}, {"title", "Колодец"}, {"plus", "3"}, {"minus", "0"}}},
      {"reason", "п. 31 порядка"},
      {"asked_by", "Ёлкин П."},
      {"asked_at", "2026-11-22T10:00:00Z"},
      {"can_decide", true}};
  Json vote = points;
  vote.update({{"id", "t1"}, {"kind", "campaign.close"}, {"object", "ppmi.main"}, {"details", Json::object()}});
  Json own = points;
  own.update({{"id", "j2"}, {"can_decide", false}});
  Json sheets = points;
  sheets.update({{"id", "t2"}, {"kind", "campaign.batch"}, {"object", "ppmi.main/b1"}, {"details", {{"place", "ДК"}}}});
  server.voting.approvals = Json::array({points, vote, sheets, own});
  server.resources["/api/v1/practices/ppmi/rating"] = {
      {"criteria_version", "1"}, {"rows", Json::array()}, {"windows", Json::array()}, {"rounds", Json::array()}};
  Device device;
  Person centre(server, device, "/work");
  CHECK(centre.sees("Ждут вашего подтверждения: 3"));
  CHECK(centre.sees("Вы запросили, ждёт другой сотрудник: 1"));
  CHECK(centre.get("link", "Голосование: закрыть").href == "/work/votes/ppmi.main/actions");
  CHECK(centre.get("link", "Бумажные бюллетени: ДК").href == "/work/votes/ppmi.main/batches");
  CHECK(centre.get("link", "Баллы вручную: +3, ППМИ-2027-0003").href == "/work/applications/a1");
}

}  // namespace
}  // namespace pochin::fake
