// POST and GET /api/v1/campaigns/{id}/batches, POST …/{batch}/accept: paper sheets, polling points, calls, meetings.
// Entered by one person, accepted by another. Voters and ballots are two lists: nobody enters whose ballot is whose.
// Of СНИЛС and of documents only keyed hashes are kept, the same by which the portal knows its voters.
#include <algorithm>

#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/api/handling/two_person.h"
#include "server/api/voting/campaign_acts.h"
#include "server/api/voting/cast.h"
#include "server/api/voting/voting.h"
#include "server/http/json_body.h"
#include "server/store/audit.h"
#include "shared/base/checks.h"
#include "shared/base/json.h"
#include "shared/voting/receipt.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostSheets = 1000;

access::Target batch_target(const LiveCampaign& campaign) {
  return {.object = access::Object::vote, .practice = campaign.pack->pack.id};
}

// The subject of a voter who is no account: as people.h keeps those of accounts.
std::string subject(Db& db, std::string_view kind, std::string_view text) {
  return db
      .first(
          "SELECT keyed(? || ':' || ?)", [](const Row& row) { return row.text(0); }, kind, text)
      .value();
}

// The item itself: an empty object, which lacks everything, for what is none.
const Json& object_of(const Json& item) {
  static const Json kEmpty = Json::object();
  return item.is_object() ? item : kEmpty;
}

std::string only_letters(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-') out += c;
  return out;
}

struct Sheets {
  voting::Channel channel = voting::Channel::paper;
  voting::Assurance assurance = voting::Assurance::declared;
  std::string place;
  std::vector<std::pair<std::string, std::string>> voters;  // "snils" or "document", its text
  std::vector<std::string> districts;                       // of each voter
  std::vector<voting::Ballot> ballots;
  Json invalid = Json::array();
};

void read_voters(Fields& in, Sheets& sheets) {
  const Json* list = in.array("voters", kMostSheets, false);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const std::string place = "voters/" + std::to_string(i);
    Fields voter(object_of((*list)[i]), place + "/");
    const auto snils = voter.optional_text("snils", 20);
    const auto document = voter.optional_text("document", 40);
    const std::string district = voter.optional_text("district", 100).value_or("");
    in.take(voter);
    const auto digits = snils ? check_snils(*snils) : Result<std::string>(std::string());
    if (!digits) in.error(place + "/snils", digits.error().code, digits.error().message);
    if (!snils && !document) in.error(place, "required", say("Назовите СНИЛС или документ голосующего."));
    if (digits && snils) sheets.voters.emplace_back("snils", *digits);
    if (!snils && document) sheets.voters.emplace_back("document", only_letters(*document));
    sheets.districts.push_back(district);
  }
}

void read_sheets(Fields& in, const LiveCampaign& campaign, Sheets& sheets) {
  const Json* list = in.array("ballots", kMostSheets, false);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const std::string place = "ballots/" + std::to_string(i) + "/";
    Fields sheet(object_of((*list)[i]), place);
    voting::Ballot ballot = read_ballot(sheet);
    const auto faults = in.take(sheet) ? ballot_problem(campaign, ballot) : std::nullopt;
    if (faults)
      for (const FieldError& e : faults->errors) in.error(place + e.field, e.code, e.message);
    sheets.ballots.push_back(std::move(ballot));
  }
  const Json* invalid = in.array("invalid", kMostSheets, false);
  for (std::size_t i = 0; invalid && i < invalid->size(); ++i) {
    Fields each(object_of((*invalid)[i]), "invalid/" + std::to_string(i) + "/");
    Json line{{"count", each.integer("count", 1, 1000)}, {"reason", needed_text(each, "reason", 500)}};
    in.take(each);
    sheets.invalid.push_back(std::move(line));
  }
}

// How sure it is who voted follows from the channel; nobody types it.
voting::Assurance assurance_by(voting::Channel channel) {
  switch (channel) {
    case voting::Channel::point:
      return voting::Assurance::document;
    case voting::Channel::meeting:
      return voting::Assurance::counted;
    default:
      return voting::Assurance::declared;
  }
}

