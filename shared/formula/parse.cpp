#include <algorithm>
#include <optional>

#include "shared/base/order.h"
#include "shared/base/text.h"
#include "shared/formula/formula.h"
#include "shared/formula/program.h"

namespace pochin::formula {
namespace {

constexpr std::size_t kMaxText = 4000, kMaxNodes = 500;
constexpr int kMaxDepth = 48;

enum class Token { End, Number, Text, Name, Mark };

struct Function {
  std::string_view name;
  Op op;
  std::size_t least, most;
};

constexpr Function kFunctions[] = {{"if", Op::If, 3, 3},
                                   {"min", Op::Min, 1, 20},
                                   {"max", Op::Max, 1, 20},
                                   {"abs", Op::Abs, 1, 1},
                                   {"round", Op::Round, 2, 3},
                                   {"floor", Op::Floor, 1, 1},
                                   {"ceil", Op::Ceil, 1, 1},
                                   {"sum", Op::Sum, 1, 1},
                                   {"count", Op::Count, 1, 1},
                                   {"filled", Op::Filled, 1, 1},
                                   {"length", Op::Length, 1, 1},
                                   {"date", Op::DateOf, 1, 1},
                                   {"days", Op::Days, 2, 2},
                                   {"coalesce", Op::Coalesce, 1, 20},
                                   {"year", Op::Year, 1, 1},
                                   {"age", Op::Age, 2, 2},
                                   {"workdays", Op::Workdays, 2, 2},
                                   {"add_workdays", Op::AddWorkdays, 2, 2},
                                   {"is_workday", Op::IsWorkday, 1, 1}};

bool letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 0x400 && c <= 0x52F);
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { program_.text = text; }

  Result<Program> run() {
    if (text_.size() > kMaxText)
      return fail("formula_limit", tr("Формула длиннее {} знаков: разделите её на именованные части", kMaxText), "1:1");
    next();
    program_.root = any(0);
    if (!error_ && token_ == Token::Name && !meant_by(word_).empty())
      complain(tr("Вместо «{}» здесь пишется {}", word_, meant_by(word_)));
    if (!error_ && token_ != Token::End) complain(tr("Здесь формула должна была закончиться"));
    if (error_) return std::unexpected(*error_);
    return std::move(program_);
  }

 private:
  // Whatever is wrong, what was meant by "1,5" or "10%" is said first.
  void complain(std::string_view message, const char* code = "formula_syntax") {
    if (!error_ && decimal_comma_ && is(",")) message = tr("Дробная часть пишется через точку: 1.5, а не 1,5");
    if (!error_) error_ = Error{code, std::string(message), std::to_string(line_) + ":" + std::to_string(place_)};
    token_ = Token::End;
  }

  void step() {
    const char32_t c = next_code_point(text_, at_);
    if (c == '\n') {
      ++now_line_;
      now_place_ = 1;
    } else {
      ++now_place_;
    }
  }

  char32_t peek(std::size_t ahead = 0) const {
    std::size_t i = at_;
    while (ahead-- > 0 && i < text_.size()) next_code_point(text_, i);
    return i < text_.size() ? next_code_point(text_, i) : 0;
  }

  void next() {
    if (error_) return;
    while (at_ < text_.size() && is_space(peek())) step();
    line_ = now_line_;
    place_ = now_place_;
    word_.clear();
    if (at_ >= text_.size()) {
      token_ = Token::End;
      return;
    }
    const char32_t c = peek();
    if (c >= '0' && c <= '9')
      number();
    else if (c == '"')
      quoted();
    else if (letter(c))
      name();
    else
      mark(c);
  }

  void number() {
    const std::size_t begin = at_;
    while ((peek() >= '0' && peek() <= '9') || (peek() == '.' && peek(1) >= '0' && peek(1) <= '9')) step();
    word_ = text_.substr(begin, at_ - begin);
    const auto parsed = parse_decimal(word_);
    if (!parsed) return complain(tr("Такого числа нет: дробная часть пишется через точку, один раз"));
    number_ = *parsed;
    token_ = Token::Number;
  }

