#include "shared/practice/sense.h"

#include <algorithm>
#include <functional>
#include <set>

#include "shared/formula/program.h"

namespace pochin::practice {
namespace {

using formula::Formula;
using formula::Node;
using formula::Op;
using formula::Program;
using formula::Type;
using formula::Value;

constexpr std::size_t kMostTries = 20'000;

bool compares(Op op) {
  return op == Op::Eq || op == Op::Ne || op == Op::Lt || op == Op::Le || op == Op::Gt || op == Op::Ge || op == Op::In;
}

// The values that conditions mention, all names together: what a name is compared with may be another name.
class Values {
 public:
  explicit Values(const Domain& domain) : domain_(domain) {}

  // False: the condition does more than compare.
  bool read(const Formula& formula) {
    const Program* program = formula::program(formula);
    return !program || condition(*program, program->root);
  }

  // Calls `look` with every choice of values until it says true; false when there are too many to try.
  bool each(const std::function<bool(const formula::Environment&)>& look) const {
    std::vector<std::pair<std::string, std::vector<Value>>> all;
    std::size_t tries = 1;
    for (const std::string& name : names_) {
      all.emplace_back(name, of(name));
      tries *= std::max<std::size_t>(all.back().second.size(), 1);
      if (tries > kMostTries || all.back().second.empty()) return false;
    }
    formula::Environment environment;
    std::vector<std::size_t> at(all.size());
    for (std::size_t i = 0; i < tries; ++i) {
      std::size_t rest = i;
      for (const auto& [name, values] : all) {
        environment.names.insert_or_assign(name, values[rest % values.size()]);
        rest /= values.size();
      }
      if (look(environment)) return true;
    }
    return true;
  }

 private:
  bool condition(const Program& program, uint16_t at) {
    const Node& node = program.nodes[at];
    if (node.op == Op::And || node.op == Op::Or || node.op == Op::Not)
      return std::ranges::all_of(node.operands, [&](uint16_t each) { return condition(program, each); });
    if (compares(node.op) && node.name.empty())
      return std::ranges::all_of(node.operands, [&](uint16_t each) { return operand(program, each); });
    return (node.op == Op::Name || (node.op == Op::Constant && node.constant.boolean())) && operand(program, at);
  }

  bool operand(const Program& program, uint16_t at) {
    const Node& node = program.nodes[at];
    if (node.op == Op::Name) {
      const auto found = domain_.schema.names.find(node.name);
      if (found == domain_.schema.names.end() || found->second == Type::Null) return false;
      names_.insert(node.name);
      if (const auto range = domain_.ranges.find(node.name); range != domain_.ranges.end()) add(range->second);
      return true;
    }
    const Node& inner = node.op == Op::Neg || node.op == Op::DateOf ? program.nodes[node.operands[0]] : node;
    if (inner.op != Op::Constant) return false;
    if (const Ratio* number = inner.constant.number()) numbers_.insert(node.op == Op::Neg ? -*number : *number);
    if (const std::string* text = inner.constant.text()) {
      const auto date = node.op == Op::DateOf ? parse_date(*text) : std::unexpected(Error{});
      if (date)
        dates_.insert(date->days);
      else
        texts_.insert(*text);
    }
    return true;
  }

  void add(const Range& range) {
    for (const auto& limit : {range.min, range.max})
      if (limit) numbers_.insert(*limit);
    for (const auto& limit : {range.earliest, range.latest})
      if (limit) dates_.insert(limit->days);
  }

  std::vector<Value> of(const std::string& name) const {
    const auto limits = domain_.ranges.find(name);
    const Range range = limits == domain_.ranges.end() ? Range{} : limits->second;
    switch (domain_.schema.names.find(name)->second) {
      case Type::Number:
        return numbers(range);
      case Type::Date:
        return dates(range);
      case Type::Bool:
        return {Value(true), Value(false)};
      case Type::Text:
        return texts(name);
      case Type::Null:
      case Type::Table:
        break;
    }
    return {};
  }

