// May this person do this with that? The client hides and the server refuses by the same answer.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "shared/access/matrix.h"
#include "shared/access/role.h"
#include "shared/base/result.h"

namespace pochin::access {

inline constexpr std::string_view kEverywhere = "*";

struct Grant {
  Role role = Role::guest;
  // What scope_kind_of(role) says. An empty scope of a role that needs one reaches nothing: a forgotten scope must
  // not open the region.
  std::string scope = {};
};

// A guest has no grants. Who logged in has the grant of a citizen and those given to them.
struct Actor {
  std::string person = {};  // an opaque stable id; empty for a guest
  std::vector<Grant> grants = {};
};

// What the object says about itself. Whoever fills it leaves empty what is not known: less is then allowed.
struct Target {
  Object object = Object::public_data;
  Part part = Part::whole;
  std::string practice = {};
  std::vector<std::string> territories = {};  // the ОКТМО it belongs to and those of everything that lies around
  std::vector<std::string> owners = {};       // persons: the author, the initiative group
  std::vector<std::string> assigned = {};     // persons: experts, the counting commission, support with a ticket on it
  bool published = false;                     // open to everybody; of a report: accepted
  bool opened = false;                        // a draft that the municipality opened for advice
  bool done = false;                          // this person has cast their vote already
  bool reason = false;                        // a reason is written down
  std::string proposed_by = {};               // the person who proposed the adjustment
  // Separation of duties: those who adjusted points of this contest, who signed its protocol, who declared a
  // conflict of interest on this application.
  std::vector<std::string> adjusters = {};
  std::vector<std::string> signers = {};
  std::vector<std::string> conflicted = {};
};

// Whether a scope of this kind takes the object in. What needs no scope takes in everything, an empty scope nothing.
// Nowhere else is a scope compared with anything (tests/house).
bool reaches(ScopeKind kind, std::string_view scope, const Target& object);
bool reaches(const Grant& grant, const Target& object);  // as the scope of its role is read
bool is_everywhere(std::string_view scope);

// The one cell of the table and nothing else. Reading follows from updating, removing, deciding and assigning.
bool grant_allows(const Grant& grant, const std::string& person, Action action, const Target& target);

// Error codes: access_role (no role of the person gives it at all), access_scope (one does, but not for this object
// or not now), access_never, access_separation, access_conflict. Everybody has what a guest has.
std::expected<void, Error> permit(const Actor& actor, Action action, const Target& target);
bool allowed(const Actor& actor, Action action, const Target& target);

// Whether the audit log takes a line each time this is done: views of personal data, exports, and every change.
bool is_logged(Object object, Action action);

}  // namespace pochin::access
