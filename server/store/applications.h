// Applications with their history, remarks and files. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/page.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct ApplicationRow {
  std::string id = {};
  std::string practice = {};
  std::string pack_version = {};
  std::string municipality = {};  // ОКТМО
  std::int64_t author = 0;        // person
  std::string author_name = {};   // read, not written
  std::string state = {};
  std::optional<std::string> returned_from = {};
  std::int64_t version = 0;  // the number of the last event
  std::string answers = {};  // JSON
  std::optional<std::string> number = {};
  std::string title = {};  // the answer "name", kept beside for lists
  Instant created = {};
  Instant updated = {};
  std::string changed_by = {};
  std::optional<Instant> submitted = {};
  std::optional<Instant> registered = {};
};

struct EventRow {
  std::int64_t seq = 0;
  Instant at = {};
  std::string kind = {};
  std::string actor = {};
  std::string role = {};
  std::string action = {};
  std::string title = {};
  std::string from = {};
  std::string to = {};
  std::string comment = {};
  std::string body = {};  // JSON of the whole event
};

struct RemarkRow {
  std::string id = {};
  std::string field = {};
  std::string text = {};
  std::string author = {};
  Instant at = {};
  std::optional<Instant> resolved = {};
};

struct FileRow {
  std::string id = {};
  std::string application = {};
  std::string field = {};
  std::string name = {};
  std::string type = {};
  std::int64_t size = 0;
  std::int64_t received = 0;
  bool complete = false;
  std::string sha256 = {};
  std::int64_t uploaded_by = 0;
};

void add_application(Db& db, const ApplicationRow& row);
std::optional<ApplicationRow> application(Db& db, std::string_view id);
std::optional<ApplicationRow> application_by_number(Db& db, std::string_view number);
// Writes everything that may change, if the stored version is still `expected`; false when somebody was first.
bool save_application(Db& db, const ApplicationRow& row, std::int64_t expected);

// How many applications the person has by the rules and the state they are in.
struct AuthoredCount {
  std::string practice = {}, pack_version = {}, state = {};
  std::int64_t count = 0;
};
std::vector<AuthoredCount> counts_of_author(Db& db, std::int64_t person);
// All of the person, newest first.
std::vector<ApplicationRow> applications_of_author(Db& db, std::int64_t person);
// Those of the person by when they were changed, the latest first. `words`: found() in title, number and place.
Paged<ApplicationRow> authored(Db& db, std::int64_t person, std::string_view words, const Page& page);

// What a member of the staff works on: what was handed in in the municipalities, what of the practices `opened` has
// gone beyond the municipality (whose states are `before_region`), and in the practices `asked` what this person was
// asked for an opinion on. Whoever makes it asks access::allowed() which these are.
struct ApplicationSight {
  std::int64_t person = 0;
  std::vector<std::string> municipalities = {}, opened = {}, before_region = {}, asked = {};
  std::string words = {};  // in title, number, author and municipality
};
struct StateCount {
  std::string state = {};
  std::int64_t count = 0;
};
// How many there are in each state, in any order.
std::vector<StateCount> states_in(Db& db, const ApplicationSight& sight);
// Those in one of the states, by when they were changed, the latest first.
Paged<ApplicationRow> applications_in(Db& db, const ApplicationSight& sight, const std::vector<std::string>& states,
                                      const Page& page);
// The same without their text, for what SQL cannot tell.
struct ApplicationBrief {
  Place place = {};
  std::int64_t version = 0;
};
std::vector<ApplicationBrief> briefs_in(Db& db, const ApplicationSight& sight, const std::vector<std::string>& states);
Place place_of(const ApplicationRow& row);
// The latest of the municipality that have a number and are in one of the states.
std::vector<ApplicationRow> newest_in(Db& db, std::string_view municipality, const std::vector<std::string>& states,
                                      int limit);
std::vector<ApplicationRow> applications_of_practice(Db& db, std::string_view practice);
// Those written under one version of a pack, the one that has waited longest first.
std::vector<ApplicationRow> applications_in_state(Db& db, std::string_view practice, std::string_view version,
                                                  std::string_view state);

// The event can never be changed or removed afterwards; a number that is taken throws.
void add_event(Db& db, std::string_view application, const EventRow& event);
std::vector<EventRow> events(Db& db, std::string_view application);
// The same without the savings of answers: an application is saved far more often than it moves. O(moves).
std::vector<EventRow> moves(Db& db, std::string_view application);

// Whether it has ever come into this state.
bool was_in(Db& db, std::string_view application, std::string_view state);

void add_remark(Db& db, std::string_view application, const RemarkRow& remark);
std::vector<RemarkRow> remarks(Db& db, std::string_view application);
void resolve_remark(Db& db, std::string_view application, std::string_view id, Instant now);
std::int64_t open_remarks(Db& db, std::string_view application);

void add_file(Db& db, const FileRow& file, Instant now);
std::optional<FileRow> file(Db& db, std::string_view application, std::string_view id);
std::vector<FileRow> files(Db& db, std::string_view application);
void file_received(Db& db, std::string_view id, std::int64_t received);
void file_complete(Db& db, std::string_view id, std::string_view sha256, std::string_view type);
void remove_file(Db& db, std::string_view id, Instant now);
// Whether a file that was not removed still has these bytes.
bool bytes_in_use(Db& db, std::string_view sha256);

}  // namespace pochin::server
