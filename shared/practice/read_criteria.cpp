#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"
#include "shared/formula/program.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

scoring::Band read_band(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  scoring::Band band;
  band.from = object.ratio("from");
  band.to = object.ratio("to");
  band.from_included = object.flag("from_included", false);
  band.to_included = object.flag("to_included", true);
  band.points = object.needed_ratio("points");
  band.text = object.needed_text("text");
  object.done();
  return band;
}

scoring::BandTable read_table(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  scoring::BandTable table;
  table.when = object.formula("when");
  table.title = object.text("title");
  table.value = object.formula("value");
  table.unit = object.text("unit");
  table.minimum = object.formula("minimum");
  table.minimum_title = object.text("minimum_title");
  object.need("bands");
  object.each("bands", [&](const Json& band, const std::string& place) {
    table.bands.push_back(read_band(band, place, findings));
  });
  object.done();
  return table;
}

scoring::LinearTable read_linear(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  scoring::LinearTable table;
  table.when = object.formula("when");
  table.title = object.text("title");
  table.from = object.needed_ratio("from");
  table.to = object.needed_ratio("to");
  table.from_points = object.needed_ratio("from_points");
  table.to_points = object.needed_ratio("to_points");
  table.below = object.ratio("below_points");
  table.above = object.ratio("above_points");
  object.done();
  return table;
}

scoring::Lever read_lever(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  scoring::Lever lever;
  lever.field = object.needed_text("field");
  lever.take_from = object.text("take_from");
  lever.text = object.needed_text("text");
  lever.step = object.needed_ratio("step");
  lever.most = object.formula("most");
  lever.money = object.flag("money");
  object.done();
  return lever;
}

std::optional<scoring::Shape> shape_from(std::string_view code) {
  if (code == "bands") return scoring::Shape::bands;
  if (code == "presence") return scoring::Shape::presence;
  if (code == "count") return scoring::Shape::count;
  if (code == "linear") return scoring::Shape::linear;
  if (code == "choice") return scoring::Shape::choice;
  if (code == "cohort") return scoring::Shape::cohort;
  if (code == "expert") return scoring::Shape::expert;
  return std::nullopt;
}

// A word out of two; the first when the key is not there.
bool second_of(Object& object, std::string_view key, std::string_view first, std::string_view second) {
  const std::string word = object.text(key);
  if (!word.empty() && word != first && word != second)
    object.wrong(key, "unknown_word", tr("Бывает {} или {}", first, second));
  return word == second;
}

Rounding read_mode(Object& object, std::string_view key) {
  const std::string name = object.text(key);
  const auto mode = formula::rounding_from(name);
  if (!mode && !name.empty())
    object.wrong(key, "unknown_rounding", tr("Бывает half_up, half_even, down, up, floor или ceil"));
  return mode.value_or(Rounding::HalfUp);
}

void need_list(Object& object, std::string_view key) {
  const Json* list = object.need(key);
  if (list && list->is_array() && list->empty()) object.wrong(key, "empty_list", tr("Список не может быть пустым"));
}

// A share of the best or an average has no usual precision: the rules must name it.
void need_digits(Object& object, const scoring::Criterion& criterion) {
  if (criterion.rounded) object.need("digits");
}

void read_cohort(Object& object, scoring::Criterion& criterion) {
  need_digits(object, criterion);
  const bool least = second_of(object, "best", "max", "min");
  criterion.best = least ? scoring::Criterion::Best::least : scoring::Criterion::Best::most;
  criterion.bound = object.formula(least ? "maximum" : "minimum");
  criterion.whole_contest = second_of(object, "scope", "window", "contest");
}

void read_expert(Object& object, scoring::Criterion& criterion, Findings& findings) {
  need_digits(object, criterion);
  criterion.members = object.number("members", 1, 1000, 1);
  criterion.pass = object.ratio("pass");
  const std::vector<std::string> marks = object.texts("marks");
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (const auto mark = parse_decimal(marks[i]))
      criterion.allowed.push_back(*mark);
    else
      findings.error("wrong_type", step(object.at("marks"), i),
                     tr("Здесь должно быть число в кавычках, например \"5\""));
  }
}

