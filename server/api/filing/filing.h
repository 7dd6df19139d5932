// Filing an application and working on it: lists, answers, files, remarks, moves; what the staff fills in.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_application_routes(Router& router, Context& context);
void add_draft_routes(Router& router, Context& context);
void add_answer_routes(Router& router, Context& context);
void add_remark_routes(Router& router, Context& context);
void add_action_routes(Router& router, Context& context);
void add_file_routes(Router& router, Context& context);
void add_office_routes(Router& router, Context& context);

}  // namespace pochin::server
