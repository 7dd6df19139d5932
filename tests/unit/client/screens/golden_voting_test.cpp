// The screens of voting (golden.h).
#include "tests/unit/client/screens/golden.h"

namespace pochin::fake {
namespace {

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
// Two of three may be voted in, and one has been.
void in_several_districts(Server& server) {
  by_districts(server);
  fake::Voting& voting = server.voting;
  voting.campaign["districts_per_person"] = 2;
  voting.campaign["districts_list"].push_back({{"id", "d3"}, {"label", "Озёрный район"}, {"projects", 0}});
  Json cast = voting.receipt();
  cast["district"] = "d1";
  voting.me["cast"] = cast;
  voting.me["casts"] = Json::array({cast});
  voting.me["districts"] = {"d2", "d3"};
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
  server.voting.me["tracker"] = server.voting.me["cast"]["tracker"] = "K7QF-2M3A-9TXB-QW4D";
  server.voting.me["casts"] = Json::array({server.voting.me["cast"]});
  server.voting.published =
      "{\"ballots\":[\n{\"count\":1,\"tracker\":\"K7QF-2M3A-9TXB-QW4D\",\"choices\":[[\"2\",1],[\"4\",1]]}],\"not_"
      "counted\":[]}";
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
        {"by_channel", Json::array({{{"channel", "portal"},
                                     {"label", "на портале"},
                                     {"count", 1100},
                                     {"assurance", "confirmed"},
                                     {"assurance_label", "подтверждённая учётная запись"}},
                                    {{"channel", "paper"},
                                     {"label", "на бумаге"},
                                     {"count", 140},
                                     {"assurance", "declared"},
                                     {"assurance_label", "со слов голосующего"}}})}}},
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

void asked(Server& server) {
  voting(server);
  server.voting.approvals = Json::array({{{"id", "t1"},
                                          {"kind", "campaign.close"},
                                          {"object", fake::Voting::kId},
                                          {"details", {{"protocol", "№ 3"}}},
                                          {"reason", "Срок прошёл"},
                                          {"asked_by", "Безкодов П. И."},
                                          {"asked_at", "2026-11-23T09:00:00Z"},
                                          {"can_decide", true}},
                                         {{"id", "t2"},
                                          {"kind", "campaign.freeze"},
                                          {"object", fake::Voting::kId},
                                          {"details", {{"protocol", "№ 2"}}},
                                          {"reason", "Проверяем всплеск"},
                                          {"asked_by", "Белова М. И."},
                                          {"asked_at", "2026-11-23T08:00:00Z"},
                                          {"can_decide", false}}});
}

const Golden kCases[] = {
    {"votes-none", "", "/votes", nothing, still},
    {"votes", "", "/votes", voting, still},
    {"portal-voting", "citizen", "/", voting, still},
    {"vote", "", kVote, voting, still},
    {"vote-citizen", "citizen", kVote, voting, still},
    {"vote-announced", "citizen", kVote, [](Server& s) { voting_in(s, "announced"); }, still},
    {"vote-not-eligible", "citizen", kVote, not_eligible, still},
    {"vote-districts", "citizen", kVote, by_districts, still},
    {"vote-districts-more", "citizen", kVote, in_several_districts, still},
    {"receipt-districts", "citizen", "/votes/ppmi.2027-main/receipt",
     [](Server& s) {
       in_several_districts(s);
       s.voting.me["casts"].push_back(s.voting.me["cast"]);
       s.voting.me["casts"][1]["district"] = "d2";
       s.voting.me["districts"] = Json::array();
     },
     [](Person& p) { p.press("chip", "Лесной район"); }},
    {"ballot-change", "citizen", kVote,
     [](Server& s) {
       voted(s);
       s.voting.campaign["change_allowed"] = true;
     },
     [](Person& p) {
       p.press("button", "Изменить выбор");
       p.press("button", kWell);
     }},
    {"ballot-frozen-project", "citizen", "/votes/ppmi.2027-main/ballot",
     [](Server& s) {
       voting(s);
       s.voting.projects[0]["frozen"] = true;
     },
     [](Person& p) { p.press("button", kWell); }},
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
    {"verify-not-sealed", "citizen", "/votes/ppmi.2027-main/verify",
     [](Server& s) {
       voted(s);
       s.voting.sealed = false;
     },
     [](Person& p) { p.press("button", "Проверить"); }},
    {"verify-published", "citizen", "/votes/ppmi.2027-main/verify", published, still},
    {"verify-own-ballot", "citizen", "/votes/ppmi.2027-main/verify", published,
     [](Person& p) { p.press("button", "Показать, что записано под меткой K7QF-2M3A-9TXB-QW4D"); }},
    {"verify-own-lost", "citizen", "/votes/ppmi.2027-main/verify",
     [](Server& s) {
       published(s);
       s.voting.published = "{\"ballots\":[]}";
     },
     [](Person& p) { p.press("button", "Показать, что записано под меткой K7QF-2M3A-9TXB-QW4D"); }},
    {"verify-forged", "citizen", "/votes/ppmi.2027-main/verify",
     [](Server& s) {
       voted(s);
       s.voting.key = fake::Voting::kOtherKey;
       s.voting.signature = fake::Voting::kOtherSignature;
     },
     [](Person& p) { p.press("button", "Проверить"); }},
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
    {"vote-actions-lot", "centre", "/work/votes/ppmi.2027-main/actions",
     [](Server& s) {
       voting_in(s, "closed");
       s.voting.campaign["lot_source"] = "выигрышная комбинация тиража 16 февраля";
     },
     [](Person& p) {
       p.choose("Опубликовать итоги");
       p.type("Протокол или акт", "№ 5");
       p.type("Причина", "Подсчёт окончен");
       p.type("Число для жребия", "07-11-19");
       p.press("button", "Отправить на подтверждение");
       CHECK(p.tab.server.voting.posted["lot_seed"] == "07-11-19");
     }},
    {"vote-actions-project", "centre", "/work/votes/ppmi.2027-main/actions", voting,
     [](Person& p) {
       p.choose("Приостановить");
       p.type("Что приостановить или продолжить", "2");
       p.type("Протокол или акт", "№ 3");
       p.type("Причина", "Проверяем всплеск");
       p.press("button", "Отправить на подтверждение");
       CHECK(p.tab.server.voting.posted["project"] == "2");
     }},
    {"vote-actions-second", "centre", "/work/votes/ppmi.2027-main/actions", asked,
     [](Person& p) {
       p.press("button", "Подтвердить: Закрыть");
       CHECK(p.tab.server.voting.posted.is_null());  // three days are left: it is asked first
       p.press("button", "Закрыть голосование");
       CHECK(p.tab.server.voting.posted == Json({{"action", "approve"}, {"request", "t1"}}));
     }},
    {"vote-actions-stale", "centre", "/work/votes/ppmi.2027-main/actions",
     [](Server& s) {
       asked(s);
       s.voting.stale_login = true;
     },
     [](Person& p) {
       p.press("button", "Подтвердить: Закрыть");
       p.press("button", "Закрыть голосование");
     }},
    {"batches-districts", "centre", "/work/votes/ppmi.2027-main/batches",
     [](Server& s) {
       by_districts(s);
       s.voting.projects[2]["district"] = "d2";
     },
     [](Person& p) {
       p.type("Муниципалитет", "d2");
       p.type("Как голосовали", "paper");
       p.type("Где", "Школа");
       p.type("Кто голосовал", "112-233-445 95");
       p.type("Листы", "1");
       p.press("button", "Передать на приёмку");
       CHECK(p.tab.server.voting.posted["ballots"][0]["district"] == "d2");
       CHECK(p.tab.server.voting.posted["voters"][0]["district"] == "d2");
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
    {"batches-points", "centre", "/work/votes/ppmi.2027-main/batches",
     [](Server& s) {
       kind_of(s, {{"kind", "cumulative"}, {"points", 10}, {"max_points", 6}});
       s.voting.batches = Json::array({{{"id", "b1"},
                                        {"place", "Школа № 2"},
                                        {"state", "waiting"},
                                        {"ballots", 40},
                                        {"voters", 43},
                                        {"invalid", Json::array({{{"count", 3}, {"reason", "пустые"}}})}}});
     },
     [](Person& p) {
       p.type("Как голосовали", "paper");
       p.type("Где", "Дом культуры");
       p.type("Кто голосовал", "4510 123456");
       p.type("Листы", "1=6 2=4\n3=7");
       p.type("Недействительные листы", "2 пустые");
     }},
    {"observer", "centre", "/work/votes/ppmi.2027-main/observer", observed, still},
};

TEST_CASE("each screen of voting says what it said") { say_what_they_said(kCases); }

}  // namespace
}  // namespace pochin::fake
