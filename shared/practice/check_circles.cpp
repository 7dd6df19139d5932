// What formulas live on: answers and formulas that need each other have no value; an answer that is not asked is null.
#include <algorithm>
#include <functional>
#include <map>

#include "shared/base/tr.h"
#include "shared/formula/program.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

struct Step {
  std::string pointer;
  std::vector<std::string> reads;
};
using Steps = std::map<std::string, Step, std::less<>>;

void append(std::vector<std::string>& all, const formula::Formula& formula) {
  for (std::string& each : formula::names(formula)) all.push_back(std::move(each));
}

using Visit = std::function<void(const form::Section&, const form::Field&, const std::string& pointer)>;

void each_field(const form::Form& form, const Visit& visit) {
  for (std::size_t g = 0; g < form.groups.size(); ++g)
    for (std::size_t s = 0; s < form.groups[g].sections.size(); ++s) {
      const form::Section& section = form.groups[g].sections[s];
      const std::string place = step(step("/form/groups", g) + "/sections", s);
      for (std::size_t f = 0; f < section.fields.size(); ++f)
        visit(section, section.fields[f], step(place + "/fields", f));
    }
}

Steps steps_of(const form::Form& form) {
  Steps steps;
  each_field(form, [&](const form::Section& section, const form::Field& field, const std::string& pointer) {
    const bool computed = field.kind == form::Kind::computed;
    Step step{pointer + (computed ? "/value" : field.visible.empty() ? "" : "/visible"), {}};
    if (computed) {
      append(step.reads, field.value);
    } else {
      append(step.reads, section.visible);
      append(step.reads, field.visible);
    }
    steps.emplace(field.id, std::move(step));
  });
  for (std::size_t i = 0; i < form.facts.size(); ++i) {
    Step fact{step("/facts", i) + "/value", {}};
    append(fact.reads, form.facts[i].value);
    steps.emplace(form.facts[i].name, std::move(fact));
  }
  return steps;
}

// Depth first; what is met again on its own way stands in a circle.
class Circles {
 public:
  Circles(const Steps& steps, Findings& findings) : steps_(steps), findings_(findings) {}

  void visit(const std::string& name) {
    const auto found =
        steps_.find(name) != steps_.end() ? steps_.find(name) : steps_.find(name.substr(0, name.find('.')));
    if (found == steps_.end() || done_[found->first]) return;
    const std::string& own = found->first;
    if (const auto begin = std::ranges::find(way_, own); begin != way_.end()) {
      std::string names;
      for (auto each = begin; each != way_.end(); ++each) names += "«" + *each + "» → ";
      findings_.error("circle", found->second.pointer,
                      tr("Значение зависит само от себя: {}«{}». Разорвите круг", names, own));
      return;
    }
    way_.push_back(own);
    for (const std::string& each : found->second.reads) visit(each);
    way_.pop_back();
    done_[own] = true;
  }

 private:
  const Steps& steps_;
  Findings& findings_;
  std::vector<std::string> way_;
  std::map<std::string, bool> done_;
};

// Whether the formula has a value although the name is null: it asks for it, or another way leads round it.
bool bears_null(const formula::Program& program, uint16_t at, std::string_view name) {
  using formula::Op;
  const formula::Node& node = program.nodes[at];
  if (node.op == Op::Name) return node.name != name && !node.name.starts_with(std::string(name) + ".");
  if (node.op == Op::Filled || node.op == Op::Coalesce || node.op == Op::And || node.op == Op::Or || node.op == Op::If)
    return true;
  return std::ranges::all_of(node.operands, [&](uint16_t each) { return bears_null(program, each, name); });
}

bool needs(const formula::Formula& formula, std::string_view name) {
  const formula::Program* program = formula::program(formula);
  return program && !bears_null(*program, program->root, name);
}

}  // namespace

void check_circles(const Pack& pack, Findings& findings) {
  const Steps steps = steps_of(pack.form);
  Circles circles(steps, findings);
  for (const auto& [name, step] : steps) circles.visit(name);
}

// A criterion or a fact that has no value where one of its answers is not asked. Conditions of the criterion itself
// that ask first (applicable) are as good as a coalesce.
void check_hidden(const Pack& pack, Findings& findings) {
  each_field(pack.form, [&](const form::Section& section, const form::Field& field, const std::string& pointer) {
    if (!field.answerable() || (field.visible.empty() && section.visible.empty())) return;
    const auto say = [&](const formula::Formula& formula, const std::string& place) {
      if (!needs(formula, field.id)) return;
      findings.warning("hidden_answer", place,
                       tr("Поле «{}» спрашивают не всегда ({}): где оно скрыто, ответ не считается и значения нет. "
                          "Если так и задумано, напишите coalesce({}, …) или filled({})",
                          field.id, pointer + (field.visible.empty() ? "" : "/visible"), field.id, field.id));
    };
    for (std::size_t i = 0; i < pack.criteria.items.size(); ++i) {
      const scoring::Criterion& criterion = pack.criteria.items[i];
      const std::string place = step("/criteria/items", i);
      if (criterion.applicable.empty()) say(criterion.value, place + "/value");
      for (std::size_t t = 0; t < criterion.tables.size(); ++t)
        say(criterion.tables[t].value, step(place + "/tables", t) + "/value");
    }
    for (std::size_t i = 0; i < pack.form.facts.size(); ++i)
      say(pack.form.facts[i].value, step("/facts", i) + "/value");
  });
}

}  // namespace pochin::practice
