#include "server/api/voting/campaign.h"

#include <algorithm>

#include "server/api/application/published.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/campaign_move.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

struct Names {
  std::string_view practice, campaign;
};
std::optional<Names> parts_of(std::string_view id) {
  const std::size_t dot = id.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return Names{id.substr(0, dot), id.substr(dot + 1)};
}

// The newest version of the cycle that has such a campaign, the latest cycle first.
const LoadedPack* pack_with(const Context& context, const Names& names) {
  const auto cycles = context.packs.cycles(names.practice);
  const auto has = [&](const LoadedPack* pack) { return pack->pack.campaign(names.campaign) != nullptr; };
  const LoadedPack* current = context.practice(names.practice);
  if (current && has(current)) return current;
  const auto found = std::find_if(cycles.rbegin(), cycles.rend(), has);
  return found == cycles.rend() ? nullptr : *found;
}

bool stands(const Context& context, const LoadedPack& pack, const voting::Campaign& rules, const ApplicationRow& row) {
  if (!row.number || std::ranges::find(rules.states, row.state) == rules.states.end()) return false;
  if (!is_of_cycle(context, row, pack.pack)) return false;
  if (rules.projects.empty()) return true;
  const LoadedPack* own = context.pack(row.practice, row.pack_version);
  auto answers = own ? answers_of(*own, row) : fail("answers", "");
  if (!answers) return false;
  const Reading reading(context, *own, *std::move(answers), facts_of(context, *own, row.municipality, context.now()));
  return reading.environment.holds(rules.projects, true);
}

std::vector<CampaignProjectRow> standing_projects(Db& db, const Context& context, const LoadedPack& pack,
                                                  const voting::Campaign& rules) {
  std::vector<CampaignProjectRow> list;
  for (const ApplicationRow& row : applications_of_practice(db, pack.pack.id)) {
    if (!stands(context, pack, rules, row)) continue;
    const auto about = context.projections->of(context, row);
    if (!about) continue;
    list.push_back({.project = row.id,
                    .number = row.number.value_or(""),
                    .title = row.title,
                    .summary = about->results,
                    .district = rules.districts == voting::Districts::municipality ? row.municipality : std::string(),
                    .cost = about->cost.value_or(0),
                    .submitted = row.submitted});
  }
  std::ranges::sort(list, {}, &CampaignProjectRow::number);
  return list;
}

void take_projects(LiveCampaign& it, std::vector<CampaignProjectRow> projects) {
  it.projects = std::move(projects);
  for (const CampaignProjectRow& each : it.projects) {
    it.ballot_projects.push_back({each.project, each.number, Money{each.cost}, each.district, false});
    if (!each.district.empty() && std::ranges::find(it.districts, each.district) == it.districts.end())
      it.districts.push_back(each.district);
  }
  std::ranges::sort(it.districts);
}

// Of one project when the act names it, else of the whole vote.
void take_freeze(LiveCampaign& it, bool on, const CampaignActRow& act) {
  const std::string project = get_string(stored_json(act.details), "project");
  if (project.empty()) {
    it.frozen = on;
    return;
  }
  if (on)
    it.frozen_projects.insert(project);
  else
    it.frozen_projects.erase(project);
  for (voting::BallotProject& each : it.ballot_projects)
    if (each.id == project) each.frozen = on;
}

void take_act(LiveCampaign& it, CampaignMove move, const CampaignActRow& act) {
  switch (move) {
    case CampaignMove::open:
      it.log_key = get_string(stored_json(act.details), "log_key");
      return;
    case CampaignMove::extend:
      if (const auto end = parse_instant(get_string(stored_json(act.details), "closes"))) it.rules.closes = *end;
      return;
    case CampaignMove::close:
      if (!it.closed_at) it.closed_at = act.at;
      return;
    case CampaignMove::publish:
      it.published = true;
      return;
    case CampaignMove::freeze:
    case CampaignMove::unfreeze:
      take_freeze(it, move == CampaignMove::freeze, act);
      return;
    case CampaignMove::annul:
      if (get_string(stored_json(act.details), "scope") == "campaign") it.annulled = true;
      return;
  }
}

void take_acts(LiveCampaign& it, std::vector<CampaignActRow> acts) {
  for (const CampaignActRow& act : acts) {
    if (const auto move = from_code<CampaignMove>(act.action)) take_act(it, *move, act);
  }
  it.acts = std::move(acts);
}

