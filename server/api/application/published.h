// Which applications everybody may see.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "server/api/application/projection.h"
#include "server/api/handling/context.h"

namespace pochin::server {

// The published applications of a practice, newest submission first.
std::vector<std::shared_ptr<const Projection>> public_projects(Db& db, const Context& context,
                                                               std::string_view practice);
bool newer(const std::shared_ptr<const Projection>& a, const std::shared_ptr<const Projection>& b);
// Whether the application belongs to the cycle of the pack.
bool is_of_cycle(const Context& context, const ApplicationRow& row, const practice::Pack& pack);
bool is_published(const ApplicationRow& row);

}  // namespace pochin::server
