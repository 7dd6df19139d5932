#include "shared/review/quorum.h"

#include <algorithm>
#include <set>

#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::review {

constexpr auto fields(const QuorumRule*) {
  return std::tuple{record::needed("share", &QuorumRule::share), record::maybe("more_than", &QuorumRule::more_than),
                    record::maybe("recused_counted", &QuorumRule::recused_counted),
                    record::maybe("norm", &QuorumRule::norm)};
}

int64_t needed_of(int64_t whole, const Ratio& share, bool more_than) {
  const Ratio border = round_to(share * Ratio(whole), 0, more_than ? Rounding::Floor : Rounding::Ceil);
  const int64_t least = border.to_int64().value_or(whole);
  return more_than ? least + 1 : least;
}

Quorum quorum(const std::vector<std::string>& members, const std::vector<std::string>& present,
              const std::vector<std::string>& recused, const QuorumRule& rule) {
  std::set<std::string> counted(members.begin(), members.end());
  if (!rule.recused_counted)
    for (const std::string& person : recused) counted.erase(person);
  const std::set<std::string> here(present.begin(), present.end());
  Quorum made;
  made.members = static_cast<int64_t>(counted.size());
  made.present = std::ranges::count_if(counted, [&](const std::string& person) { return here.contains(person); });
  made.needed = needed_of(made.members, rule.share, rule.more_than);
  made.reached = made.present > 0 && made.present >= made.needed;
  made.explanation = tr("Присутствуют {} из {}, нужно не меньше {}: {}", made.present, made.members,
                        std::max<int64_t>(made.needed, 1), made.reached ? tr("кворум есть") : tr("кворума нет"));
  return made;
}

Result<QuorumRule> quorum_rule_from_json(const Json& json, const std::string& place) {
  auto rule = record::read<QuorumRule>(json, place);
  if (rule && (rule->share.sign() < 0 || rule->share > Ratio(1)))
    return fail("quorum_share", std::string(tr("Доля — число от 0 до 1: половина пишется 1/2.")), place + "/share");
  return rule;
}

Json to_json(const QuorumRule& rule) { return record::write(rule); }

}  // namespace pochin::review