Checked<Sheets> read_batch(const LiveCampaign& campaign, const Json& body) {
  Fields in(body);
  Sheets sheets;
  const auto channel = from_code<voting::Channel>(in.text("channel", 20));
  if (!channel || *channel == voting::Channel::portal || !campaign.rules.takes(*channel))
    in.error("channel", "unknown", say("Так в этом голосовании не голосуют."));
  sheets.channel = channel.value_or(voting::Channel::paper);
  sheets.assurance = assurance_by(sheets.channel);
  sheets.place = needed_text(in, "place", 300);
  read_voters(in, sheets);
  read_sheets(in, campaign, sheets);
  std::int64_t spoilt = 0;
  for (const Json& each : sheets.invalid) spoilt += get_int(each, "count");
  const bool heads = sheets.channel == voting::Channel::meeting && sheets.voters.empty();
  if (!heads && std::ssize(sheets.ballots) + spoilt > std::ssize(sheets.voters))
    in.error("voters", "too_few", say("Бюллетеней больше, чем голосовавших: проверьте список."));
  if (sheets.ballots.empty() && spoilt == 0) in.error("ballots", "required", say("В пачке нет ни одного бюллетеня."));
  if (auto wrong = in.finish()) return std::unexpected(*std::move(wrong));
  return sheets;
}

// Those of the list who have voted already, by another channel or in another batch.
std::vector<FieldError> voted_before(Db& db, const LiveCampaign& campaign, const Json& voters) {
  std::vector<FieldError> errors;
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < voters.size(); ++i) {
    const std::string hash = get_string(voters[i], "subject"), district = get_string(voters[i], "district");
    const VoterKeys keys = voter_keys(campaign, {hash}, district);
    const bool twice = std::ranges::find(seen, hash + district) != seen.end();
    if (twice || has_voted(db, campaign.id, keys.participation.front(), district))
      errors.push_back({"voters/" + std::to_string(i), "voted",
                        twice ? say("Этот человек записан дважды.")
                              : say("Этот человек уже проголосовал. Отложите его бюллетень и уберите его из списка.")});
    seen.push_back(hash + district);
  }
  return errors;
}

Json batch_json(const BatchRow& row) {
  return {{"id", row.id},
          {"channel", row.channel},
          {"assurance", row.assurance},
          {"place", row.place},
          {"voters", stored_json(row.voters).size()},
          {"ballots", stored_json(row.ballots).size()},
          {"invalid", stored_json(row.invalid)},
          {"request", row.request},
          {"state", row.accepted ? "accepted" : "waiting"},
          {"entered_at", wire_time(row.entered)},
          {"accepted_at", wire_time(row.accepted)}};
}

Checked<Response> enter(Db& db, Context& context, const Viewer& viewer, const LiveCampaign& campaign,
                        const Json& body) {
  if (const auto right = access::permit(viewer.access_actor(), access::Action::enter_batch, batch_target(campaign));
      !right)
    return std::unexpected(forbidden(right.error().message));
  if (!campaign.approved) return std::unexpected(conflict("closed", say("Список проектов ещё не утверждён.")));
  const auto sheets = read_batch(campaign, body);
  if (!sheets) return std::unexpected(sheets.error());
  Json voters = Json::array(), ballots = Json::array();
  for (std::size_t i = 0; i < sheets->voters.size(); ++i)
    voters.push_back({{"subject", subject(db, sheets->voters[i].first, sheets->voters[i].second)},
                      {"district", sheets->districts[i]}});
  for (const voting::Ballot& ballot : sheets->ballots)
    ballots.push_back({{"district", ballot.district}, {"choices", stored_json(choices_text(ballot.choices))}});
  if (auto errors = voted_before(db, campaign, voters); !errors.empty())
    return std::unexpected(invalid(std::move(errors)));
  BatchRow row{.id = "b" + random_text(9),
               .campaign = campaign.id,
               .channel = std::string(code_of(sheets->channel)),
               .assurance = std::string(code_of(sheets->assurance)),
               .place = sheets->place,
               .voters = voters.dump(),
               .ballots = ballots.dump(),
               .invalid = sheets->invalid.dump(),
               .entered = context.now()};
  const auto request = ask_second_person(db, context, viewer,
                                         {.kind = "campaign.batch",
                                          .object = campaign.id + "/" + row.id,
                                          .details = {{"channel", row.channel},
                                                      {"place", row.place},
                                                      {"voters", voters.size()},
                                                      {"ballots", ballots.size()},
                                                      {"invalid", sheets->invalid}},
                                          .reason = row.place,
                                          .ask = access::Action::enter_batch,
                                          .approve = access::Action::enter_batch,
                                          .target = batch_target(campaign)});
  if (!request) return std::unexpected(request.error());
  row.request = get_string(*request, "id");
  add_batch(db, row);
  return Response::json(batch_json(row), 202);
}

void take_voters(Db& db, const LiveCampaign& campaign, const BatchRow& row, Instant hour) {
  for (const Json& voter : stored_json(row.voters)) {
    ParticipationRow part{.voter = {},
                          .district = get_string(voter, "district"),
                          .channel = row.channel,
                          .assurance = row.assurance,
                          .counted = true};
    part.voter = voter_keys(campaign, {get_string(voter, "subject")}, part.district).participation.front();
    add_participation(db, campaign.id, part);
    count_turnout(db, campaign.id, hour, part);
  }
}

