// POST /api/v1/campaigns/{id}/actions: open, extend, close, publish, freeze, unfreeze, annul.
#include "server/api/voting/campaign_acts.h"

#include <algorithm>

#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/api/handling/two_person.h"
#include "server/api/voting/campaign_count.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/cast.h"
#include "server/api/voting/voting.h"
#include "server/http/json_body.h"
#include "server/store/audit.h"
#include "server/store/two_person.h"
#include "shared/base/sha256.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kMostExtensionMs = 366LL * 86'400'000;  // a year is a slip of the pen

std::vector<std::vector<std::string>> incompatible_of(const Json& details) {
  std::vector<std::vector<std::string>> sets;
  for (const Json& set : get_array(details, "incompatible")) sets.push_back(set);
  return sets;
}

Problem wrong_state(const LiveCampaign& campaign, Instant now) {
  return conflict("wrong_state",
                  tr("Сейчас голосование в состоянии «{}»: так сделать нельзя.", title_of(campaign.state(now))));
}

// The project that is frozen or unfrozen, by its id or number; none = the whole vote.
Json frozen_details(Fields& in, const Context&, const LiveCampaign& campaign) {
  const auto named = in.optional_text("project", 100);
  if (!named || named->empty()) return Json::object();
  for (const CampaignProjectRow& each : campaign.projects)
    if (each.project == *named || each.number == *named)
      return {{"project", each.project}, {"number", each.number}, {"title", each.title}};
  in.error("project", "unknown", say("Такого проекта в голосовании нет."));
  return Json::object();
}

// The number of the lot comes from outside, by the source that was named before the vote: whoever seals the log last
// could otherwise choose among roots until the lot falls as wished.
Json published_details(Fields& in, const Context&, const LiveCampaign& campaign) {
  const std::string seed = in.optional_text("lot_seed", 200).value_or("");
  const bool draws = campaign.rules.draws_lots();
  if (draws && seed.empty())
    in.error("lot_seed", "required", tr("Впишите число для жребия: {}.", campaign.rules.lot_source));
  if (!draws && !seed.empty()) in.error("lot_seed", "unexpected", say("В этом голосовании жребия нет."));
  Json details{{"lot_seed", seed}};
  if (draws) details["lot_source"] = campaign.rules.lot_source;
  return details;
}

// A later end: "2026-12-05T00:00" by the clock of the practice, or RFC 3339.
Json extended_details(Fields& in, const Context&, const LiveCampaign& campaign) {
  const std::string text = in.text("closes", 40);
  std::optional<Instant> closes;
  if (const auto moment = parse_instant(text)) closes = *moment;
  if (const auto wall = parse_local_time(text)) closes = instant(*wall, campaign.pack->pack.zone());
  const Instant now_ends = campaign.rules.closes;
  if (!closes)
    in.error("closes", "format", say("Напишите день и время так: 2026-12-05T20:00."));
  else if (*closes <= now_ends)
    in.error("closes", "earlier",
             tr("Голосование и так идёт до {}. Продлить можно только на более поздний срок.",
                format_local(now_ends, campaign.pack->pack.zone())));
  else if (closes->ms - now_ends.ms > kMostExtensionMs)
    in.error("closes", "out_of_range", say("Это больше чем на год позже. Проверьте дату."));
  return {{"from", wire_time(now_ends)}, {"closes", closes ? wire_time(*closes) : Json(nullptr)}};
}

Json opened_details(Fields& in, const Context& context, const LiveCampaign& campaign) {
  Json details{{"projects", campaign.projects.size()}, {"log_key", log_key(context, campaign)}};
  Json sets = Json::array();
  if (const Json* list = in.array("incompatible", 1000, false))
    for (std::size_t i = 0; i < list->size(); ++i) {
      const Json& set = (*list)[i];
      if (!set.is_array() || !std::ranges::all_of(set, [](const Json& each) { return each.is_string(); }))
        in.error("incompatible/" + std::to_string(i), "not_a_list", say("Нужен список номеров проектов."));
      else
        sets.push_back(set);
    }
  details["incompatible"] = std::move(sets);
  // What the first person saw: the second allows that and nothing else, and every head of the log names it.
  details["terms_hash"] = voting::terms_hash(terms_to_open(campaign, incompatible_of(details)));
  return details;
}

