#include "shared/practice/preview.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Preview on(std::string_view day) { return preview(ppmi(), parse_day(ppmi(), day).value()); }

const Preview::Action& action(const Preview& seen, std::string_view title) {
  const auto found = std::ranges::find(seen.actions, title, &Preview::Action::title);
  if (found == seen.actions.end()) throw std::out_of_range(std::string(title));
  return *found;
}

}  // namespace

TEST_CASE("a day without a time is its noon by the clock of the region") {
  CHECK(parse_day(ppmi(), "2027-01-15") == parse_instant("2027-01-15T08:00:00Z").value());
  CHECK(parse_day(ppmi(), "2027-01-15T18:30") == parse_instant("2027-01-15T14:30:00Z").value());
  for (const char* wrong : {"", "завтра", "2027-02-30", "2027-01-15T25:00"}) {
    INFO(wrong);
    CHECK(parse_day(ppmi(), wrong).error().code == "bad_date");
  }
}

TEST_CASE("while applications are taken one sees until when, and the button") {
  const Preview seen = on("2026-12-01");
  CHECK(seen.takes_applications);
  CHECK(seen.stage.stage->id == "intake");
  CHECK(seen.intake == "Заявки принимают до 25\u00a0декабря 2026\u00a0года, 18:00 (МСК+1)");
  CHECK(seen.button == "Подать заявку");
  CHECK(seen.days_left == 24);
  CHECK(action(seen, "Подать заявку").why_not.empty());
}

TEST_CASE("an intake until midnight ended with the day before, not on the day after") {
  Pack pack = ppmi();
  for (Stage& stage : pack.stages)
    if (stage.intake) stage.to = instant({*make_date(2028, 3, 1)}, pack.zone());
  const auto told = [&](int hour) { return intake_text(pack, instant({*make_date(2028, 3, 1), hour}, pack.zone())); };
  CHECK(told(0) == "Приём заявок закончился в конце 29\u00a0февраля 2028\u00a0года (МСК+1)");
  CHECK(intake_text(pack, {pack.stages[1].to.ms - 1}) ==
        "Заявки принимают до конца 29\u00a0февраля 2028\u00a0года (МСК+1)");
}

TEST_CASE("after intake one sees that it is over and what comes next") {
  const Preview seen = on("2027-01-15T18:00");
  CHECK(!seen.takes_applications);
  CHECK(seen.stage.stage->id == "check");
  CHECK(seen.intake == "Приём заявок закончился 25\u00a0декабря 2026\u00a0года, 18:00 (МСК+1)");
  CHECK(seen.button.empty());
  CHECK(action(seen, "Подать заявку").why_not == "приём заявок закрыт");
  REQUIRE(seen.next.size() == 5);
  CHECK(seen.next[0].title == "Рейтинг и комиссия");
  CHECK(seen.next[0].text == "с 1\u00a0февраля 2027\u00a0года, 00:00 (МСК+1)");
}

TEST_CASE("before anything begins and after everything ended") {
  CHECK(on("2026-08-01").intake == "Приём заявок начнётся 1\u00a0ноября 2026\u00a0года, 00:00 (МСК+1)");
  CHECK(on("2026-08-31").days_left == 1);
  const Preview after = on("2029-01-01");
  CHECK(after.next.empty());
  CHECK(after.detail.empty());
  CHECK(after.days_left == 0);
}

TEST_CASE("limits are shown as the pack words them") {
  const Preview seen = on("2026-12-01");
  REQUIRE(seen.limits.size() == 6);
  CHECK(seen.limits[5].title == "Городской округ");
  CHECK(seen.limits[5].text == "до 5 000 000 ₽, не больше 75 % стоимости");
}

TEST_CASE("a preview travels as JSON") {
  const Json json = to_json(on("2026-12-01"));
  CHECK(json["stage"]["state"] == "open");
  CHECK(json["takes_applications"] == true);
  CHECK(json["at"] == "2026-12-01T08:00:00Z");
}

TEST_CASE("a vote is there on its day with who may vote and how it is counted, before it and after it too") {
  const Pack pack = parse_pack(Json::parse(pack_text("yugra"))).value();
  const auto vote = [&](std::string_view day) {
    const Preview seen = preview(pack, parse_day(pack, day).value());
    REQUIRE(seen.votes.size() == 1);
    return seen.votes[0];
  };
  CHECK(vote("2027-01-15").moment.starts_with("Начнётся 31"));
  CHECK_FALSE(vote("2027-01-15").open);
  const Preview::Vote now = vote("2027-02-02");
  CHECK(now.open);
  CHECK(now.moment.starts_with("Идёт до"));
  CHECK(now.title == pack.campaigns[0].title);
  CHECK(std::ranges::any_of(now.rules, [](const auto& line) { return line.text == "Выбирают от 1 до 3 проектов."; }));
  CHECK(std::ranges::any_of(now.rules, [](const auto& line) { return line.text.find("16 лет") != std::string::npos; }));
  CHECK(vote("2027-12-01").moment.starts_with("Закончилось"));
  const Json json = to_json(preview(pack, parse_day(pack, "2027-02-02").value()));
  CHECK(json.at("votes").at(0).at("open") == true);
  CHECK(on("2027-02-02").votes.empty());
}

}  // namespace pochin::practice
