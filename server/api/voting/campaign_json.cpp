#include "server/api/voting/campaign_json.h"

#include <algorithm>

#include "server/store/ballots.h"
#include "shared/base/bytes.h"
#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/practice/campaign_words.h"
#include "shared/voting/receipt.h"

namespace pochin::server {
namespace {

Json rules_json(const LiveCampaign& it) {
  Json list = Json::array();
  for (auto& line : practice::campaign_lines(it.rules, it.pack->pack.zone()))
    list.push_back({{"label", std::move(line.label)}, {"text", std::move(line.text)}});
  return list;
}

Json basis_json(const LiveCampaign& it) {
  const practice::Pack& pack = it.pack->pack;
  Json list = Json::array();
  for (const std::string& id : it.rules.basis)
    if (const auto* basis = pack.basis(id, local(it.rules.opens, pack.zone()).date))
      list.push_back({{"act", basis->act}, {"text", basis->text}});
  return list;
}

Json districts_json(const Context& context, const LiveCampaign& it) {
  Json list = Json::array();
  for (const std::string& id : it.districts)
    list.push_back({{"id", id},
                    {"label", district_label(context, id)},
                    {"projects", std::ranges::count(it.projects, id, &CampaignProjectRow::district)},
                    {"budget", money_text(it.rules.budget)}});
  return list;
}

// Each time the end was put off, by whose protocol and why.
Json extensions_json(const LiveCampaign& it) {
  Json list = Json::array();
  for (const CampaignActRow& act : it.acts) {
    if (act.action != "extend") continue;
    const Json details = stored_json(act.details);
    list.push_back({{"from", get(details, "from")},
                    {"closes", get(details, "closes")},
                    {"protocol", act.protocol},
                    {"reason", act.reason},
                    {"at", wire_time(act.at)}});
  }
  return list;
}

Json log_json(Db& db, const Context& context, const LiveCampaign& it) {
  const auto head = last_tree_head(db, it.id);
  if (!head) return nullptr;
  Json json{{"size", head->size}, {"root", hex_of(head->root)}, {"key", log_key(context, it)}};
  if (!it.terms_hash.empty()) json["terms"] = it.terms_hash;
  return json;
}

}  // namespace

std::string money_text(Money money) { return to_decimal(to_roubles(money), 2); }

std::string hex_of(const Bytes& bytes) { return to_hex(bytes); }

std::optional<Bytes> bytes_from_hex(std::string_view text) {
  const auto digest = voting::digest_from_hex(text);
  if (!digest) return std::nullopt;
  return Bytes(digest->begin(), digest->end());
}

std::string district_label(const Context& context, std::string_view district) {
  const auto* place = context.region.find(district);
  return place ? place->name : std::string(district);
}

Json campaign_json(Db& db, const Context& context, const LiveCampaign& it, bool whole) {
  const voting::Campaign& rules = it.rules;
  Json json{{"id", it.id},
            {"practice", it.pack->pack.id},
            {"cycle", it.pack->pack.cycle.title},
            {"title", rules.title},
            {"kind", code_of(rules.kind)},
            {"state", code_of(it.state(context.now()))},
            {"opens", wire_time(rules.opens)},
            {"closes", wire_time(rules.closes)},
            {"ballot", voting::to_json(rules.ballot)},
            {"districts", code_of(rules.districts)},
            {"districts_per_person", optional_json(rules.districts_per_person)},
            {"running_totals", code_of(rules.running_totals)},
            {"change_allowed", rules.change_allowed},
            {"min_age", optional_json(rules.min_age)},
            {"max_age", optional_json(rules.max_age)},
            {"residence", code_of(rules.residence)},
            {"basis", basis_json(it)},
            {"budget", money_text(rules.budget)},
            {"lot_source", rules.draws_lots() ? Json(rules.lot_source) : Json(nullptr)},
            {"projects", it.projects.size()},
            {"turnout", it.approved ? Json(turnout_total(db, it.id)) : Json(nullptr)}};
  if (!whole) return json;
  Json channels = Json::array();
  for (const voting::Channel each : rules.channels)
    channels.push_back({{"channel", code_of(each)}, {"label", title_of(each)}});
  json["districts_list"] = districts_json(context, it);
  json["rules"] = rules_json(it);
  json["channels"] = std::move(channels);
  json["tally"] = voting::tally_json(it.terms);
  json["extensions"] = extensions_json(it);
  json["log"] = it.approved ? log_json(db, context, it) : Json(nullptr);
  return json;
}

Json campaign_projects_json(const Context& context, const LiveCampaign& it, std::string_view district) {
  Json list = Json::array();
  for (const CampaignProjectRow& each : it.projects) {
    if (!district.empty() && each.district != district) continue;
    list.push_back({{"id", each.project},
                    {"number", each.number},
                    {"title", each.title},
                    {"cost", money_text(Money{each.cost})},
                    {"district", each.district},
                    {"district_label", each.district.empty() ? std::string() : district_label(context, each.district)},
                    {"summary", each.summary},
                    {"frozen", it.frozen_projects.contains(each.project)},
                    {"photo", nullptr}});
  }
  return {{"projects", std::move(list)}};
}

std::string log_key(const Context& context, const LiveCampaign& it) {
  return it.log_key.empty() ? base64(context.voting->keys.signer.public_key()) : it.log_key;
}

Json head_json(const Context& context, const LiveCampaign& it, const TreeHeadRow& head) {
  Json json{{"size", head.size},
            {"root", hex_of(head.root)},
            {"at", wire_time(head.at)},
            {"signature", base64(head.signature)},
            {"key", base64(context.voting->keys.signer.public_key())},
            {"algorithm", "ed25519"}};
  if (!it.terms_hash.empty()) json["terms"] = it.terms_hash;
  return json;
}

}  // namespace pochin::server