Json annulled_details(Fields& in, const Context&, const LiveCampaign&) {
  const std::string scope = in.text("scope", 20);
  Json details{{"scope", scope}};
  if (scope == "batch") details["batch"] = in.text("batch", 100);
  if (scope == "channel") {
    const std::string channel = in.text("channel", 20);
    details["channel"] = channel;
    if (!from_code<voting::Channel>(channel)) in.error("channel", "unknown", say("Такого способа нет."));
  }
  if (scope != "campaign" && scope != "batch" && scope != "channel")
    in.error("scope", "unknown", say("Бывает campaign, batch или channel."));
  return details;
}

Json no_details(Fields&, const Context&, const LiveCampaign&) { return Json::object(); }

bool may_open(const LiveCampaign& it, CampaignState, const Json&) { return !it.approved; }

bool may_end(const LiveCampaign&, CampaignState state, const Json&) {
  return state == CampaignState::open || state == CampaignState::frozen;
}

bool may_publish(const LiveCampaign&, CampaignState state, const Json&) {
  return state == CampaignState::closed || state == CampaignState::published;
}

// A vote that is held as a whole may still have a project held besides.
bool may_freeze(const LiveCampaign&, CampaignState state, const Json& details) {
  return state == CampaignState::open || (state == CampaignState::frozen && !get_string(details, "project").empty());
}

bool may_unfreeze(const LiveCampaign& it, CampaignState state, const Json& details) {
  const std::string project = get_string(details, "project");
  return project.empty() ? it.frozen && state == CampaignState::frozen : it.frozen_projects.contains(project);
}

bool may_annul(const LiveCampaign& it, CampaignState state, const Json&) {
  return it.approved && state != CampaignState::annulled && state != CampaignState::announced;
}

struct Act {
  CampaignMove move;
  access::Action asks;  // the right of the first person
  bool (*fits)(const LiveCampaign&, CampaignState now, const Json& details);
  Json (*read)(Fields&, const Context&, const LiveCampaign&);  // what is asked for besides
  bool incident;                                               // observers are told of it
};
constexpr Act kActs[] = {{CampaignMove::open, access::Action::update, may_open, opened_details, false},
                         {CampaignMove::extend, access::Action::update, may_end, extended_details, true},
                         {CampaignMove::close, access::Action::update, may_end, no_details, true},
                         {CampaignMove::publish, access::Action::update, may_publish, published_details, false},
                         {CampaignMove::freeze, access::Action::update, may_freeze, frozen_details, true},
                         {CampaignMove::unfreeze, access::Action::update, may_unfreeze, frozen_details, true},
                         {CampaignMove::annul, access::Action::propose, may_annul, annulled_details, true}};

const Act& act_of(CampaignMove move) { return *std::ranges::find(kActs, move, &Act::move); }

// Whether the act makes sense now; asked when it is proposed and again when it is allowed.
Checked<bool> fits(Db& db, const LiveCampaign& campaign, CampaignMove move, const Json& details, Instant now) {
  if (!act_of(move).fits(campaign, campaign.state(now), details)) return std::unexpected(wrong_state(campaign, now));
  if (move == CampaignMove::extend && get(details, "from") != wire_time(campaign.rules.closes))
    return std::unexpected(conflict("end_changed", say("Срок голосования изменился с тех пор, как о нём спросили. "
                                                       "Запросите продление ещё раз.")));
  if (move == CampaignMove::freeze && campaign.frozen_projects.contains(get_string(details, "project")))
    return std::unexpected(conflict("wrong_state", say("Приём голосов за этот проект уже приостановлен.")));
  if (move == CampaignMove::annul && get_string(details, "scope") == "batch" &&
      !find_batch(db, campaign.id, get_string(details, "batch")))
    return std::unexpected(invalid("batch", "unknown", say("Такой пачки нет.")));
  return true;
}

std::string of_project(const Json& details) {
  const std::string number = get_string(details, "number");
  return number.empty() ? std::string() : tr(" (проект {})", number);
}

std::string new_end(const LiveCampaign& campaign, const Json& details) {
  const auto closes = parse_instant(get_string(details, "closes"));
  return closes ? tr(" (голосование идёт до {})", format_local(*closes, campaign.pack->pack.zone())) : std::string();
}

access::Target target_of(Db& db, const LiveCampaign& campaign, CampaignMove move) {
  return move == CampaignMove::annul ? annulment_target(db, campaign) : campaign_target(campaign);
}

