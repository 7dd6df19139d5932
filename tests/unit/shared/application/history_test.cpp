// The history is the application: whatever was done, replaying the events gives the same object.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/unit/shared/application/life_fixture.h"

namespace pochin::application {
namespace {

// Something a person or the clock may do now; nothing when the walk is over.
std::optional<Event> random_event(Life& life, calendar::Numbers& numbers) {
  const std::vector<Actor> actors = {life.author, life.clerk, life.head, clock_actor()};
  for (int attempt = 0; attempt < 200; ++attempt) {
    const Actor& actor = actors[static_cast<std::size_t>(numbers.upto(3))];
    life.now.ms += numbers.upto(6) * 7'200'000;
    if (numbers.upto(3) == 0) {
      const std::string field = numbers.upto(1) == 0 ? "name" : "minutes";
      form::Answers set;
      if (field == "name")
        set["name"] = "Дорога " + std::to_string(numbers.upto(9));
      else
        set["minutes"] = Life::file("протокол.pdf");
      if (numbers.upto(2) == 0) set = {{"decision", Life::file("решение.pdf")}};
      if (auto event = change_answers(life.object, life.rules, actor, set, {}, life.now)) return *event;
      continue;
    }
    if (numbers.upto(4) == 0 && !life.object.remarks.empty()) {
      const auto& remarks = life.object.remarks;
      const auto pick = static_cast<std::size_t>(numbers.upto(static_cast<int64_t>(remarks.size()) - 1));
      if (auto event = resolve_remark(life.object, life.rules, actor, remarks[pick].id, life.now)) return *event;
      continue;
    }
    const auto& all = life.workflow.transitions;
    const Transition& each = all[static_cast<std::size_t>(numbers.upto(static_cast<int64_t>(all.size()) - 1))];
    if (each.action == "withdraw" && numbers.upto(19) > 0) continue;
    ActionInput input{.comment = "Причина", .next_number = 7};
    if (each.needs_remarks) input.remarks = {{"name", "Уточните"}, {"", "Всё заново"}};
    if (!each.grounds.empty()) input.ground = each.grounds[static_cast<std::size_t>(numbers.upto(1))];
    if (auto event = decide(life.object, life.rules, actor, each.action, input, life.now)) return *event;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("replaying any history gives the application it made, also from what the store keeps") {
  std::vector<std::string> seen;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    INFO(seed);
    calendar::Numbers numbers(seed);
    Life life;
    for (int i = 0; i < 40; ++i) {
      const auto event = random_event(life, numbers);
      if (!event) break;
      apply(life.object, *event);
      life.events.push_back(*event);
      seen.push_back(event->action);
    }
    REQUIRE(replay(life.events).value() == life.object);
    std::vector<Event> stored;
    for (const Event& each : life.events) stored.push_back(event_from_json(life.form, to_json(each)).value());
    REQUIRE(stored == life.events);
    CHECK(life.object.path.back().state == life.object.state);
  }
  // The walks have been everywhere.
  for (const Transition& each : life_workflow().transitions) CHECK(std::ranges::find(seen, each.action) != seen.end());
}

TEST_CASE("an event that does not fit is refused with its place") {
  Life life;
  life.submit();
  life.act(life.clerk, "return", {.remarks = {{"name", "Уточните"}}});
  REQUIRE(life.events.size() == 4);
  const auto refused = [&](auto&& spoil) {
    std::vector<Event> events = life.events;
    spoil(events);
    const auto replayed = replay(events);
    REQUIRE(!replayed);
    CHECK(replayed.error().code == "broken_history");
    CHECK(!replayed.error().message.empty());
    return replayed.error().place;
  };
  using Events = std::vector<Event>;
  CHECK(refused([](Events& events) { events.erase(events.begin() + 1); }) == "events/1");
  CHECK(refused([](Events& events) { events[3].from = State::public_comment; }) == "events/3");
  CHECK(refused([](Events& events) { events[1].to = State::admitted; }) == "events/1");
  CHECK(refused([](Events& events) { events[2].kind = EventKind::created; }) == "events/2");
  CHECK(refused([](Events& events) { events[3].resolved = {"r9_1"}; }) == "events/3");
  CHECK(refused([](Events& events) { events.erase(events.begin()); }) == "events/0");
}

TEST_CASE("the path remembers when each state began") {
  Life life;
  life.submit();
  life.now.ms += 60'000;
  life.act(life.clerk, "publish");
  REQUIRE(life.object.path.size() == 3);
  CHECK(life.object.path[0].state == State::draft);
  CHECK(life.object.path[2] == Step{State::public_comment, life.now});
}

TEST_CASE("an event with a link nobody can read is an error") {
  Life life;
  auto json = to_json(life.events[0]);
  json["link"] = {{"relation", "cousin"}, {"track", "idea"}, {"id", "i1"}};
  CHECK(event_from_json(life.form, json).error().code == "broken_event");
}

}  // namespace pochin::application
