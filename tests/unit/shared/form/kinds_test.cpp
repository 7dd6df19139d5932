// Every kind of field: what is taken, what is refused and with which code. What people paste comes with no-break
// spaces, decimal commas and letters that only look like digits.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/form/check_value.h"
#include "shared/form/parts.h"
#include "shared/form/validate.h"

namespace pochin::form {
namespace {

Field field(Kind kind) {
  Field made;
  made.id = made.label = "x";
  made.kind = kind;
  return made;
}

Field number(Kind kind, int digits) {
  Field made = field(kind);
  made.digits = digits;
  made.min = Ratio(1);
  made.max = Ratio(1000);
  return made;
}

Field with_options(Kind kind) {
  Field made = field(kind);
  made.options = {{"roads", "Дороги", ""},
                  {"light", "Освещение", ""},
                  {"old", "Бани", "", {}, make_date(2026, 12, 31), {}},
                  {"new", "Туризм", "", make_date(2027, 1, 1), {}, {}}};
  made.min_count = kind == Kind::choices ? 2 : 0;
  made.max_count = kind == Kind::choices ? 2 : 0;
  return made;
}

Field limited(Kind kind, int64_t most) {
  Field made = field(kind);
  made.max_length = most;
  return made;
}

Field person(std::vector<std::string> parts, int64_t min_age = 0) {
  Field made = field(Kind::person);
  made.parts = std::move(parts);
  made.min_age = min_age;
  return made;
}

Field address() {
  Field made = field(Kind::address);
  made.parts = {"settlement", "index", "oktmo"};
  return made;
}

Field dated(Kind kind) {
  Field made = field(kind);
  made.earliest = make_date(2027, 1, 1);
  made.latest = make_date(2027, 12, 31);
  return made;
}

Field on_map(Kind kind) {
  Field made = field(kind);
  made.box = Box{60'680'000, 29'300'000, 66'670'000, 37'950'000};
  made.max_count = kind == Kind::point ? 0 : 4;
  return made;
}

struct Case {
  const char* name;
  Field field;
  std::string text;
  const char* code;  // "" = taken
};

const Against kAgainst = {true, make_date(2026, 11, 23), make_date(2026, 10, 12)};
const std::string kLong(301, 'a');

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"text", limited(Kind::text, 5), "Мост", ""},
      {"text, too long", limited(Kind::text, 5), "Мостик", "too_long"},
      {"text, broken bytes", limited(Kind::text, 5), "\xD0", "bad_text"},
      {"long text of several lines", limited(Kind::long_text, 9), "Мост\nчерез", "too_long"},
      {"whole number with a no-break space", number(Kind::integer, 0), "1\u00A0000", ""},
      {"whole number with a fraction", number(Kind::integer, 0), "2,5", "not_whole"},
      {"whole number with the letter О", number(Kind::integer, 0), "1ОО", "not_a_number"},
      {"whole number, too small", number(Kind::integer, 0), "0", "too_small"},
      {"whole number, too big", number(Kind::integer, 0), "1001", "too_big"},
      {"whole number, too long", number(Kind::integer, 0), std::string(21, '1'), "not_a_number"},
      {"decimal with a comma", number(Kind::decimal, 1), "62,5", ""},
      {"decimal, too precise", number(Kind::decimal, 1), "62,55", "too_precise"},
      {"decimal with the letter З", number(Kind::decimal, 1), "6З,5", "not_a_number"},
      {"money as a spreadsheet gives it", number(Kind::money, 2), "1\u00A0000,00 ₽", ""},
      {"money with three decimals", number(Kind::money, 2), "1010,005", "money_precision"},
      {"money of two readings", number(Kind::money, 2), "10,005", "money_ambiguous"},
      {"money with the letter О", number(Kind::money, 2), "1ООО", "money_format"},
      {"money, too big", number(Kind::money, 2), "1000,01", "too_big"},
      {"money, too small", number(Kind::money, 2), "0,99", "too_small"},
      {"date with no-break spaces around", dated(Kind::date), "\u00A001.02.2027\u00A0", ""},
      {"date with the letter О", dated(Kind::date), "О1.02.2027", "date_format"},
      {"date that is none", dated(Kind::date), "30.02.2027", "date_calendar"},
      {"date, too early", dated(Kind::date), "31.12.2026", "too_early"},
      {"date, too late", dated(Kind::date), "01.01.2028", "too_late"},
      {"mark", field(Kind::yes_no), "1", ""},
      {"mark as a word", field(Kind::yes_no), "да", "bad_yes_no"},
      {"choice", with_options(Kind::choice), "roads", ""},
      {"choice of nothing known", with_options(Kind::choice), "rоads", "bad_choice"},
      {"choice of two", with_options(Kind::choice), "roads\nlight", "bad_choice"},
      {"choice that is still open", with_options(Kind::choice), "old", ""},
      {"choice that is not yet open", with_options(Kind::choice), "new", "option_closed"},
      {"settlement", limited(Kind::territory, 20), "с. Заречье", ""},
      {"settlement, too long", limited(Kind::territory, 5), "с. Заречье", "too_long"},
      {"phone with no-break spaces", field(Kind::phone), "8\u00A0(921)\u00A0123-45-67", ""},
      {"phone with the letter О", field(Kind::phone), "8 921 123-45-6О", "phone_format"},
      {"phone, too long", field(Kind::phone), "8 921 123-45-678", "phone_format"},
      {"e-mail", field(Kind::email), " ivanova@mail.ru ", ""},
      {"e-mail in a Cyrillic domain", field(Kind::email), "ivanova@почта.рф", ""},
      {"e-mail with a Cyrillic а", field(Kind::email), "ivаnova@mail.ru", "mixed_letters"},
      {"e-mail, too long", field(Kind::email), kLong + "@mail.ru", "email_format"},
      {"link", field(Kind::link), "site.ru/news", ""},
      {"link without a dot", field(Kind::link), "сайт", "link_format"},
      {"link, too long", field(Kind::link), "site.ru/" + std::string(2000, 'a'), "link_format"},
      {"ИНН with no-break spaces", field(Kind::inn), "7707\u00A0083\u00A0893", ""},
      {"ИНН with the letter О", field(Kind::inn), "77О7О83893", "inn_digits"},
      {"ИНН, too long", field(Kind::inn), "77070838930", "inn_length"},
      {"ИНН, wrong digit", field(Kind::inn), "7707083894", "inn_control"},
      {"ОГРН", field(Kind::ogrn), "1027700132195", ""},
      {"ОГРН with the letter О", field(Kind::ogrn), "1О27700132195", "ogrn_digits"},
      {"ОГРН, too long", field(Kind::ogrn), "10277001321950", "ogrn_length"},
      {"ОГРН, wrong digit", field(Kind::ogrn), "1027700132196", "ogrn_control"},
      {"person in one line", field(Kind::person), "Ёлкин Пётр", ""},
      {"person with a Latin o", field(Kind::person), "Иванoв Пётр", "mixed_letters"},
      {"person with a digit", field(Kind::person), "Иванов 3", "bad_name"},
      {"person without a patronymic", person({"patronymic"}), "Ёлкин\nПётр", ""},
      {"person without a name", person({"patronymic"}), "Ёлкин", "missing"},
      {"person with one name", person({"patronymic"}), "\nСуварна", ""},
      {"person with a digit in a part", person({"patronymic"}), "Ёлкин\nП3тр", "bad_name"},
      {"person of one-letter parts", person({"patronymic"}), "О\nЯ", ""},
      {"person of one letter in one line", field(Kind::person), "О", "bad_name"},
      {"person with a Latin part", person({"patronymic"}), "Smith\nJohn", ""},
      {"person, too long", person({"patronymic"}), kLong + "\nJohn", "too_long"},
      {"person of 16 on the day", person({"born"}, 16), "Ёлкин\nПётр\n\n12.10.2010", ""},
      {"person a day too young", person({"born"}, 16), "Ёлкин\nПётр\n\n13.10.2010", "too_young"},
      {"person not yet born", person({"born"}), "Ёлкин\nПётр\n\n24.11.2026", "born_in_future"},
      {"person without the date that is asked", person({"born"}), "Ёлкин\nПётр", "missing"},
      {"person, a date that is none", person({"born"}), "Ёлкин\nПётр\n\n31.02.2010", "date_calendar"},
      {"period", dated(Kind::period), "01.05.2027\n30.08.2027", ""},
      {"period of one day", dated(Kind::period), "2027-05-01\n01.05.2027", ""},
      {"period that ends before it begins", dated(Kind::period), "01.05.2027\n30.04.2027", "period_order"},
      {"period without an end", dated(Kind::period), "01.05.2027", "missing"},
      {"period without a beginning", dated(Kind::period), "\n01.05.2027", "missing"},
      {"period, too late", dated(Kind::period), "01.05.2027\n01.01.2028", "too_late"},
      {"period with the letter О", dated(Kind::period), "О1.05.2027\n30.08.2027", "date_format"},
      {"address", address(), "с. Заречье\nул. Лесная, 1\n186000\n86500411", ""},
      {"address without index and code", address(), "с. Заречье\nул. Лесная, 1", ""},
      {"address without a street", address(), "с. Заречье", "missing"},
      {"address, five digits of an index", address(), "с. Заречье\nул. Лесная, 1\n18600", "index_format"},
      {"address, the letter О in an index", address(), "с. Заречье\nул. Лесная, 1\n186ООО", "index_format"},
      {"address, seven digits of a code", address(), "с. Заречье\nул. Лесная, 1\n\n8650041", "oktmo_format"},
      {"address, too long", address(), "с. Заречье\n" + kLong, "too_long"},
      {"organisation", field(Kind::organisation), "ООО «Берег»\n7707\u00A0083\u00A0893\n1027700132195", ""},
      {"entrepreneur", field(Kind::organisation), "ИП Ёлкин\n500100732259\n304500116000157", ""},
      {"organisation with ОГРНИП", field(Kind::organisation), "ООО «Берег»\n7707083893\n304500116000157", "ogrn_kind"},
      {"entrepreneur with ОГРН", field(Kind::organisation), "ИП Ёлкин\n500100732259\n1027700132195", "ogrn_kind"},
      {"organisation, wrong digit", field(Kind::organisation), "ООО «Берег»\n7707083894", "inn_control"},
      {"organisation, ОГРН with the letter О", field(Kind::organisation), "А\n7707083893\n1О27700132195",
       "ogrn_digits"},
      {"organisation without ОГРН", field(Kind::organisation), "ООО «Берег»\n7707083893", "missing"},
      {"organisation, too long", field(Kind::organisation), kLong + "\n7707083893\n1027700132195", "too_long"},
      {"choices", with_options(Kind::choices), "light\nroads", ""},
      {"choices, too few", with_options(Kind::choices), "light", "too_few_choices"},
      {"choices, too many", with_options(Kind::choices), "light\nroads\nold", "too_many_choices"},
      {"choices, one unknown", with_options(Kind::choices), "light\nspace", "bad_choice"},
      {"choices, one twice", with_options(Kind::choices), "light\nlight", "bad_choice"},
      {"choices, one not yet open", with_options(Kind::choices), "light\nnew", "option_closed"},
      {"point", on_map(Kind::point), "61.784912, 34.346908", ""},
      {"point with commas and a no-break space", on_map(Kind::point), "61,784912,\u00A034,346908", ""},
      {"point with the letter З", on_map(Kind::point), "61.784912, З4.346908", "point_format"},
      {"point of one number", on_map(Kind::point), "61.784912", "point_format"},
      {"point to the kilometre", on_map(Kind::point), "61.78, 34.35", "point_coarse"},
      {"point on no globe", on_map(Kind::point), "91.784912, 34.346908", "point_range"},
      {"point, longitude first", on_map(Kind::point), "34.346908, 61.784912", "point_swapped"},
      {"point in another region", on_map(Kind::point), "55.784912, 37.346908", "point_outside"},
      {"point, too long", on_map(Kind::point), std::string(1000, '6') + ".78491, 34.346908", "point_format"},
      {"line", on_map(Kind::line), "61.78491, 34.34690\n61.78500, 34.34700", ""},
      {"line of one point", on_map(Kind::line), "61.78491, 34.34690\n61.78491, 34.34690", "too_few_points"},
      {"line, a point that is none", on_map(Kind::line), "61.78491, 34.34690\nтут", "point_format"},
      {"line, too many points", on_map(Kind::line),
       "61.78491 34.34690\n61.78492 34.34690\n61.78493 34.34690\n61.78494 34.34690\n61.78495 34.34690",
       "too_many_points"},
      {"area", on_map(Kind::area), "61.7000 34.3000\n61.7000 34.4000\n61.8000 34.4000\n61.8000 34.3000", ""},
      {"area of two points", on_map(Kind::area), "61.7000 34.3000\n61.7000 34.4000", "too_few_points"},
      {"area like a bow", on_map(Kind::area), "61.7000 34.3000\n61.8000 34.4000\n61.7000 34.4000\n61.8000 34.3000",
       "area_crosses"},
      {"files are no text", field(Kind::files), "x", ""},
      {"tables are no text", field(Kind::table), "x", ""},
      {"what is computed is not typed", field(Kind::computed), "x", ""},
      {"a note is not typed", field(Kind::note), "x", ""},
  };
  return all;
}

