// The parts of the reducer, one file each: resources.cpp, session.cpp, drafts.cpp, saving.cpp, conflict.cpp,
// actions.cpp, files.cpp, filling.cpp, kept.cpp, trust.cpp, ballots.cpp, casting.cpp, voting.cpp, proof.cpp, staff.cpp,
// office.cpp. Private to client/app.
#pragma once
#include <string>
#include <string_view>

#include "client/app/effect.h"
#include "client/app/intent.h"
#include "client/app/state.h"

namespace pochin::app {

struct Store {
  State& state;
  Effects& out;
};

std::string next_id(State&);                             // of a Fetch
std::string next_key(State&, std::string_view purpose);  // an idempotency key: seed and counter
int backoff_ms(int attempt, int retry_after_s);          // 1 s, 2 s, 4 s … 60 s
bool transient(int status);                              // worth another try: no network, 408, 425, 429, 5xx
std::string problem_detail(const Response&);             // of problem+json, "" when there is none
void request(Store, Pending, std::string method, std::string path, Headers headers = {}, std::string body = {});
Headers unsafe_headers(const State&);  // CSRF and JSON

// trust.cpp: whose answer it is
inline constexpr int kForeign = 599;            // somebody else answered in the portal's place; transient
Response from_portal(State&, const Response&);  // of another, with the status kForeign
int believed(Store, const Response&, bool names_what_was_sent);  // its status; kForeign for a success that does not

// resources.cpp
// The id of an application or a practice that the path is the resource of, as it stands there; "" for another path.
std::string_view application_in(std::string_view path);
std::string_view practice_in(std::string_view path);
void want(Store, const std::string& path);     // loads it unless it is here or on its way
void refresh(Store, const std::string& path);  // loads it again, the old one stays in sight
void want_route(Store);                        // all that the route shows
void resource_arrived(Store, const std::string& path, const Response&);
void resource_kept(Store, const std::string& path, const std::string& text);  // from the device
void more_arrived(Store, const std::string& path, const Response&);
void put_resource(Store, const std::string& path, const Json& body, const std::string& etag, Load load = Load::Ready);
// The path of a list with the filter that was chosen and the words that were searched for.
std::string searched(const State&, std::string path, const std::string& list);
void forget_lists(State&);                                  // they changed on the server
bool is_resource(std::string_view path, const Json& body);  // of this path
void take_words(State&);                                    // of the address into the search of the screen
void navigate(Store, std::string_view path, bool push, bool replace = false);

// session.cpp
void session_arrived(State&, const Json&);
void person_left(Store);                   // by an own act: nothing of the person stays here
void login(Store, std::string_view door);  // door: its address; empty: the usual one
void logout(Store, const LogoutWanted&);
void session_used(Store);   // the server has answered: the end of an unused session is put off
void session_timer(Store);  // warns two minutes before the end

// kept.cpp: what lies on the device, by person
std::string kept_draft_key(const State&, std::string_view draft);
std::string kept_resource_key(const State&, std::string_view path);
void keep(Store, const std::string& key, std::string value);
void unkeep(Store, const std::string& key);
void forget_person(Store);
void stored(Store, const Stored&);

// store.cpp
void online(Store, bool now_online);  // also: whoever had to log in again is back

// drafts.cpp
Draft* draft_of_route(State&);
Draft* find_draft(State&, std::string_view name);
std::string draft_name(const Draft&);                   // its key in State::drafts
std::string office_name(std::string_view application);  // … of the staff's part
// The key in State::packs of the rules an application was written under: its practice, or a version of it when the
// practice has others by now.
std::string rules_of(const State&, const Json& application);
const practice::Pack* pack_of(const State&, std::string_view application);
const practice::Pack* pack_of(const State&, const Draft&);
// What staff alone fill is not in the form that the portal shows: an answer to it is left out.
Result<form::Answers> answers_in(const practice::Pack&, const Json& application);
void adopt_application(Store, std::string_view application);  // makes or renews the draft when all of it is here
void evaluate(const State&, Draft&);
bool same_answer(const form::Answers&, const form::Answers&, std::string_view field);  // absent = blank
bool is_answer(const form::Answers&, std::string_view field, const form::Answer&);
void remember_asked(Draft&, const std::string& field, form::Answer);
void touched(Store, Draft&, std::string_view field);  // after a change of draft.local[field]
void edit(Store, const Edited&);
void leave(Store, Draft&, const std::string& path);  // puts a sum in groups
void add_row(Store, const RowAdded&);
void remove_row(Store, const RowRemoved&);
void restore_row(Store, const RowRestored&);
std::string draft_to_text(const Draft&);
void restore_draft(Store, std::string_view draft, const std::optional<std::string>& text);
// Another tab of this person keeps its changes under the same key: they are shown here at once. No text: the server has
// taken them.
void draft_shared(Store, std::string_view draft, const std::optional<std::string>& text);
void keep_draft(Store, const Draft&);

// saving.cpp
void send(Store, Draft&);
void saved(Store, std::string_view draft, const Response&);

// conflict.cpp
void start_conflict(Store, Draft&, const Response&);
void find_differences(Draft&, const form::Answers& theirs);
void theirs_arrived(Store, std::string_view draft, const Response&);
void choose(Store, const ConflictChosen&);
void rebase(Store, Draft&);  // the choices are made: over what the other left
void settle(Store, Draft*);  // … and sent

// actions.cpp
void act(Store, const Acted&);
void send_action(Store, Draft&);
void action_answered(Store, std::string_view application, const Response&);
void create_application(Store, const Started&);
void send_creation(Store);
void creation_answered(Store, const Response&);

// files.cpp
void pick(Store, const FilePicked&);
Json uploads_json(const Draft&);  // what a page that comes later needs to go on
void restore_uploads(Store, Draft&, const Json& uploads);
void remove_file(Store, const FileRemoved&);
void retry_file(Store, Draft&, std::string_view handle);
void file_started(Store, const Pending&, const Response&);
void file_status(Store, const Pending&, const Response&);
void uploaded(Store, const Uploaded&);
void delete_unlinked(Store, Draft&);
void resume_files(Store, Draft&);

// ballots.cpp
std::vector<form::Problem> problems_of(const Json& refusal);
Ballot& ballot_of(Store, const std::string& campaign);
void vote_resource_arrived(Store, const std::string& campaign);  // the campaign, its projects or what concerns me
bool ballot_stored(Store, const Stored&);                        // true when the key is one of a ballot
void restore_ballots(Store);
void campaigns_arrived(Store);  // the names of ballots that had none
void ballot_changed(Store, Ballot&);
void keep_ballot(Store, const Ballot&);
void ballot_refused(Store, Ballot&, const Response&);
Json ballot_wire(const Ballot&);
void send_ballot_draft(Store, const std::string& campaign);
void ballot_draft_answered(Store, const std::string& campaign, const Response&);
void ballots_online(Store);

// casting.cpp
void make_choice(Store, const ChoiceMade&);
void move_choice(Store, const ChoiceMoved&);
void undo_choice(Store, const ChoiceUndone&);
void choose_district(Store, const DistrictChosen&);
void drop_ballot(Store, const std::string& campaign);
void reopen_ballot(Store, const BallotReopened&);
void cast_ballot(Store, const std::string& campaign);
void send_ballot(Store, const std::string& campaign);
void cast_answered(Store, const std::string& campaign, const Response&);

// voting.cpp
void want_qr(Store);
void want_recount(Store, const RecountWanted&);
void recounted(Store, const Recounted&);
void post(Store, const Posted&);
void send_post(Store, const std::string& name);
void post_answered(Store, const std::string& name, const Response&);

// proof.cpp
void want_proof(Store, const ProofWanted&);
void head_arrived(Store, const std::string& leaf, const Response&);
void path_arrived(Store, const std::string& leaf, const Response&);
void check_proof(Proof&, const Json& path);  // by RFC 6962, on this device
void want_own_ballot(Store, const OwnBallotWanted&);
void own_ballot_arrived(Store, const std::string& tracker, const Response&);

// office.cpp: the staff's part of an application
void adopt_office(Store, std::string_view application);
void evaluate_office(const State&, Draft&);
void office_arrived(Store, const std::string& path);
void save_office(Store, const std::string& application);
void drop_office(Store, const OfficeDropped&);
void office_saved(Store, Draft&, int status);

// staff.cpp
void account_changed(Store, const std::string& post);
void forget_posts(State&);

}  // namespace pochin::app
