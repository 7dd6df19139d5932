#include "shared/application/convert.h"

#include <nlohmann/json.hpp>

#include "tests/unit/shared/application/life_fixture.h"

namespace pochin::application {
namespace {

// The practice of the region: it takes ideas, projects of municipalities and applications of the last year.
struct Region {
  form::Form form = make_form();
  Workflow workflow = make_workflow();
  Target target() const { return {"b1", "region", "2", workflow, form}; }

  static form::Form make_form() {
    form::Field typology = field_of("typology", form::Kind::choice, "Направление");
    typology.options = {{"roads", "Дороги", ""}};
    form::Field minutes = field_of("minutes", form::Kind::files, "Протокол");
    minutes.extensions = {"pdf"};
    minutes.max_files = 2;
    form::Field plan = field_of("plan", form::Kind::table, "План");
    plan.columns = {field_of("what", form::Kind::text, "Что"), field_of("sum", form::Kind::decimal, "Сумма")};
    form::Field problem = field_of("problem", form::Kind::long_text, "Проблема");
    problem.max_length = 30;
    return form_of({field_of("name", form::Kind::long_text, "Название"), problem, typology, minutes, plan,
                    field_of("start", form::Kind::date, "Начало")});
  }
  static Workflow make_workflow() {
    Workflow workflow;
    workflow.states = {State::draft, State::not_selected};
    workflow.number_format = "О-{number:2}";
    workflow.conversions = {
        {Track::idea,
         "Из идеи",
         {},
         {"author"},
         Conversion::Number::fresh,
         {{"title", "name"}, {"category", "typology"}}},
        {Track::initiative_project,
         "На конкурс",
         {State::municipality_approved},
         {"author"},
         Conversion::Number::keep,
         {}},
        {Track::application, "Прошлый год", {State::not_selected}, {"author"}, Conversion::Number::fresh, {}}};
    return workflow;
  }
};

const Actor kAuthor{"p1", "Ильина М. С.", {}};

Application approved() {
  Life life;
  life.review();
  life.decision();
  life.act(life.head, "support");
  return life.object;
}

Idea supported() {
  Idea idea;
  idea.id = "i1";
  idea.municipality = "86500411";
  idea.author_id = "p1";
  idea.version = 5;
  idea.state = IdeaState::supported;
  idea.text = {"Лавочки у школы", "Детям негде ждать автобус", "61.78,34.36", "roads", {}};
  return idea;
}

}  // namespace

TEST_CASE("a supported idea becomes an application, and both know each other") {
  const Region region;
  const Idea before = supported();
  const auto made = convert(before, region.target(), kAuthor, at("2026-03-02T09:00:00Z"));
  REQUIRE(made);
  const Application application = replay({made->created}).value();
  CHECK(form::text_of(application.answers, "name") == "Лавочки у школы");
  CHECK(form::text_of(application.answers, "typology") == "roads");
  CHECK(application.municipality == "86500411");
  CHECK(application.author_id == "p1");
  CHECK(application.links == std::vector{Link{Relation::made_from, Track::idea, "i1"}});
  Idea idea = before;
  apply(idea, made->source);
  CHECK(idea.state == IdeaState::converted);
  CHECK(idea.links == std::vector{Link{Relation::became, Track::application, "b1"}});
  REQUIRE(made->dropped.size() == 1);  // the place has no field in the new form
  CHECK(made->dropped[0].label == "Место");
}

TEST_CASE("only a supported idea goes on, and only by those who may") {
  const Region region;
  Idea idea = supported();
  const auto code = [&](const Actor& actor) { return convert(idea, region.target(), actor, {}).error().code; };
  CHECK(code({"p7", "Орлов", {}}) == Refusal::Code::not_allowed);
  idea.state = IdeaState::published;
  CHECK(code(kAuthor) == Refusal::Code::wrong_state);
  Region closed;
  closed.workflow.conversions.clear();
  CHECK(convert(supported(), closed.target(), kAuthor, {}).error().code == Refusal::Code::unknown_action);
}

TEST_CASE("a project of the municipality goes to the region with its number, once") {
  const Region region;
  Application project = approved();
  const auto made = convert(project, Track::initiative_project, life_form(), region.target(), kAuthor, {});
  REQUIRE(made);
  const Application application = replay({made->created}).value();
  CHECK(application.number == "П-001");
  CHECK(application.links == std::vector{Link{Relation::made_from, Track::initiative_project, "a1", "П-001"}});
  CHECK(form::files_of(application.answers, "minutes") == Life::file("протокол.pdf"));
  CHECK(!application.answers.contains("decision"));  // what the staff wrote stays behind, and is not listed
  CHECK(made->dropped.empty());
  const State before = project.state;
  apply(project, made->source);
  CHECK(project.state == before);
  CHECK(project.links == std::vector{Link{Relation::became, Track::application, "b1", "П-001"}});
  const auto again = convert(project, Track::initiative_project, life_form(), region.target(), kAuthor, {});
  REQUIRE(!again);
  CHECK(again.error().code == Refusal::Code::wrong_state);
}

TEST_CASE("an application that was not selected is copied into the next cycle with a number of its own") {
  const Region region;
  Application old = replay({create("o1", "region", "1", "86500411", kAuthor, region.workflow, {})}).value();
  old.number = "О-07";
  old.answers = {{"name", "Дорога"}};
  CHECK(!convert(old, Track::application, region.form, region.target(), kAuthor, {}));
  old.state = State::not_selected;
  const auto made = convert(old, Track::application, region.form, region.target(), kAuthor, {});
  REQUIRE(made);
  CHECK(made->created.number.empty());
  CHECK(made->created.link == Link{Relation::copied_from, Track::application, "o1", "О-07"});
  CHECK(made->source.link == Link{Relation::copied_to, Track::application, "b1"});
  CHECK(form::text_of(made->created.set, "name") == "Дорога");
}

TEST_CASE("a copy for the next cycle follows the form: renamed options and fields, dates asked anew") {
  const Region region;
  form::Field kind = field_of("kind", form::Kind::choice, "Направление"), start = field_of("start", form::Kind::date);
  kind.options = {{"road", "Дороги", ""}};
  start.label = "Начало работ";
  const form::Form before = form_of({field_of("title", form::Kind::text), kind, start});
  form::Field name = field_of("name", form::Kind::text);
  name.was = {"title"};
  kind.options = {{"streets", "Улицы и дороги", "", {}, {}, {"road"}}};
  start.fresh = true;
  const form::Form after = form_of({name, kind, start});
  Application old = replay({create("o1", "region", "1", "86500411", kAuthor, region.workflow, {})}).value();
  old.state = State::not_selected;
  old.answers = {{"title", "Мостик"}, {"kind", "road"}, {"start", "01.06.2027"}};
  Target target = region.target();
  const auto made =
      convert(old, Track::application, before, {target.id, target.practice, "2", target.workflow, after}, kAuthor, {});
  REQUIRE(made);
  CHECK(made->created.set == form::Answers{{"name", "Мостик"}, {"kind", "streets"}});
  REQUIRE(made->dropped.size() == 1);
  CHECK(made->dropped[0] == Dropped{"start", "Начало работ", "В новой заявке это заполняют заново"});
  REQUIRE(made->changed.size() == 1);
  CHECK(made->changed[0].label == "Направление");
  CHECK(made->changed[0].reason == "Было «Дороги», стало «Улицы и дороги». Проверьте выбор");
}

TEST_CASE("the events of a conversion live in the store and in the replay") {
  const Region region;
  Life life;
  life.review();
  life.decision();
  life.act(life.head, "support");
  const auto made = convert(life.object, Track::initiative_project, life.form, region.target(), kAuthor, life.now);
  REQUIRE(made);
  life.take(made->source);
  std::vector<Event> stored;
  for (const Event& each : life.events) stored.push_back(event_from_json(life.form, to_json(each)).value());
  CHECK(replay(stored).value() == life.object);
  const Event created = event_from_json(region.form, to_json(made->created)).value();
  CHECK(created == made->created);
}

TEST_CASE("what does not fit into the new form is listed with its reason") {
  form::Field plan = field_of("plan", form::Kind::table, "Старый план");
  plan.columns = {field_of("what", form::Kind::text, "Что"), field_of("sum", form::Kind::integer, "Сумма"),
                  field_of("due", form::Kind::date, "Срок")};
  const form::Form old = form_of(
      {field_of("name", form::Kind::text, "Название"), field_of("problem", form::Kind::long_text, "Проблема"),
       field_of("typology", form::Kind::choice, "Направление"), field_of("minutes", form::Kind::files, "Протокол"),
       plan, field_of("start", form::Kind::text, "Начало"), field_of("media", form::Kind::yes_no, "СМИ")});
  form::Answers answers;
  answers["name"] = "Дорога";
  answers["problem"] = "Очень длинное описание проблемы, которое больше не помещается";
  answers["typology"] = "bridges";
  answers["minutes"] = form::Files{{"f1", "a.PDF", "application/pdf", 1}, {"f2", "b.jpg", "image/jpeg", 1}};
  answers["plan"] = form::Rows{{"r1", {{"what", "Закупка"}, {"sum", "5"}, {"due", "01.05.2026"}}}};
  answers["start"] = "весной";
  answers["media"] = "1";
  const Carried carried = carry(old, answers, Region::make_form());
  CHECK(form::text_of(carried.answers, "name") == "Дорога");
  CHECK(form::files_of(carried.answers, "minutes").size() == 1);
  const form::Rows& rows = form::rows_of(carried.answers, "plan");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].cells.at("sum") == "5");
  CHECK(!rows[0].cells.contains("due"));
  std::vector<std::string> fields;
  for (const Dropped& each : carried.dropped) {
    fields.push_back(each.field);
    CHECK(!each.reason.empty());
  }
  CHECK(fields == std::vector<std::string>{"problem", "typology", "minutes", "plan/due", "start", "media"});
  CHECK(carried.dropped[3].label == "Старый план: Срок");
}

TEST_CASE("every answer of the old form is either in the new one or listed") {
  const form::Form form = Region::make_form();
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    calendar::Numbers numbers(seed);
    form::Answers answers;
    for (const form::Field& field : form.groups[0].sections[0].fields) {
      if (numbers.upto(1) == 0 || field.kind == form::Kind::table) continue;
      if (field.kind == form::Kind::files)
        answers[field.id] = Life::file(numbers.upto(1) == 0 ? "a.pdf" : "a.exe");
      else
        answers[field.id] = std::string(static_cast<std::size_t>(numbers.upto(50)) + 1, 'x');
    }
    const Carried carried = carry(form, answers, form);
    CHECK(carried.answers.size() + carried.dropped.size() == answers.size());
  }
}

}  // namespace pochin::application
