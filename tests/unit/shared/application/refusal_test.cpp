// Refusing a project: documents, closed grounds, refinement first.
#include "tests/unit/shared/application/life_fixture.h"

namespace pochin::application {

TEST_CASE("a missing document is named with its field") {
  Life life;
  life.take(change_answers(life.object, life.rules, life.author, {{"name", "Дорога"}}, {}, life.now));
  const Refusal refusal = life.refusal(life.author, "submit");
  CHECK(refusal.code == Refusal::Code::document_missing);
  REQUIRE(refusal.problems.size() == 1);
  CHECK(refusal.problems[0].field == "minutes");
  CHECK(refusal.message == "Не хватает документов: Протокол собрания");
}

TEST_CASE("a document of a hidden field is not asked for") {
  Life life;
  life.form.groups[0].sections[0].fields[1].visible = formula_of("name == \"Мост\"");
  life.take(change_answers(life.object, life.rules, life.author, {{"name", "Дорога"}}, {}, life.now));
  life.act(life.author, "submit", {.next_number = 1});
  CHECK(life.object.number == "П-001");
}

TEST_CASE("a refusal names one ground of the closed list of its action") {
  Life life;
  life.review();
  const Refusal without = life.refusal(life.head, "refuse");
  CHECK(without.code == Refusal::Code::ground_needed);
  CHECK(without.problems[0].field == "ground");
  CHECK(life.refusal(life.head, "refuse", {.ground = "bad_mood"}).code == Refusal::Code::ground_needed);
  CHECK(life.refusal(life.head, "refuse", {.ground = "other_practice"}).code == Refusal::Code::ground_needed);
  life.act(life.head, "refuse", {.ground = "no_powers"});
  CHECK(life.object.state == State::municipality_refused);
  CHECK(life.object.ground == "no_powers");
}

TEST_CASE("a better way is no ground until refinement was offered") {
  Life life;
  life.review();
  const Refusal early = life.refusal(life.head, "refuse", {.ground = "better_way"});
  CHECK(early.code == Refusal::Code::refinement_needed);
  CHECK(early.message.find("«Есть способ лучше»") != std::string::npos);
  life.act(life.head, "refine", {.remarks = {{"name", "Объедините с соседним проектом"}}});
  life.act(life.author, "resubmit");
  life.act(life.head, "refuse", {.ground = "better_way"});
  CHECK(life.object.ground == "better_way");
}

TEST_CASE("an action that refuses nothing takes no ground") {
  Life life;
  life.review();
  life.decision();
  CHECK(life.refusal(life.head, "support", {.ground = "no_powers"}).code == Refusal::Code::ground_needed);
  life.act(life.head, "support");
  CHECK(life.object.ground.empty());
}

TEST_CASE("a project is submitted when it leaves its preparation, not when its meeting is called") {
  Life life;
  life.workflow.transitions.push_back(transition("call", {State::draft}, State::meeting_planned, "author"));
  life.workflow.transitions[0].from.push_back(State::meeting_planned);
  life.act(life.author, "call");
  CHECK(!life.object.submitted_at);
  life.workflow.applicant.states.push_back(State::meeting_planned);
  life.now.ms += 1'000;
  life.submit();
  CHECK(life.object.submitted_at == life.now);
}

}  // namespace pochin::application
