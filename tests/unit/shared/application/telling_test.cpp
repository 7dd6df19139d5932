#include "shared/application/telling.h"

#include "tests/unit/shared/application/life_fixture.h"

namespace pochin::application {
namespace {

using Sentences = std::vector<std::string>;

// A project that was just refused by the head of the municipality.
struct Refused {
  Life life;
  Event event;

  Refused() {
    Transition* refuse = find("refuse");
    refuse->told = "Проект {number} отклонён: {ground}. {comment}";
    refuse->notices = {{Recipient::author, "Ответьте {deadline}"},
                       {Recipient::residents, "«{title}», {municipality}: отказ"},
                       {Recipient::author, "Название: {name}; посчитать нельзя: {name + 1}"}};
    life.object.number = "П-007";
    life.object.state = State::municipality_refused;
    life.object.answers["name"] = "Мостик";
    event.action = "refuse";
    event.from = State::municipal_review;
    event.to = State::municipality_refused;
    event.ground = "no_powers";
    event.comment = "Мост не наш";
  }
  Transition* find(std::string_view action) {
    for (Transition& each : life.workflow.transitions)
      if (each.action == action) return &each;
    return nullptr;
  }
  Sentences to(Recipient recipient) const {
    return told_of(life.object, event, life.rules, {"Мостик через ручей", "Заречье", "до 1 марта"}, recipient);
  }
};

}  // namespace

TEST_CASE("the author is told what the practice says of the move, with the number, the ground and the reason in it") {
  CHECK(Refused().to(Recipient::author) == Sentences{"Проект П-007 отклонён: Нет полномочий. Мост не наш",
                                                     "Ответьте до 1 марта", "Название: Мостик; посчитать нельзя: …"});
}

TEST_CASE("each recipient is told what is for them, and nobody else's words") {
  const Refused refused;
  CHECK(refused.to(Recipient::residents) == Sentences{"«Мостик через ручей», Заречье: отказ"});
  CHECK(refused.to(Recipient::payers).empty());
}

TEST_CASE("of what is no move nobody is told") {
  Refused saved;
  saved.event.kind = EventKind::answers_changed;
  CHECK(saved.to(Recipient::author).empty());
  Refused unknown;
  unknown.event.from = State::draft;
  CHECK(unknown.to(Recipient::author).empty());
}

}  // namespace pochin::application
