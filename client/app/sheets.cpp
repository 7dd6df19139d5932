#include "client/app/sheets.h"

#include "shared/base/tr.h"

namespace pochin::app {
namespace {

constexpr std::string_view kBetween = " \t,;";

bool with_points(const BallotRules& rules) {
  return rules.kind == BallotKind::cumulative || rules.kind == BallotKind::scores;
}
bool with_sign(const BallotRules& rules) {
  return rules.kind == BallotKind::plus_minus || rules.kind == BallotKind::yes_no;
}

// A whole number of up to six digits at the front; -1 when there is none.
int64_t take_number(std::string_view& text) {
  int64_t value = -1;
  for (size_t digits = 0; digits < 6 && !text.empty() && text[0] >= '0' && text[0] <= '9'; ++digits) {
    value = (value < 0 ? 0 : value) * 10 + (text[0] - '0');
    text.remove_prefix(1);
  }
  return value;
}

// Takes one mark from the front of the line.
std::string take_mark(const BallotRules& rules, const Projects& projects, std::string_view& mark, Choices& into) {
  Choice choice{{}, 1};
  if (with_sign(rules) && (mark[0] == '-' || mark[0] == '+')) {
    if (mark[0] == '-') choice.points = rules.kind == BallotKind::yes_no ? 0 : -1;
    mark.remove_prefix(1);
  }
  const int64_t number = take_number(mark);
  if (number < 1 || number > static_cast<int64_t>(projects.size())) return std::string(tr("такого номера проекта нет"));
  choice.project = projects[static_cast<size_t>(number - 1)].id;
  if (with_points(rules)) {
    if (!mark.starts_with('=')) return tr("у проекта {} нет баллов: напишите {}=3", number, number);
    mark.remove_prefix(1);
    choice.points = take_number(mark);
    if (choice.points < 0) return tr("у проекта {} нет баллов: напишите {}=3", number, number);
  }
  if (!mark.empty()) return std::string(tr("между номерами нужен пробел"));
  into.push_back(std::move(choice));
  return {};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (size_t from = 0; from <= text.size();) {
    const size_t end = std::min(text.find('\n', from), text.size());
    out.emplace_back(trimmed(text.substr(from, end - from)));
    from = end + 1;
  }
  return out;
}

Sheet read_sheet(const BallotRules& rules, const Projects& projects, const std::string& district,
                 std::string_view line) {
  Sheet sheet;
  sheet.ballot.district = district;
  while (true) {
    const size_t from = line.find_first_not_of(kBetween);
    if (from == std::string_view::npos) break;
    const size_t to = std::min(line.find_first_of(kBetween, from), line.size());
    std::string_view mark = line.substr(from, to - from);
    line.remove_prefix(to);
    sheet.problem = take_mark(rules, projects, mark, sheet.ballot.choices);
    if (!sheet.problem.empty()) return sheet;
  }
  const auto errors = voting::check_ballot(rules, projects, sheet.ballot);
  if (!errors.empty()) sheet.problem = errors.front().message;
  return sheet;
}

std::vector<std::pair<int, Sheet>> read_sheets(const BallotRules& rules, const Projects& projects,
                                               const std::string& district, std::string_view text) {
  std::vector<std::pair<int, Sheet>> out;
  int place = 0;
  for (const std::string& line : lines_of(text)) {
    ++place;
    if (!line.empty()) out.emplace_back(place, read_sheet(rules, projects, district, line));
  }
  return out;
}

std::string sheet_hint(const BallotRules& rules) {
  if (rules.kind == BallotKind::ranked)
    return std::string(tr("Один лист — одна строка: номера проектов через пробел, первым тот, что на первом месте"));
  if (with_points(rules))
    return std::string(tr("Один лист — одна строка: номер и баллы через знак «=», например 1=5 4=3"));
  if (rules.kind == BallotKind::plus_minus)
    return std::string(tr("Один лист — одна строка: номера через пробел, перед номером «против» — минус: 1 4 -7"));
  if (rules.kind == BallotKind::yes_no)
    return std::string(tr("Один лист — одна строка: номера через пробел, перед номером, где «нет», — минус: 1 -4"));
  return std::string(tr("Один лист — одна строка: номера выбранных проектов через пробел"));
}

bool read_spoilt(std::string_view line, Spoilt& into) {
  line = trimmed(line);
  into.count = take_number(line);
  into.reason = std::string(trimmed(line));
  return into.count > 0 && !into.reason.empty();
}

}  // namespace pochin::app
