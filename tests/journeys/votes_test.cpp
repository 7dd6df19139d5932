// A vote from the choice to the published results: a voter, two operators of a polling point, two people of the centre,
// an observer, anybody.
#include <catch2/catch_test_macros.hpp>

#include "server/demo/demo_vote.h"
#include "server/jobs/voting.h"
#include "tests/journeys/application.h"

namespace pochin::journeys {
namespace {

const std::string kVote = "/votes/ppmi.demo", kWork = "/work/votes/ppmi.demo";

void with_a_vote(Json& pack) { pack = server::with_vote(pack, Instant{1'795'449'600'000}); }  // World::now

Someone voter(World& world, const std::string& oid, const std::string& name, const std::string& path) {
  server::PersonFacts facts{.confirmed = true, .born = make_date(1990, 1, 1)};
  facts.residence.where = auth::Where::inside;
  return {world, world.login(oid, name, name, "", facts), path};
}

Someone serves(World& world, const std::string& oid, const std::string& name, const std::string& role,
               const std::string& path) {
  world.grant(oid, role, "ppmi");
  return {world, world.login(oid, name, name), path};
}

void seal(World& world) {
  server::VotingClock clock;
  CHECK(clock.tick(world.api().context()).empty());
}

void vote(Someone& who, const std::string& vote) {
  who.open(vote + "/ballot");
  who.press("Выбрать: ");
  CHECK(who.sees("Вы ещё не проголосовали"));
  who.follow("Проверить выбор");
  CHECK(who.title() == "Проверьте свой выбор");
  who.press("Проголосовать");
  CHECK(who.title() == "Голос принят");
}

// A vote that has days left is not closed by one press: both are asked.
void sure(Someone& who, const std::string& act) {
  if (act != "Закрыть") return;
  CHECK(who.sees("До конца голосования остал"));
  who.press("Закрыть голосование");
}

void decided(Someone& one, Someone& another, const std::string& act, const std::string& done) {
  one.open(kWork + "/actions");
  one.pick(act);
  one.fill("Протокол или акт", "№ 3 от 15 февраля 2027 года");
  one.fill("Причина", "Срок прошёл");
  one.press("Отправить на подтверждение");
  sure(one, act);
  CHECK(one.sees("Действие ждёт второго человека"));
  CHECK(one.sees("Подтвердить должен другой сотрудник"));
  another.open("/work");
  CHECK(another.sees("Ждут вашего подтверждения"));
  another.open(kWork + "/actions");
  another.press("Подтвердить: " + act);
  sure(another, act);
  CHECK(another.sees(done));
}

}  // namespace

TEST_CASE("paper, close, publication by two people; results and one's own ballot for anybody") {
  World world(with_a_vote);
  REQUIRE(server::open_demo_votes(world.api().context()));
  Someone resident = voter(world, "1000000001", "Ильина Мария Сергеевна", kVote);
  vote(resident, kVote);
  resident.open(kVote + "/ballot");
  CHECK(resident.title() == "Вы уже проголосовали");

  Someone enters = serves(world, "1000000060", "Бывшев К. О.", "polling_operator", kWork + "/batches");
  enters.choose("Как голосовали", "бумаж");
  enters.fill("Где", "Дом культуры");
  enters.fill("Кто голосовал", "112-233-445 95\n087-654-303 00");
  enters.fill("Листы", "1 2\n2");
  enters.press("Передать на приёмку");
  CHECK(enters.sees("Пачка ждёт второго человека"));
  Someone accepts = serves(world, "1000000062", "Прошлов А. Е.", "polling_operator", "/work");
  CHECK(accepts.sees("Ждут вашего подтверждения: 1"));
  accepts.follow("Бумажные бюллетени: Дом культуры");
  CHECK(accepts.path() == kWork + "/batches");
  accepts.press("Принять пачку: Дом культуры");
  CHECK(accepts.sees("Пачка принята"));
  seal(world);

  Someone one = centre(world, "/work/votes"), another = manager(world, "/work/votes");
  decided(one, another, "Закрыть", "Голосование закрыто. Итоги может опубликовать");
  seal(world);
  decided(one, another, "Опубликовать итоги", "Итоги опубликованы");

  Someone anybody(world, world.visitor(), kVote + "/results");
  CHECK(anybody.title() == "Итоги голосования");
  CHECK(anybody.sees("Всего 3 бюллетеня"));
  CHECK(anybody.sees("Победитель"));
  CHECK(anybody.offers("link", "Пересчитать в браузере"));

  resident.open(kVote + "/verify");
  CHECK(resident.sees("Метка вашего бюллетеня"));
  anybody.open(kVote + "/verify");
  CHECK_FALSE(anybody.sees("Метка вашего бюллетеня"));

  Someone watches = serves(world, "1000000070", "Римская-Корсакова А.-М. С.", "observer", kWork + "/observer");
  CHECK(watches.offers("heading", "Явка по часам"));
  CHECK(watches.sees("3 бюллетеня"));
}

TEST_CASE("a voter who leaves is told on every page that the ballot was not cast") {
  World world(with_a_vote);
  REQUIRE(server::open_demo_votes(world.api().context()));
  Someone resident = voter(world, "1000000001", "Ильина Мария Сергеевна", kVote + "/ballot");
  resident.press("Выбрать: ");
  resident.wait();
  for (const char* path : {"/help", "/projects", "/"}) {
    resident.open(path);
    CHECK(resident.sees("Вы ещё не проголосовали: бюллетень не отправлен"));
  }
  resident.follow("Проверить и проголосовать");
  CHECK(resident.title() == "Проверьте свой выбор");
}

}  // namespace pochin::journeys
