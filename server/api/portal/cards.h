// The public card and the public page of a project.
#pragma once
#include "server/api/application/projection.h"
#include "server/api/handling/context.h"

namespace pochin::server {

Json card_json(const Context& context, const Projection& projection);
Json project_json(const Context& context, Db& db, const Projection& projection);

}  // namespace pochin::server
