#include "shared/application/idea.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/unit/shared/application/life_fixture.h"

namespace pochin::application {
namespace {

struct Thought {
  Actor author{"p1", "Ильина М. С.", {}};
  Actor moderator{"p9", "Белов К.", {"moderator"}};
  IdeaText text{"Лавочки у школы", "Детям негде ждать автобус", "61.78,34.36", "playground",
                Life::file("остановка.jpg")};
  Instant now = at("2026-03-02T09:00:00Z");
  std::vector<IdeaEvent> events;
  Idea object;

  Thought() { take(create_idea("i1", "86500411", author, text, now)); }
  void take(std::expected<IdeaEvent, Refusal> event) {
    INFO((event ? std::string() : event.error().message));
    REQUIRE(event);
    apply(object, *event);
    events.push_back(*event);
    now.ms += 1'000;
  }
  void act(const Actor& actor, std::string_view action, std::string_view comment = "", std::string_view other = "") {
    take(decide_idea(object, actor, action, comment, other, now));
  }
  Refusal::Code refusal(const Actor& actor, std::string_view action) const {
    const auto decided = decide_idea(object, actor, action, "", "", now);
    REQUIRE(!decided);
    return decided.error().code;
  }
  void publish() {
    act(author, "submit");
    act(moderator, "take");
    act(moderator, "publish");
  }
};

}  // namespace

TEST_CASE("an idea is sent by its author, checked by a moderator and published") {
  Thought idea;
  CHECK(idea.refusal(idea.moderator, "submit") == Refusal::Code::not_allowed);
  CHECK(idea.refusal(idea.author, "publish") == Refusal::Code::wrong_state);
  CHECK(idea.refusal(idea.author, "fly") == Refusal::Code::unknown_action);
  idea.publish();
  CHECK(idea.object.state == IdeaState::published);
  CHECK(idea.object.published_at);
}

TEST_CASE("an idea without a place is not sent, and the field is named") {
  Thought idea;
  idea.text.place = " ";
  idea.take(change_idea(idea.object, idea.author, idea.text, idea.now));
  const auto decided = decide_idea(idea.object, idea.author, "submit", "", "", idea.now);
  REQUIRE(!decided);
  CHECK(decided.error().problems[0].field == "place");
}

TEST_CASE("an idea is changed by its author and only as a draft; the moderator returns it with a reason") {
  Thought idea;
  CHECK(!change_idea(idea.object, idea.moderator, idea.text, idea.now));
  idea.act(idea.author, "submit");
  CHECK(!change_idea(idea.object, idea.author, idea.text, idea.now));
  idea.act(idea.moderator, "take");
  CHECK(idea.refusal(idea.moderator, "return") == Refusal::Code::comment_needed);
  idea.act(idea.moderator, "return", "Уточните место");
  CHECK(change_idea(idea.object, idea.author, idea.text, idea.now));
}

TEST_CASE("an idea is merged into another one, never into itself") {
  Thought idea;
  idea.publish();
  CHECK(!decide_idea(idea.object, idea.moderator, "merge", "", "i1", idea.now));
  idea.act(idea.moderator, "merge", "", "i2");
  REQUIRE(idea.object.links.size() == 1);
  CHECK(idea.object.links[0] == Link{Relation::merged_into, Track::idea, "i2"});
}

TEST_CASE("replaying any history of an idea gives the same idea, also from what the store keeps") {
  std::vector<std::string> seen;
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    INFO(seed);
    calendar::Numbers numbers(seed);
    Thought idea;
    for (int i = 0; i < 30; ++i) {
      if (numbers.upto(5) == 0)
        if (auto event = change_idea(idea.object, idea.author, idea.text, idea.now)) idea.take(*event);
      const auto moves = idea_moves();
      const IdeaMove& move = moves[static_cast<std::size_t>(numbers.upto(static_cast<int64_t>(moves.size()) - 1))];
      const Actor actor = move.role == "author" ? idea.author : Actor{"p9", "Белов", {std::string(move.role)}};
      if (auto event = decide_idea(idea.object, actor, move.action, "Причина", "i2", idea.now)) {
        idea.take(*event);
        seen.push_back(event->action);
      }
    }
    std::vector<IdeaEvent> stored;
    for (const IdeaEvent& each : idea.events) stored.push_back(idea_event_from_json(to_json(each)).value());
    REQUIRE(stored == idea.events);
    REQUIRE(replay(stored).value() == idea.object);
  }
  for (const IdeaMove& each : idea_moves()) CHECK(std::ranges::find(seen, each.action) != seen.end());
}

TEST_CASE("a move that ideas do not know is refused by the replay with its place") {
  Thought idea;
  idea.publish();
  std::vector<IdeaEvent> events = idea.events;
  events[2].to = IdeaState::supported;
  CHECK(replay(events).error().place == "events/2");
  events = idea.events;
  events.erase(events.begin() + 1);
  CHECK(replay(events).error().place == "events/1");
  CHECK(!replay(std::vector<IdeaEvent>{}));
}

TEST_CASE("nine states of an idea, each with a code and words of its own") {
  CHECK(all_idea_states().size() == 9);
  for (const IdeaStateInfo& each : all_idea_states()) {
    CHECK(idea_state_from(each.code) == each.state);
    const bool left = std::ranges::any_of(idea_moves(), [&](const IdeaMove& move) { return move.from == each.state; });
    CHECK(each.final == !(left || each.state == IdeaState::supported));
  }
}

}  // namespace pochin::application