  // Every value that is mentioned, one between each two, one on both sides of all.
  std::vector<Value> numbers(const Range& range) const {
    std::set<Ratio> tried(numbers_.begin(), numbers_.end());
    if (tried.empty()) tried.insert(Ratio(1));
    const std::vector<Ratio> sorted(tried.begin(), tried.end());
    tried.insert(sorted.front() - Ratio(1));
    tried.insert(sorted.back() + Ratio(1));
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      const Ratio middle = (sorted[i - 1] + sorted[i]) / Ratio(2);
      tried.insert({middle, round_to(middle, 0, Rounding::Floor), round_to(middle, 0, Rounding::Ceil)});
    }
    std::vector<Value> values;
    for (const Ratio& each : tried)
      if ((!range.min || each >= *range.min) && (!range.max || each <= *range.max) &&
          (!range.whole || each.is_integer()))
        values.emplace_back(each);
    return values;
  }

  std::vector<Value> dates(const Range& range) const {
    std::set<int32_t> tried;
    for (const int32_t each : dates_) tried.insert({each - 1, each, each + 1});
    if (tried.empty()) tried.insert(0);
    std::vector<Value> values;
    for (const int32_t each : tried) {
      const Date date{each};
      if ((!range.earliest || date >= *range.earliest) && (!range.latest || date <= *range.latest))
        values.emplace_back(date);
    }
    return values;
  }

  std::vector<Value> texts(const std::string& name) const {
    std::vector<Value> values;
    if (const auto codes = domain_.schema.codes.find(name); codes != domain_.schema.codes.end()) {
      for (const std::string& each : codes->second) values.emplace_back(each);
      return values;
    }
    for (const std::string& each : texts_) values.emplace_back(each);
    values.emplace_back("…");  // none of them
    return values;
  }

  const Domain& domain_;
  std::set<std::string> names_;
  std::set<Ratio> numbers_;
  std::set<int32_t> dates_;
  std::set<std::string> texts_;
};

bool holds(const Formula& formula, const formula::Environment& environment) {
  if (formula.empty()) return true;
  const auto value = formula::evaluate(formula, environment);
  return !value || value->is_true();  // what is wrong otherwise is told elsewhere
}

std::string shown(const formula::Environment& environment) {
  std::string text;
  for (const auto& [name, value] : environment.names) {
    text += (text.empty() ? "" : ", ") + name + " = ";
    if (const Ratio* number = value.number()) text += to_text(*number, 0, 4);
    if (const std::string* word = value.text()) text += *word;
    if (const Date* date = value.date()) text += format_date(*date);
    if (const bool* yes = value.boolean()) text += *yes ? "true" : "false";
  }
  return text;
}

}  // namespace

bool never_holds(const Formula& condition, const Domain& domain) {
  Values values(domain);
  if (condition.empty() || !values.read(condition)) return false;
  bool ever = false;
  const bool tried = values.each([&](const formula::Environment& environment) {
    ever = holds(condition, environment);
    return ever;
  });
  return tried && !ever;
}

std::optional<Taken> order_of(const std::vector<Formula>& conditions, const Formula& applicable, const Domain& domain) {
  Values values(domain);
  if (!values.read(applicable)) return std::nullopt;
  for (const Formula& each : conditions)
    if (!values.read(each)) return std::nullopt;
  Taken order;
  std::vector<bool> holding(conditions.size()), first(conditions.size());
  const bool tried = values.each([&](const formula::Environment& environment) {
    if (!holds(applicable, environment)) return false;
    bool taken = false;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (!holds(conditions[i], environment)) continue;
      holding[i] = true;
      if (!taken) first[i] = true;
      taken = true;
    }
    if (!taken && order.gap.empty()) order.gap = shown(environment);
    return false;
  });
  if (!tried) return std::nullopt;
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (holding[i] && !first[i]) order.unreached.push_back(i);
  return order;
}

}  // namespace pochin::practice