  void quoted() {
    step();
    while (peek() != '"') {
      if (at_ >= text_.size()) return complain(tr("Нет закрывающей кавычки"));
      if (peek() == '\\') step();
      const std::size_t begin = at_;
      if (at_ < text_.size()) step();
      word_ += text_.substr(begin, at_ - begin);
    }
    step();
    token_ = Token::Text;
  }

  void name() {
    const std::size_t begin = at_;
    while (letter(peek()) || (peek() >= '0' && peek() <= '9') || (peek() == '.' && letter(peek(1)))) step();
    word_ = text_.substr(begin, at_ - begin);
    token_ = Token::Name;
  }

  void mark(char32_t c) {
    static constexpr std::string_view kMarks = "+-*/()[],=<>!";
    if (c > 127 || kMarks.find(static_cast<char>(c)) == std::string_view::npos) return complain(instead_of(c));
    decimal_comma_ = c == ',' && at_ > 0 && is_digit(static_cast<unsigned char>(text_[at_ - 1])) && is_digit(peek(1));
    if (decimal_comma_) comma_at_ = at_;
    word_ = static_cast<char>(c);
    step();
    if (peek() == '=' && (c == '<' || c == '>' || c == '!' || c == '=')) {
      word_ += '=';
      step();
    }
    token_ = Token::Mark;
  }

  static bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

  // What to write for a sign that people type and the language has not.
  static std::string instead_of(char32_t c) {
    static constexpr std::pair<std::u32string_view, std::string_view> kMeant[] = {
        {U"×·✕∙", "*"}, {U"÷:", "/"},  {U"–—−‑", "-"}, {U"≤", "<="},         {U"≥", ">="},
        {U"≠", "!="},   {U"&", "and"}, {U"|", "or"},   {U"«»“”„‟'’‘`", "\""}};
    if (c == '%')
      return std::string(
          tr("Знака «%» в формулах нет: десять процентов числа — x * 10 / 100, доля в процентах — x * 100 / y"));
    if (c == ';') return std::string(tr("Значения в скобках разделяет запятая, а не «;»"));
    for (const auto& [typed, meant] : kMeant)
      if (typed.find(c) != std::u32string_view::npos)
        return tr("Вместо «{}» здесь пишется {}", from_code_point(c), meant);
    return tr("Знак «{}» здесь не понятен", from_code_point(c));
  }

