#include "server/ops/tally_command.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <optional>

#include "server/ops/text_file.h"
#include "shared/base/json.h"
#include "shared/base/ratio.h"
#include "shared/base/tr.h"
#include "shared/pabulib/fields.h"
#include "shared/pabulib/read.h"
#include "shared/voting/tally.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kBadData = 1, kWrongCall = 2;
constexpr std::size_t kFaultsShown = 20;
using Clock = std::chrono::steady_clock;

struct Call {
  std::string file;
  std::optional<voting::Rule> rule;
  voting::Parameters parameters;
  voting::Scores scores = voting::Scores::ballots;
  std::optional<int64_t> threshold;
  std::optional<Ratio> budget;
  bool json = false;
  bool lenient = false;
};

std::string usage() {
  return std::string(
      tr("Как вызвать: pochin tally ФАЙЛ.pb --rule "
         "greedy|greedy-no-skip|greedy-threshold|greedy-per-cost|mes|phragmen|borda|plurality|knapsack-per-rouble "
         "[--utility cost|cardinality] [--completion none|add1|add1-then-greedy] [--threshold ЧИСЛО] "
         "[--scores ballots|published] [--ties id|votes|cheaper|dearer|submission_time|lot:ЖРЕБИЙ,…] [--budget СУММА] "
         "[--lenient] [--json]. С --lenient файл с ошибками считается так, как его удалось понять"));
}

// The codes of the domain have underscores where the command line has hyphens.
template <class E>
bool take(std::string text, E& out) {
  std::ranges::replace(text, '-', '_');
  const auto value = from_code<E>(text);
  if (value) out = *value;
  return value.has_value();
}

bool take_rule(const std::string& text, std::optional<voting::Rule>& out) {
  voting::Rule rule{};
  if (!take(text == "greedy-no-skip" ? std::string("greedy_stop") : text, rule)) return false;
  out = rule;
  return true;
}

