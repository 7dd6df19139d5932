// Windows, money, reserve, limits and rounds (domain.md §4.8, §4.9).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/sha256.h"
#include "shared/scoring/ranking.h"
#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

using Border = RankingRules::Border;

Contender contender(std::string id, int64_t total, int64_t roubles = 100, std::string window = {},
                    std::string municipality = {}) {
  Contender made;
  made.id = made.number = std::move(id);
  made.total = Ratio(total);
  made.submitted_at = Instant{0};
  made.subsidy = Money{roubles * 100};
  made.window = std::move(window);
  made.municipality = std::move(municipality);
  return made;
}

RankingRules rules_with(int64_t roubles, Border border) {
  RankingRules rules;
  rules.tie_chain = {TieBreak::submitted_at, TieBreak::number};
  rules.available = Money{roubles * 100};
  rules.border = border;
  return rules;
}

const Ranked& row(const Ranking& ranking, const std::vector<Contender>& all, std::string_view id) {
  for (const Ranked& each : ranking.rows)
    if (all[each.index].id == id) return each;
  throw std::out_of_range(std::string(id));
}

// "a:funded b:reserve …" in the order of the table.
std::string places(const Ranking& ranking, const std::vector<Contender>& all) {
  std::string text;
  for (const Ranked& each : ranking.rows)
    text += (text.empty() ? "" : " ") + all[each.index].id + ":" + std::string(code_of(each.place));
  return text;
}

std::string places(const std::vector<Contender>& all, const RankingRules& rules) {
  return places(rank(all, rules), all);
}

Window window(std::string code, std::optional<Money> available = {}, std::optional<Ratio> pass_mark = {}) {
  return {code, "Окно " + code, {}, available, pass_mark, {}};
}

}  // namespace