  // A word of Russian, or one with Russian letters, for a word of the language.
  static std::string_view meant_by(std::string_view word) {
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"и", "and"}, {"или", "or"}, {"не", "not"}, {"в", "in"}, {"да", "true"}, {"нет", "false"}, {"если", "if"}};
    for (const auto& [typed, meant] : kWords)
      if (typed == word) return meant;
    return {};
  }

  bool is(std::string_view mark) const { return token_ == Token::Mark && word_ == mark; }
  bool word(std::string_view name) const { return token_ == Token::Name && word_ == name; }

  bool take(std::string_view mark) {
    if (!is(mark)) return false;
    next();
    return true;
  }

  bool need(std::string_view mark) {
    if (take(mark)) return true;
    complain(tr("Здесь должен стоять знак «{}»", mark));
    return false;
  }

  uint16_t add(Node node) {
    if (program_.nodes.size() >= kMaxNodes)
      complain(tr("Формула слишком велика: разделите её на именованные части"), "formula_limit");
    program_.nodes.push_back(std::move(node));
    return static_cast<uint16_t>(program_.nodes.size() - 1);
  }

  Node at_here(Op op) const { return {.op = op, .line = line_, .place = place_}; }

  uint16_t pair(Node node, uint16_t left, uint16_t right) {
    node.operands = {left, right};
    return add(std::move(node));
  }

  uint16_t any(int depth) {
    if (depth > kMaxDepth) {
      complain(tr("Слишком много вложенных скобок"), "formula_limit");
      return 0;
    }
    uint16_t left = all(depth);
    while (!error_ && word("or")) {
      const Node node = at_here(Op::Or);
      next();
      left = pair(node, left, all(depth));
    }
    return left;
  }

  uint16_t all(int depth) {
    uint16_t left = negation(depth);
    while (!error_ && word("and")) {
      const Node node = at_here(Op::And);
      next();
      left = pair(node, left, negation(depth));
    }
    return left;
  }

  uint16_t negation(int depth) {
    if (!word("not")) return comparison(depth);
    if (depth > kMaxDepth) {
      complain(tr("Слишком много «not» подряд"), "formula_limit");
      return 0;
    }
    Node node = at_here(Op::Not);
    next();
    node.operands = {negation(depth + 1)};
    return add(std::move(node));
  }

  uint16_t comparison(int depth) {
    const uint16_t left = sum(depth);
    static constexpr std::pair<std::string_view, Op> kOps[] = {
        {"=", Op::Eq}, {"==", Op::Eq}, {"!=", Op::Ne}, {"<", Op::Lt}, {"<=", Op::Le}, {">", Op::Gt}, {">=", Op::Ge}};
    for (const auto& [mark, op] : kOps)
      if (is(mark)) {
        const Node node = at_here(op);
        next();
        return pair(node, left, sum(depth));
      }
    if (word("in") || word("not")) {
      const bool inverse = word("not");
      Node node = at_here(Op::In), turned = at_here(Op::Not);
      next();
      if (inverse) {
        if (!word("in")) complain(tr("После «not» здесь должно стоять «in»"));
        next();
      }
      node.operands = {left};
      if (!is("[")) {
        node.name = chosen_of(depth);
      } else if (need("[")) {
        do node.operands.push_back(sum(depth + 1));
        while (!error_ && take(","));
        need("]");
      }
      const uint16_t found = add(std::move(node));
      if (!inverse) return found;
      turned.operands = {found};
      return add(std::move(turned));
    }
    return left;
  }

  // "roads" in kinds: the name of a table.
  std::string chosen_of(int depth) {
    const bool named = token_ == Token::Name;
    if (named && !error_) single(depth + 1);
    if (error_) return {};
    Node& last = program_.nodes.back();
    if (!named || last.op != Op::Name) {
      complain(tr("После «in» нужен список [ … ] или поле, где выбирают несколько"));
      return {};
    }
    std::string name = std::move(last.name);
    program_.nodes.pop_back();
    return name;
  }

  uint16_t sum(int depth) {
    uint16_t left = product(depth);
    while (!error_ && (is("+") || is("-"))) {
      const Node node = at_here(is("+") ? Op::Add : Op::Sub);
      next();
      left = pair(node, left, product(depth));
    }
    return left;
  }

  uint16_t product(int depth) {
    uint16_t left = signed_one(depth);
    while (!error_ && (is("*") || is("/"))) {
      const Node node = at_here(is("*") ? Op::Mul : Op::Div);
      next();
      left = pair(node, left, signed_one(depth));
    }
    return left;
  }

  uint16_t signed_one(int depth) {
    if (depth > kMaxDepth) {
      complain(tr("Слишком много вложенных скобок"), "formula_limit");
      return 0;
    }
    if (!is("-")) return single(depth);
    Node node = at_here(Op::Neg);
    next();
    node.operands = {signed_one(depth + 1)};
    return add(std::move(node));
  }

  uint16_t constant(Value value) {
    Node node = at_here(Op::Constant);
    node.constant = std::move(value);
    next();
    return add(std::move(node));
  }

  uint16_t single(int depth) {
    if (token_ == Token::Number) return constant(number_);
    if (token_ == Token::Text) return constant(word_);
    if (token_ == Token::Name) {
      if (word_ == "true" || word_ == "false") return constant(word_ == "true");
      if (word_ == "null") return constant(Value());
      if (word_ == "and" || word_ == "or" || word_ == "not" || word_ == "in") {
        complain(tr("Здесь нужно значение, а стоит слово «{}»: не пропущено ли что-то перед ним", word_));
        return 0;
      }
      Node node = at_here(Op::Name);
      node.name = word_;
      next();
      return is("(") ? call(std::move(node), depth) : add(std::move(node));
    }
    if (take("(")) {
      const uint16_t inner = any(depth + 1);
      need(")");
      return inner;
    }
    complain(token_ == Token::End ? tr("Формула оборвалась: здесь нужно число, имя или скобка")
                                  : tr("Здесь нужно число, имя, текст в кавычках или скобка"));
    return 0;
  }

  uint16_t call(Node node, int depth) {
    const auto* known = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                     [&](const Function& f) { return f.name == node.name; });
    if (known == std::end(kFunctions)) {
      line_ = node.line, place_ = node.place;
      const std::string_view meant = meant_by(node.name);
      const bool russian = std::ranges::any_of(node.name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      complain(!meant.empty() ? tr("Вместо «{}» здесь пишется {}", node.name, meant)
               : russian ? tr("Такой функции нет: «{}». Имена функций пишутся латиницей", node.name)
                         : tr("Такой функции нет: «{}»", node.name));
      return 0;
    }
    const std::string function = std::move(node.name);
    node.name.clear();
    node.op = known->op;
    next();
    if (!is(")")) {
      do node.operands.push_back(any(depth + 1));
      while (!error_ && take(","));
    }
    if (!need(")")) return 0;
    if (node.operands.size() < known->least || node.operands.size() > known->most) {
      line_ = node.line, place_ = node.place;
      complain(comma_at_ != 0
                   ? tr("У функции «{}» другое число значений в скобках. Дробная часть пишется через точку: 1.5, "
                        "а не 1,5",
                        function)
                   : tr("У функции «{}» другое число значений в скобках", function));
      return 0;
    }
    if (node.op == Op::Sum || node.op == Op::Count) return of_table(std::move(node), function);
    if ((node.op == Op::Min || node.op == Op::Max) && node.operands.size() == 1) {
      node.op = node.op == Op::Min ? Op::MinOf : Op::MaxOf;
      return of_table(std::move(node), function);
    }
    return add(std::move(node));
  }

  // sum(table.column), count(table): the name is a table's, not a value's.
  uint16_t of_table(Node node, const std::string& function) {
    const Node& inner = program_.nodes[node.operands[0]];
    const std::size_t dot = inner.name.rfind('.');
    const bool column = node.op != Op::Count;
    if (inner.op != Op::Name || (column && dot == std::string::npos)) {
      line_ = node.line, place_ = node.place;
      complain(column ? tr("В «{}» нужны таблица и столбец: таблица.столбец", function)
                      : tr("В «{}» нужно имя таблицы", function));
      return 0;
    }
    node.name = column ? inner.name.substr(0, dot) : inner.name;
    if (column) node.column = inner.name.substr(dot + 1);
    node.operands.clear();
    program_.nodes.pop_back();  // the name was the last node: it is now a part of this one
    return add(std::move(node));
  }

  std::string_view text_;
  Program program_;
  std::optional<Error> error_;
  std::size_t at_ = 0;
  uint16_t now_line_ = 1, now_place_ = 1, line_ = 1, place_ = 1;
  bool decimal_comma_ = false;  // the last mark is a comma between two digits
  std::size_t comma_at_ = 0;    // the last such comma
  Token token_ = Token::End;
  std::string word_;
  Ratio number_;
};

}  // namespace

const Program* program(const Formula& formula) { return formula.program_.get(); }

std::string_view Formula::text() const { return program_ ? std::string_view(program_->text) : std::string_view(); }

Result<Formula> parse(std::string_view text) {
  auto parsed = Parser(text).run();
  if (!parsed) return std::unexpected(parsed.error());
  Formula f;
  f.program_ = std::make_shared<const Program>(std::move(*parsed));
  return f;
}

std::vector<std::string> names(const Formula& formula) {
  std::vector<std::string> out;
  if (const Program* p = program(formula))
    for (const Node& n : p->nodes)
      if (!n.name.empty()) out.push_back(n.column.empty() ? n.name : n.name + "." + n.column);
  sort_short(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace pochin::formula
