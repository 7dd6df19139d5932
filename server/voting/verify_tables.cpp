#include <algorithm>
#include <set>

#include "server/voting/verify_state.h"
#include "shared/base/tr.h"
#include "shared/pabulib/write.h"

namespace pochin::server {
namespace {

std::string say(std::string_view text) { return std::string(tr(text)); }

using TableRow = std::vector<std::string>;

// RFC 4180 with any one separator, with or without a byte order mark.
std::vector<TableRow> rows_of(std::string_view text, char separator) {
  std::vector<TableRow> rows;
  TableRow row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
      row.back() += text[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == separator)
      row.emplace_back();
    else if (!quoted && c == '\n')
      rows.push_back(std::exchange(row, TableRow(1)));
    else if (quoted || c != '\r')
      row.back() += c;
  }
  if (row.size() > 1 || !row.front().empty()) rows.push_back(std::move(row));
  return rows;
}

// Where a cell looked like a formula it has an apostrophe before it.
std::string cell(const TableRow& row, std::size_t index) {
  if (index >= row.size()) return {};
  const std::string& text = row[index];
  return text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t\r").find(text[1]) != std::string_view::npos
             ? text.substr(1)
             : text;
}

std::string number_of(const VerifyState& state, std::string_view id) {
  for (const voting::TermsList& list : state.terms.lists)
    for (const voting::Project& each : list.projects)
      if (each.id == id) return each.number.empty() ? each.id : each.number;
  return std::string(id);
}

std::string choices_of(const VerifyState& state, const voting::CastBallot& choices) {
  std::string text;
  for (const voting::CastChoice& each : choices)
    text += (text.empty() ? "" : " ") + number_of(state, each.project) + "=" + std::to_string(each.points);
  return text;
}

// The lines of one section of a .pb file, up to the next.
std::vector<std::string> section(std::string_view text, std::string_view name) {
  static const std::set<std::string_view> kSections{"META", "PROJECTS", "VOTES"};
  std::vector<std::string> lines;
  bool inside = false;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = std::min(text.find('\n', from), text.size());
    std::string_view line = text.substr(from, end - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    from = end + 1;
    if (kSections.contains(line))
      inside = line == name;
    else if (inside)
      lines.emplace_back(line);
  }
  return lines;
}

void compare_lines(VerifyState& state, std::string_view name, const std::vector<std::string>& should,
                   const std::vector<std::string>& is) {
  for (std::size_t i = 0; i < std::max(should.size(), is.size()); ++i) {
    const std::string a = i < should.size() ? should[i] : std::string(), b = i < is.size() ? is[i] : std::string();
    if (a != b)
      state.wrong("pb",
                  tr("Файл .pb, {}, строка {}: стоит «{}», а должно быть «{}».", name, i + 1, shown(b), shown(a)));
  }
}

const voting::TermsList* list_in(const VerifyState& state, const std::vector<std::string>& projects) {
  for (const voting::TermsList& list : state.terms.lists)
    for (const voting::Project& each : list.projects)
      for (const std::string& line : projects)
        if (line.starts_with(each.id + ";")) return &list;
  return nullptr;
}

}  // namespace

void verify_csv(VerifyState& state, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view head = text.substr(0, text.find('\n'));
  const auto rows = rows_of(text, head.find(';') != std::string_view::npos ? ';' : ',');
  std::set<std::string> seen;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const TableRow& row = rows[i];
    const std::string tracker = cell(row, 0);
    const auto found = state.ballots.find(tracker);
    if (found == state.ballots.end()) {
      state.wrong("csv", tr("Таблица: бюллетеня {} в ballots.json нет.", tracker));
      continue;
    }
    if (!seen.insert(tracker).second) state.wrong("csv", tr("Таблица: бюллетень {} стоит дважды.", tracker));
    const PublishedBallot& ballot = found->second;
    const bool same = cell(row, 1) == ballot.cast.district && cell(row, 2) == choices_of(state, ballot.cast.choices) &&
                      cell(row, 3) == ballot.status && cell(row, 4) == ballot.act;
    if (!same) state.wrong("csv", tr("Таблица: бюллетень {} записан не так, как в ballots.json.", tracker));
  }
  for (const auto& [tracker, ballot] : state.ballots)
    if (!seen.contains(tracker)) state.wrong("csv", tr("Таблица: бюллетеня {} нет.", tracker));
}

// Written once more from the checked ballots; what the portal adds about itself (places, days) is not compared.
void verify_pb(VerifyState& state, std::string_view text) {
  const auto projects = section(text, "PROJECTS");
  const voting::TermsList* list = list_in(state, projects);
  if (!list) return state.wrong("pb", say("Файл .pb — не этого голосования: его проектов в нём нет."));
  std::vector<pabulib::Sheet> sheets;
  if (const auto trackers = state.order.find(list->id); trackers != state.order.end())
    for (const std::string& each : trackers->second)
      sheets.push_back({each, state.ballots.find(each)->second.cast.choices, false});
  const auto election = voting::election_of(state.terms, *list, state.counted(list->id));
  const std::string lot =
      state.files.results ? get_string(get(parse_json(*state.files.results).value_or(Json()), "tally"), "seed") : "";
  const voting::Parameters parameters = voting::with_lot(state.terms, lot);
  const auto outcome = election ? voting::tally(*election, parameters) : std::unexpected(election.error());
  if (!outcome) return state.unchecked("pb", tr("Файл .pb не сверить: {}", outcome.error().message));
  std::string made;
  pabulib::write({.meta = {}, .parameters = parameters, .winners = outcome->winners}, *election, sheets,
                 [&](std::string_view piece) { made += piece; });
  compare_lines(state, "PROJECTS", section(made, "PROJECTS"), projects);
  compare_lines(state, "VOTES", section(made, "VOTES"), section(text, "VOTES"));
  const auto meta = section(text, "META");
  for (const std::string& line : section(made, "META"))
    if (std::ranges::find(meta, line) == meta.end()) state.wrong("pb", tr("Файл .pb, META: нет строки «{}».", line));
}

}  // namespace pochin::server
