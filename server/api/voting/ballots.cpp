// GET /api/v1/campaigns/{id}/me, PUT and DELETE …/me/draft, POST …/ballots: one voter. Nothing here is kept under the
// Idempotency-Key: an answer kept beside the person's number would say whose receipt it is. The same person gets the
// same receipt by the rule of the vote itself.
#include <algorithm>

#include "server/api/handling/text.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/cast.h"
#include "server/api/voting/voter_facts.h"
#include "server/api/voting/voting.h"
#include "server/http/access_log.h"
#include "server/http/conditional.h"
#include "server/http/json_body.h"
#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/voting/receipt.h"

namespace pochin::server {
namespace {

using Campaign = std::shared_ptr<const LiveCampaign>;

Json reasons_json(const LiveCampaign& campaign, const voting::Eligibility& found) {
  const practice::Pack& pack = campaign.pack->pack;
  const auto* basis = campaign.rules.basis.empty()
                          ? nullptr
                          : pack.basis(campaign.rules.basis.back(), local(campaign.rules.opens, pack.zone()).date);
  Json list = Json::array();
  for (const voting::Reason& each : found.reasons)
    list.push_back({{"code", each.code}, {"text", each.text}, {"basis", basis ? Json(basis->text) : Json(nullptr)}});
  return list;
}

Problem not_eligible(const LiveCampaign& campaign, const voting::Eligibility& found) {
  Problem refused = problem(403, "not_eligible", found.reasons.front().text);
  return refused.with_members({{"reasons", reasons_json(campaign, found)}});
}

std::string order_seed(const LiveCampaign& campaign, const VoterKeys& keys) {
  return hex_of(keyed_bytes(campaign.keys.draft, "order\n" + hex_of(keys.draft))).substr(0, 32);
}

// Everything cast by this person, and their trackers once the ballots are published.
void add_cast(Db& db, const Context& context, const LiveCampaign& campaign, const std::vector<std::string>& subjects,
              Json& me) {
  Json all = Json::array();
  for (const std::string& district : places_voted(db, campaign, voter_keys(campaign, subjects, ""))) {
    const auto ballot = cast_of(db, campaign, voter_keys(campaign, subjects, district));
    if (!ballot) continue;
    Cast cast{.ballot = *ballot};
    find_entry(db, campaign, cast);
    Json receipt = receipt_json(context, campaign, cast);
    receipt["district"] = district;
    if (campaign.published)
      receipt["tracker"] = voting::tracker({reinterpret_cast<const char*>(ballot->nonce.data()), ballot->nonce.size()});
    all.push_back(std::move(receipt));
  }
  me["cast"] = all.empty() ? Json(nullptr) : all.front();
  me["casts"] = all;
  me["tracker"] = !all.empty() && campaign.published ? all.front()["tracker"] : Json(nullptr);
}

// Where this person may still vote: neither voted there nor anywhere too often, and no rule of residence against it.
Json open_districts(Context& context, const LiveCampaign& campaign, const Viewer& viewer, const Json& casts) {
  Json list = Json::array();
  const auto most = campaign.rules.districts_per_person;
  if (campaign.rules.districts == voting::Districts::none || (most && std::ssize(casts) >= *most)) return list;
  for (const std::string& district : campaign.districts) {
    const auto same = [&](const Json& cast) { return get_string(cast, "district") == district; };
    if (std::ranges::any_of(casts, same)) continue;
    if (eligibility_of(context, campaign, viewer, district).answer != voting::Answer::no) list.push_back(district);
  }
  return list;
}

Response get_me(Context& context, const Request& request, const Viewer& viewer) {
  const auto campaign = find_campaign(context, request.param("id"));
  if (!campaign) return Response::of(campaign.error());
  const auto found = eligibility_of(context, **campaign, viewer, "");
  Json me{{"eligible", code_of(found.answer)},
          {"reasons", reasons_json(**campaign, found)},
          {"district", found.district.empty() ? Json(nullptr) : Json(found.district)},
          {"declaration_needed", found.declaration_needed},
          {"order_seed", ""},
          {"draft", nullptr},
          {"cast", nullptr},
          {"casts", Json::array()},
          {"tracker", nullptr}};
  me["districts"] = open_districts(context, **campaign, viewer, me["casts"]);
  if (!(*campaign)->approved) return Response::json(me);
  const auto done = look(context, [&](Db& db) -> Checked<bool> {
    const auto subjects = voter_subjects(db, viewer.person);
    const VoterKeys keys = voter_keys(**campaign, subjects, "");
    me["order_seed"] = order_seed(**campaign, keys);
    if (const auto draft = ballot_draft(db, (*campaign)->id, keys.draft)) me["draft"] = stored_json(*draft);
    add_cast(db, context, **campaign, subjects, me);
    return true;
  });
  me["districts"] = open_districts(context, **campaign, viewer, me["casts"]);
  return done ? Response::json(me) : Response::of(done.error());
}

// The campaign of a draft: one that still takes votes or will.
Checked<Campaign> drafted(Context& context, const Request& request) {
  auto campaign = find_campaign(context, request.param("id"));
  if (!campaign) return campaign;
  const CampaignState state = (*campaign)->state(context.now());
  if (!(*campaign)->approved ||
      (state != CampaignState::open && state != CampaignState::announced && state != CampaignState::frozen))
    return std::unexpected(conflict("closed", say("Голосование не идёт: черновик не сохранить.")));
  return campaign;
}

Response put_draft(Context& context, const Request& request, const Viewer& viewer) {
  const auto campaign = drafted(context, request);
  if (!campaign) return Response::of(campaign.error());
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  Fields in(*body);
  const voting::Ballot ballot = read_ballot(in);
  if (auto wrong = in.finish()) return Response::of(*wrong);
  Json choices = Json::array();
  for (const auto& each : ballot.choices) choices.push_back({{"project", each.project}, {"points", each.points}});
  const Json draft{{"district", ballot.district.empty() ? Json(nullptr) : Json(ballot.district)},
                   {"choices", std::move(choices)}};
  const auto done = change(context, [&](Db& db) -> Checked<bool> {
    const VoterKeys keys = voter_keys(**campaign, voter_subjects(db, viewer.person), "");
    keep_ballot_draft(db, (*campaign)->id, keys.draft, draft.dump());
    return true;
  });
  return done ? Response::json(draft) : Response::of(done.error());
}

Response delete_draft(Context& context, const Request& request, const Viewer& viewer) {
  const auto campaign = find_campaign(context, request.param("id"));
  if (!campaign) return Response::of(campaign.error());
  const auto done = change(context, [&](Db& db) -> Checked<bool> {
    const VoterKeys keys = voter_keys(**campaign, voter_subjects(db, viewer.person), "");
    drop_ballot_draft(db, (*campaign)->id, keys.draft);
    return true;
  });
  return done ? Response::json({{"district", nullptr}, {"choices", Json::array()}}) : Response::of(done.error());
}

// A ballot that was taken, for the signs that observers are shown.
void watch_rates(Context& context, const LiveCampaign& campaign, const voting::Ballot& ballot,
                 const std::string& remote) {
  using enum voting::SignalKind;
  Voting& voting = *context.voting;
  const Instant now = context.now();
  const std::lock_guard lock(voting.mutex);
  const auto take = [&](voting::SignalKind kind, std::string_view key, std::string_view label) {
    if (auto sign = voting.watch.take(kind, campaign.id + "\n" + std::string(key), label, now))
      voting.signals.emplace_back(campaign.id, *std::move(sign));
  };
  for (const voting::CastChoice& each : ballot.choices)
    if (const auto* project = campaign.project(each.project))
      take(voting::SignalKind::project, each.project, project->number);
  // By the first bytes of a hash: the watch must not grow with the number of different ballots.
  if (ballot.choices.size() > 1)
    take(sameness, hex(sha256(voting::canonical_ballot(campaign.id, campaign.rules.ballot.kind, ballot))).substr(0, 4),
         {});
  if (!ballot.district.empty()) take(territory, ballot.district, district_label(context, ballot.district));
  const std::string prefix = network_prefix(remote);
  if (!prefix.empty()) take(network, prefix, prefix);
}

struct Wanted {
  voting::Ballot ballot;
  bool declared = false;
};

Checked<Wanted> read_wanted(const Request& request) {
  if (const auto key = required_idempotency_key(request); !key) return std::unexpected(key.error());
  const auto body = json_body(request);
  if (!body) return std::unexpected(body.error());
  Fields in(*body);
  Wanted wanted{read_ballot(in), in.optional_boolean("declared").value_or(false)};
  if (auto wrong = in.finish()) return std::unexpected(*std::move(wrong));
  return wanted;
}

Response post_ballot(Context& context, const Request& request, const Viewer& viewer) {
  const auto campaign = find_campaign(context, request.param("id"));
  if (!campaign) return Response::of(campaign.error());
  const auto wanted = read_wanted(request);
  if (!wanted) return Response::of(wanted.error());
  const LiveCampaign& it = **campaign;
  if (!it.rules.takes(voting::Channel::portal))
    return Response::of(conflict("channel", say("На портале в этом голосовании не голосуют: см. способы.")));
  const auto found = eligibility_of(context, it, viewer, wanted->ballot.district);
  if (found.answer != voting::Answer::yes) return Response::of(not_eligible(it, found));
  if (found.declaration_needed && !wanted->declared)
    return Response::of(invalid("declared", "required",
                                say("Подтвердите, что живёте в этом регионе: по адресу в "
                                    "Госуслугах этого не понять.")));
  if (!it.approved) return Response::of(conflict("closed", say("Список проектов ещё не утверждён.")));
  if (auto wrong = ballot_problem(it, wanted->ballot)) return Response::of(*wrong);
  const auto assurance = assurance_of(viewer, found);
  // Before the writer, which does nothing that another thread can do.
  const auto keys = look(context, [&](Db& db) -> Checked<VoterKeys> {
    return voter_keys(it, voter_subjects(db, viewer.person), wanted->ballot.district);
  });
  if (!keys) return Response::of(keys.error());
  const BallotRow sealed = sealed_ballot(it, wanted->ballot, assurance);
  const auto cast = change(context, [&](Db& db) -> Checked<Cast> {
    const auto current = campaign_of(db, context, it.id);  // frozen or closed since
    if (!current) return std::unexpected(current.error());
    auto made = cast_ballot(db, context, **current, *keys, wanted->ballot, sealed);
    if (made && !made->fresh) find_entry(db, it, *made);
    return made;
  });
  if (!cast) return Response::of(cast.error());
  if (cast->fresh) watch_rates(context, it, wanted->ballot, request.remote);
  return Response::json({{"receipt", receipt_json(context, it, *cast)}}, cast->fresh ? 201 : 200);
}

}  // namespace

std::span<const Route> ballot_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/campaigns/{id}/me", "Мой голос: можно ли, черновик, квитанция", logged_in, kSelf, get_me,
          {.answers = {"Voter"}}),
      put("/api/v1/campaigns/{id}/me/draft", "Сохранить черновик бюллетеня", logged_in, kSelf, put_draft,
          {.takes = {"BallotInput"},
           .answers = {.schema = "BallotDraft", .about = "Черновик, каким его держит сервер"},
           .refusals = {{409}}}),
      del("/api/v1/campaigns/{id}/me/draft", "Забыть черновик", logged_in, kSelf, delete_draft,
          {.answers = {.schema = "BallotDraft", .about = "Черновик, каким его держит сервер"}}),
      post("/api/v1/campaigns/{id}/ballots", "Проголосовать", logged_in, {Object::vote, Action::create}, post_ballot,
           {.takes = {"BallotInput"},
            .answers = {.schema = "BallotCast",
                        .status = 201,
                        .or_status = 200,
                        .about = "Квитанция; 200 — этот человек уже проголосовал, квитанция та же"},
            .refusals = {{409}, {503}},
            .once = true}),
  };
  return kRoutes;
}

}  // namespace pochin::server
