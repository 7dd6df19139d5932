#include "server/api/campaign_json.h"

#include <algorithm>

#include "server/store/ballots.h"
#include "shared/base/text.h"
#include "shared/voting/receipt.h"

namespace pochin::server {
namespace {

using voting::BallotKind;

std::string projects_text(std::int64_t n) { return tr("{} {}", n, plural(n, "проект", "проекта", "проектов")); }

// «от 1 до 3 проектов»
std::string length_text(const voting::BallotRules& rules) {
  if (rules.max > 0 && rules.min == rules.max) return projects_text(rules.max);
  if (rules.max > 0)
    return tr("от {} до {} {}", rules.min, rules.max, plural(rules.max, "проекта", "проектов", "проектов"));
  return tr("не меньше чем {}", projects_text(rules.min));
}

std::string ballot_text(const voting::BallotRules& rules) {
  switch (rules.kind) {
    case BallotKind::choose_one:
      return say("Выбирают один проект.");
    case BallotKind::approval:
      return tr("Выбирают {}.", length_text(rules));
    case BallotKind::knapsack:
      return tr("Собирают корзину проектов на сумму не больше {}.", format_roubles(rules.max_cost.value_or(Money{})));
    case BallotKind::ranked:
      return tr("Расставляют по порядку {}.", length_text(rules));
    case BallotKind::cumulative:
      return tr("Делят между проектами {} {}.", rules.points, plural(rules.points, "балл", "балла", "баллов"));
    case BallotKind::scores:
      return tr("Ставят проектам оценки от 0 до {}.", rules.max_points);
    case BallotKind::plus_minus:
      return tr("Ставят плюсы ({}) и не больше {} {}.", length_text(rules), rules.minus,
                plural(rules.minus, "минуса", "минусов", "минусов"));
    case BallotKind::yes_no:
      return say("О каждом проекте говорят «да» или «нет».");
  }
  return {};
}

std::string who_text(const voting::Campaign& rules, const Zone& zone) {
  std::string text;
  switch (rules.residence) {
    case voting::ResidenceRule::municipality:
      text = say("Жители муниципалитета, за проекты которого голосуют");
      break;
    case voting::ResidenceRule::region:
      text = say("Жители региона");
      break;
    case voting::ResidenceRule::anyone:
      text = say("Все желающие");
      break;
  }
  const std::string day = format_date_long(rules.age_on.value_or(local(rules.opens, zone).date));
  const auto years = [](std::int64_t n) { return tr("{} {}", n, plural(n, "год", "года", "лет")); };
  if (rules.min_age) text += tr(", которым {} исполнилось {}", day, years(*rules.min_age));
  if (rules.max_age) text += tr(", не старше {}", years(*rules.max_age));
  return text + ".";
}

std::string tally_text(const voting::Campaign& rules) {
  std::string text = tr("Победители — {}", title_of(rules.tally.rule));
  if (rules.tally.threshold > 0)
    text +=
        tr(", не меньше {} {}", rules.tally.threshold, plural(rules.tally.threshold, "голоса", "голосов", "голосов"));
  std::string ties;
  for (const voting::TieStep& step : rules.tally.ties)
    ties += (ties.empty() ? "" : ", потом ") + std::string(title_of(step.by));
  return tr("{}. Денег — {}. При равенстве: {}.", text, format_roubles(rules.budget), ties);
}

Json line(std::string_view label, std::string text) { return {{"label", tr(label)}, {"text", std::move(text)}}; }

Json rules_json(const LiveCampaign& it) {
  const voting::Campaign& rules = it.rules;
  const Zone zone = it.pack->pack.zone();
  std::string channels;
  for (const voting::Channel each : rules.channels)
    channels += (channels.empty() ? "" : ", ") + std::string(title_of(each));
  Json list = Json::array();
  list.push_back(
      line("Когда", tr("С {} {}.", format_local(rules.opens, zone), practice::until_text(rules.closes, zone))));
  list.push_back(line("Кто голосует", who_text(rules, zone)));
  list.push_back(line("Как", ballot_text(rules.ballot)));
  list.push_back(line("Где", tr("Голосуют {}.", channels)));
  list.push_back(line("Как считают", tally_text(rules)));
  list.push_back(line("Промежуточные итоги", tr("Они {}.", title_of(rules.running_totals))));
  list.push_back(
      line("Можно ли переголосовать", rules.change_allowed ? say("Да, до конца голосования.") : say("Нет.")));
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

Json log_json(Db& db, const LiveCampaign& it) {
  const auto head = last_tree_head(db, it.id);
  if (!head) return nullptr;
  return {{"size", head->size}, {"root", hex_of(head->root)}};
}

}  // namespace

std::string money_text(Money money) { return to_decimal(to_roubles(money), 2); }

std::string hex_of(const Bytes& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

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
            {"projects", it.projects.size()},
            {"turnout", it.approved ? Json(turnout_total(db, it.id)) : Json(nullptr)}};
  if (!whole) return json;
  Json channels = Json::array();
  for (const voting::Channel each : rules.channels)
    channels.push_back({{"channel", code_of(each)}, {"label", title_of(each)}});
  json["districts_list"] = districts_json(context, it);
  json["rules"] = rules_json(it);
  json["channels"] = std::move(channels);
  json["tally"] = tally_json(it);
  json["log"] = it.approved ? log_json(db, it) : Json(nullptr);
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
                    {"photo", nullptr}});
  }
  return {{"projects", std::move(list)}};
}

Json tally_json(const LiveCampaign& it) {
  Json json = voting::to_json(it.rules.tally);
  json["budget"] = money_text(it.rules.budget);
  return json;
}

Json head_json(const Context& context, const TreeHeadRow& head) {
  return {{"size", head.size},
          {"root", hex_of(head.root)},
          {"at", wire_time(head.at)},
          {"signature", base64(head.signature)},
          {"key", base64(context.voting->keys.signer.public_key())},
          {"algorithm", "ed25519"}};
}

}  // namespace pochin::server
