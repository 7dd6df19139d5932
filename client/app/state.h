// Everything the client knows. Screens read it, reduce() (store.h) changes it.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/ballot.h"
#include "client/app/draft.h"
#include "client/app/route.h"
#include "shared/base/instant.h"
#include "shared/practice/pack.h"

namespace pochin::app {

using Json = nlohmann::json;

enum class Load : uint8_t { Absent, Loading, Ready, Failed, Stale };  // Stale: kept on the device, the network failed

struct Resource {
  Load load = Load::Absent;
  std::shared_ptr<const Json> body = {};  // with Ready and Stale; never null then
  std::string etag = {};
  int status = 0;      // of the failure; 0: no network
  bool fresh = false;  // came with the page: the first visit need not ask again
  [[nodiscard]] bool usable() const { return body != nullptr; }
};

struct RoleOfPerson {
  std::string role, scope, title, place;
  std::string home = {};  // the practice or municipality to begin with; empty when the scope names none
};

struct Session {
  bool known = false;                       // answered at least once
  std::string person_id, name, short_name;  // empty: nobody has logged in
  std::vector<RoleOfPerson> roles;
  std::string municipality;  // by the address that the login told; empty: unknown
  std::string csrf, login_href;
  std::string demo_href;  // of the login for people who are made up; empty where there is none
  std::string region, region_genitive, centre, phone, email, zone_name;
  int zone_minutes = 180;
  bool demo = false;
  std::string told, kept;            // what the provider hands over, what the portal keeps: whole sentences
  std::string exit_text, exit_href;  // the way out of the provider too; empty where it has none
  int64_t idle_ms = 0;               // the session ends when nothing is asked for so long; 0: nobody has told
  Instant used{};                    // when the server answered last
  Instant ends{};                    // it ends then whatever is done
  bool warned = false;               // of an end that nothing puts off
  bool expired = false;  // the server knows this person no longer: the form and its text stay until they log in again
  [[nodiscard]] bool logged_in() const { return !name.empty(); }
  [[nodiscard]] bool has(std::string_view role) const;
};

struct Settings {
  std::string theme = "auto";  // "auto", "light", "dark", "contrast"
  int text_percent = 100;      // 100, 125, 150, 200
  bool wide_letters = false, wide_lines = false;
  bool plain = false;   // elements instead of the canvas
  bool canvas = false;  // the canvas, also where it is drawn without a graphics card; neither: what suits the device
  bool operator==(const Settings&) const = default;
};

// What an answer to a Fetch is for, by the id of the Fetch.
struct Pending {
  enum class Kind : uint8_t {
    Resource,
    More,
    Save,
    Refresh,
    Create,
    Act,
    FileStart,
    FileStatus,
    Ignored,
    Logout,
    BallotDraft,
    Cast,
    Head,
    Path,
    OwnBallot,
    Post
  } kind{};
  std::string subject;  // API path, application id
  std::string detail;   // handle of the file, action
};

// One wish to create an application: the key makes a repeat harmless.
struct Creation {
  std::string practice, municipality, key;
  bool sending = false;
  int attempt = 0;
  std::string error = {};
};

// An act of the staff or on one's own account: what came of it.
struct Post {
  std::string key, path, body, method;
  bool sending = false, done = false;
  int attempt = 0, status = 0;
  std::string error = {};
  std::string login = {};  // where to prove again who one is, when that is what is missing
  std::vector<form::Problem> problems = {};
  std::shared_ptr<const Json> answer = {};
};

struct Program;  // program.h

struct State {
  const Program* program = nullptr;  // null: no page loads anything and no part acts
  Instant now{};
  Route route;
  std::string path = "/";
  Session session;
  bool just_asked = false;  // for the session, by the page that brought it: it is no old one
  Settings settings;
  bool online = true;
  std::optional<int> device_minutes;                       // the zone of the device, east of UTC; unknown to the server
  bool foreign = false;                                    // somebody else answered in the portal's place
  bool storage_kept = true;                                // false: the browser refuses to keep anything on this device
  std::map<std::string, Resource, std::less<>> resources;  // by API path
  std::map<std::string, std::shared_ptr<const practice::Pack>, std::less<>>
      packs;                                           // by practice id, or by "ppmi?version=2027.1.0"
  std::map<std::string, Draft, std::less<>> drafts;    // by application id; the staff's part as "office/<id>"
  std::map<std::string, Ballot, std::less<>> ballots;  // by campaign
  std::optional<Proof> proof;
  std::optional<OwnBallot> own_ballot;
  std::optional<Recount> recount;
  std::string qr_text, qr_picture;  // the code that was drawn last
  std::map<std::string, Post, std::less<>> posts;
  std::map<std::string, std::string, std::less<>> inputs;  // fields of screens that are no answers
  std::set<std::string, std::less<>> open;                 // disclosures, dialogs
  std::map<std::string, Pending> pending;
  std::optional<Creation> creation;
  std::string notice;                       // said once on the screen that follows
  std::set<std::string, std::less<>> kept;  // what of this person lies on the device: keys of IndexedDB
  std::string seed;                         // random part of the idempotency keys
  uint64_t counter = 0;