// Project lists as they are voted on and counted.
std::vector<voting::TermsList> lists_of(const Context& context, const LiveCampaign& it) {
  std::vector<voting::TermsList> lists;
  if (it.rules.districts == voting::Districts::none) lists.push_back({"", "", {}});
  for (const std::string& district : it.districts) lists.push_back({district, district_label(context, district), {}});
  for (const CampaignProjectRow& each : it.projects) {
    const auto list = std::ranges::find(lists, each.district, &voting::TermsList::id);
    voting::Project project;
    project.id = each.project;
    project.number = each.number;
    project.name = each.title;
    project.cost = each.cost;
    if (each.submitted) project.submitted_at = format_instant({each.submitted->ms - each.submitted->ms % 1000});
    list->projects.push_back(std::move(project));
  }
  return lists;
}

// As written down at the opening; of what was opened before that was done, the same from its rows.
bool take_terms(const Context& context, LiveCampaign& it, const CampaignTermsRow& row) {
  it.rules.closes = row.closes;
  if (row.text.empty()) {
    it.terms = voting::terms_of(it.id, it.rules, lists_of(context, it));
    return true;
  }
  auto terms = voting::terms_from_text(row.text);
  if (!terms) return false;
  it.terms = *std::move(terms);
  it.terms_text = row.text;
  it.terms_hash = voting::terms_hash(row.text);
  return true;
}

std::shared_ptr<const LiveCampaign> approved_campaign(Db& db, const Context& context, const CampaignRow& row) {
  const LoadedPack* pack = context.pack(row.practice, row.pack_version);
  const voting::Campaign* rules = pack ? pack->pack.campaign(row.campaign) : nullptr;
  if (!rules) return nullptr;
  auto it = std::make_shared<LiveCampaign>();
  it->id = row.id;
  it->pack = pack;
  it->rules = *rules;
  for (const Json& set : stored_json(row.incompatible)) it->rules.ballot.incompatible.push_back(set);
  it->approved = true;
  it->keys = campaign_keys(context.voting->keys.master, row.id, row.salt);
  take_projects(*it, campaign_projects(db, row.id));
  if (!take_terms(context, *it, campaign_terms(db, row.id).value_or(CampaignTermsRow{rules->closes, {}})))
    return nullptr;
  take_acts(*it, campaign_acts(db, row.id));
  return it;
}

std::shared_ptr<const LiveCampaign> known_campaign(const Context& context, std::string_view id) {
  const std::lock_guard lock(context.voting->mutex);
  const auto known = context.voting->live.find(id);
  return known == context.voting->live.end() ? nullptr : known->second;
}

// Whoever began to read before an act was committed knows less than others do: that is good for their own snapshot and
// must not be given to those who come later, who would go on taking votes after a freeze. Acts are only added.
std::shared_ptr<const LiveCampaign> kept_unless_old(const Context& context, std::shared_ptr<const LiveCampaign> made) {
  const std::lock_guard lock(context.voting->mutex);
  std::size_t& most = context.voting->most_acts[made->id];
  if (made->acts.size() < most) return made;
  most = made->acts.size();
  return context.voting->live[made->id] = std::move(made);
}

}  // namespace

std::span<const Name<CampaignState>> names(CampaignState) {
  static constexpr Name<CampaignState> kNames[] = {
      {CampaignState::announced, "announced", tr("объявлено")},
      {CampaignState::open, "open", tr("идёт")},
      {CampaignState::closed, "closed", tr("закончилось, идёт подсчёт")},
      {CampaignState::published, "published", tr("итоги опубликованы")},
      {CampaignState::annulled, "annulled", tr("отменено счётной комиссией")},
      {CampaignState::frozen, "frozen", tr("приостановлено")}};
  return kNames;
}

CampaignState LiveCampaign::state(Instant now) const {
  if (annulled) return CampaignState::annulled;
  if (published) return CampaignState::published;
  if (closed_at) return CampaignState::closed;
  if (!approved || now < rules.opens) return CampaignState::announced;
  if (now >= rules.closes) return CampaignState::closed;
  return frozen ? CampaignState::frozen : CampaignState::open;
}

const CampaignProjectRow* LiveCampaign::project(std::string_view wanted) const {
  const auto found = std::ranges::find(projects, wanted, &CampaignProjectRow::project);
  return found == projects.end() ? nullptr : &*found;
}