std::string code_of(const Field& field, std::string_view text, const Against& against) {
  const auto complaint = check_value(field, text, against);
  return complaint ? complaint->code : "";
}

}  // namespace

TEST_CASE("every kind takes what is good and refuses what is not") {
  for (const Case& each : cases()) {
    INFO(each.name);
    CHECK(code_of(each.field, each.text, kAgainst) == each.code);
  }
}

TEST_CASE("every kind of the catalogue is tried") {
  for (int kind = 0; kind <= static_cast<int>(Kind::note); ++kind) {
    INFO(code_of(static_cast<Kind>(kind)));
    CHECK(kind_from(code_of(static_cast<Kind>(kind))) == static_cast<Kind>(kind));
    CHECK(std::ranges::any_of(cases(), [&](const Case& each) { return static_cast<int>(each.field.kind) == kind; }));
  }
}

TEST_CASE("every refusal says in Russian what to do, and ends without a full stop") {
  for (const Case& each : cases())
    if (const auto complaint = check_value(each.field, each.text, kAgainst)) {
      INFO(each.name << ": " << complaint->message);
      CHECK(complaint->message.size() > 20);
      CHECK(!complaint->message.ends_with('.'));
      CHECK(complaint->message.find("{}") == std::string::npos);
    }
}

TEST_CASE("a draft may lack parts, options and points; what is typed must be right") {
  for (const Case& each : cases()) {
    INFO(each.name);
    const std::string code = code_of(each.field, each.text, {.submit = false, .today = kAgainst.today});
    const std::string_view wanted = each.code;
    const bool of_submission = wanted == "missing" || wanted.starts_with("too_few") || wanted == "area_crosses";
    if (of_submission) CHECK(code.empty());
    if (!of_submission && wanted != "too_young") CHECK(code == wanted);
  }
}

