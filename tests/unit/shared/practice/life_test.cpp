// The life of an initiative project by the pack of a small municipality, and what lint demands of such a life.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/application/convert.h"
#include "shared/base/json.h"
#include "tests/unit/shared/calendar/calendar_fixture.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

using application::State;
using application::Transition;

const Pack& local() {
  static const Pack pack = parse_pack(std::string_view(pack_text("initiative_131"))).value();
  return pack;
}

Instant at(std::string_view text) { return parse_instant(text).value(); }

const form::Files kFile = {{"f1", "скан.pdf", "application/pdf", 100}};

form::Answers project_answers(int members = 10) {
  form::Answers answers;
  answers["name"] = "Освещение улицы Лесной";
  answers["settlement"] = "с. Заречье";
  answers["typology"] = "lighting";
  for (const char* text : {"problem", "proposal", "results"})
    answers[text] = std::string("Вечером на улице темно, дети идут из школы по проезжей части.");
  answers["cost_works"] = "300 000";
  answers["estimate"] = kFile;
  answers["source_municipal"] = "250 000";
  answers["source_people"] = "30 000";
  answers["source_legal"] = "20 000";
  answers["initiator_kind"] = "group";
  form::Rows group;
  for (int i = 0; i < members; ++i)
    group.push_back(
        {"m" + std::to_string(i), {{"person", "Ёлкин Пётр"}, {"born", "01.02.2000"}, {"address", "ул. Лесная, 5"}}});
  answers["initiative_group"] = std::move(group);
  answers["consents"] = kFile;
  answers["representative"] = "Ильина Мария Сергеевна";
  answers["representative_phone"] = "8 921 123-45-67";
  answers["support_kind"] = "meeting";
  answers["meeting_date"] = "12.09.2026";
  answers["supporters"] = "60";
  answers["meeting_minutes"] = kFile;
  answers["users_count"] = "120";
  answers["start"] = "01.06.2027";
  answers["term"] = "30.09.2027";
  return answers;
}

// Everybody of the practice in one place.
struct Village {
  const Pack& pack = local();
  form::Facts facts = place("sp", 800);
  application::Clock clock{calendar::shipped(), {pack.zone_name, pack.zone_minutes}};
  application::Rules rules{pack.workflow, pack.form, facts, true, pack.refusal_grounds, &clock};
  application::Actor author{"p1", "Ильина М. С.", {}};
  application::Actor staff{"p2", "Соколова А. В.", {"municipal_operator", "municipal_head", "commission_secretary"}};
  Instant now = at("2026-10-01T08:00:00Z");
  std::vector<application::Event> events;
  application::Application object;

