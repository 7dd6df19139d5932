#include "shared/form/environment.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/calendar/production_calendar.h"

namespace pochin::form {
namespace {

formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }

Field field_of(std::string id, Kind kind, std::string_view visible = {}) {
  Field field;
  field.id = std::move(id);
  field.label = field.id;
  field.kind = kind;
  if (!visible.empty()) field.visible = formula_of(visible);
  return field;
}

Form form_of(std::vector<Field> fields, std::vector<NamedFormula> facts = {}) {
  Form form;
  Section section;
  section.id = "s";
  section.fields = std::move(fields);
  form.groups = {{"g", "", {std::move(section)}}};
  form.facts = std::move(facts);
  prepare(form);
  return form;
}

std::string computed(const Form& form, const Answers& answers, std::string_view formula) {
  const formula::Value value = Environment(form, answers, {}).evaluate(formula_of(formula));
  return value.is_null() ? "null" : show(value);
}

}  // namespace

TEST_CASE("conditions and named formulas count the working days of the given calendar") {
  Form form;
  NamedFormula due;
  due.name = "due";
  due.value = formula::parse("add_workdays(today, 1)").value();
  form.facts = {due};
  prepare(form);
  const Answers none;
  const Facts facts = {{"today", fact(make_date(2026, 12, 31).value())}};
  CHECK(show(Environment(form, none, facts).value("due")) == "01.01.2027");
  calendar::ProductionCalendar calendar;
  calendar.put({2027, "", "verified", {make_date(2027, 1, 1).value()}, {}});
  CHECK(show(Environment(form, none, facts, &calendar).value("due")) == "04.01.2027");
}

TEST_CASE("a hidden answer is null for every formula, whatever its kind, and comes back when it is shown") {
  Field table = field_of("rows", Kind::table, "more");
  table.columns = {field_of("sum", Kind::integer)};
  Field some = field_of("some", Kind::choices, "more");
  some.options = {{"a", "А", ""}, {"b", "Б", ""}};
  Field files = field_of("papers", Kind::files, "more");
  const Form form =
      form_of({field_of("bonus", Kind::yes_no, "more"), field_of("count", Kind::integer, "more"),
               field_of("when", Kind::period, "more"), table, some, files, field_of("more", Kind::yes_no)});
  Answers answers = {{"more", "1"},
                     {"bonus", "1"},
                     {"count", "7"},
                     {"when", "01.05.2027\n30.08.2027"},
                     {"rows", Rows{{"r1", {{"sum", "5"}}}}},
                     {"some", "a\nb"},
                     {"papers", Files{{"f1", "a.pdf", "application/pdf", 10}}}};
  const std::pair<const char*, const char*> formulas[] = {
      {"bonus", "null"},      {"count + 1", "null"}, {"filled(when)", "Нет"},  {"when.to", "null"},
      {"sum(rows.sum)", "0"}, {"count(rows)", "0"},  {"\"a\" in some", "Нет"}, {"count(papers)", "0"}};
  for (const auto& [text, hidden] : formulas) {
    CAPTURE(text);
    CHECK(computed(form, answers, text) != hidden);
  }
  answers["more"] = "0";
  for (const auto& [text, hidden] : formulas) {
    CAPTURE(text);
    CHECK(computed(form, answers, text) == hidden);
  }
  answers.erase("more");
  CHECK(computed(form, answers, "count") == "null");
}

TEST_CASE("what only a hidden answer would show is hidden, too, in whatever order the form asks") {
  const Form form = form_of({field_of("third", Kind::integer, "fact > 0"), field_of("second", Kind::integer, "first"),
                             field_of("first", Kind::yes_no)},
                            {{"fact", formula_of("second * 2"), "", {}}});
  Answers answers = {{"first", "1"}, {"second", "3"}, {"third", "4"}};
  CHECK(computed(form, answers, "third") == "4");
  answers["first"] = "0";
  CHECK(computed(form, answers, "second") == "null");
  CHECK(computed(form, answers, "fact") == "null");
  CHECK(computed(form, answers, "third") == "null");
}

TEST_CASE("an answer of a hidden section and a hidden cell of a table are null") {
  Form form = form_of({field_of("inside", Kind::integer)});
  form.groups[0].sections[0].visible = formula_of("open");
  Section other;
  other.id = "other";
  Field table = field_of("rows", Kind::table);
  table.columns = {field_of("kind", Kind::text), field_of("sum", Kind::integer, "row.kind = \"paid\" and open")};
  other.fields = {field_of("open", Kind::yes_no), table};
  form.groups[0].sections.push_back(other);
  prepare(form);
  Answers answers = {
      {"inside", "5"},
      {"open", "1"},
      {"rows", Rows{{"r1", {{"kind", "paid"}, {"sum", "10"}}}, {"r2", {{"kind", "free"}, {"sum", "90"}}}}}};
  CHECK(computed(form, answers, "inside") == "5");
  CHECK(computed(form, answers, "sum(rows.sum)") == "10");
  answers["open"] = "0";
  CHECK(computed(form, answers, "inside") == "null");
  CHECK(computed(form, answers, "sum(rows.sum)") == "0");
}

