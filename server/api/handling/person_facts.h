// What a login told about a person and their session keeps: enough to decide who may vote, no address, no name.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/auth/residence.h"
#include "shared/base/date.h"

namespace pochin::server {

struct PersonFacts {
  bool confirmed = false;          // both proofs of the identity provider agree
  std::optional<Date> born = {};   // empty: not given, the age is unknown
  auth::Residence residence = {};  // declared, never verified
};

PersonFacts facts_of(const auth::Identity& identity, auth::Residence residence);

// The session's column. What cannot be read is a person of whom nothing is known.
std::string facts_text(const PersonFacts& facts);
PersonFacts facts_from(std::string_view text);

}  // namespace pochin::server