Checked<std::shared_ptr<const LiveCampaign>> campaign_of(Db& db, const Context& context, std::string_view id) {
  if (auto known = known_campaign(context, id)) return known;
  const auto names = parts_of(id);
  if (!names) return std::unexpected(not_found(say("Такого голосования нет.")));
  if (const auto row = find_campaign(db, id)) {
    auto made = approved_campaign(db, context, *row);
    if (!made) return std::unexpected(problem(503, "not_ready", say("Правила голосования ещё не загружены.")));
    return kept_unless_old(context, std::move(made));
  }
  const std::uint64_t version = context.cache.version();
  {
    const std::lock_guard lock(context.voting->mutex);
    const auto known = context.voting->announced.find(id);
    if (known != context.voting->announced.end() && known->second.version == version) return known->second.campaign;
  }
  const LoadedPack* pack = pack_with(context, *names);
  if (!pack) return std::unexpected(not_found(say("Такого голосования нет.")));
  auto it = std::make_shared<LiveCampaign>();
  it->id = id;
  it->pack = pack;
  it->rules = *pack->pack.campaign(names->campaign);
  take_projects(*it, standing_projects(db, context, *pack, it->rules));
  it->terms = voting::terms_of(it->id, it->rules, lists_of(context, *it));
  const std::lock_guard lock(context.voting->mutex);
  context.voting->announced[it->id] = {version, it};
  return it;
}

Checked<std::shared_ptr<const LiveCampaign>> find_campaign(Context& context, std::string_view id) {
  if (auto known = known_campaign(context, id)) return known;
  return look(context, [&](Db& db) { return campaign_of(db, context, id); });
}

std::vector<std::shared_ptr<const LiveCampaign>> all_campaigns(Db& db, const Context& context,
                                                               std::string_view practice) {
  std::vector<std::shared_ptr<const LiveCampaign>> list;
  for (const std::string& each : context.packs.practices()) {
    if (!practice.empty() && each != practice) continue;
    const LoadedPack* pack = context.practice(each);
    if (!pack) continue;
    for (const voting::Campaign& campaign : pack->pack.campaigns)
      if (auto found = campaign_of(db, context, each + "." + campaign.id)) list.push_back(*std::move(found));
  }
  return list;
}

void forget_campaign(const Context& context, std::string_view id, std::size_t acts) {
  const std::lock_guard lock(context.voting->mutex);
  if (acts > 0) {
    std::size_t& most = context.voting->most_acts[std::string(id)];
    most = std::max(most, acts);
  }
  if (const auto known = context.voting->live.find(id); known != context.voting->live.end())
    context.voting->live.erase(known);
  if (const auto known = context.voting->announced.find(id); known != context.voting->announced.end())
    context.voting->announced.erase(known);
}

void forget_acts(const Context& context, std::string_view id) {
  const std::lock_guard lock(context.voting->mutex);
  if (const auto known = context.voting->most_acts.find(id); known != context.voting->most_acts.end())
    context.voting->most_acts.erase(known);
}

std::string terms_to_open(const LiveCampaign& campaign, const std::vector<std::vector<std::string>>& incompatible) {
  voting::Campaign rules = campaign.rules;
  for (const auto& set : incompatible) rules.ballot.incompatible.push_back(set);
  std::vector<voting::TermsList> lists = campaign.terms.lists;
  for (voting::TermsList& list : lists) list.incompatible.clear();
  return voting::terms_text(voting::terms_of(campaign.id, rules, std::move(lists)), rules);
}

Checked<bool> write_missing_ends(Db& db, const Context& context) {
  for (const std::string& id : approved_campaigns(db)) {
    if (campaign_terms(db, id)) continue;
    const auto row = find_campaign(db, id);
    const LoadedPack* pack = row ? context.pack(row->practice, row->pack_version) : nullptr;
    const voting::Campaign* rules = pack ? pack->pack.campaign(row->campaign) : nullptr;
    if (!rules) continue;  // not loaded yet: the next start does it
    // Until now a newer version of the cycle could put the end off.
    const voting::Campaign* newest = context.packs.calendar(*pack).pack.campaign(row->campaign);
    add_campaign_terms(db, id, {newest ? std::max(rules->closes, newest->closes) : rules->closes, {}});
  }
  return true;
}

Checked<bool> approve_campaign(Db& db, const Context& context, const LiveCampaign& campaign,
                               const std::vector<std::vector<std::string>>& incompatible) {
  if (campaign.approved)
    return std::unexpected(conflict("already_open", say("Список проектов этого голосования уже утверждён.")));
  if (campaign.projects.empty())
    return std::unexpected(
        conflict("no_projects", say("Нет ни одного проекта, за который можно голосовать. Переведите проекты на "
                                    "голосование, потом открывайте его.")));
  if (context.now() >= campaign.rules.closes)
    return std::unexpected(conflict("closed", say("Срок этого голосования прошёл.")));
  add_campaign(db,
               {.id = campaign.id,
                .practice = campaign.pack->pack.id,
                .pack_version = campaign.pack->pack.version,
                .campaign = campaign.rules.id,
                .salt = random_key_bytes(),
                .incompatible = Json(incompatible).dump(),
                .approved = context.now()},
               campaign.projects);
  add_campaign_terms(db, campaign.id, {campaign.rules.closes, terms_to_open(campaign, incompatible)});
  return true;
}

}  // namespace pochin::server
