#include "server/api/application/adjusters.h"

#include "server/store/people.h"
#include "server/store/scoring.h"

namespace pochin::server {

std::vector<review::Adjuster> adjusters_of(Db& db, std::string_view practice) {
  std::vector<review::Adjuster> all;
  for (const AdjusterRow& each : adjusters(db, practice)) all.push_back({person_id(each.person), each.number});
  return all;
}

}  // namespace pochin::server
