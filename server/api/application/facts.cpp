#include "server/api/application/facts.h"

#include "server/store/reviews.h"

namespace pochin::server {

void add_opinion_facts(Db& db, std::string_view application, Date today, form::Facts& facts) {
  std::vector<review::Assignment> asked;
  for (const ExpertRow& each : experts_of(db, application)) asked.push_back(each.assignment);
  const auto sum = review::summary(application, asked, opinions_on(db, application), today);
  facts["opinions.positive"] = form::fact(sum.positive);
  facts["opinions.negative"] = form::fact(sum.negative);
  facts["opinions.remarks"] = form::fact(sum.with_remarks);
  facts["opinions.waiting"] = form::fact(sum.waiting + sum.overdue);
}

}  // namespace pochin::server
