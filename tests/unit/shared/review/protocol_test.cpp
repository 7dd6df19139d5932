#include "shared/review/protocol.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/unit/shared/review/commission_fixture.h"

namespace pochin::review {
namespace {

using Persons = std::vector<std::string>;

const Persons kHere = {"secretary", "chair", "m1", "m2", "deputy"};
const std::vector<Conflict> kConflicts = {{"m2", "a13", "заявку подала моя организация", Instant{}}};

ProtocolRules rules() {
  ProtocolRules made;
  made.composition = half_of_them();
  made.quorum.share = *Ratio::make(1, 2);
  made.majority.share = *Ratio::make(1, 2);
  return made;
}

Question asked(std::string id, std::string application, std::string text, std::vector<Vote> votes) {
  return {std::move(id), std::move(application), std::move(text), std::move(votes), {}, Instant{9}};
}

Meeting meeting() {
  Meeting made;
  made.number = "3";
  made.date = kMeetingDay;
  made.place = "с. Заречье";
  made.present = kHere;
  made.presiding = "chair";
  made.secretary = "secretary";
  made.agenda = {"Рейтинг проектов", "Победители конкурса"};
  made.heard = {"Громову Е. И. о рейтинге"};
  made.questions = {asked("q1", "a12", "Признать победителем заявку № 12",
                          {{"chair", Choice::in_favour, Instant{1}},
                           {"m1", Choice::against, Instant{1}},
                           {"deputy", Choice::in_favour, Instant{1}}})};
  made.questions[0].dissents = {{"m1", "Смета завышена", Instant{2}}};
  made.winners = {{"a12", "12", "Детская площадка", Money{160'000'000}}};
  made.reserve = {{"a13", "13", "Освещение", Money{90'000'000}}};
  made.available = Money{200'000'000};
  return made;
}

Protocol made(const Meeting& held, const ProtocolRules& by = rules()) {
  const auto protocol = make_protocol(six(), held, kConflicts, by);
  if (!protocol) FAIL(protocol.error().message);
  return *protocol;
}

std::string refusal(const Meeting& held, const ProtocolRules& by = rules()) {
  const auto protocol = make_protocol(six(), held, kConflicts, by);
  if (protocol) return "ok";
  CHECK_FALSE(protocol.error().message.empty());
  return protocol.error().code + " " + protocol.error().place;
}

}  // namespace

TEST_CASE("the protocol as it is read aloud and signed") {
  const std::string expected = R"(ПРОТОКОЛ № 3
Заседание: Конкурсная комиссия Лесного района
Состав утверждён: постановление от 01.10.2026 № 412
28_января 2027_года, с. Заречье

Председательствующий: Соколова А. В.
Секретарь: Громова Е. И.

Присутствовали:
1. Соколова А. В., председатель
2. Белов П. П., заместитель председателя
3. Громова Е. И., секретарь
4. Ильин К. К., член комиссии
5. Лебедева О. С., член комиссии

Отсутствовали:
1. Орлов Н. Н., член комиссии

Самоотводы:
1. Лебедева О. С., заявка № 13: заявку подала моя организация

Присутствуют 5 из 6, нужно не меньше 3: кворум есть.

Повестка дня:
1. Рейтинг проектов
2. Победители конкурса

Слушали:
1. Громову Е. И. о рейтинге

Решили:
1. Признать победителем заявку № 12.
   За — 2, против — 1, воздержались — 0, не голосовали — 2. Нужно голосов «за» не меньше 2: решение принято.
   Голоса — за: Соколова А. В., Белов П. П.; против: Ильин К. К.
   Особое мнение, Ильин К. К.: Смета завышена

Победители:
1. Заявка № 12 «Детская площадка» — 1_600_000_₽
Всего: 1_600_000_₽

Резерв:
1. Заявка № 13 «Освещение» — 900_000_₽

Подписи:
1. председатель ____________________ Соколова А. В.
2. секретарь ____________________ Громова Е. И.
)";
  std::string shown = protocol_text(made(meeting()));
  const std::string space = "\u00A0";
  for (auto at = shown.find(space); at != std::string::npos; at = shown.find(space)) shown.replace(at, 2, "_");
  CHECK(shown == expected);
}

