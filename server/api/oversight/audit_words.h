// The audit log in words for people.
#pragma once
#include <string>
#include <string_view>

#include "server/api/handling/context.h"
#include "shared/base/json.h"

namespace pochin::server {

// What a line was done to, where its object is no application: a list, a practice, a vote. "" when there are no words.
std::string object_words(const Context& context, std::string_view object);
std::string audit_title(std::string_view kind);  // "login.done" → «Вход»; an unknown kind stays itself
// What the details tell that a person needs: the role and where, the reason, how many. Empty when there is nothing.
std::string audit_summary(const Context& context, const Json& details);
// «Заречье» for an ОКТМО, the title for a practice, the text itself for anything else.
std::string scope_title(const Context& context, std::string_view scope);

}  // namespace pochin::server