  [[nodiscard]] const Resource* find(std::string_view path) const;
  [[nodiscard]] std::string input(std::string_view name) const;
  // The application of the route, its pack and its draft; null while they load.
  [[nodiscard]] const Json* application() const;
  [[nodiscard]] const practice::Pack* pack(std::string_view practice) const;
  [[nodiscard]] const practice::Pack* pack_of_application() const;
  [[nodiscard]] const Draft* draft() const;
  [[nodiscard]] bool anything_unsent() const;
  [[nodiscard]] bool is_open(std::string_view name) const { return open.contains(name); }
};

bool session_stays(const State&);  // an answer to the warning puts the end of the session off

// API paths of what the screens show.
std::string session_path();
std::string portal_path();
std::string practice_path(std::string_view practice);  // with the form of its application
std::string about_path(std::string_view practice);     // what its page shows
// Whose application the help explains: the practice of the route or the only one there is; "" when it is to be chosen.
std::string helped_practice(const State&);
std::string rules_path(const State&, const Json& application);  // of the rules it was written under
std::string projects_path(const State&);                        // with what was chosen and searched for
std::string queue_path(const State&);
std::string project_path(std::string_view number);
std::string territories_path();
std::string applications_path(std::string_view view);
std::string application_path(std::string_view id);
std::string rating_path(std::string_view practice);
std::string campaigns_path();
std::string campaign_path(std::string_view campaign);
std::string vote_projects_path(std::string_view campaign);
std::string my_vote_path(std::string_view campaign);
std::string results_path(std::string_view campaign);
std::string observer_path(std::string_view campaign);
std::string batches_path(std::string_view campaign);
std::string adjustments_path(std::string_view application);
std::string office_path(std::string_view application);  // the staff's part of its form
std::string approvals_path();
std::string installation_path();
std::string invitations_path();
std::string invitations_path(bool open);  // those that wait or whose time is over; else those used and revoked
std::string grants_path();
std::string grants_path(const State&);  // with what was searched for
std::string audit_path(const State&);   // with the filter that was chosen: State.input("audit.query")
std::string audit_chain_path();
std::string sessions_path();
std::string consent_path();

// The staff's part of the application of the route and the rules with it; null while they load, and for those whom it
// does not concern.
const Draft* office_draft(const State&);
const practice::Pack* office_pack(const State&);

// The ballot of the route's campaign, null before anything is known of it.
const Ballot* find_ballot(const State&, std::string_view campaign);
Projects ballot_projects(const State&, std::string_view campaign);
std::vector<std::string> districts_voted(const Json& me);  // "" for a ballot of no district
const Json& shown_receipt(const State&, const Json& me);   // of several, the one that was asked for

}  // namespace pochin::app
