// Addresses of the client. parse_route(format_route(r)) == r; an unknown address is NotFound, never an error.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace pochin::app {

enum class Screen : uint8_t {
  Portal,
  Practices,
  Practice,
  Projects,
  Project,
  Help,
  HelpApplication,
  Login,
  My,
  Apply,
  Tasks,
  Section,
  Check,
  Done,
  Queue,
  Review,
  Rating,
  Campaigns,
  Campaign,
  Ballot,
  BallotCheck,
  Receipt,
  Proof,
  Results,
  Recount,
  VoteWork,
  VoteActions,
  Batches,
  Observer,
  Account,
  Desk,
  Installation,
  Staff,
  AuditLog,
  NotFound,
};

struct Route {
  Screen screen = Screen::Portal;
  std::string id = {};       // practice (of the help: "" = to be chosen), project number, application or campaign
  std::string section = {};  // of an application or of the help
  std::string to = {};       // Login: where to return
  bool operator==(const Route&) const = default;
};

Route parse_route(std::string_view path);
std::string format_route(const Route&);

// The list of a screen that is searched by words, "" for a screen without one; and the words in its address:
// "/projects?q=мост". Such a search can be sent to another person and is found by the way back.
std::string_view list_of(Screen);
std::string words_of(std::string_view path);
std::string format_route(const Route&, std::string_view words);

// An own path to come back to after the login: starts with one "/", never leads to another host.
std::string safe_return(std::string_view path);

std::string encode_component(std::string_view text);
std::string decode_component(std::string_view text);  // broken escapes stay as they are

}  // namespace pochin::app
