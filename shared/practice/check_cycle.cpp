#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/check.h"
#include "shared/practice/opening.h"

namespace pochin::practice {

void check_source(const std::string& source, const std::string& pointer, Findings& findings) {
  if (source != "verified" && source != "from memory" && source != "illustrative")
    findings.error("unknown_source", pointer + "/source", tr("Бывает verified, from memory или illustrative"));
}

namespace {

// Wordings of one id follow each other in time.
void check_wordings(const std::vector<LegalBasis>& all, Findings& findings) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const LegalBasis& basis = all[i];
    check_source(basis.source, basis.place, findings);
    if (basis.valid_from && basis.valid_to && *basis.valid_to <= *basis.valid_from)
      findings.error("dates_order", basis.place + "/valid_to", tr("Акт теряет силу раньше, чем начинает действовать"));
    for (std::size_t j = 0; j < i; ++j)
      if (all[j].id == basis.id && law::overlap(all[j], basis))
        findings.error(
            "duplicate_id", basis.place,
            tr("Основание «{}» уже есть и действует в те же дни: поправьте valid_from и valid_to", basis.id));
  }
}

void check_grounds_and_terms(const Pack& pack, Findings& findings) {
  std::vector<Named> codes, ids;
  const auto known = [&](const std::string& law, const std::string& pointer) {
    if (!pack.basis(law)) findings.error("unknown_law", pointer + "/law", tr("В law нет основания «{}»", law));
  };
  for (std::size_t i = 0; i < pack.refusal_grounds.size(); ++i) {
    const std::string pointer = step("/refusal_grounds", i);
    codes.push_back({pack.refusal_grounds[i].code, pointer + "/code"});
    known(pack.refusal_grounds[i].law, pointer);
  }
  for (std::size_t i = 0; i < pack.terms.size(); ++i) {
    const std::string pointer = step("/terms", i);
    ids.push_back({pack.terms[i].id, pointer + "/id"});
    known(pack.terms[i].law, pointer);
    check_source(pack.terms[i].source, pointer, findings);
  }
  check_unique(codes, findings);
  check_unique(ids, findings);
}

// «МСК+1» is 240 minutes, "UTC+3" is 180. Other names say nothing about minutes.
std::optional<int> minutes_of(std::string_view zone) {
  int minutes = 0;
  if (zone.starts_with("МСК"))
    minutes = 180, zone.remove_prefix(std::string_view("МСК").size());
  else if (zone.starts_with("UTC") || zone.starts_with("GMT"))
    zone.remove_prefix(3);
  else
    return std::nullopt;
  const auto shift = zone.empty() ? std::optional(Ratio(0)) : parse_decimal(zone);
  const auto hours = shift ? shift->to_int64() : std::nullopt;
  return hours && *hours >= -14 && *hours <= 14 ? std::optional(minutes + static_cast<int>(*hours) * 60) : std::nullopt;
}

void check_zone(const Pack& pack, Findings& findings) {
  const auto minutes = minutes_of(pack.zone_name);
  if (minutes && *minutes != pack.zone_minutes)
    findings.error("zone_mismatch", "/zone_minutes",
                   tr("{} — это {} минут, а записано {}: сроки на экране разошлись бы с тем, когда приём закроется",
                      pack.zone_name, *minutes, pack.zone_minutes));
}

// Whether every moment of [from, to) belongs to a stage. Stages stand in the order of their time.
bool covered(const Pack& pack, Instant from, Instant to) {
  for (const Stage& stage : pack.stages)
    if (stage.from <= from && from < stage.to) from = stage.to;
  return from >= to;
}

void check_votes(const Pack& pack, Findings& findings) {
  for (std::size_t i = 0; i < pack.campaigns.size(); ++i) {
    const voting::Campaign& vote = pack.campaigns[i];
    if (vote.opens < vote.closes && !covered(pack, vote.opens, vote.closes))
      findings.error("vote_stage", step("/campaigns", i) + "/opens",
                     tr("Голосование «{}» идёт не в дни этапов: поправьте opens и closes или этапы", vote.title));
  }
}

}  // namespace

