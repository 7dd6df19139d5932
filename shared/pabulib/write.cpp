#include "shared/pabulib/write.h"

#include <algorithm>
#include <map>

#include "shared/base/text.h"
#include "shared/pabulib/csv.h"
#include "shared/pabulib/fields.h"
#include "shared/voting/support.h"

namespace pochin::pabulib {
namespace {

using voting::BallotKind;
using voting::Completion;
using voting::Election;
using voting::Rule;

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::string_view kWithdrawnCost = "999999999";

std::string_view vote_type(BallotKind kind) {
  switch (kind) {
    case BallotKind::choose_one:
      return "choose-1";
    case BallotKind::ranked:
      return "ordinal";
    case BallotKind::cumulative:
      return "cumulative";
    case BallotKind::scores:
    case BallotKind::plus_minus:
    case BallotKind::yes_no:
      return "scoring";
    default:
      return "approval";
  }
}

std::string_view rule_name(const voting::Parameters& parameters) {
  switch (parameters.rule) {
    case Rule::greedy:
      return parameters.threshold > 0 ? "greedy-threshold" : "greedy";
    case Rule::greedy_stop:
      return "greedy-no-skip";
    case Rule::greedy_threshold:
      return "greedy-threshold";
    case Rule::mes:
      return parameters.completion == Completion::none   ? "equalshares"
             : parameters.completion == Completion::add1 ? "equalshares/add1"
                                                         : "unknown";
    default:
      return "unknown";
  }
}

bool with_points(const Election& election) { return voting::has_points(election.kind); }
bool with_score(const Election& election) { return with_points(election) || election.kind == BallotKind::ranked; }

bool all_fit(const Election& election) {
  Int128 sum = 0;
  for (const voting::Project& each : election.projects) sum += each.withdrawn ? 0 : each.cost;
  return sum <= election.budget;
}

std::string pairs_of(const Election& election) {
  std::string text;
  for (const auto& [a, b] : election.incompatible)
    text += (text.empty() ? "" : ",") + election.projects[a].id + '+' + election.projects[b].id;
  return text;
}

using Values = std::map<std::string, std::string, std::less<>>;

Values meta_of(const About& about, const Election& election, std::size_t sheets) {
  Values values(about.meta.begin(), about.meta.end());
  values["num_projects"] = std::to_string(election.projects.size());
  values["num_votes"] = std::to_string(sheets);
  values["budget"] = voting::decimal_sum(election.budget, election.unit);
  values["vote_type"] = vote_type(election.kind);
  values["rule"] = rule_name(about.parameters);
  values["currency"] = election.currency == "₽" ? "RUB" : election.currency;
  if (about.parameters.threshold > 0)
    values["min_project_score_threshold"] = std::to_string(about.parameters.threshold);
  if (election.kind == BallotKind::ranked) {
    const std::size_t places =
        election.places > 0 ? static_cast<std::size_t>(election.places) : election.projects.size();
    values["max_length"] = std::to_string(places);
  }
  all_fit(election) ? void(values["fully_funded"] = "1") : void(values.erase("fully_funded"));
  values["incompatible"] = pairs_of(election);
  return values;
}

class Output {
 public:
  explicit Output(const Put& put) : put_(put) {}
  ~Output() { put_(text_); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void row(std::initializer_list<std::string_view> fields) {
    bool first = true;
    for (const std::string_view field : fields) {
      if (!first) text_ += ';';
      first = false;
      write_field(text_, field);
    }
    end();
  }
  std::string& text() { return text_; }
  void end() {
    text_ += '\n';
    if (text_.size() < kPiece) return;
    put_(text_);
    text_.clear();
  }

 private:
  const Put& put_;
  std::string text_;
};

void write_meta(Output& out, const Values& values) {
  out.row({"META"});
  out.row({"key", "value"});
  for (const Field& field : meta_fields()) {
    const auto found = values.find(field.name);
    if (found != values.end() && !found->second.empty()) out.row({field.name, trim(found->second)});
  }
}

std::vector<int64_t> named(const Election& election) {
  std::vector<int64_t> counts(election.projects.size());
  for (const voting::Group& group : election.groups)
    for (const voting::Choice& choice : election.choices_of(group)) counts[choice.project] += group.count;
  return counts;
}

void write_projects(Output& out, const Election& election, const std::vector<uint32_t>& winners) {
  const auto votes = named(election), scores = voting::count(election);
  const bool timed =
      std::ranges::any_of(election.projects, [](const auto& each) { return !each.submitted_at.empty(); });
  const bool numbered = std::ranges::any_of(election.projects, [](const auto& each) { return !each.number.empty(); });
  const bool scored = with_score(election);
  out.row({"PROJECTS"});
  out.text() += std::string("project_id;cost;votes;") + (scored ? "score;" : "") + "name;selected" +
                (numbered ? ";public_id" : "") + (timed ? ";submitted_at" : "");
  out.end();
  for (uint32_t p = 0; p < election.projects.size(); ++p) {
    const voting::Project& each = election.projects[p];
    std::string& line = out.text();
    write_field(line, each.id);
    line += ';';
    line += each.withdrawn ? std::string(kWithdrawnCost) : voting::decimal_sum(each.cost, election.unit);
    line += ';' + std::to_string(votes[p]) + ';';
    if (scored) line += std::to_string(scores[p]) + ';';
    write_field(line, each.name);
    line += std::ranges::find(winners, p) == winners.end() ? ";0" : ";1";
    if (numbered) write_field(line += ';', each.number);
    if (timed) line += ';' + each.submitted_at;
    out.end();
  }
}

void write_votes(Output& out, const Election& election, std::span<const Sheet> sheets) {
  const bool points = with_points(election);
  out.row({"VOTES"});
  points ? out.row({"voter_id", "vote", "points", "voting_method"}) : out.row({"voter_id", "vote", "voting_method"});
  std::string list;
  const auto write_list = [&](auto&& text_of, const Sheet& sheet) {
    list.clear();
    for (const voting::CastChoice& choice : sheet.choices) list += (list.empty() ? "" : ",") + text_of(choice);
    write_field(out.text(), list);
    out.text() += ';';
  };
  for (const Sheet& sheet : sheets) {
    write_field(out.text(), sheet.voter);
    out.text() += ';';
    write_list([](const voting::CastChoice& choice) { return choice.project; }, sheet);
    if (points) write_list([](const voting::CastChoice& choice) { return std::to_string(choice.points); }, sheet);
    out.text() += sheet.paper ? "paper" : "internet";
    out.end();
  }
}

}  // namespace

void write(const About& about, const Election& election, std::span<const Sheet> sheets, const Put& put) {
  Output out(put);
  write_meta(out, meta_of(about, election, sheets.size()));
  write_projects(out, election, about.winners);
  write_votes(out, election, sheets);
}

}  // namespace pochin::pabulib
