// Who is known to the system and what they were allowed by an administrator. A person is known by a keyed hash of the
// account number (subject_key.h); the number itself is kept for staff alone. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

// A role given to an account before or after its first login.
struct Grant {
  std::string oid = {};    // number of ЕСИА; an account of another realm as "oidc:NUMBER", "demo:NUMBER"
  std::string role = {};   // code of domain.md §9, e.g. "municipal_operator"
  std::string scope = {};  // ОКТМО of the municipality or id of the practice
  std::string title = {};  // shown to the person: «Специалист администрации»
  std::string ogrn = {};   // not empty: holds only while ЕСИА names the person as a member of this organisation
};

std::string person_id(std::int64_t person);  // 12 → "p12": how the wire, the domain and the history name a person
// 0 when it is no such text.
std::int64_t person_from(std::string_view id);

// Accounts of different realms are different people, even under one number.
inline constexpr std::string_view kEsiaRealm = "esia";
inline constexpr std::string_view kOidcRealm = "oidc";
inline constexpr std::string_view kDemoRealm = "demo";  // whose votes never count

// The person's row, made when the account is seen for the first time. No name and no account number is kept here.
std::int64_t remember_person(Db& db, std::string_view oid, Instant now, std::string_view realm = kEsiaRealm);
// The second key of a human, kept as a keyed hash: an account made anew has the same СНИЛС. `digits`: eleven of them.
void remember_snils(Db& db, std::int64_t person, std::string_view digits);
// The keys by which one human is told from another, 64 hexadecimal digits each: of the account, and of СНИЛС when it
// is known. Each must be new in a place that takes one vote of each human.
std::vector<std::string> voter_subjects(Db& db, std::int64_t person);
// The name of an author or of staff, needed after the session has gone.
void keep_name(Db& db, std::int64_t person, std::string_view name, std::string_view short_name);

std::vector<Grant> grants_of(Db& db, std::string_view oid);
std::vector<Grant> grants_of_person(Db& db, std::int64_t person);
// Adds the grant, or renews one that was revoked.
void give_grant(Db& db, const Grant& grant, std::string_view by, Instant now);
// False when there is no such grant that holds.
bool revoke_grant(Db& db, std::string_view oid, std::string_view role, std::string_view scope, Instant now);

}  // namespace pochin::server