Checked<Response> ask(Db& db, Context& context, const Viewer& viewer, const LiveCampaign& campaign, const Json& body) {
  Fields in(body);
  const auto move = from_code<CampaignMove>(in.text("action", 20));
  const std::string protocol = needed_text(in, "protocol", 300);
  const std::string reason = needed_text(in, "reason", 2000);
  if (!move)
    in.error("action", "unknown", say("Бывает open, extend, close, publish, freeze, unfreeze, annul или approve."));
  Json details = move ? act_of(*move).read(in, context, campaign) : Json::object();
  if (auto wrong = in.finish()) return std::unexpected(*std::move(wrong));
  if (auto fine = fits(db, campaign, *move, details, context.now()); !fine) return std::unexpected(fine.error());
  details["protocol"] = protocol;
  const auto request = ask_second_person(db, context, viewer,
                                         {.kind = "campaign." + std::string(code_of(*move)),
                                          .object = campaign.id,
                                          .details = details,
                                          .reason = reason,
                                          .ask = act_of(*move).asks,
                                          .approve = access::Action::decide,
                                          .target = target_of(db, campaign, *move)});
  if (!request) return std::unexpected(request.error());
  return Response::json(*request, 202);
}

Checked<Response> approve(Db& db, Context& context, const Viewer& viewer, const LiveCampaign& campaign,
                          const Json& body) {
  Fields in(body);
  (void)in.text("action", 20);
  const std::string id = in.text("request", 100);
  if (auto wrong = in.finish()) return std::unexpected(*std::move(wrong));
  const auto row = find_two_person(db, id);
  static constexpr std::string_view kKind = "campaign.";
  const auto move =
      row && row->kind.starts_with(kKind) ? from_code<CampaignMove>(row->kind.substr(kKind.size())) : std::nullopt;
  if (!move) return std::unexpected(not_found());
  const auto request = approve_as_second(db, context, viewer, id, row->kind, campaign.id, access::Action::decide,
                                         target_of(db, campaign, *move));
  if (!request) return std::unexpected(request.error());
  Json details = request->at("details");
  const CampaignAct act{.move = *move,
                        .protocol = get_string(details, "protocol"),
                        .reason = row->reason,
                        .details = details,
                        .asked_by = person_id(row->asked_by),
                        .approved_by = viewer.id};
  if (auto done = do_campaign_act(db, context, campaign, act); !done) return std::unexpected(done.error());
  const auto after = campaign_of(db, context, campaign.id);
  if (!after) return std::unexpected(after.error());
  return Response::json(campaign_json(db, context, **after, true));
}

Response post_action(Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const std::string id(request.param("id"));
  Response response = once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    forget_campaign(context, id);  // two people decide about what is there at this very moment
    const auto campaign = campaign_of(db, context, id);
    if (!campaign) return std::unexpected(campaign.error());
    const bool second = get_string(body, "action") == "approve";
    return second ? approve(db, context, viewer, **campaign, body) : ask(db, context, viewer, **campaign, body);
  });
  forget_campaign(context, id);  // what was read before the commit may be of before
  if (response.status >= 500) {
    context.voting->log.forget(id);
    forget_acts(context, id);
  }
  if (response.status == 200) context.cache.changed();
  return response;
}

// Everything that is published is in it, and signed with the key of the log: it is given out as it lies here.
Checked<bool> publish(Db& db, Context& context, const LiveCampaign& campaign, const CampaignAct& act) {
  if (auto sealed = seal_campaign(db, context, campaign); !sealed) return sealed;
  const std::string seed = shuffle_seed(db, campaign);
  const std::string lot = get_string(act.details, "lot_seed");
  const auto ballots = counted_ballots(db, campaign, seed);
  auto results = results_json(db, campaign, ballots, seed, lot, CampaignState::published);
  if (!results) return std::unexpected(results.error());
  const auto before = last_campaign_result(db, campaign.id);
  const Instant now{context.now().ms - context.now().ms % 1000};
  const std::string opening_hash = hex(sha256(opening_text(db, campaign)));
  if (campaign.rules.draws_lots()) (*results)["lot_source"] = campaign.rules.lot_source;
  if (!campaign.terms_hash.empty())
    sign_results(db, context, campaign, *results, {opening_hash, now, before ? before->seq : 0});
  add_campaign_result(db, campaign.id,
                      {.seed = seed, .body = results->dump(), .opening_hash = opening_hash, .at = now});
  return true;
}

