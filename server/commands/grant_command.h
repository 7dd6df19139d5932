#pragma once
#include <span>
#include <string>

namespace pochin::server {

// `pochin grant --config F --oid N --role R [--scope S] [--ogrn O] [--revoke]`: gives a role of domain.md §9 to an
// ЕСИА account, or takes it back; effective on that person's next request. The first administrator is made so, by
// whoever may read the database. Gives the exit code; says on stderr what is wrong.
int grant_command(std::span<const std::string> arguments);

}  // namespace pochin::server