  // The register of the payments says that everybody has paid, and in the end that everybody was paid back.
  Village() {
    facts["payments.paid"] = Ratio(50'000);
    facts["payments.left"] = Ratio(0);
    take(application::create("a1", pack.id, pack.version, "86500411", author, pack.workflow, now));
  }
  void take(std::expected<application::Event, application::Refusal> event) {
    INFO((event ? std::string() : event.error().message));
    REQUIRE(event);
    application::apply(object, *event);
    events.push_back(*event);
    now.ms += 60'000;
  }
  void act(std::string_view action, const application::ActionInput& input = {}) {
    const Transition* transition = pack.workflow.find(action, object.state);
    REQUIRE(transition);
    const bool by_author = std::ranges::find(transition->roles, "author") != transition->roles.end();
    take(decide(object, rules, by_author ? author : staff, action, input, now));
  }
  void attach(const char* field) { take(application::change_answers(object, rules, staff, {{field, kFile}}, {}, now)); }
  void clock_acts() {
    const auto due = application::due_transitions(object, pack.workflow, clock, now).value();
    REQUIRE(due.size() == 1);
    take(decide(object, rules, application::clock_actor(), due[0]->action, {}, now));
  }
  void submit() {
    take(application::change_answers(object, rules, author, project_answers(), {}, now));
    act("announce");
    act("hold");
    act("submit", {.next_number = 1});
  }
  void review() {
    submit();
    attach("publication");
    act("publish");
    now = at("2026-10-20T08:00:00Z");
    clock_acts();
  }
};

const Finding* finding(const std::vector<Finding>& all, std::string_view code) {
  const auto found = std::ranges::find(all, code, &Finding::code);
  return found == all.end() ? nullptr : &*found;
}

Json& transition_of(Json& pack, std::string_view action) {
  for (Json& each : pack["workflow"]["transitions"])
    if (each["action"] == action) return each;
  throw std::out_of_range(std::string(action));
}

struct Spoilt {
  const char* name;
  void (*spoil)(Json&);
  const char* code;
};

const Spoilt kSpoilt[] = {
    {"comments cut to four days", [](Json& pack) { pack["terms"][1]["count"] = 4; }, "term_too_short"},
    {"publication in four days", [](Json& pack) { pack["terms"][0]["count"] = 4; }, "term_too_long"},
    {"a decision in 31 days", [](Json& pack) { pack["terms"][2]["count"] = 31; }, "term_too_long"},
    {"a decision counted from the review",
     [](Json& pack) { transition_of(pack, "support")["deadline"]["start"] = "entered"; }, "deadline_start"},
    {"a report in 31 days", [](Json& pack) { pack["terms"][4]["count"] = 31; }, "term_too_long"},
    {"a project nobody must publish", [](Json& pack) { transition_of(pack, "publish").erase("deadline"); },
     "no_deadline"},
    {"comments a person may end",
     [](Json& pack) {
       transition_of(pack, "end_comments")["deadline"].erase("automatic");
       transition_of(pack, "end_comments")["roles"][0] = "municipal_operator";
     },
     "at_least_by_hand"},
    {"a clock that is an official",
     [](Json& pack) { transition_of(pack, "archive")["roles"][0] = "municipal_operator"; }, "clock_role"},
    {"a clock that must write a reason", [](Json& pack) { transition_of(pack, "archive")["needs_comment"] = true; },
     "clock_cannot"},
    {"a refusal without grounds", [](Json& pack) { transition_of(pack, "refuse").erase("grounds"); }, "no_grounds"},
    {"a ground nobody wrote down", [](Json& pack) { transition_of(pack, "refuse")["grounds"][0] = "mood"; },
     "unknown_ground"},
    {"a better way without refinement", [](Json& pack) { transition_of(pack, "refine").erase("offers_refinement"); },
     "no_refinement"},
    {"a document that is no file", [](Json& pack) { transition_of(pack, "hold")["documents"][0]["field"] = "name"; },
     "unknown_document"},
    {"a notice to nobody", [](Json& pack) { transition_of(pack, "support")["notices"][0]["to"] = "mayor"; },
     "unknown_recipient"},
    {"a notice with an unknown word",
     [](Json& pack) { transition_of(pack, "support")["notices"][0]["text"] = "Проект {numbr}"; }, "formula_name"},
    {"a deadline of a term nobody wrote down",
     [](Json& pack) { transition_of(pack, "report")["deadline"]["term"] = "reprot"; }, "unknown_term"},
    {"a deadline that says twice when",
     [](Json& pack) { transition_of(pack, "report")["deadline"]["stage"] = "works"; }, "deadline_moment"},
    {"a deadline of a stage that is none",
     [](Json& pack) { transition_of(pack, "fund")["deadline"]["stage"] = "agreement"; }, "unknown_stage"},
    {"a deadline without its act", [](Json& pack) { transition_of(pack, "fund")["deadline"].erase("law"); }, "no_law"},
    {"a deadline that does not run where the action is",
     [](Json& pack) { transition_of(pack, "support")["deadline"]["states"] = {"public_comment"}; }, "deadline_states"},
    {"a state nobody can leave", [](Json& pack) { transition_of(pack, "take_over")["from"][0] = "completed"; },
     "dead_end"},
    {"a state nobody can come into", [](Json& pack) { transition_of(pack, "take_over")["to"] = "closed"; },
     "unreachable_state"},
    {"a conversion into a field that is not there",
     [](Json& pack) { pack["workflow"]["conversions"][0]["fields"][0]["to"] = "nme"; }, "unknown_field"},
    {"two conversions of one track", [](Json& pack) { pack["workflow"]["conversions"][1]["from"] = "idea"; },
     "duplicate_id"},
    {"a track that is none", [](Json& pack) { pack["workflow"]["track"] = "dream"; }, "unknown_track"},
};

}  // namespace

TEST_CASE("lint accepts the pack of a municipality without a single remark") {
  for (const Finding& each : lint(pack_text("initiative_131"))) {
    INFO(each.pointer << ": " << each.message);
    CHECK(false);
  }
}

TEST_CASE("lint knows what a life by 131-ФЗ must have") {
  for (const Spoilt& each : kSpoilt) {
    DYNAMIC_SECTION(each.name) {
      Json json = Json::parse(pack_text("initiative_131"));
      each.spoil(json);
      const auto findings = lint(json.dump(1));
      std::string all;
      for (const Finding& found : findings) all += found.code + " " + found.pointer + ": " + found.message + "\n";
      INFO(all);
      const Finding* found = finding(findings, each.code);
      REQUIRE(found);
      CHECK(found->level == Finding::Level::error);
      CHECK(found->line > 0);
    }
  }
}

TEST_CASE("a term against the statute is refused in the words of the pack's own law") {
  Json json = Json::parse(pack_text("initiative_131"));
  json["terms"][1]["count"] = 4;
  const auto findings = lint(json.dump(1));
  const Finding* found = finding(findings, "term_too_short");
  REQUIRE(found);
  CHECK(found->message.find("131-ФЗ, ст. 26.1 ч. 5 (law: 131_26_1_5)") != std::string::npos);
  CHECK(found->message.find("не менее 5") != std::string::npos);
}

