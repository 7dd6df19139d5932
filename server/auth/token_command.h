#pragma once
#include <iosfwd>
#include <span>
#include <string>

namespace pochin::auth {

// pochin esia check-token FILE --certificate CERT: whether a token of ЕСИА was signed by that certificate, and what the
// token says of itself. For whoever sets a portal up and asks why its logins are refused. Names and numbers of people
// are not printed. 0: the signature is right; 1: it is not, or something cannot be read; 2: the command is wrong.
int esia_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);

}  // namespace pochin::auth
