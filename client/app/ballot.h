// A ballot being filled in, and what is asked about a campaign of voting besides plain resources. One life of a choice:
// made → on the device at once → in the server's draft 1 s after the last → cast, which is another act and needs the
// network. Until then the portal says on every page that the person has not voted.
#pragma once
#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/draft.h"
#include "shared/voting/ballot.h"

namespace pochin::app {

using Choice = voting::CastChoice;
using Choices = voting::CastBallot;
using voting::BallotKind, voting::BallotRules;
using Projects = std::vector<voting::BallotProject>;

BallotRules rules_of_campaign(const nlohmann::json& campaign);  // those of an empty ballot when they do not read
bool ordered(const BallotRules&);
bool toggles(const BallotRules&);  // a project is chosen or not, nothing between

// What is left to give. `votes` is -1 where their number has no limit.
struct Left {
  int64_t votes = -1, money = 0, points = 0, minus = 0;
};
Left left(const BallotRules&, const Projects&, const voting::Ballot&);

// Why the choice cannot be made now and what to do, "" when it can. By voting::check_ballot: what the server would say
// of the ballot with it, except what further choices can mend.
std::string obstacle(const BallotRules&, const Projects&, voting::Ballot, std::string_view project, int64_t points);
// What the ballot lacks to be cast, "" when nothing.
std::string incomplete(const BallotRules&, const Projects&, const voting::Ballot&);

// The choices after one more or one changed; nothing of points takes the project away. Order is the order of choosing.
Choices with_choice(const BallotRules&, Choices, std::string_view project, std::optional<int64_t> points);
Choices moved(Choices, std::string_view project, bool up);

// The order in which this voter sees the projects: by SHA-256 of the seed and the id, so that it does not depend on
// the order given, stays when projects come and go, and is another one for another voter. O(n log n).
std::vector<std::string> voter_order(std::string_view seed, std::vector<std::string> projects);

struct Ballot {
  std::string campaign;
  std::string title, closes;  // of the campaign, kept with the draft: the reminder needs no network
  std::string district;
  Choices choices;
  std::optional<Choices> before = {};   // the last change, for its undo
  std::vector<std::string> order = {};  // of the projects
  bool restored = false;                // the device was asked for a kept draft
  bool adopted = false;                 // the server's draft was taken in, once: from then on this tab knows better
  bool touched = false;                 // changed here since the server's draft
  bool sending = false;                 // the draft is on its way, as `sent`
  Choices sent = {};
  std::string sent_district = {};
  SaveState state = SaveState::Saved;
  int attempt = 0;
  std::string refusal = {};  // of a choice: what stands in its way
  std::string refused = {};  // the project of that choice
  bool declared = false;     // «живу здесь», where the residence is unknown
  std::string key = {};      // idempotency key of the casting; not empty: it is on its way
  std::string error = {};    // of the draft or of the casting, for the person
  std::vector<form::Problem> problems = {};
  bool cast = false;                    // the server has taken it, and another one is not to be cast
  bool again = false;                   // what was cast is filled in anew: until it is sent the old one counts
  std::vector<std::string> voted = {};  // districts of the ballots cast; "" where there are none

  [[nodiscard]] bool uncast() const { return !cast && !choices.empty(); }
  [[nodiscard]] voting::Ballot filled() const { return {district, choices}; }
};

// «Проверить свой голос»: the proof as fetched and what this device found.
struct Proof {
  enum class Found : uint8_t {
    Asking,
    Held,
    Absent,
    Broken,
    Forged,  // the head is not signed by the campaign's key
    Malformed,
    NotSealed,
    Unreachable
  } found = Found::Asking;
  std::string campaign, leaf;
  int64_t index = 0, size = 0, steps = 0;
  std::string root, at, key;  // of the tree head; the key in base64
  int64_t seal_seconds = 0;   // within which the entry joins the log, with NotSealed
};

// One's own ballot in the published file, found there by its tracker on this device: nobody learns which was looked
// for.
struct OwnBallot {
  enum class Stage : uint8_t { Asking, Found, Absent, Failed } stage = Stage::Asking;
  std::string campaign, tracker;
  std::string status, act;  // "counted", or why it was not
  Choices choices;
};

// «Пересчитать самому», done by a program of its own.
struct Recount {
  std::string campaign, district;
  int64_t received = 0, total = 0;  // bytes; total 0: not known
  enum class Stage : uint8_t { Downloading, Counting, Done, Failed } stage = Stage::Downloading;
  std::shared_ptr<const nlohmann::json> result = {};
};

}  // namespace pochin::app