TEST_CASE("what is left empty gives no error in a draft, and one line of what to do when it must be given") {
  for (const Case& each : cases()) {
    INFO(each.name);
    Form form;
    Field asked = each.field;
    asked.required = formula::parse("true").value();
    asked.norm = "Положение, п. 7";
    form.groups = {{"g", "Г", {{"s", "С", "", Privacy::service, {}, {asked}}}}};
    const bool rows = asked.kind == Kind::table, files = asked.kind == Kind::files;
    const Answer blank = rows ? Answer(Rows{{"r", {}}}) : files ? Answer(Files{}) : Answer(" \n\u00A0\n");
    const Answers answers = {{"x", blank}};
    CHECK(validate(form, answers, {}, Level::draft).empty());
    const auto problems = validate(form, answers, {}, Level::submit);
    REQUIRE(problems.size() == (asked.answerable() ? 1 : 0));
    if (problems.empty()) continue;
    CHECK(problems[0].code == "missing");
    CHECK(problems[0].norm == "Положение, п. 7");
  }
}

TEST_CASE("an answer of parts is read aloud as one line") {
  const auto shown = [](const Field& one, std::string_view text) { return display_cell(one, text); };
  CHECK(shown(dated(Kind::period), "2027-05-01\n30.08.2027") ==
        "1\u00a0мая 2027\u00a0года — 30\u00a0августа 2027\u00a0года");
  CHECK(shown(person({"born"}), "Ёлкин\nПётр\n\n2010-10-12") == "Ёлкин Пётр, 12\u00a0октября 2010\u00a0года");
  CHECK(shown(field(Kind::person), "Ёлкин Пётр Ильич") == "Ёлкин Пётр Ильич");
  CHECK(shown(address(), "с. Заречье\nул. Лесная, 1\n186000\n86500411") ==
        "с. Заречье, ул. Лесная, 1, 186000, ОКТМО 86500411");
  CHECK(shown(field(Kind::organisation), "ООО «Берег»\n7707083893\n1027700132195") ==
        "ООО «Берег», ИНН 7707083893, ОГРН 1027700132195");
  CHECK(shown(with_options(Kind::choices), "light\nroads") == "Дороги, Освещение");
  CHECK(shown(on_map(Kind::point), "61,7849 34,3469") == "61.784900, 34.346900");
  CHECK(shown(on_map(Kind::line), "61.78491, 34.34690\n\n61.78500, 34.34700") == "2 точки");
}

}  // namespace pochin::form
