#include "shared/law/opening.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::law {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

struct Cycle {
  std::vector<OpeningStage> stages;
  std::vector<LegalBasis> bases;
};

LegalBasis basis(std::string_view id, Kind kind, std::string_view act) {
  LegalBasis made;
  made.id = id;
  made.act = act;
  made.text = act;
  made.kind = kind;
  return made;
}

Cycle good() {
  Cycle cycle;
  cycle.bases = {basis("26_1", Kind::statute, "131-ФЗ"), basis("order", Kind::practice_act, "Порядок")};
  cycle.stages = {{"meetings", "Собрания", day("01.09.2026"), day("31.10.2026"), {"26_1", "order"}, false, "/stages/0"},
                  {"intake", "Приём заявок", day("01.11.2026"), day("25.12.2026"), {"order"}, true, "/stages/1"},
                  {"check", "Проверка", day("25.12.2026"), day("31.01.2027"), {"order"}, false, "/stages/2"}};
  return cycle;
}

std::vector<Problem> problems(const Cycle& cycle) { return opening_problems(cycle.stages, cycle.bases); }

// The one problem of a cycle as "code place".
std::string problem(const Cycle& cycle) {
  const auto all = problems(cycle);
  if (all.size() != 1) return std::to_string(all.size()) + " problems";
  CHECK(all[0].forbids == forbids_opening(all));
  return all[0].code + " " + all[0].place;
}

}  // namespace

TEST_CASE("a cycle whose stages have their act in force may open") { CHECK(problems(good()).empty()); }

TEST_CASE("a stage without a legal basis forbids the cycle and is named") {
  Cycle cycle = good();
  cycle.stages[1].law.clear();
  CHECK(problem(cycle) == "no_law /stages/1");
  CHECK(problems(cycle)[0].message.find("«Приём заявок»") != std::string::npos);
}

TEST_CASE("a statute alone is not enough: the act of the practice must name the stage") {
  Cycle cycle = good();
  cycle.stages[0].law = {"26_1"};
  CHECK(problem(cycle) == "no_practice_act /stages/0/law");
}

TEST_CASE("a basis that nobody wrote down") {
  Cycle cycle = good();
  cycle.stages[2].law = {"orders"};
  CHECK(problem(cycle) == "unknown_law /stages/2/law/0");
}

TEST_CASE("an act that comes into force after the stage has begun forbids it and says the day") {
  Cycle cycle = good();
  cycle.bases[1].valid_from = day("15.09.2026");
  CHECK(problem(cycle) == "act_not_in_force /stages/0/law");
  CHECK(problems(cycle)[0].message.find("01.09.2026") != std::string::npos);
}

TEST_CASE("an act that ends on the last day of the stage forbids it, one that ends on the next does not") {
  Cycle cycle = good();
  cycle.bases[1].valid_to = day("31.01.2027");
  CHECK(problem(cycle) == "act_not_in_force /stages/2/law");
  cycle.bases[1].valid_to = day("01.02.2027");
  CHECK(problems(cycle).empty());
}

TEST_CASE("a new act of the practice that takes over without a gap is enough") {
  Cycle cycle = good();
  cycle.bases[1].valid_to = day("01.01.2027");
  cycle.bases.push_back(cycle.bases[1]);
  cycle.bases[2].valid_from = day("01.01.2027");
  cycle.bases[2].valid_to.reset();
  CHECK(problems(cycle).empty());
}

TEST_CASE("of two acts of the practice one in force is enough") {
  Cycle cycle = good();
  cycle.bases.push_back(basis("old", Kind::practice_act, "Старый порядок"));
  cycle.bases[2].valid_to = day("01.01.2020");
  cycle.stages[0].law = {"old", "order"};
  CHECK(problems(cycle).empty());
}

TEST_CASE("a statute that is not in force is a remark, the cycle may open") {
  Cycle cycle = good();
  cycle.bases[0].valid_to = day("01.10.2026");
  CHECK(problem(cycle) == "law_not_in_force /stages/0/law/0");
  CHECK(!forbids_opening(problems(cycle)));
}

TEST_CASE("a check before the intake has ended forbids the cycle") {
  Cycle cycle = good();
  std::swap(cycle.stages[1].id, cycle.stages[2].id);
  std::swap(cycle.stages[1].intake, cycle.stages[2].intake);
  cycle.stages.push_back({"after", "Итоги", day("01.02.2027"), day("02.02.2027"), {"order"}, false, "/stages/3"});
  CHECK(problem(cycle) == "stage_order /stages/1");
}

TEST_CASE("an intake with nothing after it forbids the cycle") {
  Cycle cycle = good();
  cycle.stages.pop_back();
  CHECK(problem(cycle) == "stage_order /stages/1");
}

TEST_CASE("a cycle that takes no applications, one that has no stages, a stage that ends before it begins") {
  Cycle cycle = good();
  cycle.stages[1].intake = false;
  CHECK(problem(cycle) == "no_intake /stages");
  CHECK(problem({{}, good().bases}) == "no_stages /stages");
  cycle = good();
  cycle.stages[0].last = day("31.08.2026");
  CHECK(problem(cycle) == "dates_order /stages/0/to");
}

}  // namespace pochin::law
