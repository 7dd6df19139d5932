#include "shared/form/validate.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/form/check_value.h"
#include "shared/form/template.h"

namespace pochin::form {
namespace {

formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }

Field field(std::string id, Kind kind) {
  Field made;
  made.id = made.label = std::move(id);
  made.kind = kind;
  return made;
}

// Two sums that must agree, a table, files, a question that hides another.
Form sample() {
  Form form;
  Field name = field("name", Kind::text);
  name.required = formula_of("true");
  name.max_length = 10;
  name.missing = "Напишите название";
  Field plan = field("plan", Kind::money), fact = field("fact", Kind::money);
  Field extra = field("extra", Kind::yes_no);
  Field why = field("why", Kind::text);
  why.visible = why.required = formula_of("extra");
  Field rows = field("rows", Kind::table);
  rows.max_rows = 2;
  rows.columns = {field("who", Kind::text), field("sum", Kind::money)};
  rows.columns[0].required = formula_of("true");
  Field files = field("files", Kind::files);
  files.extensions = {"pdf"};
  files.max_files = 2;
  files.max_bytes = 2 * 1024 * 1024;
  Field total = field("total", Kind::computed);
  total.value = formula_of("sum(rows.sum)");
  total.unit = "₽";
  form.groups = {
      {"g", "Группа", {{"s", "Раздел", "", Privacy::service, {}, {name, plan, fact, extra, why, rows, files, total}}}}};
  CrossRule rule;
  rule.id = "agree";
  rule.check = formula_of("plan == fact");
  rule.fields = {"fact", "plan"};
  rule.message = "План {plan|money}, а факт {fact|money}";
  rule.fix = FixRule{"fact", formula_of("plan"), "Поставить {value|money}"};
  form.rules = {rule};
  prepare(form);
  return form;
}

std::vector<std::string> codes(const std::vector<Problem>& problems) {
  std::vector<std::string> all;
  for (const Problem& each : problems) all.push_back(each.field + ":" + each.code);
  return all;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a draft may be incomplete, a submission may not") {
  const Form form = sample();
  CHECK(validate(form, {}, {}, Level::draft).empty());
  const auto problems = validate(form, {}, {}, Level::submit);
  REQUIRE(codes(problems) == Codes{"name:missing"});
  CHECK(problems[0].message == "Напишите название");
}

TEST_CASE("a question that is hidden is not asked") {
  const Form form = sample();
  CHECK(codes(validate(form, {{"name", "Мост"}, {"extra", "1"}}, {}, Level::submit)) == Codes{"why:missing"});
  CHECK(validate(form, {{"name", "Мост"}, {"extra", ""}}, {}, Level::submit).empty());
}

TEST_CASE("a rule between fields is silent until all of them are filled, then gives the exact value") {
  const Form form = sample();
  CHECK(validate(form, {{"plan", "5"}}, {}, Level::draft).empty());
  const auto problems = validate(form, {{"plan", "1 234 567,89"}, {"fact", "5"}}, {}, Level::draft);
  REQUIRE(codes(problems) == Codes{"fact:agree"});
  CHECK(problems[0].message == "План 1\u00a0234\u00a0567,89\u00a0₽, а факт 5\u00a0₽");
  REQUIRE(problems[0].fix);
  CHECK(problems[0].fix->label == "Поставить 1\u00a0234\u00a0567,89\u00a0₽");
  CHECK(validate(form, {{"plan", "1 234 567,89"}, {"fact", problems[0].fix->value}}, {}, Level::draft).empty());
  CHECK(problems[0].also == Codes{"plan"});
}

TEST_CASE("a value that cannot be read is its own problem and starts no rule") {
  const Form form = sample();
  const auto problems = validate(form, {{"plan", "пять"}, {"fact", "5"}}, {}, Level::draft);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].field == "plan");
  CHECK(problems[0].code == "money_format");
}