void read_shape(Object& object, scoring::Criterion& criterion, Findings& findings) {
  switch (criterion.shape) {
    case scoring::Shape::bands:
      need_list(object, "tables");
      object.each("tables", [&](const Json& table, const std::string& place) {
        criterion.tables.push_back(read_table(table, place, findings));
      });
      return;
    case scoring::Shape::linear:
      need_list(object, "linear");
      object.each("linear", [&](const Json& table, const std::string& place) {
        criterion.linear.push_back(read_linear(table, place, findings));
      });
      return;
    case scoring::Shape::presence:
      criterion.points_yes = object.needed_ratio("points_yes");
      criterion.present_text = object.needed_text("present_text");
      criterion.absent_text = object.needed_text("absent_text");
      return;
    case scoring::Shape::count:
      criterion.points_each = object.needed_ratio("points_each");
      criterion.points_base = object.ratio("points_base").value_or(Ratio(0));
      criterion.above = object.ratio("above").value_or(Ratio(0));
      criterion.per = object.ratio("per");
      return;
    case scoring::Shape::choice:
      need_list(object, "choices");
      object.each("choices", [&](const Json& json, const std::string& place) {
        Object choice(json, place, findings);
        criterion.choices.push_back(
            {choice.needed_text("code"), choice.needed_text("title"), choice.needed_ratio("points")});
        choice.done();
      });
      return;
    case scoring::Shape::cohort:
      return read_cohort(object, criterion);
    case scoring::Shape::expert:
      return read_expert(object, criterion, findings);
  }
}

scoring::Criterion read_criterion(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  scoring::Criterion criterion;
  criterion.code = object.needed_text("code");
  criterion.title = object.needed_text("title");
  const std::string shape = object.needed_text("shape");
  const auto known = shape_from(shape);
  if (known)
    criterion.shape = *known;
  else if (!shape.empty())
    object.wrong("shape", "unknown_shape", tr("Бывает bands, presence, count, linear, choice, cohort или expert"));
  criterion.weight = object.needed_ratio("weight");
  criterion.max = object.needed_ratio("max");
  if (criterion.shape != scoring::Shape::expert) criterion.value = object.needed_formula("value");
  criterion.applicable = object.formula("applicable");
  criterion.unit = object.text("unit");
  criterion.digits = static_cast<int>(object.number("digits", 0, 6, 1));
  criterion.rounded = object.flag("rounded", true);
  criterion.round = read_mode(object, "round");
  criterion.min = object.ratio("min").value_or(Ratio(0));
  criterion.group = object.text("group");
  criterion.falling = object.flag("falling");
  object.with("round_points", [&](Object& rounding) {
    rounding.need("digits");
    criterion.round_points = {read_mode(rounding, "round"), static_cast<int>(rounding.number("digits", 0, 6, 0))};
  });
  criterion.unknown = object.text("unknown");
  criterion.section = object.text("section");
  criterion.norm = object.text("norm");
  if (known) read_shape(object, criterion, findings);
  object.each("levers", [&](const Json& lever, const std::string& place) {
    criterion.levers.push_back(read_lever(lever, place, findings));
  });
  object.ignore("source");
  object.ignore("note");
  if (known) object.done();
  return criterion;
}

void read_groups(Object& object, scoring::Criteria& criteria, Findings& findings) {
  object.each("groups", [&](const Json& json, const std::string& pointer) {
    Object group(json, pointer, findings);
    criteria.groups.push_back({group.needed_text("code"), group.needed_text("title"), group.needed_ratio("weight")});
    group.ignore("source");
    group.ignore("note");
    group.done();
  });
}

void read_gates(Object& object, scoring::Criteria& criteria, Findings& findings) {
  object.each("gates", [&](const Json& json, const std::string& pointer) {
    Object gate(json, pointer, findings);
    scoring::Gate made;
    made.code = gate.needed_text("code");
    made.title = gate.needed_text("title");
    made.check = gate.needed_formula("check");
    made.reason = gate.needed_text("reason");
    if (second_of(gate, "effect", "not_admitted", "zero")) made.effect = scoring::Gate::Effect::zero;
    gate.ignore("source");
    gate.ignore("note");
    gate.done();
    criteria.gates.push_back(std::move(made));
  });
}

}  // namespace

void read_criteria(Object& pack, scoring::Criteria& criteria, Findings& findings) {
  if (const Json* json = pack.need("criteria")) criteria.hash = hex(sha256(canonical(*json)));
  pack.with("criteria", [&](Object& object) {
    criteria.version = object.needed_text("version");
    if (second_of(object, "scale", "shares", "points")) criteria.scale = scoring::Criteria::Scale::points;
    criteria.max_total = object.ratio("max_total");
    criteria.cap = object.ratio("cap");
    read_groups(object, criteria, findings);
    read_gates(object, criteria, findings);
    object.need("items");
    object.each("items", [&](const Json& item, const std::string& pointer) {
      criteria.items.push_back(read_criterion(item, pointer, findings));
    });
    object.ignore("source");
    object.ignore("note");
  });
}

}  // namespace pochin::practice
