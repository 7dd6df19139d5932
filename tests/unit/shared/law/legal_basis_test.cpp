#include "shared/law/legal_basis.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "shared/law/refusal.h"

namespace pochin::law {
namespace {

std::optional<Date> day(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(parse_date(text).value());
}

LegalBasis basis(std::string_view act, std::string_view from, std::string_view to) {
  LegalBasis made;
  made.id = "initiative";
  made.act = act;
  made.valid_from = day(from);
  made.valid_to = day(to);
  return made;
}

const std::vector<LegalBasis> kInitiative = {basis("131-ФЗ", "01.01.2021", "01.01.2027"),
                                             basis("33-ФЗ", "01.01.2027", "")};

std::string act_on(std::string_view date) {
  const LegalBasis* found = wording(kInitiative, "initiative", *day(date));
  return found ? found->act : "нет";
}

}  // namespace

TEST_CASE("a basis is in force from its first day until the day it ends") {
  const LegalBasis dated = basis("131-ФЗ", "01.01.2021", "01.01.2027");
  CHECK(!in_force(dated, *day("31.12.2020")));
  CHECK(in_force(dated, *day("01.01.2021")));
  CHECK(in_force(dated, *day("31.12.2026")));
  CHECK(!in_force(dated, *day("01.01.2027")));
  CHECK(in_force(basis("Порядок", "", ""), *day("01.01.1950")));
}

TEST_CASE("one norm in two acts is read from the act in force on the day") {
  CHECK(act_on("31.12.2020") == "нет");
  CHECK(act_on("25.12.2026") == "131-ФЗ");
  CHECK(act_on("01.01.2027") == "33-ФЗ");
  CHECK(wording(kInitiative, "other", *day("01.01.2027")) == nullptr);
}

TEST_CASE("of two wordings in force the later one is read") {
  const std::vector<LegalBasis> both = {basis("33-ФЗ", "19.06.2025", ""), basis("131-ФЗ", "01.01.2021", "")};
  CHECK(wording(both, "initiative", *day("01.01.2026"))->act == "33-ФЗ");
  CHECK(overlap(both[0], both[1]));
}

TEST_CASE("wordings that follow each other do not overlap and leave no gap") {
  CHECK(!overlap(kInitiative[0], kInitiative[1]));
  CHECK(!overlap(kInitiative[1], kInitiative[0]));
  CHECK(!gap(kInitiative, "initiative", *day("25.12.2026"), *day("01.02.2027")));
  CHECK(!gap(kInitiative, "initiative", *day("01.02.2027"), *day("01.02.2199")));
}

TEST_CASE("the first day without a wording is named") {
  const std::vector<LegalBasis> late = {basis("131-ФЗ", "01.01.2021", "01.01.2027"), basis("33-ФЗ", "15.01.2027", "")};
  CHECK(gap(late, "initiative", *day("25.12.2026"), *day("01.02.2027")) == day("01.01.2027"));
  CHECK(gap(late, "initiative", *day("01.12.2020"), *day("01.02.2021")) == day("01.12.2020"));
  CHECK(!gap(late, "initiative", *day("25.12.2026"), *day("31.12.2026")));
  CHECK(gap(late, "other", *day("25.12.2026"), *day("31.12.2026")) == day("25.12.2026"));
}

TEST_CASE("a wording that ends before it begins is never in force and ends no search") {
  const std::vector<LegalBasis> crossed = {basis("131-ФЗ", "01.01.2027", "01.01.2021")};
  CHECK(gap(crossed, "initiative", *day("01.01.2020"), *day("01.01.2030")) == day("01.01.2020"));
}

TEST_CASE("an act is cited with its article and part") {
  CHECK(citation("131-ФЗ", "ст. 26.1", "ч. 6") == "131-ФЗ, ст. 26.1 ч. 6");
  CHECK(citation("44-ФЗ", "", "") == "44-ФЗ");
  CHECK(citation("Порядок", "", "п. 4") == "Порядок, п. 4");
}

TEST_CASE("the kind of an act is known by its name when the data do not say it") {
  CHECK(kind_of_act("131-ФЗ") == Kind::statute);
  CHECK(kind_of_act("БК РФ") == Kind::statute);
  CHECK(kind_of_act("Постановление Правительства Приозёрской области от 15.08.2026 № 214-пп") == Kind::practice_act);
  CHECK(kind_from(code_of(Kind::practice_act)) == Kind::practice_act);
  CHECK(!kind_from("order"));
}

TEST_CASE("a ground of refusal that is not in the list is not found") {
  const std::vector<RefusalGround> grounds = {{"no_powers", "Нет полномочий", "order", false},
                                              {"better_way", "Есть более эффективный способ", "order", true}};
  CHECK(find_ground(grounds, "better_way")->must_offer_refinement);
  CHECK(find_ground(grounds, "dislike") == nullptr);
}

}  // namespace pochin::law
