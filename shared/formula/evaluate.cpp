#include <optional>

#include "shared/base/text.h"
#include "shared/calendar/production_calendar.h"
#include "shared/formula/formula.h"
#include "shared/formula/program.h"

namespace pochin::formula {

std::optional<Rounding> rounding_from(std::string_view name) {
  static constexpr std::pair<std::string_view, Rounding> kModes[] = {
      {"half_up", Rounding::HalfUp}, {"half_even", Rounding::HalfEven}, {"down", Rounding::Down},
      {"up", Rounding::Up},          {"floor", Rounding::Floor},        {"ceil", Rounding::Ceil}};
  for (const auto& [code, mode] : kModes)
    if (code == name) return mode;
  return std::nullopt;
}

namespace {

constexpr int64_t kMostWorkdays = 10'000;

class Evaluator {
 public:
  Evaluator(const Program& program, const Environment& environment) : program_(program), environment_(environment) {}

  Result<Value> run() {
    Value v = eval(program_.root);
    if (error_) return std::unexpected(*error_);
    return v;
  }

 private:
  Value wrong(const Node& node, const char* code, std::string message) {
    if (!error_) error_ = Error{code, std::move(message), std::to_string(node.line) + ":" + std::to_string(node.place)};
    return {};
  }

  Value wrong_type(const Node& node, const Value& value) {
    return wrong(node, "formula_type", tr("Здесь не подходит {}", name_of(value.type())));
  }

  Value number(const Node& node, const std::optional<Ratio>& result) {
    return result ? Value(*result) : wrong(node, "formula_range", std::string(tr("Число слишком велико")));
  }

  Value operand(const Node& node, std::size_t i) { return eval(node.operands[i]); }

  Value eval(uint16_t at) {
    if (error_) return {};
    const Node& node = program_.nodes[at];
    switch (node.op) {
      case Op::Constant:
        return node.constant;
      case Op::Name:
        return named(node);
      case Op::And:
      case Op::Or:
        return logic(node);
      case Op::Not:
        return negated(node);
      case Op::If:
        return chosen(node);
      case Op::In:
        return member(node);
      case Op::Eq:
      case Op::Ne:
      case Op::Lt:
      case Op::Le:
      case Op::Gt:
      case Op::Ge:
        return compared(node);
      case Op::Add:
      case Op::Sub:
      case Op::Mul:
      case Op::Div:
        return arithmetic(node);
      case Op::Min:
      case Op::Max:
        return extreme(node);
      case Op::Sum:
      case Op::MinOf:
      case Op::MaxOf:
        return over_rows(node);
      case Op::Count:
        return Ratio(static_cast<int64_t>(rows(node.name).size()));
      case Op::Filled:
        return filled(node);
      case Op::Coalesce:
        return coalesced(node);
      default:
        return unary(node);
    }
  }

  Value named(const Node& node) {
    for (const Environment* e = &environment_; e; e = e->outer)
      if (const auto it = e->names.find(node.name); it != e->names.end()) {
        const Value& value = it->second;
        return value.is_lost() ? wrong(node, "formula_range", std::string(value.reason())) : value;
      }
    return {};
  }

  const Table* table(std::string_view name) const {
    for (const Environment* e = &environment_; e; e = e->outer)
      if (const auto it = e->tables.find(name); it != e->tables.end()) return &it->second;
    return nullptr;
  }

  const Table& rows(std::string_view name) const {
    static const Table kNone;
    const Table* found = table(name);
    return found ? *found : kNone;
  }

  Value logic(const Node& node) {
    const bool ends = node.op == Op::Or;  // the value that decides by itself
    const Value a = operand(node, 0);
    if (!a.is_null() && !a.boolean()) return wrong_type(node, a);
    if (a.boolean() && *a.boolean() == ends) return a;
    const Value b = operand(node, 1);
    if (!b.is_null() && !b.boolean()) return wrong_type(node, b);
    if (b.boolean() && *b.boolean() == ends) return b;
    return a.is_null() ? a : b;
  }

  Value chosen(const Node& node) {
    const Value condition = operand(node, 0);
    if (!condition.is_null() && !condition.boolean()) return wrong_type(node, condition);
    return condition.is_true() ? operand(node, 1) : operand(node, 2);
  }

  Value negated(const Node& node) {
    const Value a = operand(node, 0);
    if (a.is_null()) return a;
    return a.boolean() ? Value(!*a.boolean()) : wrong_type(node, a);
  }

