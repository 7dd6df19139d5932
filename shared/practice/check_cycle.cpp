#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {

// A cycle whose stages lack their act must not open (issue 3, point 4).
void check_cycle(const Pack& pack, Findings& findings) {
  std::vector<Named> ids, laws;
  for (std::size_t i = 0; i < pack.law.size(); ++i) {
    laws.push_back({pack.law[i].id, step("/law", i) + "/id"});
    const std::string& source = pack.law[i].source;
    if (source != "verified" && source != "from memory" && source != "illustrative")
      findings.error("unknown_source", step("/law", i) + "/source",
                     tr("Бывает verified, from memory или illustrative"));
  }
  for (std::size_t i = 0; i < pack.stages.size(); ++i) {
    const Stage& stage = pack.stages[i];
    const std::string pointer = step("/stages", i);
    ids.push_back({stage.id, pointer + "/id"});
    if (stage.to <= stage.from)
      findings.error("dates_order", pointer + "/to", tr("Этап «{}» кончается раньше, чем начинается", stage.title));
    if (i > 0 && stage.from < pack.stages[i - 1].to)
      findings.error("dates_order", pointer + "/from",
                     tr("Этап «{}» начинается раньше, чем кончается предыдущий", stage.title));
    if (stage.law.empty())
      findings.error("no_law", pointer,
                     tr("У этапа «{}» нет правового основания (law): цикл нельзя открыть", stage.title));
    for (std::size_t l = 0; l < stage.law.size(); ++l)
      if (!pack.basis(stage.law[l]))
        findings.error("unknown_law", step(pointer + "/law", l), tr("В law нет основания «{}»", stage.law[l]));
  }
  if (std::ranges::none_of(pack.stages, &Stage::intake))
    findings.error("no_intake", "/stages", tr("Ни на одном этапе не принимают заявки (intake)"));
  check_unique(ids, findings);
  check_unique(laws, findings);
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
    if (!formulas.is_number(limits.sources[i].first))
      findings.error("unknown_field", step("/limits/sources", i) + "/field",
                     tr("В форме нет числового поля «{}»", limits.sources[i].first));

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
