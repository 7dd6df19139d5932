#include "shared/pabulib/read.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/pabulib/reader.h"

namespace pochin::pabulib {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kSections[] = {"", "META", "PROJECTS", "VOTES"};

// Line by line, because nearly all lines are plain ASCII, where nothing has to be decoded.
bool all_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end + 1);
    if (std::ranges::any_of(line, [](char c) { return static_cast<signed char>(c) < 0; }) && !is_utf8(line))
      return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

}  // namespace

std::string_view Reading::meta_value(std::string_view key) const {
  for (const auto& [name, value] : meta)
    if (name == key) return value;
  return {};
}

Reading read(std::string_view text) {
  const bool marked = text.starts_with(kMark);
  Reader reader(marked ? text.substr(kMark.size()) : text);
  Reading out = reader.read();
  if (marked)
    out.faults.add(Kind::byte_order_mark, 1, std::string(tr("В начале файла стоит метка порядка байтов: уберите её.")));
  if (!all_utf8(text))
    out.faults.add(Kind::not_utf8, 0, std::string(tr("Файл не в кодировке UTF-8: сохраните его в ней.")));
  out.faults.sort();
  return out;
}

void Reader::fault(Kind kind, std::string message, int64_t line) {
  out_.faults.add(kind, line < 0 ? records_.line() : line, std::move(message));
}

void Reader::uncountable(Kind kind, std::string message, int64_t line) {
  countable_ = false;
  fault(kind, std::move(message), line);
}

Reading Reader::read() {
  Row row;
  bool any = false;
  int64_t blank = 0;  // an empty line is a fault only when something follows it
  while (records_.next(row)) {
    if (row.size() == 1 && row[0].find_first_not_of(" \t") == std::string_view::npos) {
      if (blank == 0) blank = records_.line();
      continue;
    }
    if (blank != 0) fault(Kind::empty_line, std::string(tr("Пустая строка.")), blank);
    blank = 0;
    any = true;
    if (begin_section(row)) continue;
    if (section_ == Section::none) {
      fault(Kind::text_before_section, std::string(tr("До раздела META ничего не должно быть.")));
    } else if (!headed_) {
      read_header(row);
    } else if (section_ == Section::meta) {
      read_meta(row);
    } else if (section_ == Section::projects) {
      read_project(row);
    } else {
      read_vote(row);
    }
  }
  if (!any) uncountable(Kind::empty_file, std::string(tr("В файле ничего нет.")), 0);
  finish();
  return std::move(out_);
}

bool Reader::begin_section(const Row& row) {
  if (row.size() != 1) return false;
  const auto found =
      std::ranges::find(kSections, to_lower(trim(row[0])), [](std::string_view each) { return to_lower(each); });
  if (found == std::end(kSections) || found->empty()) return false;
  if (section_ != Section::none && !headed_)
    uncountable(Kind::missing_header,
                tr("В разделе {} нет строки с названиями столбцов.", kSections[static_cast<int>(section_)]));
  const auto next = static_cast<Section>(found - std::begin(kSections));
  if (section_ == Section::meta) finish_meta();
  if (section_ == Section::projects) finish_projects();
  if (seen_[static_cast<int>(next)]) uncountable(Kind::repeated_section, tr("Раздел {} уже был.", *found));
  for (int later = static_cast<int>(next) + 1; later < 4; ++later)
    if (seen_[later])
      uncountable(Kind::section_order, tr("Раздел {} должен стоять раньше раздела {}.", *found, kSections[later]));
  for (int earlier = 1; earlier < static_cast<int>(next); ++earlier)
    if (!seen_[earlier])
      uncountable(Kind::missing_section, tr("До раздела {} нет раздела {}.", *found, kSections[earlier]));
  section_ = next;
  seen_[static_cast<int>(next)] = true;
  headed_ = false;
  return true;
}

void Reader::read_header(const Row& row) {
  headed_ = true;
  if (section_ == Section::meta) {
    if (row.size() != 2 || trim(row[0]) != "key" || trim(row[1]) != "value")
      fault(Kind::missing_header, std::string(tr("Раздел META начинается строкой «key;value».")));
    return;
  }
  const bool projects = section_ == Section::projects;
  columns_.read(row, projects ? project_fields() : vote_fields(), records_.line(), out_.faults);
  if (projects) {
    countable_ = countable_ && columns_.has("project_id") && columns_.has("cost");
    if (!columns_.has("votes") && !columns_.has("score"))
      fault(Kind::no_counts, std::string(tr("У проектов нет ни столбца «votes», ни столбца «score».")));
    return;
  }
  countable_ = countable_ && columns_.has("vote");
  voter_at_ = columns_.at("voter_id");
  vote_at_ = columns_.at("vote");
  points_at_ = columns_.at("points");
  if (with_points_ && points_at_ == Columns::kAbsent)
    uncountable(Kind::missing_field, std::string(tr("При таком виде бюллетеня нужен столбец «points».")));
}