  Value member(const Node& node) {
    const Value a = operand(node, 0);
    if (a.is_null()) return a;
    for (std::size_t i = 1; i < node.operands.size(); ++i)
      if (operand(node, i) == a) return true;
    if (!node.name.empty())
      for (const TableRow& row : rows(node.name))
        if (const auto code = row.find("code"); code != row.end() && code->second == a) return true;
    return false;
  }

  Value compared(const Node& node) {
    const Value a = operand(node, 0), b = operand(node, 1);
    if (a.is_null()) return a;
    if (b.is_null()) return b;
    if (a.type() != b.type()) return wrong_type(node, b);
    if (node.op == Op::Eq) return a == b;
    if (node.op == Op::Ne) return !(a == b);
    std::strong_ordering order = std::strong_ordering::equal;
    if (a.number())
      order = *a.number() <=> *b.number();
    else if (a.date())
      order = *a.date() <=> *b.date();
    else if (a.text())
      order = compare_russian(*a.text(), *b.text()) <=> 0;
    else
      return wrong_type(node, a);
    switch (node.op) {
      case Op::Lt:
        return order < 0;
      case Op::Le:
        return order <= 0;
      case Op::Gt:
        return order > 0;
      default:
        return order >= 0;
    }
  }

  Value arithmetic(const Node& node) {
    const Value a = operand(node, 0), b = operand(node, 1);
    if (a.is_null()) return a;
    if (b.is_null()) return b;
    if (a.date() && (node.op == Op::Add || node.op == Op::Sub)) return moved(node, *a.date(), b);
    if (!a.number()) return wrong_type(node, a);
    if (!b.number()) return wrong_type(node, b);
    switch (node.op) {
      case Op::Add:
        return number(node, checked_add(*a.number(), *b.number()));
      case Op::Sub:
        return number(node, checked_sub(*a.number(), *b.number()));
      case Op::Mul:
        return number(node, checked_mul(*a.number(), *b.number()));
      default:
        break;
    }
    if (b.number()->sign() == 0) return Value::unknown(std::string(tr("деление на ноль")));
    return number(node, checked_div(*a.number(), *b.number()));
  }

  Value moved(const Node& node, Date from, const Value& by) {
    if (by.date() && node.op == Op::Sub) return Ratio(days_between(*by.date(), from));
    if (!by.number()) return wrong_type(node, by);
    const auto days = by.number()->to_int64();
    if (!days) return wrong(node, "formula_type", std::string(tr("К дате прибавляется целое число дней")));
    // The calendar is that of make_date(): 1900 to 2199.
    static constexpr int64_t kFirst = -25567, kLast = 84005;
    if (*days > kLast - kFirst || *days < kFirst - kLast) return out_of_calendar(node);
    const Date moved_to = add_days(from, node.op == Op::Add ? *days : -*days);
    return moved_to.days < kFirst || moved_to.days > kLast ? out_of_calendar(node) : Value(moved_to);
  }

  Value out_of_calendar(const Node& node) {
    return wrong(node, "formula_range", std::string(tr("Дата уходит за 1900–2199 годы")));
  }

  // Of two numbers or two dates.
  static bool before(const Value& a, const Value& b) {
    if (a.number() && b.number()) return *a.number() < *b.number();
    return a.date() && b.date() && *a.date() < *b.date();
  }

  Value extreme(const Node& node) {
    Value best;
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      const Value v = operand(node, i);
      if (v.is_null()) return v;
      if ((!v.number() && !v.date()) || (i > 0 && v.type() != best.type())) return wrong_type(node, v);
      if (i == 0 || before(node.op == Op::Min ? v : best, node.op == Op::Min ? best : v)) best = v;
    }
    return best;
  }

  // Blank cells add nothing. Dates have an earliest and a latest, but no sum.
  Value over_rows(const Node& node) {
    Ratio total;
    Value best;
    for (const TableRow& row : rows(node.name)) {
      const auto it = row.find(node.column);
      if (it == row.end() || it->second.is_null()) continue;
      const Value& v = it->second;
      if (!v.number() && !(v.date() && node.op != Op::Sum)) return wrong_type(node, v);
      if (node.op == Op::Sum) {
        const auto sum = checked_add(total, *v.number());
        if (!sum) return number(node, sum);
        total = *sum;
      } else if (best.is_null() || before(node.op == Op::MinOf ? v : best, node.op == Op::MinOf ? best : v)) {
        best = v;
      }
    }
    return node.op == Op::Sum ? Value(total) : best;
  }

