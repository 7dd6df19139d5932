// The shapes of the wire (CONTRACT of API v1): one function for each.
#pragma once
#include "server/api/application/record.h"

namespace pochin::server {

// Its code, its words and the tone they are shown in.
void add_state(Json& object, std::string_view code);
// Everything the viewer may see of one application.
Json application_json(const Context& context, Db& db, const Record& record, const Viewer& viewer);
// A line of «Мои заявки» or of the queue.
Json list_item_json(const Context& context, Db& db, const ApplicationRow& row, bool mine);
// What the proposal was made from and what it became.
Json links_json(const std::vector<application::Link>& links);
Json criterion_json(const scoring::CriterionScore& item);
Json score_json(const scoring::Score& score);

}  // namespace pochin::server
