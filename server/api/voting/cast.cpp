#include "server/api/voting/cast.h"

#include <algorithm>

#include "server/api/voting/campaign_json.h"
#include "server/http/json_body.h"
#include "shared/base/json.h"
#include "shared/base/text.h"
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

BallotRow sealed_ballot(const LiveCampaign& campaign, const voting::Ballot& ballot, voting::Assurance assurance) {
  BallotRow row{.channel = std::string(code_of(voting::Channel::portal)), .assurance = std::string(code_of(assurance))};
  commit_ballot(campaign, ballot, row);
  return row;
}

Checked<Cast> cast_ballot(Db& db, const Context& context, const LiveCampaign& campaign, const VoterKeys& keys,
                          const voting::Ballot& ballot, BallotRow sealed) {
  const Instant now = context.now();
  const auto before = cast_of(db, campaign, keys);
  const bool same = before && before->choices == sealed.choices;
  if (before && (same || !campaign.rules.change_allowed)) return Cast{*before, false};
  if (!campaign.takes_ballots(now)) return std::unexpected(not_open(campaign, now));
  if (!campaign.frozen_projects.empty())
    if (auto wrong = ballot_problem(campaign, ballot)) return std::unexpected(*std::move(wrong));
  sealed.ballot = before ? before->ballot : keys.ballots.front();
  sealed.revision = before ? before->revision + 1 : 1;
  if (!before) {
    const ParticipationRow part{.voter = {},
                                .district = ballot.district,
                                .channel = sealed.channel,
                                .assurance = sealed.assurance,
                                .counted = true};
    if (auto taken = take_part(db, campaign, keys, part); !taken) return std::unexpected(taken.error());
    count_turnout(db, campaign.id, hour_of(now), part);
  }
  add_ballot(db, campaign.id, sealed);
  drop_ballot_draft(db, campaign.id, keys.draft);
  return Cast{std::move(sealed), true};
}

std::optional<BallotRow> cast_of(Db& db, const LiveCampaign& campaign, const VoterKeys& keys) {
  for (const Bytes& key : keys.ballots)
    if (auto found = last_ballot(db, campaign.id, key)) return found;
  return std::nullopt;
}

void find_entry(Db& db, const LiveCampaign& campaign, Cast& cast) {
  cast.index = log_position(db, campaign.id, cast.ballot.leaf);
  if (const auto head = cast.index ? last_tree_head(db, campaign.id) : std::nullopt) cast.size = head->size;
}

Json receipt_json(const Context& context, const LiveCampaign& campaign, const Cast& cast) {
  const std::string leaf = hex_of(cast.ballot.leaf);
  return {{"leaf", leaf},
          {"index", optional_json(cast.index)},
          {"size", optional_json(cast.size)},
          {"campaign", campaign.id},
          {"text", voting::receipt_text(campaign.id, campaign.rules.title, leaf, log_key(context, campaign))},
          {"qr", voting::receipt_qr(campaign.id, leaf)}};
}

std::string choices_text(const voting::CastBallot& choices) {
  Json list = Json::array();
  for (const voting::CastChoice& each : choices) list.push_back({each.project, each.points});
  return list.dump();
}

voting::CastBallot choices_from(std::string_view text) {
  voting::CastBallot choices;
  for (const Json& each : stored_json(text))
    choices.push_back({each.at(0).get<std::string>(), each.at(1).get<std::int64_t>()});
  return choices;
}

std::string needed_text(Fields& in, std::string_view name, std::size_t max_bytes) {
  const std::string text = in.text(name, max_bytes);
  const Json* given = in.any(name);
  if (given && given->is_string() && trim(text).empty()) in.error(name, "required", say("Заполните это поле."));
  return text;
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
    in.take(choice);
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