  Value filled(const Node& node) {
    const Node& inner = program_.nodes[node.operands[0]];
    if (inner.op == Op::Name)
      if (const Table* all = table(inner.name)) return !all->empty();
    const Value v = operand(node, 0);
    return !v.is_null() && !(v.text() && is_blank(*v.text()));
  }

  Value coalesced(const Node& node) {
    Value v;
    for (std::size_t i = 0; i < node.operands.size() && v.is_null(); ++i) v = operand(node, i);
    return v;
  }

  Value unary(const Node& node) {
    const Value a = operand(node, 0);
    if (a.is_null()) return a;
    switch (node.op) {
      case Op::Length:
        return a.text() ? Value(count_code_points(*a.text())) : wrong_type(node, a);
      case Op::DateOf:
        return a.text() ? date_of(node, *a.text()) : a.date() ? a : wrong_type(node, a);
      case Op::Year:
        return a.date() ? Value(a.date()->year()) : wrong_type(node, a);
      case Op::IsWorkday:
        return a.date() ? Value(calendar().is_working_day(*a.date())) : wrong_type(node, a);
      case Op::Days:
      case Op::Age:
      case Op::Workdays:
      case Op::AddWorkdays: {
        const Value b = operand(node, 1);
        return b.is_null() ? b : of_dates(node, a, b);
      }
      default:
        break;
    }
    const Ratio* n = a.number();
    if (!n) return wrong_type(node, a);
    switch (node.op) {
      case Op::Neg:
        return -*n;
      case Op::Abs:
        return n->sign() < 0 ? -*n : *n;
      case Op::Floor:
        return number(node, round_to(*n, 0, Rounding::Floor));
      case Op::Ceil:
        return number(node, round_to(*n, 0, Rounding::Ceil));
      default:
        return rounded(node, *n);
    }
  }

  Value of_dates(const Node& node, const Value& a, const Value& b) {
    if (!a.date()) return wrong_type(node, a);
    if (node.op == Op::AddWorkdays) return moved_by_workdays(node, *a.date(), b);
    if (!b.date()) return wrong_type(node, b);
    if (node.op == Op::Days) return days_between(*a.date(), *b.date());
    if (node.op == Op::Age) return age(*a.date(), *b.date());
    return calendar::working_days_between(calendar(), *a.date(), *b.date()).days;
  }

  Value moved_by_workdays(const Node& node, Date from, const Value& by) {
    const auto days = by.number() ? by.number()->to_int64() : std::nullopt;
    if (!days)
      return by.number() ? wrong(node, "formula_type", std::string(tr("Рабочих дней должно быть целое число")))
                         : wrong_type(node, by);
    if (*days < -kMostWorkdays || *days > kMostWorkdays)
      return wrong(node, "formula_range", tr("Рабочих дней может быть не больше {}", group_digits(kMostWorkdays)));
    const auto to = calendar::add_working_days(calendar(), from, *days);
    return to ? Value(to->date) : out_of_calendar(node);
  }

  const calendar::ProductionCalendar& calendar() const {
    static const calendar::ProductionCalendar kWeekends;
    return environment_.calendar ? *environment_.calendar : kWeekends;
  }

  Value date_of(const Node& node, const std::string& text) {
    const auto date = parse_date(text);
    return date ? Value(*date) : wrong(node, "formula_type", date.error().message);
  }

  Value rounded(const Node& node, const Ratio& value) {
    const Value digits = operand(node, 1);
    if (digits.is_null()) return digits;
    const auto count = digits.number() ? digits.number()->to_int64() : std::nullopt;
    if (!count || *count < 0 || *count > 12)
      return wrong(node, "formula_type", std::string(tr("Знаков после запятой может быть от 0 до 12")));
    auto mode = std::optional(Rounding::HalfUp);
    if (node.operands.size() == 3) {
      const Value name = operand(node, 2);
      mode = name.text() ? rounding_from(*name.text()) : std::nullopt;
    }
    if (!mode)
      return wrong(node, "formula_type",
                   std::string(tr("Такого округления нет. Есть half_up, half_even, down, up, floor, ceil")));
    return number(node, round_to(value, static_cast<int>(*count), *mode));
  }

  const Program& program_;
  const Environment& environment_;
  std::optional<Error> error_;
};

}  // namespace

Result<Value> evaluate(const Formula& formula, const Environment& environment) {
  const Program* p = program(formula);
  return p ? Evaluator(*p, environment).run() : Value();
}

}  // namespace pochin::formula