void take_ballots(Db& db, const LiveCampaign& campaign, const BatchRow& row, Instant hour, bool heads) {
  for (const Json& each : stored_json(row.ballots)) {
    const voting::Ballot ballot{get_string(each, "district"), choices_from(each.at("choices").dump())};
    BallotRow stored{.ballot = random_key_bytes(), .channel = row.channel, .assurance = row.assurance, .batch = row.id};
    commit_ballot(campaign, ballot, stored);
    add_ballot(db, campaign.id, stored);
    if (heads)
      count_turnout(db, campaign.id, hour,
                    {.voter = {}, .district = ballot.district, .channel = row.channel, .assurance = row.assurance});
  }
}

Checked<Response> accept(Db& db, Context& context, const Viewer& viewer, const LiveCampaign& campaign,
                         std::string_view id) {
  auto row = find_batch(db, campaign.id, id);
  if (!row) return std::unexpected(not_found(say("Такой пачки нет.")));
  if (row->accepted) return std::unexpected(conflict("accepted", say("Эта пачка уже принята.")));
  if (campaign.published || campaign.annulled)
    return std::unexpected(conflict("closed", say("Итоги уже опубликованы: пачку принять нельзя.")));
  const auto approved =
      approve_as_second(db, context, viewer, row->request, "campaign.batch", campaign.id + "/" + row->id,
                        access::Action::enter_batch, batch_target(campaign));
  if (!approved) return std::unexpected(approved.error());
  const Json voters = stored_json(row->voters);
  if (auto errors = voted_before(db, campaign, voters); !errors.empty())
    return std::unexpected(invalid(std::move(errors)));
  const Instant hour = hour_of(context.now());
  take_voters(db, campaign, *row, hour);
  take_ballots(db, campaign, *row, hour, voters.empty());
  row->accepted = context.now();
  accept_batch(db, row->id, *row->accepted);
  audit(db, {.kind = "campaign.batch",
             .actor = viewer.id,
             .object = campaign.id,
             .details = {{"batch", row->id}},
             .at = context.login_now()});
  return Response::json(batch_json(*row));
}

template <class Work>
Response with_campaign(Context& context, const Request& request, const Viewer& viewer, Work work) {
  return once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    const auto campaign = campaign_of(db, context, request.param("id"));
    if (!campaign) return std::unexpected(campaign.error());
    return work(db, **campaign);
  });
}

Response post_batch(Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  return with_campaign(context, request, viewer, [&](Db& db, const LiveCampaign& campaign) {
    return enter(db, context, viewer, campaign, body);
  });
}

Response post_accept(Context& context, const Request& request, const Viewer& viewer) {
  return with_campaign(context, request, viewer, [&](Db& db, const LiveCampaign& campaign) {
    return accept(db, context, viewer, campaign, request.param("batch"));
  });
}

Response get_batches(Context& context, const Request& request, const Viewer& viewer) {
  const auto list = look(context, [&](Db& db) -> Checked<Json> {
    const auto campaign = campaign_of(db, context, request.param("id"));
    if (!campaign) return std::unexpected(campaign.error());
    const auto actor = viewer.access_actor();
    if (!access::allowed(actor, access::Action::enter_batch, batch_target(**campaign)) &&
        !access::allowed(actor, access::Action::read, annulment_target(db, **campaign)))
      return std::unexpected(forbidden(say("Пачки видят операторы голосования и наблюдатели.")));
    Json items = Json::array();
    for (const BatchRow& row : batches(db, (*campaign)->id)) items.push_back(batch_json(row));
    return Json{{"batches", std::move(items)}};
  });
  return list ? Response::json(*list) : Response::of(list.error());
}

}  // namespace

std::span<const Route> batch_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/campaigns/{id}/batches", "Пачки бюллетеней", logged_in,
          {{Object::vote, Action::enter_batch}, {Object::vote_annulment, Action::read}}, get_batches,
          {.answers = {"BatchList"}}),
      post("/api/v1/campaigns/{id}/batches", "Внести пачку бюллетеней", logged_in, {Object::vote, Action::enter_batch},
           post_batch,
           {.takes = {"BatchInput"},
            .answers = {.schema = "Batch", .status = 202},
            .refusals = {{409}},
            .once = true,
            .log = "two_person.asked"}),
      post("/api/v1/campaigns/{id}/batches/{batch}/accept", "Принять пачку, которую внёс другой", logged_in,
           {Object::vote, Action::enter_batch}, post_accept,
           {.answers = {"Batch"},
            .refusals = {{409}, {413}, {415}},
            .once = true,
            .log = "two_person.approved campaign.batch"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
