#include "server/api/application/published.h"

#include <algorithm>

namespace pochin::server {

bool is_of_cycle(const Context& context, const ApplicationRow& row, const practice::Pack& pack) {
  const LoadedPack* own = context.pack(row.practice, row.pack_version);
  return own && own->pack.cycle.id == pack.cycle.id;
}

bool is_published(const ApplicationRow& row) {
  const auto state = application::state_from(row.state);
  return state && row.number && row.submitted && application::info(*state).is_public;
}

bool newer(const std::shared_ptr<const Projection>& a, const std::shared_ptr<const Projection>& b) {
  if (a->row.submitted != b->row.submitted) return a->row.submitted > b->row.submitted;
  return a->row.number > b->row.number;
}

std::vector<std::shared_ptr<const Projection>> public_projects(Db& db, const Context& context,
                                                               std::string_view practice) {
  std::vector<std::shared_ptr<const Projection>> projects;
  for (const ApplicationRow& row : applications_of_practice(db, practice)) {
    if (!is_published(row)) continue;
    if (auto projection = context.projections->of(context, row)) projects.push_back(std::move(projection));
  }
  std::ranges::sort(projects, newer);
  return projects;
}

}  // namespace pochin::server
