#include "shared/voting/campaign.h"

#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

// As the wire writes it: money is a decimal of roubles.
struct Written {
  BallotKind kind = BallotKind::choose_one;
  int64_t min = 1, max = 0;
  std::optional<std::string> min_cost, max_cost;
  int64_t points = 0, max_points = 0, minus = 0;
  std::vector<std::vector<std::string>> incompatible;
};

constexpr auto fields(const Written*) {
  return std::tuple{record::needed("kind", &Written::kind),
                    record::maybe("min", &Written::min),
                    record::maybe("max", &Written::max),
                    record::maybe("min_cost", &Written::min_cost),
                    record::maybe("max_cost", &Written::max_cost),
                    record::maybe("points", &Written::points),
                    record::maybe("max_points", &Written::max_points),
                    record::maybe("minus", &Written::minus),
                    record::maybe("incompatible", &Written::incompatible)};
}

Json money_json(const std::optional<Money>& money) { return money ? Json(to_decimal(to_roubles(*money), 2)) : Json(); }

Result<std::optional<Money>> money_of(const std::optional<std::string>& text, const std::string& place) {
  if (!text) return std::nullopt;
  auto money = parse_money(*text);
  if (!money) return fail(money.error().code, money.error().message, place);
  return *money;
}

}  // namespace

std::span<const Name<CampaignKind>> names(CampaignKind) {
  static constexpr Name<CampaignKind> kNames[] = {{CampaignKind::adult, "adult", tr("голосование жителей")},
                                                  {CampaignKind::school, "school", tr("школьное голосование")}};
  return kNames;
}

std::span<const Name<ResidenceRule>> names(ResidenceRule) {
  static constexpr Name<ResidenceRule> kNames[] = {
      {ResidenceRule::municipality, "municipality", tr("жители муниципалитета")},
      {ResidenceRule::region, "region", tr("жители региона")},
      {ResidenceRule::anyone, "anyone", tr("все желающие")}};
  return kNames;
}

std::span<const Name<UnknownResidence>> names(UnknownResidence) {
  static constexpr Name<UnknownResidence> kNames[] = {
      {UnknownResidence::refuse, "refuse", tr("голос не принимается")},
      {UnknownResidence::declare, "declare", tr("житель заявляет, где живёт")},
      {UnknownResidence::review, "review", tr("адрес проверяет оператор")}};
  return kNames;
}

std::span<const Name<Districts>> names(Districts) {
  static constexpr Name<Districts> kNames[] = {{Districts::none, "none", tr("один список")},
                                               {Districts::municipality, "municipality", tr("по муниципалитетам")}};
  return kNames;
}

std::span<const Name<RunningTotals>> names(RunningTotals) {
  static constexpr Name<RunningTotals> kNames[] = {{RunningTotals::hidden, "hidden", tr("видны после публикации")},
                                                   {RunningTotals::open, "open", tr("видны во время голосования")}};
  return kNames;
}

std::span<const Name<Channel>> names(Channel) {
  static constexpr Name<Channel> kNames[] = {{Channel::portal, "portal", tr("на портале")},
                                             {Channel::paper, "paper", tr("на бумажных листах")},
                                             {Channel::point, "point", tr("в пункте голосования")},
                                             {Channel::phone, "phone", tr("по телефону")},
                                             {Channel::meeting, "meeting", tr("на собрании")}};
  return kNames;
}

std::span<const Name<Assurance>> names(Assurance) {
  static constexpr Name<Assurance> kNames[] = {
      {Assurance::counted, "counted", tr("посчитаны поднятые руки")},
      {Assurance::declared, "declared", tr("со слов голосующего")},
      {Assurance::document, "document", tr("показан документ")},
      {Assurance::confirmed, "confirmed", tr("подтверждённая учётная запись Госуслуг")}};
  return kNames;
}

bool Campaign::takes(Channel channel) const { return std::ranges::find(channels, channel) != channels.end(); }

bool Campaign::draws_lots() const {
  return std::ranges::any_of(tally.ties, [](const TieStep& step) { return step.by == TieBy::lot; });
}

nlohmann::json to_json(const BallotRules& rules) {
  Json incompatible = Json::array();
  for (const std::vector<std::string>& set : rules.incompatible) incompatible.push_back(set);
  return {{"kind", pochin::code_of(rules.kind)},
          {"min", rules.min},
          {"max", rules.max},
          {"min_cost", money_json(rules.min_cost)},
          {"max_cost", money_json(rules.max_cost)},
          {"points", rules.points},
          {"max_points", rules.max_points},
          {"minus", rules.minus},
          {"incompatible", std::move(incompatible)}};
}

Result<BallotRules> ballot_rules_from_json(const nlohmann::json& json, const std::string& place) {
  auto written = record::read<Written>(json, place);
  if (!written) return std::unexpected(std::move(written.error()));
  BallotRules rules{.kind = written->kind,
                    .min = written->min,
                    .max = written->max,
                    .min_cost = {},
                    .max_cost = {},
                    .points = written->points,
                    .max_points = written->max_points,
                    .minus = written->minus,
                    .incompatible = std::move(written->incompatible)};
  auto least = money_of(written->min_cost, place + "/min_cost");
  if (!least) return std::unexpected(std::move(least.error()));
  auto most = money_of(written->max_cost, place + "/max_cost");
  if (!most) return std::unexpected(std::move(most.error()));
  rules.min_cost = *least;
  rules.max_cost = *most;
  return rules;
}

}  // namespace pochin::voting
