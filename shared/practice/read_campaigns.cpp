#include "shared/base/tr.h"
#include "shared/practice/format_campaigns.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

using format::kVoteAge, format::kVotePoints, format::kVoteProjects;

std::optional<int64_t> read_age(Object& object, std::string_view key) {
  if (!object.has(key)) return std::nullopt;
  return object.number(key, 0, kVoteAge, 0);
}

voting::BallotRules read_ballot(Object& object, Findings& findings) {
  voting::BallotRules rules;
  object.need("kind");
  rules.kind = object.word("kind", rules.kind);
  rules.min = object.number("min", 0, kVoteProjects, 1);
  rules.max = object.number("max", 0, kVoteProjects, 0);
  rules.min_cost = object.money("min_cost");
  rules.max_cost = object.money("max_cost");
  rules.points = object.number("points", 0, kVotePoints, 0);
  rules.max_points = object.number("max_points", 0, kVotePoints, 0);
  rules.minus = object.number("minus", 0, kVoteProjects, 0);
  object.each("incompatible", [&](const Json& item, const std::string& pointer) {
    Object set(item, pointer, findings);
    set.need("projects");
    rules.incompatible.push_back(set.texts("projects"));
    set.ignore("source");
    set.ignore("note");
    set.done();
  });
  object.ignore("note");
  return rules;
}

void read_tally(Object& object, voting::Campaign& campaign) {
  voting::Parameters& tally = campaign.tally;
  object.need("rule");
  tally.rule = object.word("rule", tally.rule);
  tally.utility = object.word("utility", tally.utility);
  tally.completion = object.word("completion", tally.completion);
  tally.threshold = object.number("threshold", 0, 1'000'000'000, 0);
  object.need("budget");
  campaign.budget = object.money("budget").value_or(Money{});
  object.need("ties");
  for (const std::string& code : object.texts("ties")) {
    if (const auto by = from_code<voting::TieBy>(code))
      tally.ties.push_back({*by, {}});
    else
      object.wrong("ties", "unknown_tie", tr("Неизвестное правило равенства «{}»", code));
  }
  campaign.lot_source = object.text("lot_source");
  object.ignore("note");
}

voting::Campaign read_campaign(const Json& json, const std::string& pointer, int zone_minutes, Findings& findings) {
  Object object(json, pointer, findings);
  voting::Campaign it;
  it.id = object.needed_text("id");
  it.title = object.needed_text("title");
  it.kind = object.word("kind", it.kind);
  it.basis = object.texts("basis");
  object.need("states");
  it.states = object.texts("states");
  it.projects = object.formula("projects");
  it.opens = object.local_time("opens", zone_minutes);
  it.closes = object.local_time("closes", zone_minutes);
  it.min_age = read_age(object, "min_age");
  it.max_age = read_age(object, "max_age");
  it.age_on = object.date("age_on");
  it.residence = object.word("residence", it.residence);
  it.unknown_residence = object.word("unknown_residence", it.unknown_residence);
  it.districts = object.word("districts", it.districts);
  const int64_t per_person = object.number("districts_per_person", 0, kVoteProjects, 1);
  it.districts_per_person = per_person == 0 ? std::nullopt : std::optional(per_person);
  object.need("ballot");
  object.with("ballot", [&](Object& ballot) { it.ballot = read_ballot(ballot, findings); });
  it.running_totals = object.word("running_totals", it.running_totals);
  it.change_allowed = object.flag("change_allowed");
  if (object.has("channels")) it.channels.clear();
  for (const std::string& code : object.texts("channels")) {
    if (const auto channel = from_code<voting::Channel>(code))
      it.channels.push_back(*channel);
    else
      object.wrong("channels", "unknown_word", tr("Бывает portal, paper, point, phone или meeting"));
  }
  object.need("tally");
  object.with("tally", [&](Object& tally) { read_tally(tally, it); });
  it.assurance_needed = object.word("assurance_needed", it.assurance_needed);
  it.source = object.text("source");
  object.ignore("note");
  object.done();
  return it;
}

}  // namespace

void read_campaigns(Object& pack, Pack& into, Findings& findings) {
  pack.each("campaigns", [&](const Json& item, const std::string& pointer) {
    into.campaigns.push_back(read_campaign(item, pointer, into.zone_minutes, findings));
  });
}

}  // namespace pochin::practice
