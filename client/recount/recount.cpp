#include "client/recount/recount.h"

#include <vector>

#include "shared/base/record.h"
#include "shared/base/tr.h"
#include "shared/pabulib/read.h"
#include "shared/voting/tally.h"

namespace pochin::recount {
namespace {

using voting::Election;

struct Request {
  voting::Parameters parameters;
  voting::Scores scores = voting::Scores::ballots;
  std::optional<Ratio> budget;
};

Json refused(const Error& error) {
  return {{"ok", false}, {"code", error.code}, {"message", error.message}, {"place", error.place}};
}

// The tally of a campaign's results: parameters with what is kept beside them.
Result<Request> read_request(std::string_view text) {
  auto json = parse_json(text);
  if (!json || !json->is_object())
    return fail("record_format", std::string(tr("Правила подсчёта — объект JSON")), "parameters");
  Request request;
  const std::string seed = get_string(*json, "seed"), budget = get_string(*json, "budget");
  const std::string scores = get_string(*json, "scores", "ballots");
  for (const char* beside : {"seed", "budget", "scores"}) json->erase(beside);
  auto parameters = voting::parameters_from_json(*json, "parameters");
  if (!parameters) return std::unexpected(parameters.error());
  request.parameters = *std::move(parameters);
  for (voting::TieStep& step : request.parameters.ties)
    if (step.by == voting::TieBy::lot && step.seed.empty()) step.seed = seed;
  const auto from = from_code<voting::Scores>(scores);
  if (!from)
    return fail("record_format", tr("Голоса «{}»: ожидается ballots или published", scores), "parameters/scores");
  request.scores = *from;
  if (!budget.empty()) request.budget = parse_decimal(budget);
  if (!budget.empty() && (!request.budget || request.budget->sign() < 0))
    return fail("record_format", tr("Бюджет «{}» — не сумма", budget), "parameters/budget");
  return request;
}

Result<Election> read_ballots(std::string_view text, Json& faults) {
  if (text.starts_with('{')) {
    const auto json = parse_json(text);
    if (!json) return fail("record_format", std::string(tr("Бюллетени не читаются: это не JSON")), "ballots");
    return voting::election_from_json(*json);
  }
  auto reading = pabulib::read(text);
  for (const pabulib::Fault& fault : reading.faults.list())
    faults.push_back({{"line", fault.line},
                      {"kind", code_of(fault.kind)},
                      {"severity", code_of(pabulib::severity_of(fault.kind))},
                      {"message", fault.message}});
  if (reading.election) return *std::move(reading.election);
  return fail("pb_uncountable", std::string(tr("Файл бюллетеней нельзя посчитать: в нём ошибки")), "ballots");
}

Result<Json> count(std::string_view ballots, std::string_view parameters, Json& faults) {
  const auto request = read_request(parameters);
  if (!request) return std::unexpected(request.error());
  auto election = read_ballots(ballots, faults);
  if (!election) return std::unexpected(election.error());
  if (request->budget) {
    const auto sum = checked_mul(*request->budget, election->unit);
    const auto whole = sum ? sum->to_int64() : std::nullopt;
    if (!whole)
      return fail("record_format", std::string(tr("Бюджет точнее, чем стоимости проектов")), "parameters/budget");
    election->budget = *whole;
  }
  const auto outcome = voting::tally(*election, request->parameters, request->scores);
  if (!outcome) return std::unexpected(outcome.error());
  Json json = voting::to_json(*election, *outcome);
  json["ok"] = true;
  json["parameters"] = voting::to_json(request->parameters);
  json["scores"] = code_of(request->scores);
  json["voters"] = election->voters();
  json["budget"] = voting::decimal_sum(election->budget, election->unit);
  return json;
}

}  // namespace

std::string recount(std::string_view ballots, std::string_view parameters) {
  Json faults = Json::array();
  const auto counted = count(ballots, parameters, faults);
  Json answer = counted ? *counted : refused(counted.error());
  answer["faults"] = std::move(faults);
  return canonical(answer);
}

}  // namespace pochin::recount
