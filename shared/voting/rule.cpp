#include "shared/voting/rule.h"

#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

constexpr std::string_view kLot = "lot:";

struct Written {
  Rule rule = Rule::greedy;
  Utility utility = Utility::cost;
  Completion completion = Completion::none;
  int64_t threshold = 0;
  std::vector<std::string> ties;
};

constexpr auto fields(const Written*) {
  return std::tuple{record::needed("rule", &Written::rule), record::maybe("utility", &Written::utility),
                    record::maybe("completion", &Written::completion), record::maybe("threshold", &Written::threshold),
                    record::maybe("ties", &Written::ties)};
}

}  // namespace

std::span<const Name<Rule>> names(Rule) {
  static constexpr Name<Rule> kNames[] = {
      {Rule::greedy, "greedy", tr("по числу голосов, с пропуском непоместившихся")},
      {Rule::greedy_stop, "greedy_stop", tr("по числу голосов, до первого непоместившегося")},
      {Rule::greedy_threshold, "greedy_threshold", tr("по числу голосов среди набравших порог")},
      {Rule::greedy_per_cost, "greedy_per_cost", tr("по числу голосов на рубль")},
      {Rule::mes, "mes", tr("метод равных долей")},
      {Rule::phragmen, "phragmen", tr("последовательный метод Фрагмена")},
      {Rule::borda, "borda", tr("баллы Борда за место в бюллетене")},
      {Rule::plurality, "plurality", tr("по числу первых мест")},
      {Rule::knapsack_per_rouble, "knapsack_per_rouble", tr("голосование за каждый рубль")}};
  return kNames;
}

std::span<const Name<Utility>> names(Utility) {
  static constexpr Name<Utility> kNames[] = {
      {Utility::cost, "cost", tr("полезность проекта — его стоимость")},
      {Utility::cardinality, "cardinality", tr("все проекты полезны одинаково")}};
  return kNames;
}

std::span<const Name<Completion>> names(Completion) {
  static constexpr Name<Completion> kNames[] = {
      {Completion::none, "none", tr("остаток не распределяется")},
      {Completion::add1, "add1", tr("доля каждого растёт, пока денег хватает")},
      {Completion::add1_then_greedy, "add1_then_greedy", tr("доля каждого растёт, остаток — по числу голосов")}};
  return kNames;
}

std::span<const Name<TieBy>> names(TieBy) {
  static constexpr Name<TieBy> kNames[] = {{TieBy::votes, "votes", tr("больше голосов")},
                                           {TieBy::cheaper, "cheaper", tr("дешевле")},
                                           {TieBy::dearer, "dearer", tr("дороже")},
                                           {TieBy::submission_time, "submission_time", tr("подан раньше")},
                                           {TieBy::id, "id", tr("номер меньше по порядку знаков")},
                                           {TieBy::lot, "lot", tr("жребий")}};
  return kNames;
}

Result<TieStep> tie_step_from(std::string_view text, const std::string& place) {
  TieStep step;
  const bool lot = text.starts_with(kLot);
  if (lot) step.seed = text.substr(kLot.size());
  const auto by = from_code<TieBy>(lot ? "lot" : text);
  if (!by || (lot && step.seed.empty()))
    return fail(
        "tally_tie",
        tr("Нет такого правила при равенстве: «{}». Есть votes, cheaper, dearer, submission_time, id и lot:ЖРЕБИЙ",
           text),
        place);
  step.by = *by;
  return step;
}

std::string text_of(const TieStep& step) {
  const std::string code(code_of(step.by));
  return step.seed.empty() ? code : code + ':' + step.seed;
}

Json to_json(const Parameters& parameters) {
  Json ties = Json::array();
  for (const TieStep& step : parameters.ties) ties.push_back(text_of(step));
  return {{"rule", code_of(parameters.rule)},
          {"utility", code_of(parameters.utility)},
          {"completion", code_of(parameters.completion)},
          {"threshold", parameters.threshold},
          {"ties", std::move(ties)}};
}

Result<Parameters> parameters_from_json(const Json& json, const std::string& place) {
  const auto written = record::read<Written>(json, place);
  if (!written) return std::unexpected(written.error());
  if (written->threshold < 0)
    return fail("tally_threshold", std::string(tr("Порог голосов не может быть меньше нуля")), place + "/threshold");
  Parameters parameters{written->rule, written->utility, written->completion, written->threshold, {}};
  for (std::size_t i = 0; i < written->ties.size(); ++i) {
    auto step = tie_step_from(written->ties[i], place + "/ties/" + std::to_string(i));
    if (!step) return std::unexpected(step.error());
    parameters.ties.push_back(*std::move(step));
  }
  return parameters;
}

}  // namespace pochin::voting
