#include "server/api/application/target.h"

#include "server/store/people.h"
#include "server/store/reviews.h"
#include "shared/territory/territory.h"

namespace pochin::server {

access::Target case_target(Db& db, const ApplicationRow& row, access::Object object) {
  access::Target target{.object = object,
                        .practice = row.practice,
                        .territories = territory::chain_of(row.municipality),
                        .owners = {person_id(row.author)}};
  for (const ExpertRow& each : experts_of(db, row.id)) target.assigned.push_back(each.assignment.expert);
  target.conflicted = review::recused_on(conflicts_on(db, row.id), row.id);
  return target;
}

}  // namespace pochin::server
