#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

// What a login through ЕСИА tells about a person (esia.md §2). Facts only: whether somebody may vote or
// serve as a clerk is decided elsewhere. Nothing here is to be logged.
namespace pochin::auth {

enum class AddressKind { registered, actual };

// Typed by the person into their own profile: a declared address, never a proof of registration.
struct DeclaredAddress {
  AddressKind kind = AddressKind::registered;
  std::string country;  // "RUS"
  std::string text;     // as ЕСИА gives it, without house and flat
  std::string fias;     // GUID of the address register; its depth varies (street, settlement…); may be empty
  std::string region;
  std::string area;
  std::string city;
  std::string settlement;
  std::string street;
  std::string house;
};

// The person's membership of an organisation (`/roles`). A condition for a staff role, never the role itself.
struct OrganisationRole {
  std::string oid;  // canonical decimal
  std::string ogrn;
  std::string full_name;
  std::string short_name;
  std::string type;  // AGENCY, LEGAL, BUSINESS
  bool chief = false;
  bool admin = false;
  bool active = false;
  bool liquidated = false;

  // Counts as membership today.
  [[nodiscard]] bool holds() const { return active && !liquidated; }
};

enum class AccountLevel { confirmed, unconfirmed, child };

struct Identity {
  std::string realm = "esia";  // whose account: "esia", "oidc", "demo"
  std::string oid;             // canonical decimal in realm esia; the only key an account may be linked by
  // Both proofs agree: `is_tru` of the signed id token and `trusted` of the person's record.
  bool trusted = false;
  AccountLevel level = AccountLevel::unconfirmed;
  std::string family_name;
  std::string given_name;
  std::string middle_name;  // empty for people without one
  std::optional<std::chrono::year_month_day> birth_date;
  std::string snils;  // eleven digits when the scope was granted; to be hashed at once and kept nowhere
  // False when the scope was not granted or the service did not answer: residence is then unknown.
  bool addresses_known = false;
  std::vector<DeclaredAddress> addresses;
  // Asked for in the staff flow only.
  bool organisations_known = false;
  std::vector<OrganisationRole> organisations;
  std::chrono::sys_seconds auth_time{};  // when the person proved themselves to ЕСИА
  std::string sid;                       // ЕСИА's session; keep at most its hash
  std::string method;                    // PWD, DS…

  // «Ильина Мария Сергеевна»
  [[nodiscard]] std::string full_name() const;
  // «Ильина М. С.»
  [[nodiscard]] std::string short_name() const;
};

}  // namespace pochin::auth