TEST_CASE("a local act may be stricter: publication in two days, comments for ten") {
  Json json = Json::parse(pack_text("initiative_131"));
  json["terms"][0]["count"] = 2;
  json["terms"][1]["count"] = 10;
  CHECK(lint(json.dump()).empty());
}

TEST_CASE("a term in other units is a warning: a person has to compare") {
  Json json = Json::parse(pack_text("initiative_131"));
  json["terms"][2]["unit"] = "working_days";
  json["terms"][2]["count"] = 15;
  const auto findings = lint(json.dump());
  REQUIRE(finding(findings, "term_unit"));
  CHECK(!has_errors(findings));
}

TEST_CASE("an initiative group has at least ten people, each of sixteen years") {
  const auto problems = [](const form::Answers& answers) {
    form::Facts facts = place("sp", 800);
    std::vector<std::string> codes;
    for (const auto& each : form::validate(local().form, answers, facts, form::Level::submit))
      codes.push_back(each.code);
    return codes;
  };
  CHECK(problems(project_answers()).empty());
  CHECK(problems(project_answers(9)) == std::vector<std::string>{"group_size"});
  form::Answers young = project_answers();
  std::get<form::Rows>(young["initiative_group"])[3].cells["born"] = "02.12.2010";  // today is the 1st
  CHECK(problems(young) == std::vector<std::string>{"group_age"});
  std::get<form::Rows>(young["initiative_group"])[3].cells["born"] = "01.12.2010";
  CHECK(problems(young).empty());
}

TEST_CASE("the whole life of a project: published, commented, supported, built, reported, archived") {
  Village village;
  village.submit();
  CHECK(village.object.number == "ИП-2027-001");
  CHECK(!decide(village.object, village.rules, village.staff, "publish", {}, village.now));  // nothing was published
  village.attach("publication");
  village.act("publish");
  CHECK(application::due_transitions(village.object, village.pack.workflow, village.clock, village.now)->empty());
  village.now = at("2026-10-08T20:00:00Z");  // midnight of МСК+1 after five working days
  village.clock_acts();
  CHECK(village.object.state == State::municipal_review);
  for (const char* field : {"comments_summary", "decision"}) village.attach(field);
  village.act("support");
  village.act("collect");
  village.attach("payments_register");
  village.act("fund");
  village.act("procure");
  village.act("procure_again", {.comment = "Не было участников"});
  village.attach("contract");
  village.act("contract");
  village.act("start");
  village.act("finish");
  village.act("redo", {.comment = "Опора стоит криво"});
  village.act("finish");
  village.attach("acceptance_act");
  village.act("accept_works");
  village.attach("report");
  village.act("report");
  village.take(application::change_answers(village.object, village.rules, village.staff, {{"payments_left", "1 500"}},
                                           {}, village.now));
  const auto unpaid = decide(village.object, village.rules, village.staff, "close", {}, village.now);
  REQUIRE(!unpaid);  // the rest of the payments goes back first
  CHECK(unpaid.error().problems[0].field == "refunds");
  village.attach("refunds");
  village.act("close");
  village.act("take_over");
  village.now = at("2030-01-01T00:00:00Z");
  village.clock_acts();
  CHECK(village.object.state == State::archived);
  CHECK(application::replay(village.events).value() == village.object);
}

TEST_CASE("a better way obliges to offer refinement, and the thirty days wait for the authors") {
  Village village;
  village.review();
  village.attach("decision");
  const auto last_day = [&] {
    return application::deadlines(village.object, village.pack.workflow, village.clock, village.now)->at(0).last_day;
  };
  const Date before = last_day();
  CHECK(before == calendar::day("02.11.2026"));  // 31 October is a Saturday
  const application::ActionInput refusal{.comment = "Дешевле починить старое", .ground = "better_way"};
  const auto early = decide(village.object, village.rules, village.staff, "refuse", refusal, village.now);
  REQUIRE(!early);
  CHECK(early.error().code == application::Refusal::Code::refinement_needed);
  village.act("refine", {.remarks = {{"proposal", "Сравните с ремонтом"}}});
  village.now = at("2026-10-26T08:00:00Z");
  village.act("resubmit");
  CHECK(last_day() == calendar::day("06.11.2026"));
  village.act("refuse", refusal);
  CHECK(village.object.state == State::municipality_refused);
  CHECK(village.object.ground == "better_way");
}