// A cycle whose stages lack their act must not open (issue 3, point 4).
void check_cycle(const Pack& pack, Findings& findings) {
  std::vector<Named> ids;
  check_wordings(pack.law, findings);
  check_grounds_and_terms(pack, findings);
  for (const law::Problem& problem : can_open(pack)) {
    if (problem.forbids)
      findings.error(problem.code, problem.place, problem.message);
    else
      findings.warning(problem.code, problem.place, problem.message);
  }
  for (std::size_t i = 0; i < pack.stages.size(); ++i) {
    const std::string pointer = step("/stages", i);
    ids.push_back({pack.stages[i].id, pointer + "/id"});
    if (i > 0 && pack.stages[i].from < pack.stages[i - 1].to)
      findings.error("dates_order", pointer + "/from",
                     tr("Этап «{}» начинается раньше, чем кончается предыдущий", pack.stages[i].title));
  }
  check_unique(ids, findings);
  check_zone(pack, findings);
  check_votes(pack, findings);
}

void check_limits(const Pack& pack, const FormulaCheck& formulas, Findings& findings) {
  const Limits& limits = pack.limits;
  const auto number = [&](const std::string& name, const char* key) {
    if (!name.empty() && !formulas.is_number(name))
      findings.error("unknown_name", std::string("/limits/") + key, tr("Нет числового поля или формулы «{}»", name));
  };
  number(limits.cost, "cost");
  number(limits.subsidy, "subsidy");
  number(limits.municipal, "municipal");
  number(limits.extra_budget_share, "extra_budget_share");
  number(limits.beneficiaries, "beneficiaries");
  number(limits.meeting, "meeting");
  number(limits.plus, "plus");
  number(limits.minus, "minus");
  for (std::size_t i = 0; i < limits.sources.size(); ++i)
    if (!formulas.is_number(limits.sources[i].field))
      findings.error("unknown_field", step("/limits/sources", i) + "/field",
                     tr("В форме нет числового поля «{}»", limits.sources[i].field));
  const form::Field* reason = limits.reason.empty() ? nullptr : pack.form.field(limits.reason);
  if (!limits.reason.empty() && !reason)
    findings.error("unknown_field", "/limits/reason", tr("В форме нет поля «{}»", limits.reason));
  if (limits.reason.empty() && !(limits.plus + limits.minus).empty())
    findings.error("limits_reason", limits.plus.empty() ? "/limits/minus" : "/limits/plus",
                   tr("Назовите поле, в котором пишут, почему баллы изменены вручную: reason"));

  if (pack.refund && !pack.refund->spent.empty())
    if (const auto rule = finance::refund_rule(pack.refund->spent.text()); !rule)
      findings.error(rule.error().code, "/refund/spent", tr("Ошибка в формуле: {}", rule.error().message),
                     column_of(rule.error().place));

  const auto field = [&](const std::string& id, const std::string& pointer, bool open) {
    const form::Field* found = pack.form.field(id);
    if (!found)
      findings.error("unknown_field", pointer, tr("В форме нет поля «{}»", id));
    else if (open && found->privacy != form::Privacy::open)
      findings.error("not_open", pointer, tr("Поле «{}» нельзя публиковать: у него не стоит privacy open", id));
  };
  const Card& card = pack.card;
  field(card.title, "/card/title", true);
  field(card.problem, "/card/problem", true);
  field(card.results, "/card/results", true);
  field(card.typology, "/card/typology", true);
  field(card.term, "/card/term", true);
  field(card.settlement, "/card/settlement", true);
  field(card.cost, "/card/cost", true);
  for (std::size_t i = 0; i < card.fields.size(); ++i) field(card.fields[i], step("/card/fields", i), true);
}

}  // namespace pochin::practice