TEST_CASE("a project that does not fit: stop, skip, or the rest of the money") {
  std::vector<Contender> all = {contender("a", 90, 60), contender("b", 80, 50), contender("c", 70, 40)};
  CHECK(places(all, rules_with(100, Border::stop)) == "a:funded b:no_money c:no_money");
  CHECK(places(all, rules_with(100, Border::skip)) == "a:funded b:no_money c:funded");
  const RankingRules part = rules_with(100, Border::part);
  SECTION("not asked yet: the rest is offered, nothing is decided below") {
    const Ranking ranking = rank(all, part);
    CHECK(places(ranking, all) == "a:funded b:offered c:no_money");
    CHECK(ranking.rows[1].offer == Money{4'000});
    CHECK(ranking.rows[1].granted == Money{});
    CHECK(ranking.rows[1].why.starts_with(
        "Осталось 40\u00a0₽ из нужных 50\u00a0₽: спросите заявителя"));
    CHECK(ranking.used == Money{6'000});
  }
  SECTION("agrees: gets the rest, and all is used") {
    all[1].agrees_to_part = true;
    const Ranking ranking = rank(all, part);
    CHECK(places(ranking, all) == "a:funded b:part c:no_money");
    CHECK(ranking.rows[1].granted == Money{4'000});
    CHECK(ranking.rows[1].funded);
    CHECK(ranking.rows[1].why ==
          "Поддержана частично: осталось 40\u00a0₽ из нужных 50\u00a0₽, "
          "заявитель "
          "согласен.");
    CHECK(ranking.used == Money{10'000});
    CHECK(ranking.cut_after == 2);
  }
  SECTION("refuses: the next is looked at") {
    all[1].agrees_to_part = false;
    CHECK(places(all, part) == "a:funded b:no_money c:funded");
  }
  SECTION("nothing is left: nothing is offered") {
    CHECK(places(all, rules_with(60, Border::part)) == "a:funded b:no_money c:no_money");
  }
}

TEST_CASE("each row says why: money, pass mark, admission, sum") {
  std::vector<Contender> all = {contender("a", 90, 60), contender("b", 80, 50), contender("c", 70, 50),
                                contender("d", 20, 1),  contender("e", 95, 1),  contender("f", 85, -1)};
  all[4].admitted = false;
  RankingRules rules = rules_with(100, Border::stop);
  rules.pass_mark = Ratio(30);
  const Ranking ranking = rank(all, rules);
  CHECK(row(ranking, all, "a").why == "Поддержана: 60\u00a0₽ есть в остатке.");
  CHECK(row(ranking, all, "b").why ==
        "Денег не хватило: осталось 40\u00a0₽, а нужно 50\u00a0₽.");
  CHECK(row(ranking, all, "c").why == "Денег не хватило: распределение остановилось на заявке выше.");
  CHECK(row(ranking, all, "d").why == "Балл 20 ниже проходного 30.");
  CHECK(row(ranking, all, "e").why == "Заявка не допущена к конкурсу.");
  CHECK(row(ranking, all, "f").why == "Запрошенная сумма меньше нуля: исправьте заявку.");
  CHECK(row(ranking, all, "e").rank == 6);
}

TEST_CASE("windows have their own money, pass mark and numbers of rows") {
  std::vector<Contender> all = {contender("t1", 50, 60, "towns"), contender("t2", 40, 60, "towns"),
                                contender("v1", 30, 60, "villages"), contender("v2", 20, 60, "villages"),
                                contender("x", 99, 1, "none")};
  RankingRules rules = rules_with(1000, Border::stop);
  rules.windows = {window("villages", Money{20'000}), window("towns", Money{10'000}, Ratio(45))};
  const Ranking ranking = rank(all, rules);
  CHECK(places(ranking, all) == "v1:funded v2:funded t1:funded t2:below_pass_mark x:no_window");
  CHECK(ranking.rows[2].rank == 1);
  CHECK(ranking.rows[2].window == "towns");
  REQUIRE(ranking.windows.size() == 2);
  CHECK(ranking.windows[0].used == Money{12'000});
  CHECK(ranking.windows[0].funded == 2);
  CHECK(ranking.windows[1].used == Money{6'000});
  CHECK(ranking.windows[1].cut_after == 1);
  CHECK(ranking.used == Money{18'000});
  CHECK(row(ranking, all, "x").why == "Заявка не подходит ни под одно окно конкурса.");
}

TEST_CASE("what is on offer in one window is not given away in another") {
  const std::vector<Contender> all = {contender("a", 50, 60, "one"), contender("b", 40, 60, "one"),
                                      contender("c", 50, 30, "two")};
  RankingRules rules = rules_with(100, Border::part);
  rules.windows = {window("one"), window("two")};
  const Ranking ranking = rank(all, rules);
  CHECK(places(ranking, all) == "a:funded b:offered c:no_money");
  CHECK(ranking.rows[1].offer == Money{4'000});
}

TEST_CASE("windows together never take more than the contest has") {
  const std::vector<Contender> all = {contender("a", 50, 80, "one"), contender("b", 50, 80, "two")};
  RankingRules rules = rules_with(100, Border::stop);
  rules.windows = {window("one", Money{9'000}), window("two", Money{9'000})};
  CHECK(places(all, rules) == "a:funded b:no_money");
}

TEST_CASE("the first window whose condition holds takes the application") {
  RankingRules rules;
  rules.windows = {window("towns"), window("small"), window("rest")};
  rules.windows[0].when = formula_of("kind == \"go\"");
  rules.windows[1].when = formula_of("people < 1000");
  const auto at = [&](const char* kind, formula::Value people) {
    return window_of(rules, world({{"kind", form::fact(kind)}, {"people", std::move(people)}}));
  };
  CHECK(at("go", form::fact(int64_t{10})) == "towns");
  CHECK(at("sp", form::fact(int64_t{999})) == "small");
  CHECK(at("sp", form::fact(int64_t{1000})) == "rest");
  CHECK(at("sp", form::unknown_fact()) == "rest");
  rules.windows.pop_back();
  CHECK(at("sp", form::unknown_fact()).empty());
}

TEST_CASE("the reserve has its length, and a number for each") {
  std::vector<Contender> all;
  for (int i = 0; i < 6; ++i) all.push_back(contender("a" + std::to_string(i), 90 - i, 60));
  all[5].admitted = false;
  RankingRules rules = rules_with(100, Border::stop);
  rules.reserve = 2;
  const Ranking ranking = rank(all, rules);
  CHECK(places(ranking, all) == "a0:funded a1:reserve a2:reserve a3:no_money a4:no_money a5:not_admitted");
  CHECK(ranking.rows[1].reserve == 1);
  CHECK(ranking.rows[2].reserve == 2);
  CHECK(ranking.rows[1].why ==
        "В резерве под № 1: денег не хватило: осталось 40\u00a0₽, а нужно "
        "60\u00a0₽.");
  rules.reserve.reset();
  CHECK(places(all, rules).find("reserve") == std::string::npos);
}

TEST_CASE("a municipality wins no more often than it may; others go on") {
  std::vector<Contender> all = {contender("a", 90, 10, "", "m1"), contender("b", 80, 10, "", "m1"),
                                contender("c", 70, 10, "", "m2"), contender("d", 60, 10, "", "m1"),
                                contender("e", 50, 10, "", ""),   contender("f", 40, 10, "", "")};
  RankingRules rules = rules_with(1000, Border::stop);
  rules.per_municipality = 1;
  CHECK(places(all, rules) == "a:funded b:municipality_limit c:funded d:municipality_limit e:funded f:funded");
  CHECK(rank(all, rules).rows[1].why == "У муниципалитета уже столько победителей, сколько можно: 1.");
  rules.exceptions = {{"m1", 2}, {"m2", 0}};
  CHECK(places(all, rules) == "a:funded b:funded c:municipality_limit d:municipality_limit e:funded f:funded");
}

TEST_CASE("the limit of a municipality is for the whole contest, not for a window") {
  const std::vector<Contender> all = {contender("a", 90, 10, "one", "m1"), contender("b", 80, 10, "two", "m1")};
  RankingRules rules = rules_with(1000, Border::stop);
  rules.per_municipality = 1;
  rules.windows = {window("one"), window("two")};
  CHECK(places(all, rules) == "a:funded b:municipality_limit");
}

TEST_CASE("the additional selection gives what remained to those not selected, as a round of its own (Тверь)") {
  std::vector<Contender> all = {contender("a", 90, 60, "one"), contender("b", 80, 60, "one"),
                                contender("c", 70, 20, "two"), contender("d", 35, 30, "two"),
                                contender("e", 10, 5, "two")};
  RankingRules rules = rules_with(200, Border::stop);
  rules.pass_mark = Ratio(40);
  rules.windows = {window("one", Money{10'000}), window("two", Money{10'000})};
  CHECK(places(all, rules) == "a:funded b:no_money c:funded d:below_pass_mark e:below_pass_mark");
  rules.additional = {Ratio(30), Border::skip};
  const Ranking ranking = rank(all, rules);
  CHECK(places(ranking, all) == "a:funded b:funded c:funded d:funded e:below_pass_mark");
  CHECK(row(ranking, all, "b").round == 2);
  CHECK(row(ranking, all, "d").round == 2);
  CHECK(row(ranking, all, "a").round == 1);
  CHECK(row(ranking, all, "b").why ==
        "Поддержана в дополнительном отборе: 60\u00a0₽ есть в остатке.");
  REQUIRE(ranking.rounds.size() == 2);
  CHECK(ranking.rounds[0].used == Money{8'000});
  CHECK(ranking.rounds[1].available == Money{12'000});
  CHECK(ranking.rounds[1].used == Money{9'000});
  CHECK(ranking.rounds[1].funded == 2);
  CHECK(ranking.used == Money{17'000});
}

TEST_CASE("no additional selection without a known rest, or while an offer is open") {
  std::vector<Contender> all = {contender("a", 90, 60), contender("b", 80, 60), contender("c", 70, 10)};
  RankingRules rules = rules_with(100, Border::part);
  rules.additional = RankingRules::Additional{};
  CHECK(rank(all, rules).rounds.size() == 1);
  rules.available.reset();
  CHECK(rank(all, rules).rounds.size() == 1);
  CHECK(places(all, rules) == "a:funded b:funded c:funded");
}

TEST_CASE("the most votes win, not fewer than 500 (Волгоград)") {
  std::vector<Contender> all = {contender("a", 99), contender("b", 1), contender("c", 50), contender("d", 60)};
  all[0].votes = Ratio(500);
  all[1].votes = Ratio(900);
  all[2].votes = Ratio(499);
  RankingRules rules = rules_with(1000, Border::stop);
  rules.order = RankingRules::Order::votes;
  rules.least_votes = Ratio(500);
  const Ranking ranking = rank(all, rules);
  CHECK(places(ranking, all) == "b:funded a:funded c:few_votes d:not_counted");
  CHECK(ranking.rows[2].why == "Голосов 499, а нужно не меньше 500.");
  CHECK(ranking.rows[3].why == "Голоса не подсчитаны.");
  all[2].votes = Ratio(500);
  all[2].submitted_at = Instant{-1};
  CHECK(rank(all, rules).rows[1].tie == "Голосов поровну с № 3: подана раньше");
}

TEST_CASE("the time of submission is compared to the second") {
  std::vector<Contender> all = {contender("a", 50), contender("b", 50)};
  all[0].submitted_at = Instant{5'999};
  all[1].submitted_at = Instant{5'001};
  all[1].number = "2";
  all[0].number = "1";
  const RankingRules rules = rules_with(1000, Border::stop);
  CHECK(rank(all, rules).rows[0].tie == "Балл равен с № 2: номер меньше");
  all[1].submitted_at = Instant{4'999};
  CHECK(all[rank(all, rules).rows[0].index].id == "b");
}

TEST_CASE("a tie by votes, and both sides are told") {
  std::vector<Contender> all = {contender("a", 50), contender("b", 50)};
  all[1].votes = Ratio(3);
  RankingRules rules = rules_with(1000, Border::stop);
  rules.tie_chain = {TieBreak::votes, TieBreak::number};
  const Ranking ranking = rank(all, rules);
  CHECK(ranking.rows[0].why ==
        "Поддержана: 100\u00a0₽ есть в остатке; балл равен с № 2: голосов "
        "больше.");
  CHECK(ranking.rows[1].why ==
        "Поддержана: 100\u00a0₽ есть в остатке; балл равен с № 1, она выше: "
        "голосов "
        "больше.");
}

TEST_CASE("the lot is SHA-256 of the published seed and the id: anybody draws it again") {
  const std::vector<Contender> all = {contender("a", 50), contender("b", 50), contender("c", 50)};
  RankingRules rules = rules_with(1000, Border::stop);
  rules.tie_chain = {TieBreak::lot};
  rules.seed = "20 275 413";
  CHECK(lot_of(rules.seed, "a") == hex(sha256("20 275 413a")));
  std::vector<std::string> expected = {"a", "b", "c"};
  std::ranges::sort(expected, {}, [&](const std::string& id) { return hex(sha256(rules.seed + id)); });
  const Ranking ranking = rank(all, rules);
  for (std::size_t i = 0; i < 3; ++i) CHECK(all[ranking.rows[i].index].id == expected[i]);
  CHECK(ranking.rows[0].tie == "Балл равен с № 2: жребий по опубликованному числу");
  rules.seed.clear();
  CHECK(rank(all, rules).rows[0].tie == "Балл равен с № 2: порядок по внутреннему номеру");
}

TEST_CASE("different seeds draw different lots") {
  const std::vector<Contender> all = {contender("a", 50), contender("b", 50)};
  RankingRules rules = rules_with(1000, Border::stop);
  rules.tie_chain = {TieBreak::lot};
  int first = 0;
  for (int seed = 0; seed < 200; ++seed) {
    rules.seed = std::to_string(seed);
    if (rank(all, rules).rows[0].index == 0) ++first;
  }
  CHECK(first > 60);
  CHECK(first < 140);
}

}  // namespace pochin::scoring
