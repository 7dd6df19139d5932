#include <algorithm>
#include <optional>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/formula/formula.h"
#include "shared/formula/program.h"

namespace pochin::formula {

namespace {

class Checker {
 public:
  Checker(const Program& program, const Schema& schema) : program_(program), schema_(schema) {}

  Result<Type> run() {
    const Type type = of(program_.root);
    if (error_) return std::unexpected(*error_);
    return type;
  }

 private:
  Type wrong(const Node& node, const char* code, std::string message) {
    if (!error_) error_ = Error{code, std::move(message), std::to_string(node.line) + ":" + std::to_string(node.place)};
    return Type::Null;
  }

  // Null goes with everything: it is "not known".
  bool want(const Node& node, Type got, Type wanted) {
    if (got == wanted || got == Type::Null) return true;
    wrong(node, "formula_type", tr("Здесь нужно: {}, а стоит: {}", name_of(wanted), name_of(got)));
    return false;
  }

  Type operand(const Node& node, std::size_t i) { return of(node.operands[i]); }
  const Node& operand_node(const Node& node, std::size_t i) const { return program_.nodes[node.operands[i]]; }

  Type all(const Node& node, Type wanted, Type result) {
    for (std::size_t i = 0; i < node.operands.size(); ++i) want(operand_node(node, i), operand(node, i), wanted);
    return result;
  }

  // Operands that must be alike, from `first` on.
  Type alike(const Node& node, std::size_t first) {
    Type type = Type::Null;
    for (std::size_t i = first; i < node.operands.size(); ++i) {
      const Type next = operand(node, i);
      if (type == Type::Null) type = next;
      want(operand_node(node, i), next, type);
    }
    return type;
  }

  const std::map<std::string, Type, std::less<>>* table(const Node& node, std::string_view name) {
    const auto it = schema_.tables.find(name);
    if (it != schema_.tables.end()) return &it->second;
    wrong(node, "formula_name", tr("Такой таблицы в форме нет: «{}»", name));
    return nullptr;
  }

  Type of(uint16_t at) {
    if (error_) return Type::Null;
    const Node& node = program_.nodes[at];
    switch (node.op) {
      case Op::Constant:
        return node.constant.type();
      case Op::Name:
        return named(node);
      case Op::Add:
      case Op::Sub:
        return added(node);
      case Op::Div:
        if (const auto by = constant(node.operands[1]); by && by->sign() == 0)
          return wrong(operand_node(node, 1), "formula_zero",
                       std::string(tr("Деление на ноль: значения не будет никогда")));
        return all(node, Type::Number, Type::Number);
      case Op::Mul:
      case Op::Neg:
      case Op::Abs:
      case Op::Floor:
      case Op::Ceil:
        return all(node, Type::Number, Type::Number);
      case Op::Round:
        return rounded(node);
      case Op::Eq:
      case Op::Ne:
        alike(node, 0);
        codes(node);
        return Type::Bool;
      case Op::In:
        return member(node);
      case Op::Lt:
      case Op::Le:
      case Op::Gt:
      case Op::Ge:
        return ordered(node, Type::Bool);
      case Op::Min:
      case Op::Max:
        return ordered(node, Type::Null);
      case Op::And:
      case Op::Or:
      case Op::Not:
        return all(node, Type::Bool, Type::Bool);
      case Op::If:
        want(operand_node(node, 0), operand(node, 0), Type::Bool);
        return alike(node, 1);
      case Op::Coalesce:
        return alike(node, 0);
      case Op::Sum:
      case Op::MinOf:
      case Op::MaxOf:
        return column(node);
      case Op::Count:
        table(node, node.name);
        return Type::Number;
      case Op::Filled:
        return filled(node);
      case Op::Length:
        return all(node, Type::Text, Type::Number);
      case Op::DateOf:
        return dated(node);
      case Op::Days:
      case Op::Age:
      case Op::Year:
      case Op::Workdays:
        return all(node, Type::Date, Type::Number);
      case Op::IsWorkday:
        return all(node, Type::Date, Type::Bool);
      case Op::AddWorkdays:
        want(operand_node(node, 0), operand(node, 0), Type::Date);
        want(operand_node(node, 1), operand(node, 1), Type::Number);
        return Type::Date;
    }
    return Type::Null;
  }

  Type named(const Node& node) {
    const auto it = schema_.names.find(node.name);
    if (it != schema_.names.end()) return it->second;
    if (schema_.tables.contains(node.name))
      return wrong(node, "formula_type",
                   tr("«{}» — таблица: напишите count({}) или sum({}.столбец)", node.name, node.name, node.name));
    return wrong(node, "formula_name", unknown_name(node.name));
  }

  std::string unknown_name(const std::string& name) const {
    if (std::ranges::find(schema_.later, name) != schema_.later.end())
      return tr("«{}» стоит ниже: формула читает только то, что выше. Переставьте", name);
    const std::string russian = look_alike(name);
    if (!russian.empty())
      return tr("В имени «{}» есть русская буква «{}»: она похожа на латинскую. Наберите имя латиницей", name, russian);
    return tr("Такого имени нет: «{}». Проверьте код поля", name);
  }