bool take_ties(std::string_view text, std::vector<voting::TieStep>& out) {
  out.clear();
  while (true) {
    const std::size_t comma = text.find(',');
    const auto step = voting::tie_step_from(text.substr(0, comma));
    if (!step || (step->by == voting::TieBy::lot && step->seed.empty())) return false;
    out.push_back(*step);
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

// "1532717.63" or "153271763/100".
std::optional<Ratio> read_sum(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto over = parse_decimal(text.substr(0, slash));
  const std::optional<Ratio> under = slash == std::string_view::npos ? Ratio(1) : parse_decimal(text.substr(slash + 1));
  return over && under ? checked_div(*over, *under) : std::nullopt;
}

bool take_option(Call& call, const std::string& name, const std::string& value) {
  if (name == "--rule") return take_rule(value, call.rule);
  if (name == "--utility") return take(value, call.parameters.utility);
  if (name == "--completion") return take(value, call.parameters.completion);
  if (name == "--scores") return take(value, call.scores);
  if (name == "--ties") return take_ties(value, call.parameters.ties);
  if (name == "--threshold") return (call.threshold = pabulib::read_whole(value)) && *call.threshold >= 0;
  if (name == "--budget") return (call.budget = read_sum(value)) && call.budget->sign() >= 0;
  return false;
}

std::optional<Call> read_call(std::span<const std::string> args, std::ostream& err) {
  Call call;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& each = args[i];
    if (each == "--json") {
      call.json = true;
    } else if (each == "--lenient") {
      call.lenient = true;
    } else if (each.starts_with("--")) {
      if (i + 1 == args.size()) return err << tr("После {} нужно значение.", each) << '\n', std::nullopt;
      if (!take_option(call, each, args[i + 1]))
        return err << tr("{} {}: такого значения или такой настройки нет.", each, args[i + 1]) << '\n', std::nullopt;
      ++i;
    } else if (call.file.empty()) {
      call.file = each;
    } else {
      return err << tr("Файл один, а названы {} и {}.", call.file, each) << '\n', std::nullopt;
    }
  }
  if (call.file.empty() || !call.rule) return err << tr("Назовите файл и правило.") << '\n', std::nullopt;
  call.parameters.rule = *call.rule;
  return call;
}

// False: something was asked for that this count cannot give.
bool set_threshold(Call& call, const pabulib::Reading& reading, std::ostream& err) {
  if (call.parameters.rule == voting::Rule::greedy_threshold) {
    const auto of_file = pabulib::read_whole(reading.meta_value("min_project_score_threshold"));
    call.parameters.threshold = call.threshold.value_or(of_file.value_or(0));
    if (call.threshold || of_file) return true;
    err << tr("Порог не назван: добавьте --threshold ЧИСЛО (в файле нет min_project_score_threshold).") << '\n';
    return false;
  }
  if (!call.threshold || *call.threshold == 0) return true;
  err << tr("--threshold действует только с --rule greedy-threshold и здесь не применён.") << '\n';
  return false;
}

bool set_budget(voting::Election& election, const std::optional<Ratio>& budget, std::ostream& err) {
  if (!budget) return true;
  const auto sum = checked_mul(*budget, election.unit);
  const auto whole = sum ? sum->to_int64() : std::nullopt;
  if (whole) return election.budget = *whole, true;
  err << tr("--budget: сумма слишком велика или точнее, чем стоимости в файле.") << '\n';
  return false;
}

void print_faults(const std::string& file, const pabulib::Faults& faults, std::ostream& err) {
  for (const pabulib::Severity severity : {pabulib::Severity::error, pabulib::Severity::warning}) {
    std::size_t shown = 0;
    for (const pabulib::Fault& fault : faults.list()) {
      if (pabulib::severity_of(fault.kind) != severity || ++shown > kFaultsShown) continue;
      err << file << ':' << fault.line << ": " << title_of(severity) << ": " << fault.message << '\n';
    }
    const auto all = static_cast<std::size_t>(faults.count(severity));
    if (all > kFaultsShown) err << tr("… и ещё таких строк: {}", all - kFaultsShown) << '\n';
  }
}

// A figure of JSON: sums with decimals are those of the file, a program reads them as it likes.
Json figure(int64_t sum, int64_t unit) {
  if (sum % unit == 0) return sum / unit;
  return std::strtod(voting::decimal_sum(sum, unit).c_str(), nullptr);
}

Json faults_json(const pabulib::Faults& faults) {
  Json list = Json::array();
  for (const pabulib::Fault& fault : faults.list())
    list.push_back({{"line", fault.line},
                    {"kind", code_of(fault.kind)},
                    {"severity", code_of(pabulib::severity_of(fault.kind))},
                    {"message", fault.message}});
  return list;
}

void print_text(const voting::Election& election, const voting::Outcome& outcome, std::ostream& out) {
  out << outcome.summary << "\n\n";
  int number = 0;
  for (const voting::Round& round : outcome.rounds) out << ++number << ". " << round.text << '\n';
  if (!outcome.ties.empty()) out << '\n';
  for (const voting::Tie& tie : outcome.ties) out << tie.text << '\n';
  out << '\n' << tr("Не победили:") << '\n';
  for (uint32_t p = 0; p < outcome.rows.size(); ++p)
    if (outcome.rows[p].verdict != voting::Verdict::funded)
      out << " – " << voting::project_title(election, p) << ": " << outcome.rows[p].why << '\n';
}

double since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

}  // namespace

int tally_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  auto call = read_call(args, err);
  if (!call) return err << usage() << '\n', kWrongCall;
  const auto text = read_text_file(call->file);
  if (!text) return err << tr("Не удалось прочитать файл {}", call->file) << '\n', kWrongCall;
  auto begun = Clock::now();
  auto reading = pabulib::read(*text);
  const double parsing = since(begun);
  print_faults(call->file, reading.faults, err);
  if (!reading.election)
    return err << call->file << ": " << tr("Посчитать нельзя: исправьте ошибки в файле.") << '\n', kBadData;
  voting::Election& election = *reading.election;
  if (!set_threshold(*call, reading, err) && !call->lenient) return kWrongCall;
  if (reading.faults.count(pabulib::Severity::error) > 0 && !call->lenient)
    return err << call->file << ": "
               << tr("В файле есть ошибки, и итог был бы сомнителен. Исправьте их или добавьте --lenient.") << '\n',
           kBadData;
  if (!set_budget(election, call->budget, err)) return kWrongCall;
  begun = Clock::now();
  const auto outcome = voting::tally(election, call->parameters, call->scores);
  const double counting = since(begun);
  if (!outcome) return err << call->file << ": " << outcome.error().message << '\n', kBadData;
  if (!call->json) return print_text(election, *outcome, out), kDone;
  Json json = voting::to_json(election, *outcome);
  json["total_cost"] = figure(outcome->total_cost, election.unit);
  json["parameters"] = voting::to_json(call->parameters);
  json["scores"] = code_of(call->scores);
  json["budget"] = figure(election.budget, election.unit);
  json["voters"] = election.voters();
  json["faults"] = faults_json(reading.faults);
  json["seconds"] = {{"parse", parsing}, {"tally", counting}};
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  return kDone;
}

int tally_command(std::span<const std::string> args) { return tally_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
