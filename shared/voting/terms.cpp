#include "shared/voting/terms.h"

#include <algorithm>
#include <map>

#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

constexpr int64_t kFormat = 2;
constexpr int64_t kKopecks = 100;

std::string roubles(int64_t kopecks) { return to_decimal(to_roubles(Money{kopecks}), 2); }

void pair_up(TermsList& list, const std::vector<std::vector<std::string>>& sets) {
  std::map<std::string, std::string, std::less<>> ids;  // by id and by number
  for (const Project& each : list.projects) ids[each.id] = ids[each.number] = each.id;
  for (const auto& set : sets)
    for (std::size_t i = 0; i < set.size(); ++i)
      for (std::size_t j = i + 1; j < set.size(); ++j)
        if (ids.contains(set[i]) && ids.contains(set[j])) list.incompatible.emplace_back(ids[set[i]], ids[set[j]]);
}

template <class Code>
Json codes(const std::vector<Code>& list) {
  Json json = Json::array();
  for (const Code each : list) json.push_back(code_of(each));
  return json;
}

Json optional(const std::optional<int64_t>& value) { return value ? Json(*value) : Json(); }

Json list_json(const TermsList& list) {
  Json projects = Json::array(), pairs = Json::array();
  for (const Project& each : list.projects)
    projects.push_back({{"id", each.id},
                        {"number", each.number},
                        {"name", each.name},
                        {"cost", roubles(each.cost)},
                        {"submitted_at", each.submitted_at}});
  for (const auto& [a, b] : list.incompatible) pairs.push_back({a, b});
  return {
      {"id", list.id}, {"label", list.label}, {"projects", std::move(projects)}, {"incompatible", std::move(pairs)}};
}

std::unexpected<Error> wrong(std::string_view what, std::string place) {
  return fail("record_format", tr("Здесь ожидается {}", what), std::move(place));
}

Result<Money> read_money(const Json& json, std::string_view key, const std::string& place) {
  const auto money = parse_money(get_string(json, key));
  if (!money) return fail(money.error().code, money.error().message, place + "/" + std::string(key));
  return *money;
}

Result<TermsList> read_list(const Json& json, const std::string& place) {
  TermsList list{get_string(json, "id"), get_string(json, "label"), {}};
  for (const Json& each : get_array(json, "projects")) {
    const std::string at = place + "/projects/" + std::to_string(list.projects.size());
    const auto cost = read_money(each, "cost", at);
    if (!cost) return std::unexpected(cost.error());
    Project project;
    project.id = get_string(each, "id");
    project.number = get_string(each, "number");
    project.name = get_string(each, "name");
    project.cost = cost->kopecks;
    project.submitted_at = get_string(each, "submitted_at");
    if (project.id.empty()) return wrong(tr("проект с id"), at);
    list.projects.push_back(std::move(project));
  }
  for (const Json& pair : get_array(json, "incompatible")) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
      return wrong(tr("пара проектов"), place + "/incompatible");
    list.incompatible.emplace_back(pair[0], pair[1]);
  }
  return list;
}

Result<Parameters> read_tally(const Json& json, Terms& terms) {
  const auto budget = read_money(json, "budget", "/tally");
  if (!budget) return std::unexpected(budget.error());
  terms.budget = *budget;
  Json rest = json;
  rest.erase("budget");
  return parameters_from_json(rest, "/tally");
}

}  // namespace

const TermsList* Terms::list(std::string_view wanted) const {
  const auto found = std::ranges::find(lists, wanted, &TermsList::id);
  return found == lists.end() ? nullptr : &*found;
}

bool Terms::draws_lots() const { return std::ranges::find(tally.ties, TieBy::lot, &TieStep::by) != tally.ties.end(); }

Terms terms_of(std::string_view campaign, const Campaign& rules, std::vector<TermsList> lists) {
  for (TermsList& list : lists) pair_up(list, rules.ballot.incompatible);
  return {.campaign = std::string(campaign),
          .title = rules.title,
          .ballot = rules.ballot,
          .budget = rules.budget,
          .tally = rules.tally,
          .lot_source = rules.draws_lots() ? rules.lot_source : std::string(),
          .channels = rules.channels,
          .assurance_needed = rules.assurance_needed,
          .lists = std::move(lists)};
}

