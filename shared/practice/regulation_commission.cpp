// The commission and the return of initiative payments, as an act says them.
#include "shared/base/text.h"
#include "shared/finance/refund.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

// «не меньше половины», «больше 2/3»
std::string share_text(const Ratio& share, bool more_than) {
  const std::string part = share == Ratio(1)              ? std::string(tr("всех"))
                           : share * Ratio(2) == Ratio(1) ? std::string(tr("половины"))
                           : share * Ratio(3) == Ratio(2) ? std::string(tr("двух третей"))
                           : share * Ratio(4) == Ratio(3) ? std::string(tr("трёх четвертей"))
                                                          : tr("{} %", number_text(share * Ratio(100)));
  return std::string(more_than ? tr("больше ") : tr("не меньше ")) + part;
}

std::string traits_text(const std::vector<std::string>& traits) {
  std::vector<std::string> words;
  for (const std::string& trait : traits) words.push_back("«" + trait + "»");
  return joined(words, ", ");
}

void write_composition(const review::CompositionRule& rule, RegulationWriter& writer) {
  std::vector<std::string> parts;
  if (rule.least_members > 0) parts.push_back(tr("членов комиссии — не меньше {}", rule.least_members));
  if (rule.most_members) parts.push_back(tr("не больше {}", *rule.most_members));
  if (rule.representative_share)
    parts.push_back(tr("по предложению представительного органа назначается {} членов",
                       share_text(*rule.representative_share, false)));
  parts.push_back(std::string(rule.secretary_votes ? tr("секретарь голосует") : tr("секретарь не голосует")));
  std::string text = joined(parts, ", ");
  text = tr("Состав: {}.", text);
  writer.point(text, rule.norm);
  if (!rule.excluded_traits.empty())
    writer.unsaid(tr("Кто не может входить в комиссию: признаки {}", traits_text(rule.excluded_traits)));
}

std::string majority_text(const review::MajorityRule& rule) {
  std::string_view of;
  switch (rule.of) {
    case review::MajorityOf::voted:
      of = tr("голосов «за» и «против» (воздержавшиеся не учитываются)");
      break;
    case review::MajorityOf::present:
      of = tr("голосов присутствующих членов");
      break;
    case review::MajorityOf::members:
      of = tr("голосов всех членов комиссии");
      break;
  }
  std::string text = tr("Решение принято, если «за» подано {} {}.", share_text(rule.share, rule.more_than), of);
  const bool halves = rule.share * Ratio(2) == Ratio(1) && rule.of != review::MajorityOf::members;
  if (rule.chair_casts && halves)
    text += tr(" При равенстве голосов решает голос председательствующего, если он не воздержался.");
  return text;
}

std::string bound_actions(const Pack& pack, const std::vector<std::string>& binds) {
  std::vector<std::string> titles;
  for (const std::string& action : binds)
    for (const application::Transition& transition : pack.workflow.transitions)
      if (transition.action == action) {
        titles.push_back("«" + transition.title + "»");
        break;
      }
  return joined(titles, ", ");
}

}  // namespace

void write_commission(const Pack& pack, RegulationWriter& writer) {
  if (!pack.commission) return;
  const CommissionRules& rules = *pack.commission;
  writer.section(tr("Комиссия"));
  write_composition(rules.protocol.composition, writer);
  const review::QuorumRule& quorum = rules.protocol.quorum;
  writer.point(tr("Заседание правомочно, если присутствует {} членов комиссии. Члены, заявившие о личной "
                  "заинтересованности, по своему вопросу {}.",
                  share_text(quorum.share, quorum.more_than),
                  quorum.recused_counted ? tr("учитываются и среди членов, и среди присутствующих")
                                         : tr("не учитываются ни среди членов, ни среди присутствующих")),
               quorum.norm);
  writer.point(majority_text(rules.protocol.majority), rules.protocol.majority.norm);
  writer.point(std::string(
      rules.protocol.all_sign
          ? tr("Протокол подписывают все присутствовавшие члены комиссии.")
          : tr("Протокол подписывают председательствующий и секретарь. Одно лицо не может изменить баллы и подписать "
               "протокол.")));
  if (const std::string actions = bound_actions(pack, rules.binds); !actions.empty())
    writer.point(tr("Действия {} совершаются только по подписанному протоколу, в котором названа заявка.", actions));
  if (rules.opinion_term.empty()) return;
  for (const NamedTerm& named : pack.terms)
    if (named.id == rules.opinion_term)
      writer.point(tr("Эксперт даёт заключение в течение {} после назначения.", calendar::term_within(named.term)));
}

void write_refund(const Pack& pack, RegulationWriter& writer) {
  const bool acts = pack.workflow.knows(application::State::terminated);
  if (!pack.refund && !acts) return;
  writer.section(tr("Возврат инициативных платежей"));
  writer.point(std::string(tr("Если проект не состоялся, инициативные платежи возвращаются плательщикам полностью.")));
  const bool typical =
      !pack.refund || pack.refund->spent.empty() || pack.refund->spent.text() == finance::kTypicalSpent;
  if (!typical)
    writer.unsaid(tr("Возврат остатка инициативных платежей: какая их часть считается израсходованной (формула {})",
                     pack.refund->spent.text()));
  writer.point(
      std::string(typical ? tr("Если проект выполнен, израсходованной считается доля фактической стоимости проекта, "
                               "равная плановой доле инициативных платежей в его стоимости, но не больше внесённого. ")
                          : std::string_view()) +
          std::string(tr("Остаток возвращается плательщикам пропорционально внесённым суммам; копейки делятся так, что "
                         "возвращается "
                         "ровно остаток.")),
      pack.refund ? pack.refund->norm : std::string());
}

}  // namespace pochin::practice
