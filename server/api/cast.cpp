#include "server/api/cast.h"

#include <algorithm>

#include "server/api/campaign_json.h"
#include "server/http/json_body.h"
#include "shared/voting/receipt.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostChoices = 10'000;
constexpr std::int64_t kHourMs = 3'600'000;

std::string_view text_of(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Problem not_open(const LiveCampaign& campaign, Instant now) {
  switch (campaign.state(now)) {
    case CampaignState::announced:
      return conflict("closed",
                      tr("Голосование начнётся {}.", format_local(campaign.rules.opens, campaign.pack->pack.zone())));
    case CampaignState::frozen:
      return conflict("frozen", say("Голосование приостановлено. Ваш выбор сохранён как черновик: вернитесь позже."));
    default:
      return conflict("closed", say("Голосование закончилось: новый голос принять нельзя."));
  }
}

Checked<bool> take_part(Db& db, const LiveCampaign& campaign, const VoterKeys& keys, ParticipationRow row) {
  const auto places = places_voted(db, campaign, keys);
  if (std::ranges::find(places, row.district) != places.end())
    return std::unexpected(conflict("voted", say("Вы уже проголосовали: другой учётной записью, на бумаге или по "
                                                 "телефону. Второй голос принять нельзя.")));
  const auto most = campaign.rules.districts_per_person;
  if (most && std::ssize(places) >= *most)
    return std::unexpected(conflict("districts", tr("Можно голосовать не больше чем в {} районах, и вы уже "
                                                    "проголосовали.",
                                                    *most)));
  for (const Bytes& key : keys.participation) {
    row.voter = key;
    add_participation(db, campaign.id, row);
    row.counted = false;
  }
  return true;
}

}  // namespace

VoterKeys voter_keys(const LiveCampaign& campaign, const std::vector<std::string>& subjects,
                     std::string_view district) {
  VoterKeys keys;
  for (const std::string& subject : subjects) {
    keys.participation.push_back(keyed_bytes(campaign.keys.participation, subject));
    keys.ballots.push_back(keyed_bytes(campaign.keys.ballot, subject + "\n" + std::string(district)));
  }
  if (!subjects.empty()) keys.draft = keyed_bytes(campaign.keys.draft, subjects.front());
  return keys;
}

std::vector<std::string> places_voted(Db& db, const LiveCampaign& campaign, const VoterKeys& keys) {
  std::vector<std::string> places;
  for (const Bytes& key : keys.participation)
    for (std::string& each : districts_voted(db, campaign.id, key))
      if (std::ranges::find(places, each) == places.end()) places.push_back(std::move(each));
  return places;
}

Instant hour_of(Instant at) { return {at.ms - at.ms % kHourMs}; }

void commit_ballot(const LiveCampaign& campaign, const voting::Ballot& ballot, BallotRow& row) {
  row.nonce = random_key_bytes();
  const std::string canonical = voting::canonical_ballot(campaign.id, campaign.rules.ballot.kind, ballot);
  const Digest leaf = voting::commitment(text_of(row.nonce), canonical);
  row.leaf.assign(leaf.begin(), leaf.end());
  row.district = ballot.district;
  row.choices = choices_text(ballot.choices);
}

Checked<Cast> cast_ballot(Db& db, const Context& context, const LiveCampaign& campaign, const VoterKeys& keys,
                          const voting::Ballot& ballot, voting::Assurance assurance) {
  const Instant now = context.now();
  const auto before = cast_of(db, campaign, keys);
  const bool same = before && before->choices == choices_text(ballot.choices);
  if (before && (same || !campaign.rules.change_allowed)) return Cast{*before, false};
  if (!campaign.takes_ballots(now)) return std::unexpected(not_open(campaign, now));
  BallotRow row{.ballot = before ? before->ballot : keys.ballots.front(),
                .revision = before ? before->revision + 1 : 1,
                .channel = std::string(code_of(voting::Channel::portal)),
                .assurance = std::string(code_of(assurance))};
  const ParticipationRow part{
      .voter = {}, .district = ballot.district, .channel = row.channel, .assurance = row.assurance, .counted = true};
  if (!before) {
    if (auto taken = take_part(db, campaign, keys, part); !taken) return std::unexpected(taken.error());
    count_turnout(db, campaign.id, hour_of(now), part);
  }
  commit_ballot(campaign, ballot, row);
  add_ballot(db, campaign.id, row);
  drop_ballot_draft(db, campaign.id, keys.draft);
  return Cast{std::move(row), true};
}

std::optional<BallotRow> cast_of(Db& db, const LiveCampaign& campaign, const VoterKeys& keys) {
  for (const Bytes& key : keys.ballots)
    if (auto found = last_ballot(db, campaign.id, key)) return found;
  return std::nullopt;
}

Json receipt_json(Db& db, const LiveCampaign& campaign, const Cast& cast) {
  const std::string leaf = hex_of(cast.ballot.leaf);
  const auto index = cast.fresh ? std::nullopt : log_position(db, campaign.id, cast.ballot.leaf);
  const auto head = index ? last_tree_head(db, campaign.id) : std::nullopt;
  return {{"leaf", leaf},
          {"index", optional_json(index)},
          {"size", head ? Json(head->size) : Json(nullptr)},
          {"campaign", campaign.id},
          {"text", voting::receipt_text(campaign.id, campaign.rules.title, leaf)},
          {"qr", voting::receipt_qr(campaign.id, leaf)}};
}

std::string choices_text(const voting::CastBallot& choices) {
  Json list = Json::array();
  for (const voting::CastChoice& each : choices) list.push_back({each.project, each.points});
  return list.dump();
}

voting::CastBallot choices_from(std::string_view text) {
  voting::CastBallot choices;
  for (const Json& each : Json::parse(text))
    choices.push_back({each.at(0).get<std::string>(), each.at(1).get<std::int64_t>()});
  return choices;
}

voting::Ballot read_ballot(Fields& in) {
  voting::Ballot ballot;
  ballot.district = in.optional_text("district", 100).value_or("");
  const Json* list = in.array("choices", kMostChoices);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const std::string place = "choices/" + std::to_string(i);
    if (!(*list)[i].is_object()) {
      in.error(place, "not_an_object", say("Выбор — это объект с полями project и points."));
      continue;
    }
    Fields choice((*list)[i], place + "/");
    voting::CastChoice read{choice.text("project", 100),
                            choice.optional_integer("points", -1'000'000, 1'000'000).value_or(1)};
    if (auto wrong = choice.finish())
      for (FieldError& e : wrong->errors) in.error(e.field, e.code, e.message);
    ballot.choices.push_back(std::move(read));
  }
  return ballot;
}

std::optional<Problem> ballot_problem(const LiveCampaign& campaign, const voting::Ballot& ballot) {
  std::vector<FieldError> errors;
  for (Error& each : voting::check_ballot(campaign.rules.ballot, campaign.ballot_projects, ballot))
    errors.push_back({std::move(each.place), std::move(each.code), std::move(each.message)});
  if (campaign.rules.districts == voting::Districts::municipality && ballot.district.empty())
    errors.insert(errors.begin(), {"district", "required", say("Выберите район, за проекты которого голосуете.")});
  if (errors.empty()) return std::nullopt;
  return invalid(std::move(errors));
}

}  // namespace pochin::server
