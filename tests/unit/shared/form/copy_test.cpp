#include "shared/form/copy.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::form {
namespace {

Field field(std::string id, Kind kind) {
  Field made;
  made.id = made.label = std::move(id);
  made.kind = kind;
  made.fresh = kind == Kind::date || kind == Kind::period;  // as the reader of a pack says
  return made;
}

Form form_of(std::vector<Field> fields) {
  Form form;
  form.groups = {{"g", "Г", {{"s", "С", "", Privacy::service, {}, std::move(fields)}}}};
  return form;
}

Field typology(Kind kind, std::vector<Option> options) {
  Field made = field("typology", kind);
  made.options = std::move(options);
  return made;
}

std::string notes(const std::vector<CopyNote>& all) {
  std::string text;
  for (const CopyNote& each : all)
    text += (text.empty() ? "" : " ") + each.field + (each.column.empty() ? "" : "/" + each.column) + ":" + each.code;
  return text;
}

const std::vector<Option> kOld = {{"yards", "Дворы", ""}, {"play", "Детские площадки", ""}, {"baths", "Бани", ""}};
const std::vector<Option> kNew = {{"yards", "Дворы", ""}, {"greening", "Благоустройство", "", {}, {}, {"play"}}};

}  // namespace

TEST_CASE("texts, sums and files are copied as they are") {
  const Form form = form_of({field("name", Kind::text), field("cost", Kind::money), field("files", Kind::files)});
  const Answers old = {
      {"name", "Мост"}, {"cost", "1 234,50"}, {"files", Files{{"f1", "смета.pdf", "application/pdf", 5}}}};
  const Copied copied = copy(form, old, form);
  CHECK(copied.answers == old);
  CHECK(copied.dropped.empty());
  CHECK(copied.changed.empty());
}

TEST_CASE("dates are asked anew, unless the pack says that they stay") {
  Field kept = field("founded", Kind::date);
  kept.fresh = false;
  const Form form = form_of({field("start", Kind::date), field("term", Kind::period), kept});
  const Copied copied =
      copy(form, {{"start", "01.06.2026"}, {"term", "01.06.2026\n30.08.2026"}, {"founded", "12.04.1999"}}, form);
  CHECK(copied.answers == Answers{{"founded", "12.04.1999"}});
  CHECK(notes(copied.dropped) == "start:fresh term:fresh");
}

TEST_CASE("an option of last year becomes the option that took its place, and one is asked to look at it") {
  const Form before = form_of({typology(Kind::choice, kOld)}), now = form_of({typology(Kind::choice, kNew)});
  CHECK(copy(before, {{"typology", "yards"}}, now).answers == Answers{{"typology", "yards"}});
  const Copied renamed = copy(before, {{"typology", "play"}}, now);
  CHECK(renamed.answers == Answers{{"typology", "greening"}});
  REQUIRE(notes(renamed.changed) == "typology:renamed_option");
  CHECK(renamed.changed[0].why == "Было «Детские площадки», стало «Благоустройство». Проверьте выбор");
  const Copied gone = copy(before, {{"typology", "baths"}}, now);
  CHECK(gone.answers.empty());
  CHECK(notes(gone.dropped) == "typology:no_option");
}

TEST_CASE("one choice becomes the first of several, several become one only when there is one") {
  const Form one = form_of({typology(Kind::choice, kNew)}), several = form_of({typology(Kind::choices, kNew)});
  CHECK(copy(one, {{"typology", "yards"}}, several).answers == Answers{{"typology", "yards"}});
  CHECK(copy(several, {{"typology", "yards"}}, one).answers == Answers{{"typology", "yards"}});
  const Copied two = copy(several, {{"typology", "yards\ngreening"}}, one);
  CHECK(two.answers.empty());
  CHECK(notes(two.dropped) == "typology:other_kind");
}

TEST_CASE("two old options that became one are chosen once") {
  std::vector<Option> merged = {{"all", "Всё", "", {}, {}, {"yards", "play"}}};
  const Copied copied = copy(form_of({typology(Kind::choices, kOld)}), {{"typology", "yards\nplay"}},
                             form_of({typology(Kind::choice, merged)}));
  CHECK(copied.answers == Answers{{"typology", "all"}});
  CHECK(copied.dropped.empty());
}

TEST_CASE("a field that was renamed is found, one that is gone or of another kind is told") {
  Field renamed = field("title", Kind::long_text);
  renamed.was = {"name"};
  const Copied copied =
      copy(form_of({field("name", Kind::text), field("wish", Kind::text), field("count", Kind::text)}),
           {{"name", "Мост"}, {"wish", "Скорее"}, {"count", "5"}}, form_of({renamed, field("count", Kind::integer)}));
  CHECK(copied.answers == Answers{{"title", "Мост"}});
  CHECK(notes(copied.dropped) == "wish:gone count:other_kind");
}

TEST_CASE("two old fields do not lie one over the other") {
  Field both = field("name", Kind::text);
  both.was = {"title"};
  const Copied copied = copy(form_of({field("name", Kind::text), field("title", Kind::text)}),
                             {{"name", "Мост"}, {"title", "Дорога"}}, form_of({both}));
  CHECK(copied.answers == Answers{{"name", "Мост"}});
  CHECK(notes(copied.dropped) == "title:taken");
}

TEST_CASE("what no longer fits the limits is copied and marked") {
  Field brief = field("name", Kind::text), files = field("files", Kind::files);
  brief.max_length = 3;
  files.extensions = {"pdf"};
  const Copied copied = copy(form_of({field("name", Kind::text), field("files", Kind::files)}),
                             {{"name", "Мост"}, {"files", Files{{"f1", "смета.doc", "", 5}}}}, form_of({brief, files}));
  CHECK(copied.answers.size() == 2);
  CHECK(notes(copied.changed) == "name:too_long files:bad_file_kind");
}

TEST_CASE("tables go column by column, rows that stay empty go away") {
  Field before = field("plan", Kind::table), now = before;
  before.columns = {field("stage", Kind::text), field("due", Kind::date), field("sum", Kind::integer),
                    field("note", Kind::text)};
  now.columns = {field("stage", Kind::long_text), field("due", Kind::date), field("sum", Kind::decimal)};
  const Rows rows = {{"r1", {{"stage", "Закупка"}, {"due", "15.05.2026"}, {"sum", "5"}}},
                     {"r2", {{"due", "16.05.2026"}, {"note", "x"}}}};
  const Copied copied = copy(form_of({before}), {{"plan", rows}}, form_of({now}));
  CHECK(copied.answers == Answers{{"plan", Rows{{"r1", {{"stage", "Закупка"}, {"sum", "5"}}}}}});
  CHECK(notes(copied.dropped) == "plan/due:fresh plan/note:gone");
}

TEST_CASE("what the staff wrote and what is computed goes nowhere, in silence") {
  Field points = field("points", Kind::decimal);
  points.privacy = Privacy::staff;
  const Form form = form_of({points, field("total", Kind::computed)});
  const Copied copied = copy(form, {{"points", "5"}, {"total", "7"}}, form);
  CHECK(copied.answers.empty());
  CHECK(copied.dropped.empty());
}

}  // namespace pochin::form