TEST_CASE("a refused answer earns nothing: it is null for every formula") {
  Field people = field_of("people", Kind::integer), share = field_of("share", Kind::decimal),
        cost = field_of("cost", Kind::money), kind = field_of("kind", Kind::choice),
        some = field_of("some", Kind::choices), about = field_of("about", Kind::long_text),
        born = field_of("born", Kind::date), papers = field_of("papers", Kind::files),
        rows = field_of("rows", Kind::table), mail = field_of("mail", Kind::email);
  people.min = Ratio(1);
  people.max = Ratio(1'000'000);
  share.digits = 1;
  cost.max = Ratio(100);
  kind.options = some.options = {{"a", "А", ""}, {"b", "Б", ""}};
  some.max_count = 1;
  about.min_length = 5;
  about.max_length = 10;
  born.earliest = make_date(2000, 1, 1);
  papers.extensions = {"pdf"};
  rows.columns = {people};
  rows.max_rows = 1;
  const Form form = form_of({people, share, cost, kind, some, about, born, papers, rows, mail});
  struct Line {
    const char *field, *good, *bad, *formula, *nothing;
  };
  const Line lines[] = {{"people", "60", "1000000000000", "people", "null"},
                        {"people", "60", "0", "people", "null"},
                        {"people", "60", "1,5", "people", "null"},
                        {"share", "1,5", "1,55", "share", "null"},
                        {"cost", "100", "100,01", "cost", "null"},
                        {"kind", "a", "c", "kind", "null"},
                        {"some", "a", "a\nb", "\"a\" in some", "Нет"},
                        {"about", "Дорога", "Дорога и мост", "filled(about)", "Нет"},
                        {"about", "Дорога", "Мост", "length(about)", "null"},
                        {"born", "01.02.2000", "01.02.1999", "year(born)", "null"},
                        {"mail", "a@b.ru", "ab.ru", "filled(mail)", "Нет"}};
  for (const Line& each : lines) {
    CAPTURE(each.field, each.bad);
    CHECK(computed(form, {{each.field, each.good}}, each.formula) != each.nothing);
    CHECK(computed(form, {{each.field, each.bad}}, each.formula) == each.nothing);
  }
  const auto files = [](const char* file) { return Answers{{"papers", Files{{"f1", file, "", 10}}}}; };
  CHECK(computed(form, files("a.pdf"), "count(papers)") == "1");
  CHECK(computed(form, files("a.exe"), "count(papers)") == "0");
  const Row good{"r1", {{"people", "5"}}}, bad{"r2", {{"people", "1000000000000"}}};
  CHECK(computed(form, {{"rows", Rows{good}}}, "sum(rows.people)") == "5");
  CHECK(computed(form, {{"rows", Rows{bad}}}, "sum(rows.people)") == "0");
  CHECK(computed(form, {{"rows", Rows{good, {"r3", {{"people", "6"}}}}}}, "sum(rows.people)") == "0");
}

TEST_CASE("an option that has closed since stays what was answered") {
  Field kind = field_of("kind", Kind::choice);
  kind.options = {{"old", "Старый", "", {}, make_date(2026, 12, 31)}};
  const Form form = form_of({kind});
  const Answers answers = {{"kind", "old"}};
  const Facts facts = {{"today", fact(make_date(2027, 3, 1).value())}};
  CHECK(show(Environment(form, answers, facts).value("kind")) == "old");
}

TEST_CASE("a number changed for a question what-if shows and hides what depends on it") {
  const Form form = form_of({field_of("extra", Kind::integer, "people > 10"), field_of("people", Kind::integer)},
                            {{"both", formula_of("people + coalesce(extra, 0)"), "", {}}});
  const Answers answers = {{"people", "5"}, {"extra", "100"}};
  Environment environment(form, answers, {});
  CHECK(show(environment.value("both")) == "5");
  environment.set_number("people", Ratio(11));
  CHECK(show(environment.value("both")) == "111");
  environment.set_number("people", Ratio(10));
  CHECK(show(environment.value("both")) == "10");
}

TEST_CASE("what does not fit is lost, and no formula that reads it has a value") {
  std::string product = "9";
  for (int i = 0; i < 80; ++i) product += " * 99999999999999999999";
  const Form form = form_of({}, {{"huge", formula_of(product), "", {}}, {"after", formula_of("huge / huge"), "", {}}});
  const Answers none;
  const Environment environment(form, none, {});
  CHECK(environment.value("huge").is_lost());
  CHECK(environment.value("after").is_lost());
  CHECK(environment.value("after").reason() == "Число слишком велико");
  CHECK(environment.evaluate(formula_of("coalesce(huge, 1)")).is_lost());
  CHECK(environment.evaluate(formula_of("filled(huge)")).is_lost());
  CHECK_FALSE(environment.evaluate(formula_of("missing")).is_lost());
}

}  // namespace pochin::form
