// The rules of the shipped form: what the applicant reads, and the exact values that repair a mistake.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/form/validate.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

using form::Level;

std::vector<form::Problem> problems(const form::Answers& answers, const form::Facts& facts = place("sp", 800)) {
  return form::validate(ppmi().form, answers, facts, Level::submit);
}

const form::Problem* find(const std::vector<form::Problem>& all, std::string_view code) {
  const auto found = std::ranges::find(all, code, &form::Problem::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a full application has no problems") {
  for (const auto& each : problems(full_answers())) {
    INFO(each.field << " " << each.code << ": " << each.message);
    CHECK(false);
  }
}

TEST_CASE(
    "all items of the form but the admission, which is an act, are there, and the staff's are not the applicant's") {
  std::vector<int> items;
  for (const form::Section* section : ppmi().form.sections(true))
    for (const form::Field& field : section->fields)
      if (!field.item.empty()) items.push_back(std::stoi(field.item));
  for (int item = 1; item <= 32; ++item) {
    INFO(item);
    CHECK(std::ranges::find(items, item) != items.end());
  }
  CHECK(std::ranges::find(items, 33) == items.end());
  for (const form::Section* section : ppmi().form.sections())
    for (const form::Field& field : section->fields) CHECK(field.privacy != form::Privacy::staff);
}

TEST_CASE("every field has a hint, and every field that is filled has a help") {
  for (const form::Section* section : ppmi().form.sections(true))
    for (const form::Field& field : section->fields) {
      INFO(field.id);
      CHECK(!field.hint.empty());
      if (field.answerable() && !field.id.ends_with("_note")) CHECK(!field.help.empty());
    }
}

TEST_CASE("an empty application is told field by field what to do") {
  const auto all = problems({});
  CHECK(form::has_errors(all));
  CHECK(std::ranges::any_of(all, [](const auto& each) {
    return each.field == "name" && each.code == "missing" && each.message == "Напишите название проекта";
  }));
  CHECK(form::validate(ppmi().form, {}, place("sp", 800), Level::draft).empty());
}

TEST_CASE("sources that do not make up the cost: how much is lacking, and the sum that repairs it") {
  form::Answers answers = full_answers();
  answers["source_region"] = "1 500 000";
  const auto all = problems(answers);
  const form::Problem* problem = find(all, "sources_less_than_costs");
  REQUIRE(problem);
  CHECK(problem->message ==
        "Источники дают 1\u00a0900\u00a0000\u00a0₽, а мероприятия стоят "
        "2\u00a0000\u00a0000\u00a0₽. "
        "Не "
        "хватает "
        "100\u00a0000\u00a0₽");
  REQUIRE(problem->fix);
  CHECK(problem->fix->field == "source_region");
  CHECK(problem->fix->label == "Поставить 1\u00a0600\u00a0000\u00a0₽");
  answers["source_region"] = problem->fix->value;
  CHECK(problems(answers).empty());
}

TEST_CASE("sources above the cost are told too, to the kopeck") {
  form::Answers answers = full_answers();
  answers["source_region"] = "1 600 000,01";
  const auto all = problems(answers);
  const form::Problem* problem = find(all, "sources_more_than_costs");
  REQUIRE(problem);
  CHECK(problem->message.ends_with("Лишних 0,01\u00a0₽"));
}

TEST_CASE("payers in the table must give what the sources say") {
  form::Answers answers = full_answers();
  answers["legal_payers"] = form::Rows{{"p1", {{"name", "ООО «Берег»"}, {"sum", "39 999,99"}}}};
  const auto all = problems(answers);
  CHECK(find(all, "legal_payers_sum"));
}

TEST_CASE("construction supervision is at most 5 % of the cost, exactly") {
  form::Answers answers = full_answers();
  answers["cost_repair"] = "1 900 000";
  answers["cost_supervision"] = "100 000";
  answers["cost_supervision_note"] = "Контроль";
  CHECK(!find(problems(answers), "supervision_limit"));
  answers["cost_repair"] = "1 899 999,99";
  answers["cost_supervision"] = "100 000,01";
  const auto all = problems(answers);
  const form::Problem* problem = find(all, "supervision_limit");
  REQUIRE(problem);
  REQUIRE(problem->fix);
  answers["cost_supervision"] = problem->fix->value;
  CHECK(!find(problems(answers), "supervision_limit"));
}

TEST_CASE("subsidy caps in roubles and percent, for each kind and population") {
  struct Cap {
    const char* kind;
    int64_t population, roubles, percent;
  };
  const Cap caps[] = {{"mo", 9000, 4000000, 89}, {"mr", 9000, 3500000, 75}, {"gp", 9000, 3500000, 75},
                      {"sp", 1001, 3000000, 85}, {"sp", 1000, 3000000, 88}, {"go", 9000, 5000000, 75}};
  for (const Cap& cap : caps) {
    INFO(cap.kind << " " << cap.population);
    const auto check = [&](int64_t cost, int64_t subsidy, std::string_view code) {
      form::Answers answers = full_answers();
      answers["cost_repair"] = std::to_string(cost);
      answers["source_region"] = std::to_string(subsidy);
      answers["source_municipal"] = std::to_string(cost - subsidy);
      return find(problems(answers, place(cap.kind, cap.population)), code) != nullptr;
    };
    CHECK(!check(20'000'000, cap.roubles, "subsidy_cap"));
    CHECK(check(20'000'000, cap.roubles + 1, "subsidy_cap"));
    CHECK(!check(1'000'000, cap.percent * 10'000, "subsidy_percent_cap"));
    CHECK(check(1'000'000, cap.percent * 10'000 + 1, "subsidy_percent_cap"));
  }
}

TEST_CASE("the least municipal share, and its exact sum") {
  form::Answers answers = full_answers();
  answers["source_municipal"] = "199 999,99";
  answers["source_people"] = "160 000,01";
  const auto all = problems(answers);
  const form::Problem* problem = find(all, "municipal_minimum");
  REQUIRE(problem);
  REQUIRE(problem->fix);
  CHECK(problem->fix->label == "Поставить 200\u00a0000\u00a0₽");
}

TEST_CASE("too little money of people and organisations warns, but does not stop") {
  form::Answers answers = full_answers();
  answers["source_people"] = "0";
  answers["source_legal"] = "0";
  answers["source_municipal"] = "400 000";
  answers.erase("legal_payers");
  answers.erase("guarantee_letters");
  const auto all = problems(answers);
  REQUIRE(find(all, "extra_budget_minimum"));
  CHECK(!form::has_errors(all));
}

TEST_CASE("three commercial offers or an estimate") {
  form::Answers answers = full_answers();
  answers.erase("estimate");
  answers.erase("estimator_certificate");
  const form::FileRef offer{"o1", "кп.pdf", "application/pdf", 10};
  answers["offers"] = form::Files{offer, {"o2", "кп2.pdf", "application/pdf", 10}};
  const auto all = problems(answers);
  REQUIRE(find(all, "offers_or_estimate"));
  CHECK(find(all, "offers_or_estimate")->message.ends_with("Сейчас предложений: 2"));
  answers["offers"] =
      form::Files{offer, {"o2", "кп2.pdf", "application/pdf", 10}, {"o3", "кп3.pdf", "application/pdf", 10}};
  CHECK(problems(answers).empty());
}

TEST_CASE("dates go in order") {
  form::Answers answers = full_answers();
  answers["meeting_date"] = "2026-12-02";
  CHECK(find(problems(answers), "meeting_not_in_future"));
  answers["meeting_date"] = "2026-12-01";
  CHECK(!find(problems(answers), "meeting_not_in_future"));
  answers["start"] = "01.10.2027";
  CHECK(find(problems(answers), "term_after_start"));
  answers["start"] = "01.06.2027";
  answers["plan"] = form::Rows{{"s1", {{"stage", "Приёмка"}, {"due", "01.10.2027"}, {"who", "Соколова А. В."}}}};
  CHECK(find(problems(answers), "plan_within_term"));
}

TEST_CASE("documents of a previous project are asked only when there was one") {
  form::Answers answers = full_answers();
  answers["continues_previous"] = "1";
  const auto all = problems(answers);
  CHECK(std::ranges::count(all, std::string("missing"), &form::Problem::code) == 2);
  for (const auto& each : all) CHECK(each.field.starts_with("previous_"));
}

TEST_CASE("the exact fields of §4.2: cost, shares and totals are computed") {
  const form::Answers answers = full_answers();
  const form::Facts facts = place("sp", 800);
  const form::Environment environment(ppmi().form, answers, facts);
  CHECK(form::display(environment, *ppmi().form.field("cost_total")) == "2\u00a0000\u00a0000\u00a0₽");
  CHECK(form::display(environment, *ppmi().form.field("source_people_share")) == "3,0\u00a0%");
  CHECK(form::display(environment, *ppmi().form.field("users_share")) == "62,5\u00a0%");
  CHECK(form::display(environment, *ppmi().form.field("population")) == "800\u00a0чел.");
}

TEST_CASE("the task list: not started, started, done, wrong") {
  const form::Facts facts = place("sp", 800);
  const auto status = [&](const form::Answers& answers, std::string_view section) {
    const form::Environment environment(ppmi().form, answers, facts);
    const auto all = form::section_status(environment, form::validate(environment, Level::submit));
    return *std::ranges::find(all, section, &form::SectionStatus::section);
  };
  CHECK(status({}, "problem").progress == form::Progress::not_started);
  CHECK(status({}, "problem").left == 2);
  CHECK(status({}, "labour").optional);
  CHECK(!status({}, "problem").optional);
  form::Answers answers = full_answers();
  CHECK(status(answers, "problem").progress == form::Progress::done);
  answers.erase("results");
  CHECK(status(answers, "problem").progress == form::Progress::started);
  answers["results"] = "Мало";
  CHECK(status(answers, "problem").progress == form::Progress::wrong);
}

}  // namespace pochin::practice
