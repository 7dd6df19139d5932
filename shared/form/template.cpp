#include "shared/form/template.h"

#include "shared/base/text.h"

namespace pochin::form {
namespace {

// The word after the last "|" says how the value is shown. Formulas have no "|" outside quoted texts.
void split_show(Hole& hole) {
  const std::size_t bar = hole.formula.rfind('|');
  if (bar == std::string_view::npos) return;
  const std::string_view word = trim(hole.formula.substr(bar + 1));
  hole.formula = hole.formula.substr(0, bar);
  if (word == "money")
    hole.how = Show::money;
  else if (word == "percent")
    hole.how = Show::percent;
  else if (word == "count")
    hole.how = Show::count;
  else if (word == "date")
    hole.how = Show::date;
  else
    hole.known = false;
}

std::string value_text(const Hole& hole, const Environment& environment, const formula::Value* value) {
  formula::Value shown;
  if (value && trim(hole.formula) == "value") {
    shown = *value;
  } else if (const auto parsed = formula::parse(hole.formula)) {
    shown = environment.evaluate(*parsed);
  }
  return shown.is_null() ? "…" : show(shown, hole.how);
}

}  // namespace

std::vector<Hole> holes(std::string_view text) {
  std::vector<Hole> found;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    Hole hole;
    hole.at = open;
    hole.closed = close != std::string_view::npos;
    hole.formula = text.substr(open + 1, hole.closed ? close - open - 1 : std::string_view::npos);
    split_show(hole);
    found.push_back(hole);
    if (!hole.closed) break;
  }
  return found;
}

std::string fill(std::string_view text, const Environment& environment, const formula::Value* value) {
  std::string filled;
  std::size_t done = 0;
  for (const Hole& hole : holes(text)) {
    if (!hole.closed) break;
    filled += text.substr(done, hole.at - done);
    filled += value_text(hole, environment, value);
    done = text.find('}', hole.at) + 1;
  }
  filled += text.substr(done);
  return filled;
}

}  // namespace pochin::form