std::string terms_text(const Terms& terms, const Campaign& rules) {
  Json lists = Json::array();
  for (const TermsList& each : terms.lists) lists.push_back(list_json(each));
  return canonical({{"format", kFormat},
                    {"campaign", terms.campaign},
                    {"title", terms.title},
                    {"kind", code_of(rules.kind)},
                    {"opens", format_instant(rules.opens)},
                    {"closes", format_instant(rules.closes)},
                    {"min_age", optional(rules.min_age)},
                    {"max_age", optional(rules.max_age)},
                    {"age_on", rules.age_on ? Json(iso_date(*rules.age_on)) : Json()},
                    {"residence", code_of(rules.residence)},
                    {"unknown_residence", code_of(rules.unknown_residence)},
                    {"districts", code_of(rules.districts)},
                    {"districts_per_person", optional(rules.districts_per_person)},
                    {"change_allowed", rules.change_allowed},
                    {"channels", codes(terms.channels)},
                    {"assurance_needed", code_of(terms.assurance_needed)},
                    {"basis", rules.basis},
                    {"ballot", to_json(rules.ballot)},
                    {"tally", tally_json(terms)},
                    {"lot_source", terms.lot_source},
                    {"lists", std::move(lists)}});
}

std::string terms_hash(std::string_view text) { return hex(sha256(text)); }

Result<Terms> terms_from_text(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object() || get_int(*json, "format") != kFormat) return wrong(tr("условия голосования"), "");
  Terms terms;
  terms.campaign = get_string(*json, "campaign");
  terms.title = get_string(*json, "title");
  terms.lot_source = get_string(*json, "lot_source");
  auto rules = ballot_rules_from_json(get(*json, "ballot"), "/ballot");
  if (!rules) return std::unexpected(rules.error());
  terms.ballot = *std::move(rules);
  auto tally = read_tally(get(*json, "tally"), terms);
  if (!tally) return std::unexpected(tally.error());
  terms.tally = *std::move(tally);
  for (const Json& each : get_array(*json, "channels")) {
    const auto channel = each.is_string() ? from_code<Channel>(each.get<std::string>()) : std::nullopt;
    if (!channel) return wrong(tr("способ голосования"), "/channels");
    terms.channels.push_back(*channel);
  }
  const auto assurance = from_code<Assurance>(get_string(*json, "assurance_needed"));
  if (!assurance) return wrong(tr("уровень подтверждения"), "/assurance_needed");
  terms.assurance_needed = *assurance;
  for (const Json& each : get_array(*json, "lists")) {
    auto list = read_list(each, "/lists/" + std::to_string(terms.lists.size()));
    if (!list) return std::unexpected(list.error());
    if (terms.list(list->id)) return wrong(tr("каждый список один раз"), "/lists");
    terms.lists.push_back(*std::move(list));
  }
  return terms;
}

Json tally_json(const Terms& terms, std::string_view lot_seed) {
  Json json = to_json(terms.tally);
  json["budget"] = roubles(terms.budget.kopecks);
  if (!lot_seed.empty()) json["seed"] = lot_seed;
  return json;
}

Parameters with_lot(const Terms& terms, std::string_view lot_seed) {
  Parameters parameters = terms.tally;
  for (TieStep& step : parameters.ties)
    if (step.by == TieBy::lot) step.seed = lot_seed;
  return parameters;
}

Result<Election> election_of(const Terms& terms, const TermsList& list, std::span<const CastBallot> ballots) {
  auto election = election_from_ballots(terms.ballot.kind, terms.budget, list.projects, ballots, list.incompatible);
  if (!election) return election;
  election->unit = kKopecks;
  if (terms.ballot.kind == BallotKind::ranked) election->places = terms.ballot.max;
  return election;
}

}  // namespace pochin::voting