TEST_CASE("the deputy presides where the chair is away, and signs instead") {
  Meeting held = meeting();
  held.present = {"deputy", "secretary", "m1"};
  held.presiding = "deputy";
  const Protocol protocol = made(held);
  REQUIRE(protocol.signatures.size() == 2);
  CHECK(protocol.signatures[0].person == "deputy");
}

TEST_CASE("a practice may ask for the signature of everybody present") {
  ProtocolRules by = rules();
  by.all_sign = true;
  CHECK(made(meeting(), by).signatures.size() == 5);
}

TEST_CASE("who is named in the protocol was a member that day and was there") {
  Meeting held = meeting();
  held.present.push_back("stranger");
  CHECK(refusal(held) == "protocol_member present/5");
  held = meeting();
  held.date = *make_date(2026, 9, 30);
  CHECK(refusal(held) == "protocol_member present/0");
  held = meeting();
  held.presiding = "m1";
  CHECK(refusal(held) == "protocol_presiding presiding");
  held.presiding = "chair";
  held.present = {"secretary", "m1", "m2", "deputy"};
  CHECK(refusal(held) == "protocol_presiding presiding");
  held = meeting();
  held.present = {"chair", "m1", "m2", "deputy"};
  CHECK(refusal(held) == "protocol_secretary secretary");
  held = meeting();
  held.number = " ";
  CHECK(refusal(held) == "protocol_number number");
}

TEST_CASE("without a quorum nothing is decided, and the recused count as the rule says") {
  Meeting held = meeting();
  held.present = {"chair", "secretary", "m2"};
  CHECK(refusal(held) == "ok");
  held.questions[0].application = "a13";  // m2 is recused: 2 of 5 where 3 are needed
  held.reserve.clear();
  CHECK(refusal(held) == "protocol_quorum questions/0");
  ProtocolRules counted = rules();
  counted.quorum.recused_counted = true;
  CHECK(refusal(held, counted) == "ok");
  held.questions.clear();
  held.present = {"chair", "secretary"};
  CHECK_FALSE(made(held).quorum.reached);
}

TEST_CASE("a question still open has no place in a protocol") {
  Meeting held = meeting();
  held.questions[0].closed_at.reset();
  CHECK(refusal(held) == "protocol_open questions/0");
}

TEST_CASE("an application wins once, was not voted down, and there is money for it") {
  Meeting held = meeting();
  held.reserve[0].application = "a12";
  CHECK(refusal(held) == "protocol_twice reserve/0");
  held = meeting();
  held.questions[0].votes[2].choice = Choice::against;
  CHECK(refusal(held) == "protocol_rejected winners/0");
  held = meeting();
  held.available = Money{159'999'999};
  CHECK(refusal(held) == "protocol_money winners");
  held = meeting();
  held.reserve[0].sum = Money{0};
  CHECK(refusal(held) == "protocol_sum reserve/0");
  held = meeting();
  held.available.reset();
  held.winners.push_back({"a14", "14", "Парк", Money{INT64_MAX}});
  CHECK(refusal(held) == "protocol_money winners");
}

TEST_CASE("who changed points of this contest does not sign its protocol") {
  const Protocol protocol = made(meeting());
  CHECK(may_sign(protocol, "chair", {{"m1", "12"}}, {}));
  const auto refused = may_sign(protocol, "chair", {{"chair", "14"}, {"chair", "12"}, {"chair", "12"}}, {});
  CHECK(refused.error().code == "sign_separation");
  CHECK(refused.error().kind == pochin::ErrorKind::not_you);
  CHECK(refused.error().message ==
        "Вы меняли баллы (№ 12, № 14), поэтому подписать протокол не можете. Передайте подпись другому");
  CHECK(may_sign(protocol, "m1", {}, {}).error().code == "sign_unneeded");
  const auto twice = may_sign(protocol, "chair", {}, {"chair"});
  CHECK(twice.error().code == "sign_twice");
  CHECK(twice.error().kind == pochin::ErrorKind::not_now);
}

TEST_CASE("the order in which members were marked present changes nothing") {
  Meeting held = meeting();
  std::swap(held.present.front(), held.present.back());
  CHECK(made(held) == made(meeting()));
}

TEST_CASE("meetings and protocols come back from JSON as they were") {
  CHECK(*meeting_from_json(to_json(meeting())) == meeting());
  const Protocol protocol = made(meeting());
  CHECK(*protocol_from_json(to_json(protocol)) == protocol);
}

}  // namespace pochin::review