// The end by the clock, written down like an act of people: nothing opens the vote again.
CampaignActRow closing_by_clock(const LiveCampaign& campaign) {
  return {.action = std::string(code_of(CampaignMove::close)),
          .protocol = "",
          .reason = say("Срок голосования закончился."),
          .details = Json{{"by", "clock"}}.dump(),
          .asked_by = "clock",
          .approved_by = "clock",
          .at = campaign.rules.closes};
}

}  // namespace

access::Target campaign_target(const LiveCampaign& campaign) {
  return {.object = access::Object::voting_campaign, .practice = campaign.pack->pack.id};
}

access::Target annulment_target(Db& db, const LiveCampaign& campaign) {
  access::Target target{.object = access::Object::vote_annulment, .practice = campaign.pack->pack.id};
  for (const access::Role role : {access::Role::commission_member, access::Role::commission_chair})
    for (const RoleHolder& each : holders_of(db, access::code_of(role)))
      if (access::reaches({role, each.scope}, target)) target.assigned.push_back(person_id(each.person));
  return target;
}

Checked<bool> do_campaign_act(Db& db, Context& context, const LiveCampaign& campaign, const CampaignAct& act) {
  if (auto fine = fits(db, campaign, act.move, act.details, context.now()); !fine) return fine;
  if (act.move == CampaignMove::open) {
    const auto incompatible = incompatible_of(act.details);
    if (get_string(act.details, "terms_hash") != voting::terms_hash(terms_to_open(campaign, incompatible)))
      return std::unexpected(conflict("list_changed", say("Список проектов или правила изменились с тех пор, как о них "
                                                          "спросили. Запросите открытие ещё раз.")));
    if (auto approved = approve_campaign(db, context, campaign, incompatible); !approved) return approved;
  }
  const std::string action(code_of(act.move));
  const bool ended = write_closing(db, context, campaign);
  if (act.move == CampaignMove::publish)
    if (auto done = publish(db, context, campaign, act); !done) return done;
  add_campaign_act(db, campaign.id,
                   {.action = action,
                    .protocol = act.protocol,
                    .reason = act.reason,
                    .details = act.details.dump(),
                    .asked_by = act.asked_by,
                    .approved_by = act.approved_by,
                    .at = context.now()});
  if (act_of(act.move).incident)
    add_incident(db, campaign.id, action,
                 act.protocol + ": " + act.reason + of_project(act.details) + new_end(campaign, act.details),
                 context.now());
  audit(db, {.kind = "campaign." + action,
             .actor = act.approved_by,
             .object = campaign.id,
             .details = {{"protocol", act.protocol}, {"asked_by", act.asked_by}},
             .at = context.login_now()});
  forget_campaign(context, campaign.id,
                  campaign.acts.size() + (ended ? 2U : 1U));  // whoever is written next must see it
  return true;
}

bool write_closing(Db& db, Context& context, const LiveCampaign& campaign) {
  if (!campaign.approved || campaign.closed_at || context.now() < campaign.rules.closes) return false;
  const CampaignActRow act = closing_by_clock(campaign);
  add_campaign_act(db, campaign.id, act);
  add_incident(db, campaign.id, act.action, act.reason, context.now());
  audit(db, {.kind = "campaign.close", .actor = "clock", .object = campaign.id, .at = context.login_now()});
  forget_campaign(context, campaign.id, campaign.acts.size() + 1);
  return true;
}

Checked<bool> seal_campaign(Db& db, Context& context, const LiveCampaign& campaign) {
  return context.voting->log.seal(db, campaign.id, campaign.terms_hash, context.voting->keys.signer, context.now())
      .has_value();
}

std::span<const Route> campaign_act_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      post("/api/v1/campaigns/{id}/actions", "Запросить действие над голосованием или подтвердить запрошенное",
           logged_in,
           {{Object::voting_campaign, Action::update, "open, extend, close, publish, freeze or unfreeze"},
            {Object::vote_annulment, Action::propose, "annul"},
            {Object::voting_campaign, Action::decide, "approve"},
            {Object::vote_annulment, Action::decide, "approve an annulment"}},
           post_action,
           {.takes = {"CampaignActInput"},
            .answers = {.schema = "CampaignAfterAct",
                        .or_status = 202,
                        .about = "Голосование после действия; 202 — запрос ждёт второго человека"},
            .refusals = {{409}},
            .once = true,
            .log = "two_person.asked two_person.approved campaign.open campaign.extend campaign.close campaign.publish "
                   "campaign.freeze campaign.unfreeze campaign.annul"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
