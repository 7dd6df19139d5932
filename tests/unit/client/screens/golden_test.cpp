#include "tests/unit/client/screens/golden.h"

namespace pochin::fake {
namespace {

void made_up(Server& server) { server.demo_login = true; }
void full(Server& server) { server.answers = full_answers(); }
void submitted(Server& server) {
  full(server);
  server.state = "submitted_to_municipality";
  server.number = "ППМИ-2027-0013";
}
void returned(Server& server) {
  submitted(server);
  server.state = "returned_for_revision";
  server.remarks = Json::array({{{"id", "r1"},
                                 {"field", "name"},
                                 {"text", "Название не как в протоколе"},
                                 {"author", "Соколова А. В."},
                                 {"at", "2026-11-22T11:00:00Z"},
                                 {"resolved", false}}});
}
void pointed(Server& server) {
  submitted(server);
  const Json waits = {{"id", "j2"},
                      {"plus", "5"},
                      {"minus", "0"},
                      {"reason", "Участвует впервые, п. 31"},
                      {"proposed_by", "Белова М. И."},
                      {"proposed_at", "2026-11-22T11:00:00Z"},
                      {"decided_by", ""},
                      {"decided_at", nullptr},
                      {"comment", ""},
                      {"state", "waiting"},
                      {"can_decide", true}};
  Json refused = waits;
  refused.update({{"id", "j1"},
                  {"plus", "10"},
                  {"minus", "2,5"},
                  {"decided_by", "Безкодов П. И."},
                  {"decided_at", "2026-11-22T10:00:00Z"},
                  {"comment", "Пункта 30 нет"},
                  {"state", "rejected"},
                  {"can_decide", false}});
  server.resources["/api/v1/applications/a1/adjustments"] = {{"items", {refused, waits}}};
}
void refusable(Server& server) {
  submitted(server);
  server.more_actions = {{{"id", "refuse"},
                          {"title", "Отказать в поддержке"},
                          {"needs", {"comment", "ground"}},
                          {"primary", false},
                          {"grounds",
                           {{{"code", "no_money"}, {"text", "Нет средств местного бюджета"}},
                            {{"code", "no_powers"}, {"text", "Нет полномочий и прав"}}}}}};
  server.deadlines = {{{"title", "Рассмотреть проект и принять решение"},
                       {"text", "до 23 декабря 2026 года"},
                       {"late", false},
                       {"certain", true},
                       {"law", "131-ФЗ, ст. 26.1 ч. 6"}},
                      {{"title", "Опубликовать сведения о проекте"},
                       {"text", "просрочено на 2 рабочих дня (календарь этого года уточняется)"},
                       {"late", true},
                       {"certain", false},
                       {"law", ""}}};
}
void empty_lists(Server& server) {
  server.resources["/api/v1/projects"]["items"] = Json::array();
  server.resources["/api/v1/portal"]["recent"] = Json::array();
  server.resources["/api/v1/portal"]["practices"] = Json::array();
}
void offline(Server& server) { server.online = false; }
void rating(Server& server) {
  const auto row = [](int rank, const char* final, const char* tie, bool admitted) {
    return Json{{"rank", rank},
                {"id", "a" + std::to_string(rank)},
                {"number", "ППМИ-2027-000" + std::to_string(rank)},
                {"title", "Проект " + std::to_string(rank)},
                {"municipality", "Зареченское СП"},
                {"kind", rank == 1 ? "sp" : "go"},
                {"typology", "Дороги"},
                {"submitted_at", "2026-11-10T06:00:07Z"},
                {"population", rank == 2 ? Json() : Json(800)},
                {"beneficiaries", 500},
                {"meeting", 60},
                {"scores", Json::array({{{"code", "budget"},
                                         {"title", "Бюджет сверх минимума"},
                                         {"value", "5,0 п. п."},
                                         {"points", "40"},
                                         {"weight_percent", "20"},
                                         {"weighted", "8"},
                                         {"explanation", "На 5,0 п. п. больше минимума"}}})},
                {"total", final},
                {"plus", "0"},
                {"minus", rank == 2 ? "1" : "0"},
                {"final", final},
                {"cost_kopecks", 200000000},
                {"subsidy_kopecks", 160000000},
                {"municipal_kopecks", 30000000},
                {"extra_budget_percent", "5,0 %"},
                {"admitted", admitted},
                {"funded", admitted},
                {"tie", tie[0] == 0 ? Json() : Json(tie)}};
  };
  server.resources["/api/v1/practices/ppmi/rating"] = {
      {"criteria_version", "3"},
      {"computed_at", "2026-11-23T09:00:00Z"},
      {"rows", Json::array({row(1, "73,5", "", true), row(2, "73,5", "Балл равен с № 1: подана позже", false)})},
      {"money", {{"available_kopecks", 300000000}, {"used_kopecks", 160000000}, {"cut_after", 1}}}};
}

// A section of every kind the shipped pack does not use.
void kinds(Server& server) {
  Json section = {{"id", "kinds"}, {"title", "Место и сроки"}};
  section["fields"] = Json::parse(file_text(std::string(POCHIN_ROOT) + "/tests/unit/shared/practice/new_kinds.json"));
  server.resources["/api/v1/practices/ppmi"]["pack"]["form"]["groups"][0]["sections"].push_back(std::move(section));
  server.answers = {{"works_term", "01.05.2027\n30.08.2027"},
                    {"directions", "road\nlight"},
                    {"works_place", "с. Заречье\nул. Лесная, 1\n186000"},
                    {"centre", "61,784912 34,346908"},
                    {"road_line", "61.784912, 34.346908\n61.790000, 34.350000"},
                    {"sponsor", "ООО «Берег»\n7707083893\n1027700132195"},
                    {"chair", "Ёлкин\nПётр\n\n12.04.1990"},
                    {"extra_costs", Json::array({{{"id", "r1"}, {"kind", "works"}, {"sum", "40 000,50"}},
                                                 {{"id", "r2"}, {"kind", "other"}, {"sum", "2000"}}})}};
}

// Two windows, one of them without money of its own, and one row that fits neither.
void windows(Server& server) {
  rating(server);
  Json& body = server.resources["/api/v1/practices/ppmi/rating"];
  Json third = body["rows"][0];
  third.update({{"id", "a3"}, {"number", "ППМИ-2027-0003"}, {"title", "Проект 3"}, {"rank", 1}});
  body["rows"].push_back(third);
  body["rows"][0].update({{"window", "village"},
                          {"place_title", ""},
                          {"remark", ""},
                          {"why", "Поддержана: 1 600 000,00 ₽ есть в остатке."}});
  body["rows"][1].update({{"window", "town"},
                          {"rank", 1},
                          {"place_title", "Резерв, № 1"},
                          {"remark", "Не больше 100"},
                          {"why", "В резерве под № 1: денег не хватило."}});
  body["rows"][2].update({{"window", nullptr},
                          {"funded", false},
                          {"place_title", "Вне окон конкурса"},
                          {"why", "Заявка не подходит ни под одно окно."}});
  body["windows"] =
      Json::array({{{"code", "village"},
                    {"title", "Сёла"},
                    {"available_kopecks", 200000000},
                    {"used_kopecks", 160000000},
                    {"summary", "Выделено 2 000 000,00 ₽, распределено 1 600 000,00 ₽."},
                    {"cut_after", 1}},
                   {{"code", "town"},
                    {"title", "Города"},
                    {"available_kopecks", nullptr},
                    {"used_kopecks", 0},
                    {"summary", "Своего предела нет, распределено 0,00 ₽."},
                    {"cut_after", 0}}});
  body["rounds"] = Json::array(
      {{{"number", 1}, {"summary", "Основной отбор."}},
       {{"number", 2}, {"summary", "Дополнительный отбор. Выделено 400 000,00 ₽."}}});
}

const Golden kCases[] = {
    {"portal", "", "/", nothing, still},
    {"portal-empty", "", "/", empty_lists, still},
    {"portal-offline", "", "/", offline, still},
    {"practice", "", "/practices/ppmi", nothing, still},
    {"projects", "", "/projects", nothing, still},
    {"projects-empty", "", "/projects", empty_lists, still},
    {"projects-search-empty", "", "/projects", nothing,
     [](Person& p) {
       p.type("Проект, место или номер", "ёлка");
       p.wait();
     }},
    {"project", "", "/projects/ППМИ-2027-0003", nothing, still},
    {"project-missing", "", "/projects/нет", nothing, still},
    {"help", "", "/help", nothing, still},
    {"help-application", "", "/help/application", nothing, still},
    {"not-found", "", "/нет", nothing, still},
    {"login", "", "/login?to=%2Fmy", nothing, still},
    {"login-made-up", "", "/login?to=%2Fmy", made_up, still},
    {"my-guest", "", "/my", nothing, still},
    {"my", "citizen", "/my", full, still},
    {"apply", "citizen", "/apply/ppmi", nothing, still},
    {"apply-error", "citizen", "/apply/ppmi",
     [](Server& s) {
       s.resources["/api/v1/territories"]["items"].push_back(
           Json{{"id", "2"}, {"name", "Другое"}, {"population", nullptr}});
     },
     [](Person& p) { p.press("button", "Начать"); }},
    {"tasks-new", "citizen", "/applications/a1", nothing, still},
    {"tasks-full", "citizen", "/applications/a1", full, still},
    {"tasks-submitted", "citizen", "/applications/a1", submitted, still},
    {"tasks-returned", "citizen", "/applications/a1", returned, still},
    {"section-returned", "citizen", "/applications/a1/project", returned, still},
    {"section-project", "citizen", "/applications/a1/project", nothing, still},
    {"section-project-errors", "citizen", "/applications/a1/project", nothing,
     [](Person& p) { p.press("button", "Сохранить и продолжить"); }},
    {"section-works", "citizen", "/applications/a1/works", full, still},
    {"section-sources", "citizen", "/applications/a1/sources", full, still},
    {"section-sources-wrong", "citizen", "/applications/a1/sources", full,
     [](Person& p) {
       p.tab.wish(app::Edited{"source_region", "1 650 000", {}, {}});
       p.press("button", "Сохранить и продолжить");
     }},
    {"section-documents", "citizen", "/applications/a1/documents", full, still},
    {"section-users", "citizen", "/applications/a1/users", full, still},
    {"section-meeting", "citizen", "/applications/a1/meeting", nothing,
     [](Person& p) {
       p.tab.wish(app::FilePicked{"meeting_minutes", "h1", "протокол.pdf", "application/pdf", 3000000});
       p.tab.wish(app::Uploaded{"h1", 1500000, 3000000, 200, R"({"id":"f1","offset":1500000,"complete":false})"});
       p.look();
     }},
    {"section-labour", "citizen", "/applications/a1/labour", full, still},
    {"section-upkeep", "citizen", "/applications/a1/upkeep", full, still},
    {"section-schedule", "citizen", "/applications/a1/schedule", full, still},
    {"section-discussion", "citizen", "/applications/a1/discussion", full, still},
    {"section-kinds", "citizen", "/applications/a1/kinds", kinds, still},
    {"section-kinds-errors", "citizen", "/applications/a1/kinds", kinds,
     [](Person& p) {
       p.type("Окончание", "30.04.2027");
       p.tick("Туризм");
       p.type("Место на карте", "34.346908, 61.784912");
       p.type("ОГРН или ОГРНИП", "");
       p.press("button", "Сохранить и продолжить");
     }},
    {"check-kinds", "citizen", "/applications/a1/check", kinds, still},
    {"section-offline", "citizen", "/applications/a1/problem", nothing,
     [](Person& p) {
       p.tab.go_offline();
       p.look();
       p.type("Какую проблему решает проект", "Колодец");
     }},
    {"conflict", "citizen", "/applications/a1/project", full,
     [](Person& p) {
       p.tab.wish(app::Edited{"name", "Моё", {}, {}});
       p.tab.server.changed_by_other("name", "Чужое");
       p.tab.server.changed_by_other("address", "ул. Новая, 1");
       p.wait();
     }},
    {"check", "citizen", "/applications/a1/check", full, still},
    {"check-blocked", "citizen", "/applications/a1/check", nothing, still},
    {"done", "citizen", "/applications/a1/done", submitted, still},
    {"queue", "clerk", "/work/queue", submitted, still},
    {"queue-none", "clerk", "/work/queue", returned, still},
    {"queue-citizen", "citizen", "/work/queue", nothing, still},
    {"queue-support", "support", "/work/queue", nothing, still},
    {"queue-chair", "chair", "/work/queue", submitted, still},
    {"review", "clerk", "/work/applications/a1", submitted, still},
    {"review-remark", "clerk", "/work/applications/a1", submitted,
     [](Person& p) {
       p.tab.wish(app::RemarkSet{"a1", "name", "Не как в протоколе"});
       p.look();
     }},
    {"review-refusal", "clerk", "/work/applications/a1", refusable,
     [](Person& p) {
       p.press("button", "Отказать в поддержке");
       p.tab.wish(app::Toggled{"act_refuse_tried", true});
       p.look();
     }},
    {"review-points", "centre", "/work/applications/a1", pointed, still},
    {"rating", "centre", "/work/rating/ppmi", rating, still},
    {"rating-why", "centre", "/work/rating/ppmi", rating, [](Person& p) { p.press("button", "73,5, откуда балл"); }},
    {"rating-windows", "centre", "/work/rating/ppmi", windows,
     [](Person& p) {
       p.tab.wish(app::Toggled{"rating.a2", true});
       p.look();
     }},
    {"settings", "", "/help", nothing, [](Person& p) { p.press("button", "Версия для слабовидящих"); }},
    {"logout", "citizen", "/applications/a1/problem", nothing,
     [](Person& p) {
       p.tab.go_offline();
       p.tab.wish(app::Edited{"problem", "Колодец", {}, {}});
       p.tab.wish(app::LogoutWanted{false});
       p.look();
     }},
};

TEST_CASE("each screen says what it said") { say_what_they_said(kCases); }

TEST_CASE("a screen that waits shows a skeleton and has a title") {
  app::State state;
  state.program = &screens::kEverything;
  for (const char* path : {"/", "/practices/ppmi", "/projects", "/applications/a1", "/work/queue", "/my", "/votes",
                           "/votes/v", "/votes/v/ballot", "/votes/v/check", "/votes/v/receipt", "/votes/v/verify",
                           "/votes/v/results", "/votes/v/recount", "/work/votes/v/observer"}) {
    state.route = app::parse_route(path);
    ui::Ui ui;
    app::Intents wishes;
    ui.begin({});
    screens::draw(state, ui, wishes);
    const ui::Tree tree = ui.end();
    const std::string text = written(tree);
    CHECK(text.find("skeleton") != std::string::npos);
    CHECK(text.find("heading1") != std::string::npos);
    CHECK(wishes.empty());
  }
}

}  // namespace
}  // namespace pochin::fake
