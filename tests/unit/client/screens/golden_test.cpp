// Each screen as a person who listens gets it. POCHIN_UPDATE_GOLDEN=1 writes the files anew; read the difference.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/unit/client/screens/person.h"

namespace pochin::fake {
namespace {

using Device = std::map<std::string, std::string>;

void compare(const std::string& name, const Person& person) {
  const std::string path = std::string(POCHIN_ROOT) + "/tests/unit/client/screens/golden/" + name + ".txt";
  const std::string now = written(person.tree);
  if (std::getenv("POCHIN_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << now;
  INFO(name);
  CHECK(file_text(path) == now);
}

bool in_dialog(const ui::Tree& tree, const ui::Node& node) {
  for (int at = node.parent; at > 0; at = tree[static_cast<size_t>(at)].parent) {
    if (tree[static_cast<size_t>(at)].role == ui::Role::Dialog) return true;
  }
  return false;
}

// A screen has one h1, no repeated key, no label missing on a control and no line that ends in a short word.
void sound(const Person& person) {
  std::map<std::string, int> keys;
  int titles = 0, primaries = 0;
  for (const ui::Node& node : person.tree) {
    if (!node.key.empty() && ++keys[node.key] > 1) FAIL_CHECK("two nodes of the key " << node.key);
    titles += node.role == ui::Role::Heading && node.level == 1 ? 1 : 0;
    const std::string_view role = role_name(node.role);
    const bool control = role == "textbox" || role == "textarea" || role == "combobox" || role == "checkbox" ||
                         role == "radio" || role == "file" || role == "button" || role == "link";
    if (control && name_of(person.tree, node).empty()) FAIL_CHECK("no name: " << node.key);
    if (node.role == ui::Role::Button && node.has(ui::kDisabled) && node.described_by.empty())
      FAIL_CHECK("disabled without a reason: " << node.text);
    for (const std::string_view loose : {" в ", " с ", " и ", " на ", " не ", " до ", " — ", "№ ", " ₽", " %"}) {
      const bool typed = node.role == ui::Role::TextArea || node.role == ui::Role::Input;
      if (!typed && node.text.find(loose) != std::string::npos)
        FAIL_CHECK("a line may break after «" << loose << "» in: " << node.text);
    }
    if (in_dialog(person.tree, node)) continue;
    primaries += (node.role == ui::Role::Button && node.kind == ui::ButtonKind::Primary) ||
                         (node.role == ui::Role::Link && node.has(ui::kPrimary))
                     ? 1
                     : 0;
  }
  CHECK(titles == 1);
  CHECK(primaries <= 1);
}

struct Case {
  std::string name, role, path;
  void (*prepare)(Server&);
  void (*act)(Person&);
};

void nothing(Server&) {}
void still(Person&) {}
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

constexpr const char* kVote = "/votes/ppmi.2027-main";
constexpr const char* kWell = "Выбрать: Колодец и сруб на улице Луговой";

void voting(Server& server) { server.voting.any = true; }
void voting_in(Server& server, const char* state) {
  voting(server);
  server.voting.campaign["state"] = state;
}
void kind_of(Server& server, Json ballot) {
  voting(server);
  server.voting.campaign["ballot"] = std::move(ballot);
}
void not_eligible(Server& server) {
  voting(server);
  server.voting.me["eligible"] = "no";
  server.voting.me["reasons"] = Json::array({{{"code", "too_young"},
                                              {"text", "Голосовать можно с 14 лет, а вам на день открытия было 13."},
                                              {"basis", "Положение о конкурсе, п. 5.2"}}});
}
void by_districts(Server& server) {
  voting(server);
  server.voting.campaign["districts"] = "municipality";
  server.voting.campaign["districts_list"] =
      Json::array({{{"id", "d1"}, {"label", "Каменский район"}, {"projects", 2}, {"budget", "3000000.00"}},
                   {{"id", "d2"}, {"label", "Лесной район"}, {"projects", 2}, {"budget", "3000000.00"}}});
  server.voting.me["district"] = "d1";
}
void drafted(Server& server) {
  voting(server);
  server.voting.me["draft"] = {
      {"choices", Json::array({{{"project", "2"}, {"points", 1}}, {{"project", "4"}, {"points", 1}}})}};
}
void voted(Server& server) {
  voting(server);
  server.voting.me["cast"] = server.voting.receipt();
}
void published(Server& server) {
  voted(server);
  voting_in(server, "published");
  server.voting.me["tracker"] = "K7QF-2M3A-9TXB-QW4D";
  const auto row = [](const char* id, const char* title, const char* cost, int votes, bool selected, const char* why) {
    return Json{{"id", id},          {"number", std::string("ППМИ-2027-000") + id},
                {"title", title},    {"cost", cost},
                {"votes", votes},    {"selected", selected},
                {"explanation", why}};
  };
  Json district = {{"id", nullptr}, {"label", ""}, {"budget", "1800000.00"}, {"total_cost", "1600000.00"}};
  district["projects"] = Json::array(
      {row("1", "Колодец и сруб на улице Луговой", "420000.00", 217, true, "Поместился в остаток."),
       row("2", "Освещение дороги к школе", "1180000.00", 576, true, "Больше всех голосов."),
       row("3", "Площадка для малышей «Ромашка»", "960000.00", 336, false, "Не хватило 340 000 ₽.")});
  district["rounds"] =
      Json::array({{{"text", "Освещение: 576 голосов, денег хватает."}},
                   {{"text", "Площадка: 336 голосов, не хватило 340 000 ₽."}},
                   {{"text", "Колодец: 217 голосов, денег хватает."}}});
  server.voting.results = {
      {"state", "published"},
      {"turnout",
       {{"total", 1240},
        {"by_channel",
         Json::array({{{"channel", "portal"}, {"label", "Портал"}, {"count", 1100}, {"assurance", "Госуслуги"}},
                      {{"channel", "paper"}, {"label", "Бумага"}, {"count", 140}, {"assurance", "Паспорт"}}})}}},
      {"tally", {{"rule", "greedy"}, {"ties", {"submission_time", "lot"}}, {"seed", "5f1d7a"}}},
      {"districts", Json::array({district})},
      {"annulled", Json::array({{{"count", 12}, {"act", "№ 4 от 16 февраля 2027 года"}, {"reason", "Сеть накрутки"}}})},
      {"seed", "5f1d7a"}};
}
void recounted(Person& p, const std::string& winners) {
  p.press("button", "Пересчитать");
  p.tab.wish(app::Recounted{1200000, 1200000, {}, false});
  const std::string rounds = R"([{"text":"Освещение: 576 голосов, денег хватает."}])";
  p.tab.wish(app::Recounted{0, 0, "{\"ok\":true,\"voters\":1240,\"winners\":" + winners + ",\"rounds\":" + rounds + "}",
                            false});
  p.look();
}
void batched(Server& server) {
  voting(server);
  server.voting.batches =
      Json::array({{{"id", "b1"}, {"place", "Школа № 2"}, {"state", "waiting"}, {"ballots", 40}, {"voters", 41}},
                   {{"id", "b2"}, {"place", "Библиотека"}, {"state", "accepted"}, {"ballots", 12}, {"voters", 12}}});
}
void observed(Server& server) {
  voting(server);
  server.voting.observer = {
      {"turnout_by_hour", Json::array({{{"hour", "2026-11-23T08:00:00Z"}, {"channel", "portal"}, {"count", 120}},
                                       {{"hour", "2026-11-23T08:00:00Z"}, {"channel", "paper"}, {"count", 10}},
                                       {{"hour", "2026-11-23T09:00:00Z"}, {"channel", "portal"}, {"count", 60}}})},
      {"heads", Json::array({{{"size", 190}, {"root", std::string(64, 'b')}, {"at", "2026-11-23T09:30:00Z"}}})},
      {"incidents", Json::array({{{"at", "2026-11-23T09:10:00Z"}, {"text", "За час голосов вдвое больше обычного"}}})}};
}

const Case kCases[] = {
    {"portal", "", "/", nothing, still},
    {"portal-empty", "", "/", empty_lists, still},
    {"portal-offline", "", "/", offline, still},
    {"practice", "", "/practices/ppmi", nothing, still},
    {"projects", "", "/projects", nothing, still},
    {"projects-empty", "", "/projects", empty_lists, still},
    {"projects-search-empty", "", "/projects", nothing, [](Person& p) { p.type("Проект, место или номер", "ёлка"); }},
    {"project", "", "/projects/ППМИ-2027-0003", nothing, still},
    {"project-missing", "", "/projects/нет", nothing, still},
    {"help", "", "/help", nothing, still},
    {"help-application", "", "/help/application", nothing, still},
    {"not-found", "", "/нет", nothing, still},
    {"login", "", "/login?to=%2Fmy", nothing, still},
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
       p.tab.wish(app::Uploaded{"h1", 1500000, 3000000, 200, R"({"offset":1500000,"complete":false})"});
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
    {"rating", "centre", "/work/rating/ppmi", rating, still},
    {"rating-why", "centre", "/work/rating/ppmi", rating, [](Person& p) { p.press("button", "73,5, откуда балл"); }},
    {"rating-windows", "centre", "/work/rating/ppmi", windows,
     [](Person& p) {
       p.tab.wish(app::Toggled{"rating.a2", true});
       p.look();
     }},
    {"votes-none", "", "/votes", nothing, still},
    {"votes", "", "/votes", voting, still},
    {"portal-voting", "citizen", "/", voting, still},
    {"vote", "", kVote, voting, still},
    {"vote-citizen", "citizen", kVote, voting, still},
    {"vote-announced", "citizen", kVote, [](Server& s) { voting_in(s, "announced"); }, still},
    {"vote-not-eligible", "citizen", kVote, not_eligible, still},
    {"vote-districts", "citizen", kVote, by_districts, still},
    {"ballot-guest", "", "/votes/ppmi.2027-main/ballot", voting, still},
    {"ballot", "citizen", "/votes/ppmi.2027-main/ballot", voting, still},
    {"ballot-one-chosen", "citizen", "/votes/ppmi.2027-main/ballot", voting,
     [](Person& p) { p.press("button", kWell); }},
    {"ballot-no-votes-left", "citizen", "/votes/ppmi.2027-main/ballot", voting,
     [](Person& p) {
       p.press("button", kWell);
       p.press("button", "Выбрать: Освещение дороги к школе");
       p.press("button", "Выбрать: Мостик через Каменку");
     }},
    {"ballot-list", "citizen", "/votes/ppmi.2027-main/ballot", voting, [](Person& p) { p.press("chip", "Список"); }},
    {"ballot-compare", "citizen", "/votes/ppmi.2027-main/ballot", voting,
     [](Person& p) {
       p.press("chip", "Сравнить");
       p.type("Первый проект", "1");
       p.type("Второй проект", "3");
     }},
    {"ballot-choose-one", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "choose_one"}});
     },
     [](Person& p) {
       p.press("chip", "Список");
       p.choose("Мостик через Каменку");
     }},
    {"ballot-knapsack", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "knapsack"}, {"max_cost", "1500000.00"}});
     },
     [](Person& p) {
       p.press("button", kWell);
       p.press("button", "Выбрать: Освещение дороги к школе");
     }},
    {"ballot-ranked", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "ranked"}, {"max", 3}});
     },
     [](Person& p) {
       p.press("button", kWell);
       p.press("button", "Выбрать: Освещение дороги к школе");
       p.press("button", "Выше: Освещение дороги к школе");
     }},
    {"ballot-cumulative", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "cumulative"}, {"points", 5}, {"max_points", 4}});
     },
     [](Person& p) {
       p.type("Мостик через Каменку", "3");
       p.type("Освещение дороги к школе", "3");
     }},
    {"ballot-scores", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "scores"}, {"max_points", 3}});
     },
     [](Person& p) { p.type("Мостик через Каменку", "3"); }},
    {"ballot-plus-minus", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "plus_minus"}, {"max", 2}, {"minus", 1}});
     },
     still},
    {"ballot-yes-no", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "yes_no"}, {"min", 1}});
     },
     still},
    {"ballot-incompatible", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       kind_of(s, {{"kind", "approval"}, {"max", 3}, {"incompatible", Json::array({Json::array({"1", "2"})})}});
     },
     [](Person& p) {
       p.press("button", kWell);
       p.press("button", "Выбрать: Освещение дороги к школе");
     }},
    {"ballot-closed-while-choosing", "citizen", "/votes/ppmi.2027-main/ballot", voting,
     [](Person& p) {
       p.press("button", kWell);
       p.tab.server.voting.campaign["state"] = "closed";
       p.wait();
     }},
    {"ballot-none", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       voting(s);
       s.voting.projects = Json::array();
     },
     still},
    {"ballot-already", "citizen", "/votes/ppmi.2027-main/ballot", voted, still},
    {"uncast-elsewhere", "citizen", "/votes/ppmi.2027-main/ballot", voting,
     [](Person& p) {
       p.press("button", kWell);
       p.open("/help");
     }},
    {"vote-check", "citizen", "/votes/ppmi.2027-main/check", drafted, still},
    {"vote-check-empty", "citizen", "/votes/ppmi.2027-main/check", voting, still},
    {"vote-check-offline", "citizen", "/votes/ppmi.2027-main/check", drafted,
     [](Person& p) {
       p.tab.go_offline();
       p.look();
     }},
    {"vote-check-declaration", "citizen", "/votes/ppmi.2027-main/check",
     [](Server& s) {
       drafted(s);
       s.voting.me["eligible"] = "unknown";
       s.voting.me["declaration_needed"] = true;
     },
     [](Person& p) { p.press("button", "Проголосовать"); }},
    {"vote-check-refused", "citizen", "/votes/ppmi.2027-main/check", drafted,
     [](Person& p) {
       p.tab.server.voting.refuse = {
           {"code", "invalid"},
           {"detail", "Бюллетень не принят"},
           {"errors",
            Json::array({{{"field", "choices"}, {"message", "Проект снят с голосования. Выберите другой"}}})}};
       p.press("button", "Проголосовать");
     }},
    {"receipt", "citizen", "/votes/ppmi.2027-main/receipt", voted, still},
    {"receipt-none", "citizen", "/votes/ppmi.2027-main/receipt", voting, still},
    {"verify", "", "/votes/ppmi.2027-main/verify", voting, still},
    {"verify-held", "citizen", "/votes/ppmi.2027-main/verify", voted,
     [](Person& p) { p.press("button", "Проверить"); }},
    {"verify-wrong-code", "", "/votes/ppmi.2027-main/verify", voting,
     [](Person& p) {
       p.type("Код из квитанции", "1234");
       p.press("button", "Проверить");
     }},
    {"verify-absent", "", "/votes/ppmi.2027-main/verify", voting,
     [](Person& p) {
       p.type("Код из квитанции", std::string(64, 'a'));
       p.press("button", "Проверить");
     }},
    {"verify-published", "citizen", "/votes/ppmi.2027-main/verify", published, still},
    {"results", "", "/votes/ppmi.2027-main/results", published, still},
    {"results-open", "", "/votes/ppmi.2027-main/results", published,
     [](Person& p) {
       p.press("button", "То же таблицей");
       p.press("button", "Как считали, по шагам");
     }},
    {"results-later", "", "/votes/ppmi.2027-main/results", voting, still},
    {"recount", "", "/votes/ppmi.2027-main/recount", published, still},
    {"recount-later", "", "/votes/ppmi.2027-main/recount", voting, still},
    {"recount-loading", "", "/votes/ppmi.2027-main/recount", published,
     [](Person& p) {
       p.press("button", "Пересчитать");
       p.tab.wish(app::Recounted{300000, 1200000, {}, false});
       p.look();
     }},
    {"recount-same", "", "/votes/ppmi.2027-main/recount", published, [](Person& p) { recounted(p, R"(["2","1"])"); }},
    {"recount-differs", "", "/votes/ppmi.2027-main/recount", published,
     [](Person& p) { recounted(p, R"(["2","3"])"); }},
    {"vote-work", "centre", "/work/votes", voting, still},
    {"vote-actions", "centre", "/work/votes/ppmi.2027-main/actions", voting,
     [](Person& p) {
       p.choose("Приостановить");
       p.type("Протокол или акт", "№ 3");
       p.type("Причина", "Проверяем всплеск");
       p.press("button", "Отправить на подтверждение");
       CHECK(p.tab.server.voting.posted["action"] == "freeze");
     }},
    {"batches", "centre", "/work/votes/ppmi.2027-main/batches", batched,
     [](Person& p) {
       p.type("Как голосовали", "paper");
       p.type("Где", "Дом культуры");
       p.type("Листы", "1 3\n2\n9");
     }},
    {"batches-sent", "centre", "/work/votes/ppmi.2027-main/batches", batched,
     [](Person& p) {
       p.type("Как голосовали", "paper");
       p.type("Где", "Дом культуры");
       p.type("Листы", "1 3\n2");
       p.press("button", "Передать на приёмку");
       CHECK(p.tab.server.voting.posted["ballots"][0]["choices"][1]["project"] == "3");
     }},
    {"observer", "centre", "/work/votes/ppmi.2027-main/observer", observed, still},
    {"settings", "", "/help", nothing, [](Person& p) { p.press("button", "Версия для слабовидящих"); }},
    {"logout", "citizen", "/applications/a1/problem", nothing,
     [](Person& p) {
       p.tab.go_offline();
       p.tab.wish(app::Edited{"problem", "Колодец", {}, {}});
       p.tab.wish(app::LogoutWanted{false});
       p.look();
     }},
};

TEST_CASE("each screen says what it said") {
  for (const Case& one : kCases) {
    DYNAMIC_SECTION(one.name) {
      Server server;
      server.role = one.role;
      one.prepare(server);
      Device device;
      Person person(server, device, one.path);
      one.act(person);
      compare(one.name, person);
      sound(person);
    }
  }
}

TEST_CASE("a screen that waits shows a skeleton and has a title") {
  app::State state;
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
