#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/identity.h"
#include "shared/base/names.h"
#include "shared/territory/territory.h"

// Where a person lives, as far as a declared address tells (esia.md §2). It is typed by the person into their own
// profile: the decision says by which way it was found and never that the registration was verified.
namespace pochin::auth {

enum class Where { inside, outside, unknown };                 // of the portal's region
enum class ResidenceMethod { none, register_extract, names };  // the extract of the address register, or by names

std::span<const Name<Where>> names(Where);
std::span<const Name<ResidenceMethod>> names(ResidenceMethod);

struct Residence {
  Where where = Where::unknown;
  // From the narrowest outwards, 8 digits each: the municipality, its district, the subject of the federation.
  // Empty when unknown; `inside` begins with the id of a municipality of the portal.
  std::vector<std::string> oktmo = {};
  ResidenceMethod method = ResidenceMethod::none;
  // Why it is unknown: "not_given" (the scope or the service), "no_address", "several", "foreign", "not_found",
  // "ambiguous". Empty otherwise.
  std::string reason = {};
};

// ОКТМО of an address code, 8 or 11 digits; empty when the extract does not know it.
using OktmoOf = std::function<std::string(std::string_view fias)>;

// Decides by the one address of registration. The address code is asked first; what the extract does not know is
// compared by names: region, district, then a settlement or the municipality itself, which must be the only one.
// Outside is only what is proved to be: a code of another subject, or the name of another of the 89 subjects
// (shared/territory/subjects.h). A name that fits none, and a code of this subject that the portal has not, are
// unknown. O(settlements of the region).
Residence locate(const Identity& identity, const territory::Region& region, std::string_view region_name,
                 const OktmoOf& oktmo_of);

}  // namespace pochin::auth
