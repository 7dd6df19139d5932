// Questions with their votes, and the rule of the majority, as JSON.
#include "shared/base/record.h"
#include "shared/base/tr.h"
#include "shared/review/question_fields.h"

namespace pochin::review {

constexpr auto fields(const MajorityRule*) {
  return std::tuple{record::needed("of", &MajorityRule::of), record::needed("share", &MajorityRule::share),
                    record::needed("more_than", &MajorityRule::more_than),
                    record::needed("chair_casts", &MajorityRule::chair_casts),
                    record::maybe("norm", &MajorityRule::norm)};
}

Result<MajorityRule> majority_rule_from_json(const Json& json, const std::string& place) {
  auto rule = record::read<MajorityRule>(json, place);
  if (rule && (rule->share.sign() < 0 || rule->share > Ratio(1)))
    return fail("majority_share", std::string(tr("Доля — число от 0 до 1: две трети пишутся 2/3.")), place + "/share");
  return rule;
}

Result<Question> question_from_json(const Json& json, const std::string& place) {
  return record::read<Question>(json, place);
}

Json to_json(const MajorityRule& rule) { return record::write(rule); }
Json to_json(const Question& question) { return record::write(question); }

}  // namespace pochin::review