  // A Russian letter among Latin ones; "" when there is none.
  static std::string look_alike(std::string_view name) {
    bool latin = false;
    std::string found;
    for (std::size_t i = 0; i < name.size();) {
      const char32_t c = next_code_point(name, i);
      if (c < 0x80) latin = latin || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
      if (c >= 0x400 && found.empty()) found = from_code_point(c);
    }
    return latin ? found : std::string();
  }

  // Texts that one side of a comparison can never have.
  void codes(const Node& node) {
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      const Node& name = operand_node(node, i);
      if (name.op != Op::Name) continue;
      for (std::size_t j = 0; j < node.operands.size(); ++j) one_of(name.name, operand_node(node, j));
    }
  }

  void one_of(std::string_view name, const Node& text) {
    const auto found = schema_.codes.find(name);
    if (found == schema_.codes.end() || text.op != Op::Constant || !text.constant.text()) return;
    if (std::ranges::find(found->second, *text.constant.text()) != found->second.end()) return;
    std::string all;
    for (const std::string& each : found->second) all += (all.empty() ? "" : ", ") + each;
    wrong(text, "formula_code", tr("У «{}» не бывает значения «{}». Бывает: {}", name, *text.constant.text(), all));
  }

  Type dated(const Node& node) {
    const Node& text = operand_node(node, 0);
    if (text.op == Op::Constant && text.constant.text())
      if (const auto date = parse_date(*text.constant.text()); !date)
        return wrong(text, "formula_date", tr("«{}»: {}", *text.constant.text(), date.error().message));
    return all(node, Type::Text, Type::Date);
  }

  // The number of an operand that names nothing.
  std::optional<Ratio> constant(uint16_t at) const {
    const Node& node = program_.nodes[at];
    if (node.op == Op::Constant) return node.constant.number() ? std::optional(*node.constant.number()) : std::nullopt;
    if (node.op != Op::Neg && node.op != Op::Add && node.op != Op::Sub && node.op != Op::Mul) return std::nullopt;
    const auto a = constant(node.operands[0]);
    if (!a || node.op == Op::Neg) return a ? std::optional(-*a) : std::nullopt;
    const auto b = constant(node.operands[1]);
    if (!b) return std::nullopt;
    return node.op == Op::Add ? checked_add(*a, *b) : node.op == Op::Sub ? checked_sub(*a, *b) : checked_mul(*a, *b);
  }

  Type member(const Node& node) {
    if (node.name.empty()) {
      alike(node, 0);
      codes(node);
    } else if (const auto* columns = table(node, node.name)) {
      if (!columns->contains("code")) return wrong(node, "formula_type", tr("В «{}» ничего не выбирают", node.name));
      all(node, Type::Text, Type::Bool);
      one_of(node.name, operand_node(node, 0));
    }
    return Type::Bool;
  }

  Type added(const Node& node) {
    const Type a = operand(node, 0), b = operand(node, 1);
    if (a == Type::Date) {
      if (b == Type::Date && node.op == Op::Sub) return Type::Number;
      want(operand_node(node, 1), b, Type::Number);
      return Type::Date;
    }
    want(operand_node(node, 0), a, Type::Number);
    want(operand_node(node, 1), b, Type::Number);
    return Type::Number;
  }

  Type ordered(const Node& node, Type result) {
    const Type type = alike(node, 0);
    if (type == Type::Bool)
      return wrong(node, "formula_type", std::string(tr("«Да» и «нет» нельзя сравнить на больше и меньше")));
    return result == Type::Null ? type : result;
  }

  Type rounded(const Node& node) {
    want(operand_node(node, 0), operand(node, 0), Type::Number);
    want(operand_node(node, 1), operand(node, 1), Type::Number);
    if (node.operands.size() == 3) {
      const Node& mode = operand_node(node, 2);
      if (mode.op != Op::Constant || !mode.constant.text() || !rounding_from(*mode.constant.text()))
        wrong(mode, "formula_type",
              std::string(tr("Такого округления нет. Есть half_up, half_even, down, up, floor, ceil")));
    }
    return Type::Number;
  }

  Type column(const Node& node) {
    const auto* columns = table(node, node.name);
    if (!columns) return Type::Null;
    const auto it = columns->find(node.column);
    if (it == columns->end())
      return wrong(node, "formula_name", tr("В таблице «{}» нет столбца «{}»", node.name, node.column));
    if (it->second == Type::Date && node.op != Op::Sum) return Type::Date;
    want(node, it->second, Type::Number);
    return Type::Number;
  }

  Type filled(const Node& node) {
    const Node& inner = operand_node(node, 0);
    if (inner.op != Op::Name || !schema_.tables.contains(inner.name)) of(node.operands[0]);
    return Type::Bool;
  }

  const Program& program_;
  const Schema& schema_;
  std::optional<Error> error_;
};

}  // namespace

Result<Type> check(const Formula& formula, const Schema& schema) {
  const Program* p = program(formula);
  return p ? Checker(*p, schema).run() : Type::Null;
}

}  // namespace pochin::formula