TEST_CASE("rows: the cell is named by its path, an empty row is no mistake") {
  const Form form = sample();
  Answers answers = {{"name", "Мост"}, {"rows", Rows{{"r1", {{"sum", "40 000"}}}, {"r2", {{"who", " "}}}}}};
  CHECK(codes(validate(form, answers, {}, Level::submit)) == Codes{"rows/r1/who:missing"});
  CHECK(check_field(Environment(form, answers, {}), "rows/r1/sum", Level::submit).empty());
  CHECK(codes(check_field(Environment(form, answers, {}), "rows/r1/who", Level::submit)) ==
        Codes{"rows/r1/who:missing"});
  answers["rows"] = Rows{{"a", {{"who", "А"}}}, {"b", {{"who", "Б"}}}, {"c", {{"who", "В"}}}};
  CHECK(codes(validate(form, answers, {}, Level::draft)) == Codes{"rows:too_many_rows"});
}

TEST_CASE("a question in words is answered by letters, not by what looks like an answer") {
  const Form form = sample();
  for (const char* text : {"—", "...", "\u200B\u3164", "\u2800", "?!"})
    CHECK(codes(validate(form, {{"name", text}}, {}, Level::submit)) == Codes{"name:missing"});
  CHECK(validate(form, {{"name", "№ 5"}}, {}, Level::submit).empty());
}

TEST_CASE("a number that can be read in two ways is no number until it is written anew") {
  Field people = field("people", Kind::integer), part = field("part", Kind::decimal),
        exact = field("exact", Kind::decimal);
  people.digits = 0;
  exact.digits = 3;
  const auto code = [](const Field& one, std::string_view text) {
    const auto complaint = check_value(one, text);
    return complaint ? complaint->code : std::string("fine");
  };
  for (const char* text : {"1,000", "1.000", "12,345"}) {
    CHECK(code(people, text) == "ambiguous_number");
    CHECK(code(part, text) == "ambiguous_number");
    CHECK(read(people, text).is_null());
    CHECK(code(exact, text) == "fine");
  }
  CHECK(check_value(people, "1,000")->message == "Непонятно, 1 000 это или 1. Тысячи отделите пробелом");
  CHECK(code(people, "1 000") == "fine");
  CHECK(code(part, "0,125") == "too_precise");
  CHECK(code(field("sum", Kind::money), "300,000") == "money_ambiguous");
  CHECK(read(field("sum", Kind::money), "300,000").is_null());
}

TEST_CASE("a signature goes beside its document, and is none by itself") {
  Field files = field("files", Kind::files);
  files.extensions = {"pdf", "jpg"};
  const auto code = [&](Files given) {
    const auto complaint = check_files(files, given, true);
    return complaint ? complaint->code : std::string("fine");
  };
  CHECK(code({{"a", "протокол.pdf", "", 1}, {"b", "протокол.pdf.sig", "", 1}}) == "fine");
  CHECK(code({{"b", "протокол.p7s", "", 1}}) == "only_signature");
  CHECK(code({{"a", "фото.JFIF", "", 1}}) == "fine");
  files.extensions = {"jpg", "heic"};
  CHECK(code({{"a", "фото.avif", "", 1}}) == "fine");
  CHECK(code({{"b", "фото.jpg.sig", "", 1}}) == "bad_file_kind");
}

TEST_CASE("files: kind, size, number") {
  const Form form = sample();
  const auto check = [&](Files files) {
    return codes(validate(form, {{"files", std::move(files)}}, {}, Level::draft));
  };
  CHECK(check({{"f", "Протокол.PDF", "application/pdf", 5}}).empty());
  CHECK(check({{"f", "видео.mp4", "video/mp4", 5}}) == Codes{"files:bad_file_kind"});
  CHECK(check({{"f", "скан.pdf", "application/pdf", 2 * 1024 * 1024}}).empty());
  CHECK(check({{"f", "скан.pdf", "application/pdf", 2 * 1024 * 1024 + 1}}) == Codes{"files:file_too_big"});
  CHECK(check({{"f", "скан.pdf", "application/pdf", 0}}) == Codes{"files:empty_file"});
  CHECK(check({{"a", "a.pdf", "", 1}, {"b", "b.pdf", "", 1}, {"c", "c.pdf", "", 1}}) == Codes{"files:too_many_files"});
}

