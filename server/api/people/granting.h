// Which roles are given to people and on what: the same for invitations, for grants and for the command line.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/handling/context.h"
#include "shared/access/access.h"

namespace pochin::server {

// Roles that somebody gives; the others follow from the login and from what a person wrote.
bool is_given(access::Role role);
// Every scope there is for a role: "" alone when it needs none; "*" first.
std::vector<std::string> all_scopes(const Context& context, access::Role role);
// What is wrong with the scope of a role: its code and words for the person.
struct ScopeFault {
  std::string code, message;
};
std::optional<ScopeFault> fault_of_scope(const Context& context, access::Role role, std::string_view scope);
// «все практики», «весь регион», the name of a municipality, a district or a practice; empty for none.
std::string scope_words(const Context& context, std::string_view role, std::string_view scope);
// What the table of permissions is asked about those who hold the role on this scope.
access::Target users_of(access::Role role, const std::string& scope);

}  // namespace pochin::server
