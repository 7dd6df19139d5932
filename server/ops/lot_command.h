// `pochin lot FILE.json`: draws again a lot that a portal has published (GET /api/v1/lots/{id}) and says whether the
// same people come out, and whether the list of those who took part has the hash that was published before the seed was
// known. 0 = all is so, 1 = it is not, 2 = wrong call or no such file.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int lot_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);

}  // namespace pochin::server
