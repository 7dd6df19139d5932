// The shapes of the wire (CONTRACT of API v1): one function for each.
#pragma once
#include "server/api/application/record.h"

namespace pochin::server {

Json territory_json(const Context& context, const territory::Municipality& municipality);
// Everything the viewer may see of one application.
Json application_json(const Context& context, Db& db, const Record& record, const Viewer& viewer);
// A line of «Мои заявки» or of the queue.
Json list_item_json(const Context& context, Db& db, const ApplicationRow& row, bool mine);
// The public card and the public page of a project.
Json card_json(const Context& context, const Projection& projection);
Json project_json(const Context& context, Db& db, const Projection& projection);
// What the proposal was made from and what it became.
Json links_json(const std::vector<application::Link>& links);
Json criterion_json(const scoring::CriterionScore& item);
Json score_json(const scoring::Score& score);
Json stage_json(const practice::Pack& pack, Instant now);

}  // namespace pochin::server