TEST_CASE("when a project is terminated, the payments go back before it is archived") {
  Village village;
  village.review();
  for (const char* field : {"comments_summary", "decision"}) village.attach(field);
  village.act("support");
  village.act("collect");
  village.act("terminate", {.comment = "Подрядчик отказался"});
  const auto unknown = decide(village.object, village.rules, village.staff, "refund", {}, village.now);
  REQUIRE(!unknown);
  CHECK(unknown.error().code == application::Refusal::Code::guard);
  village.take(application::change_answers(village.object, village.rules, village.staff, {{"payments_left", "30 000"}},
                                           {}, village.now));
  const auto unpaid = decide(village.object, village.rules, village.staff, "refund", {}, village.now);
  REQUIRE(!unpaid);
  CHECK(unpaid.error().code == application::Refusal::Code::document_missing);
  village.attach("refunds");
  village.act("refund");
  CHECK(village.object.state == State::archived);
}

TEST_CASE("a supported idea becomes a project, a project an application of the region") {
  Village village;
  application::Idea idea;
  idea.id = "i1";
  idea.author_id = "p1";
  idea.state = application::IdeaState::supported;
  idea.text = {"Свет на Лесной", "Темно", "ул. Лесная", "lighting", {}};
  const application::Target project{"a2", local().id, local().version, local().workflow, local().form};
  const auto made = application::convert(idea, project, village.author, village.now);
  REQUIRE(made);
  CHECK(form::text_of(made->created.set, "typology") == "lighting");
  CHECK(made->dropped.empty());

  village.review();
  for (const char* field : {"comments_summary", "decision"}) village.attach(field);
  village.act("support");
  const application::Target region{"b1", ppmi().id, ppmi().version, ppmi().workflow, ppmi().form};
  const auto contest = application::convert(village.object, application::Track::initiative_project, local().form,
                                            region, village.author, village.now);
  REQUIRE(contest);
  CHECK(form::text_of(contest->created.set, "name") == "Освещение улицы Лесной");
  CHECK(form::files_of(contest->created.set, "meeting_minutes") == kFile);
  CHECK(std::ranges::find(contest->dropped, "initiative_group", &application::Dropped::field) !=
        contest->dropped.end());
}

TEST_CASE("deadlines of stages and moments move with the cycle") {
  Json json = Json::parse(pack_text());
  transition_of(json, "accept")["deadline"] = {
      {"at", "2027-01-20T12:00"}, {"title", "Передать на конкурс"}, {"law", "order"}};
  Pack pack = parse_pack(json).value();
  shift_stages(pack, 30);
  shift_stages(json, 30);
  const Pack again = parse_pack(json).value();
  for (const char* action : {"submit", "accept"}) {
    const auto moment = [&](const Pack& from) {
      for (const Transition& each : from.workflow.transitions)
        if (each.action == action) return each.deadline->at;
      return std::optional<Instant>();
    };
    CHECK(moment(pack));
    CHECK(moment(pack) == moment(again));
    CHECK(moment(pack) != moment(ppmi()));
  }
}

TEST_CASE("random lives by the shipped packs end in the state their history tells") {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    INFO(seed);
    calendar::Numbers numbers(seed);
    Village village;
    village.take(
        application::change_answers(village.object, village.rules, village.author, project_answers(), {}, village.now));
    for (int i = 0; i < 60; ++i) {
      village.now.ms += numbers.upto(20) * 21'600'000;
      std::vector<const Transition*> open;
      for (const Transition& each : local().workflow.transitions)
        if (each.begins_in(village.object.state)) open.push_back(&each);
      if (open.empty()) break;
      const Transition& next = *open[static_cast<std::size_t>(numbers.upto(static_cast<int64_t>(open.size()) - 1))];
      if (next.action == "withdraw" && numbers.upto(9) > 0) continue;
      for (const application::Document& each : next.documents)
        if (auto put = application::change_answers(village.object, village.rules, village.staff, {{each.field, kFile}},
                                                   {}, village.now))
          village.take(*put);
      if (auto left = application::change_answers(village.object, village.rules, village.staff,
                                                  {{"payments_left", "0"}}, {}, village.now))
        village.take(*left);
      application::ActionInput input{.comment = "Причина", .next_number = 1};
      if (next.needs_remarks) input.remarks = {{"name", "Уточните"}};
      if (!next.grounds.empty()) input.ground = next.grounds.back();
      const bool by_author = next.roles[0] == "author";
      const auto actor = next.automatic() ? application::clock_actor() : by_author ? village.author : village.staff;
      if (auto event = decide(village.object, village.rules, actor, next.action, input, village.now))
        village.take(*event);
      REQUIRE(application::deadlines(village.object, local().workflow, village.clock, village.now));
    }
    std::vector<application::Event> stored;
    for (const auto& each : village.events)
      stored.push_back(application::event_from_json(local().form, application::to_json(each)).value());
    REQUIRE(application::replay(stored).value() == village.object);
  }
}

}  // namespace pochin::practice
