// An application being filled in: what the server has, what the person changed on this device and how far the changes
// have travelled. One life of a change: edited → on the device at once (IndexedDB) → sent (1.5 s after the last) →
// accepted by the server.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/instant.h"
#include "shared/form/answers.h"
#include "shared/form/validate.h"
#include "shared/scoring/advice.h"

namespace pochin::app {

enum class SaveState : uint8_t {
  Saved,     // the server has all
  OnDevice,  // changed, the 1.5 s are running
  Sending,
  Waiting,   // the network or the server fails, the next try is set
  Conflict,  // another person changed the application: the person must choose
  Refused,   // the server does not take the changes (closed, no right, wrong shape)
};

// What another person changed while we were changing: by field, our answer and theirs.
struct Difference {
  std::string field;
  bool both = false;              // we changed it too: a choice is needed
  std::optional<bool> mine = {};  // the choice
};

struct Conflict {
  std::string changed_by;
  std::optional<Instant> changed_at = {};
  int64_t version = 0;
  std::string etag;
  form::Answers theirs;
  std::vector<Difference> differences;
  bool loaded = false;  // theirs has come
  [[nodiscard]] bool settled() const;
};

// An action of the workflow on its way. Its key stays the same in every repeat, also after a reload.
struct Action {
  std::string action, key, body;
  bool sending = false;
  int attempt = 0;
  int status = 0;          // of the refusal
  std::string error = {};  // for the person
};

struct Upload {
  std::string handle, field, name, type, file_id;  // file_id: given by the server
  int64_t size = 0, sent = 0;
  int64_t chunk = 0, modified = 0;
  bool failed = false, final = false;  // final: another try is of no use
  bool lost = false;                   // the device cannot read it any more: the same file may be chosen again
  std::string error;
  int attempt = 0;
};

struct RemovedRow {
  std::string field;
  form::Row row;
  size_t index = 0;
};

// What the domain says about the answers; counted anew after each change.
struct Evaluation {
  std::vector<form::Problem> problems;
  scoring::Score score;
  std::vector<scoring::Advice> advice;
  std::vector<form::SectionStatus> sections;
};

struct Draft {
  std::string id;
  int64_t version = 0;
  std::string etag;
  form::Answers server;  // what the server has
  form::Answers local;   // what the person sees
  form::Answers sent;    // what is on its way
  // What was sent and not answered, yet or ever: the server may have any of it. A blank answer is a removal.
  std::vector<std::pair<std::string, form::Answer>> asked;
  form::Facts facts;
  bool can_edit = false;
  // The staff's part of an application: it is sent by a press alone, never by itself. `fills`: what this person may
  // fill in it now.
  bool by_press = false;
  std::set<std::string, std::less<>> fills = {};
  std::set<std::string, std::less<>> dirty, sending;  // fields
  SaveState state = SaveState::Saved;
  bool restored = false;  // the device was asked for kept changes
  std::optional<Instant> saved_at = {};
  int attempt = 0;
  std::string error;
  std::optional<Conflict> conflict = {};
  std::optional<Action> action = {};
  std::vector<form::Problem> refused = {};                      // errors of the server's last answer
  std::set<std::string, std::less<>> left = {}, finished = {};  // paths of fields, ids of sections
  std::vector<Upload> uploads = {};
  std::vector<std::string> unlinked = {};  // files to delete on the server once the answers no longer name them
  std::optional<RemovedRow> removed = {};
  std::map<std::string, std::string, std::less<>> remarks = {};  // of the staff, by field, not sent yet
  Evaluation evaluation = {};

  [[nodiscard]] bool unsent() const { return !dirty.empty() || !sending.empty(); }
};

}  // namespace pochin::app
