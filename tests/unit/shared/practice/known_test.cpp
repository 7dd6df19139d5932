// What a pack says beside its questions: where an act is read, what may be filled in beforehand, who has which ways.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/application/deadlines.h"
#include "shared/base/json.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Json shipped() { return parse_json(pack_text("ppmi")).value(); }

std::string refused(const Json& pack) {
  const auto parsed = parse_pack(pack);
  return parsed ? std::string() : parsed.error().code;
}

Json& field(Json& pack, std::string_view id) {
  for (Json& group : pack["form"]["groups"])
    for (Json& section : group["sections"])
      for (Json& one : section["fields"])
        if (one["id"] == id) return one;
  throw std::runtime_error("no such field");
}

application::Deadline waits_for(const char* role) {
  application::Deadline deadline;
  deadline.title = "Рассмотреть проект и принять решение о поддержке или об отказе";
  deadline.who = {role};
  return deadline;
}

}  // namespace

TEST_CASE("an act leads to its text by a web address and by nothing else") {
  CHECK(ppmi().basis("44_fz")->url == "http://pravo.gov.ru/proxy/ips/?docbody=&nd=102164547");
  CHECK(ppmi().basis("order")->url.empty());
  for (const char* address : {"javascript:alert(1)", "//pravo.gov.ru", "pravo.gov.ru", "ftp://pravo.gov.ru"}) {
    Json pack = shipped();
    pack["law"][0]["url"] = address;
    INFO(address);
    CHECK(refused(pack) == "url");
  }
}

TEST_CASE("every act of one name has one address in all shipped packs") {
  std::map<std::string, std::string> known;
  for (const char* name : {"ppmi", "karelia", "initiative_131", "spb", "yugra", "sakha", "kirov", "tver", "volgograd"})
    for (const LegalBasis& basis : parse_pack(parse_json(pack_text(name)).value()).value().law) {
      if (basis.kind != law::Kind::statute) continue;
      INFO(name << ": " << basis.act);
      CHECK(known.emplace(basis.act, basis.url).first->second == basis.url);
    }
  CHECK(known.size() >= 3);
}

TEST_CASE("what is personal is never taken from another's application") {
  CHECK(ppmi().form.field("head_name")->prefill == form::Prefill::municipality);
  CHECK(ppmi().form.field("executor")->prefill == form::Prefill::applicant);
  CHECK(ppmi().form.field("name")->prefill == form::Prefill::none);
  Json pack = shipped();
  field(pack, "executor_phone")["prefill"] = "municipality";
  CHECK(refused(pack) == "private_prefill");
  pack = shipped();
  field(pack, "executor_phone")["prefill"] = "neighbour";
  CHECK(refused(pack) == "unknown_prefill");
}

TEST_CASE("the panel names the ways that those who decide really have") {
  using application::State;
  const auto& workflow = ppmi().workflow;
  CHECK(duty_text(waits_for("municipal_operator"), workflow, State::submitted_to_municipality) ==
        "Передать на конкурс или вернуть на доработку");
  const Pack yugra = parse_pack(parse_json(pack_text("yugra")).value()).value();
  CHECK(duty_text(waits_for("municipal_head"), yugra.workflow, State::municipal_review) ==
        "Поддержать или отказать в поддержке");
  // Whom the practice gives one way or none, the applicant and the clock: the title of the rules.
  const std::string title = waits_for("").title;
  CHECK(duty_text(waits_for("finance_officer"), workflow, State::submitted_to_municipality) == title);
  CHECK(duty_text(waits_for("author"), workflow, State::submitted_to_municipality) == title);
  application::Deadline clock = waits_for("municipal_operator");
  clock.automatic = true;
  CHECK(duty_text(clock, workflow, State::submitted_to_municipality) == title);
}

}  // namespace pochin::practice
