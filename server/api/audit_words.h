// The audit log in words for people.
#pragma once
#include <string>
#include <string_view>

#include "server/api/context.h"
#include "shared/base/json.h"

namespace pochin::server {

std::string audit_title(std::string_view kind);  // "login.done" → «Вход»; an unknown kind stays itself
// What the details tell that a person needs: the role and where, the reason, how many. Empty when there is nothing.
std::string audit_summary(const Context& context, const Json& details);
// «Заречье» for an ОКТМО, the title for a practice, the text itself for anything else.
std::string scope_title(const Context& context, std::string_view scope);

}  // namespace pochin::server