void Reader::finish() {
  if (section_ != Section::none && !headed_)
    uncountable(Kind::missing_header,
                tr("В разделе {} нет строки с названиями столбцов.", kSections[static_cast<int>(section_)]));
  if (section_ == Section::meta) finish_meta();
  if (section_ == Section::projects) finish_projects();
  for (int i = 1; i < 4; ++i)
    if (!seen_[i] && out_.faults.count(Kind::empty_file) == 0)
      uncountable(Kind::missing_section, tr("Нет раздела {}.", kSections[i]), 0);
  if (!countable_) return;
  check_counts();
  check_money();
  voting::normalise(election_);
  out_.election = std::move(election_);
}

void Reader::check_counts() {
  const auto differs = [&](std::string_view key, std::size_t got, Kind kind) {
    const auto said = read_whole(out_.meta_value(key));
    if (said && *said != static_cast<int64_t>(got)) fault(kind, tr("В META {} {}, а в файле {}.", key, *said, got), 0);
  };
  differs("num_projects", rows_.size(), Kind::project_count);
  differs("num_votes", static_cast<std::size_t>(ballots_), Kind::vote_count);
  std::vector<int64_t> scores(rows_.size());
  const int64_t places = election_.places > 0 ? election_.places : static_cast<int64_t>(rows_.size());
  for (const voting::Group& group : election_.groups)
    for (std::size_t i = 0; i < group.size; ++i) {
      const voting::Choice& choice = election_.choices[group.first + i];
      const int64_t place = places - static_cast<int64_t>(i);
      scores[choice.project] +=
          election_.kind == voting::BallotKind::ranked ? std::max<int64_t>(place, 0) : choice.points;
    }
  for (std::size_t p = 0; p < rows_.size(); ++p) {
    const ProjectRow& row = rows_[p];
    const std::string& id = election_.projects[p].id;
    if (people_[p] == 0) fault(Kind::unsupported_project, tr("За проект {} нет ни одного голоса.", id), row.line);
    if (row.votes && *row.votes != people_[p])
      fault(Kind::votes_differ, tr("Проект {}: указано голосов {}, в бюллетенях {}.", id, *row.votes, people_[p]),
            row.line);
    if (row.score && *row.score != scores[p])
      fault(Kind::score_differs, tr("Проект {}: указано баллов {}, в бюллетенях {}.", id, *row.score, scores[p]),
            row.line);
  }
}

void Reader::check_money() {
  Int128 all = 0, chosen = 0;
  for (std::size_t p = 0; p < rows_.size(); ++p) {
    const voting::Project& project = election_.projects[p];
    if (project.withdrawn) {
      fault(Kind::withdrawn_project, tr("Проект {} снят: его стоимость 999999999.", project.id), rows_[p].line);
      continue;
    }
    all += project.cost;
    if (!out_.selected.empty() && out_.selected[p] == 1) chosen += project.cost;
    if (project.cost == 0) fault(Kind::free_project, tr("Проект {} ничего не стоит.", project.id), rows_[p].line);
    if (project.cost > election_.budget)
      fault(Kind::dear_project, tr("Проект {} дороже всего бюджета.", project.id), rows_[p].line);
  }
  if (chosen > election_.budget)
    fault(Kind::budget_exceeded, std::string(tr("Победители, названные в файле, вместе дороже бюджета.")),
          budget_line_);
  const bool flagged = out_.meta_value("fully_funded") == "1";
  if (all <= election_.budget && !flagged && !rows_.empty())
    fault(Kind::all_fit, std::string(tr("Все проекты помещаются в бюджет, а признака fully_funded нет.")),
          budget_line_);
  if (all > election_.budget && flagged)
    fault(Kind::not_all_fit, std::string(tr("Указан признак fully_funded, но все проекты вместе дороже бюджета.")),
          budget_line_);
}

}  // namespace pochin::pabulib