TEST_CASE("single values are checked by their kind") {
  const auto code = [](Field one, std::string_view text) {
    const auto complaint = check_value(one, text);
    return complaint ? complaint->code : std::string("fine");
  };
  Field number = field("n", Kind::integer);
  number.digits = 0;
  number.min = Ratio(1);
  number.max = Ratio(10);
  CHECK(code(number, "1") == "fine");
  CHECK(code(number, "10") == "fine");
  CHECK(code(number, "0") == "too_small");
  CHECK(code(number, "11") == "too_big");
  CHECK(code(number, "2,5") == "not_whole");
  CHECK(code(number, "два") == "not_a_number");
  Field text = field("t", Kind::text);
  text.min_length = 2;
  text.max_length = 3;
  CHECK(code(text, "ёж") == "fine");
  CHECK(code(text, "ежи") == "fine");
  CHECK(code(text, " ё ") == "too_short");
  CHECK(code(text, "ёжик") == "too_long");
  CHECK(code(text, "\xff\xfe") == "bad_text");
  Field date = field("d", Kind::date);
  date.earliest = make_date(2027, 1, 1);
  date.latest = make_date(2027, 12, 31);
  CHECK(code(date, "01.01.2027") == "fine");
  CHECK(code(date, "31.12.2026") == "too_early");
  CHECK(code(date, "2028-01-01") == "too_late");
  CHECK(code(date, "30.02.2027") == "date_calendar");
  CHECK(code(field("p", Kind::person), "Ёлкин Пётр") == "fine");
  CHECK(code(field("p", Kind::person), "Ёлкин 2") == "bad_name");
  CHECK(code(field("i", Kind::inn), "7707083893") == "fine");
  CHECK(code(field("i", Kind::inn), "7707083894") == "inn_control");
  CHECK(code(field("e", Kind::email), "a@b") == "email_format");
  CHECK(code(field("y", Kind::yes_no), "да") == "bad_yes_no");
  Field choice = field("c", Kind::choice);
  choice.options = {{"a", "А", ""}};
  CHECK(code(choice, "a") == "fine");
  CHECK(code(choice, "b") == "bad_choice");
}

TEST_CASE("pasted sums with no-break spaces are read, and computed again") {
  const Form form = sample();
  const Answers answers = {{"rows", Rows{{"r1", {{"sum", "1\u00a0234\u202f567,89 ₽"}}}, {"r2", {{"sum", "0,11"}}}}}};
  const Environment environment(form, answers, {});
  CHECK(display(environment, *form.field("total")) == "1\u00a0234\u00a0568\u00a0₽");
}

TEST_CASE("a template says what it knows and … for what it does not") {
  const Form form = sample();
  const Answers answers = {{"plan", "5"}};
  const Environment environment(form, answers, {});
  CHECK(fill("{plan|money} из {fact|money}", environment) == "5\u00a0₽ из …");
  CHECK(fill("без скобок", environment) == "без скобок");
}

TEST_CASE("what-if changes what depends on the number") {
  Form form = sample();
  form.facts = {{"both", formula_of("plan + fact"), "", {}}, {"twice", formula_of("both * 2"), "", {}}};
  prepare(form);
  const Answers answers = {{"plan", "5"}, {"fact", "1"}};
  Environment environment(form, answers, {});
  CHECK(number_of(environment.value("twice")) == Ratio(12));
  environment.set_number("fact", Ratio(2));
  CHECK(number_of(environment.value("twice")) == Ratio(14));
}

}  // namespace pochin::form
