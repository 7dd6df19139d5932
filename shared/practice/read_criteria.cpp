#include "shared/base/tr.h"
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
  return std::nullopt;
}

void read_shape(Object& object, scoring::Criterion& criterion, Findings& findings) {
  switch (criterion.shape) {
    case scoring::Shape::bands:
      object.need("tables");
      object.each("tables", [&](const Json& table, const std::string& place) {
        criterion.tables.push_back(read_table(table, place, findings));
      });
      return;
    case scoring::Shape::linear:
      object.need("linear");
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
      return;
    case scoring::Shape::choice:
      object.need("choices");
      object.each("choices", [&](const Json& json, const std::string& place) {
        Object choice(json, place, findings);
        criterion.choices.push_back(
            {choice.needed_text("code"), choice.needed_text("title"), choice.needed_ratio("points")});
        choice.done();
      });
      return;
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
    object.wrong("shape", "unknown_shape", tr("Бывает bands, presence, count, linear или choice"));
  criterion.weight = object.needed_ratio("weight");
  criterion.max = object.needed_ratio("max");
  criterion.value = object.needed_formula("value");
  criterion.applicable = object.formula("applicable");
  criterion.unit = object.text("unit");
  criterion.digits = static_cast<int>(object.number("digits", 0, 6, 1));
  criterion.rounded = object.flag("rounded", true);
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

}  // namespace

void read_criteria(Object& pack, scoring::Criteria& criteria, Findings& findings) {
  pack.need("criteria");
  pack.with("criteria", [&](Object& object) {
    criteria.version = object.needed_text("version");
    object.need("items");
    object.each("items", [&](const Json& item, const std::string& pointer) {
      criteria.items.push_back(read_criterion(item, pointer, findings));
    });
    object.ignore("source");
    object.ignore("note");
  });
}

void read_ranking(Object& pack, scoring::RankingRules& ranking) {
  pack.need("ranking");
  pack.with("ranking", [&](Object& object) {
    for (const std::string& code : object.texts("tie_chain")) {
      if (const auto tie = scoring::tie_break_from(code))
        ranking.tie_chain.push_back(*tie);
      else
        object.wrong("tie_chain", "unknown_tie", tr("Неизвестное правило равенства «{}»", code));
    }
    if (const auto available = object.ratio("available")) {
      const auto money = money_from_roubles(*available);
      if (money)
        ranking.available = *money;
      else
        object.wrong("available", "out_of_range", tr("Сумма слишком велика или точнее копейки"));
    }
    ranking.pass_mark = object.ratio("pass_mark");
    const std::string border = object.text("border");
    if (border == "skip")
      ranking.border = scoring::RankingRules::Border::skip;
    else if (!border.empty() && border != "stop")
      object.wrong("border", "unknown_border", tr("Бывает stop или skip"));
    object.ignore("source");
    object.ignore("note");
  });
}

}  // namespace pochin::practice
