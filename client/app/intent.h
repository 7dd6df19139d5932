// What happened: an answer of the platform or a wish of the person. reduce() (store.h) is the only one who reads them.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace pochin::app {

// ---- from the platform ----
struct Opened {  // a link without a modifier, back and forward
  std::string path;
  bool pushed = true;  // false: the address bar has it already (back, forward)
};
struct Response {
  std::string id;
  int status = 0;  // 0: the network failed
  std::string etag = {}, location = {}, body = {};
  int retry_after = 0;  // seconds, 0: not told
  bool kept = false;    // the service worker answered from its cache: old
};
struct Stored {  // "!storage": the browser refuses; "~<key>": another tab has put or deleted it
  std::string key;
  std::optional<std::string> value = {};
};
struct Uploaded {
  std::string handle;
  int64_t sent = 0, total = 0;
  int status = 0;  // of the last piece; 0: the network failed; -1: the file cannot be read any more
  std::string body = {};
};
struct TimerFired {
  std::string key;
};
struct Online {
  bool online = true;
};

// ---- from the screens ----
struct Edited {  // of the open application; `row` and `column` only for a cell of a table
  std::string field, value, row = {}, column = {};
};
struct LeftField {  // its problems may be shown from now on; "field" or "table/row/column"
  std::string path;
};
struct RowAdded {
  std::string field;
};
struct RowRemoved {
  std::string field, row;
};
struct RowRestored {  // undo of the last RowRemoved
  std::string field;
};
struct SectionFinished {  // «Сохранить и продолжить»
  std::string section;
};
struct FixApplied {  // the button of a problem: puts `value` into `field`
  std::string field, value;
};
struct FilePicked {
  std::string field, handle, name, type;
  int64_t size = 0, modified = 0;  // modified: when the file was changed last, milliseconds since 1970
};
struct FileRemoved {
  std::string field, file;
};
struct FileRetried {
  std::string field, file;
};
struct Acted {  // an action of the workflow: submit, return, accept, …
  std::string application, action;
  std::string comment = {}, ground = {};  // ground: code of the reason of a refusal
};
struct ConflictChosen {  // of one field: mine or theirs
  std::string field;
  bool mine = false;
};
struct ConflictSettled {};
struct SavedNow {};  // «Отправить сейчас»

struct Started {  // a new application
  std::string practice, municipality;
};
struct RemarkSet {  // a draft of a remark of the staff; an empty text takes it away
  std::string application, field, text;
};
struct Retried {  // of a resource that failed to load
  std::string path;
};
struct MoreWanted {  // the next page of the list at this API path
  std::string path;
};

// ---- voting ----
struct ChoiceMade {  // nothing of points takes the project away
  std::string campaign, project;
  std::optional<int64_t> points = {};
};
struct ChoiceMoved {  // of a ranked ballot
  std::string campaign, project;
  bool up = true;
};
struct ChoiceUndone {
  std::string campaign;
};
struct DistrictChosen {
  std::string campaign, district;
};
struct ResidenceDeclared {
  std::string campaign;
  bool declared = true;
};
struct BallotCast {
  std::string campaign;
};
struct BallotDropped {  // the draft is given up
  std::string campaign;
};
struct BallotReopened {  // the cast ballot of this district is filled in anew, where the vote may be changed
  std::string campaign, district;
};
struct ProofWanted {  // «Проверить свой голос»
  std::string campaign, leaf;
};
struct OwnBallotWanted {  // what stands in the published file under one's own tracker
  std::string campaign, district, tracker;
};
struct RecountWanted {
  std::string campaign, district;
};
struct Recounted {  // from the platform: pieces of the published ballots, then the result
  int64_t received = 0, total = 0;
  std::string result = {};  // JSON when done
  bool failed = false;
};
struct QrDrawn {  // from the platform; an empty picture: it could not be drawn
  std::string text, picture;
};
struct Handed {     // a text goes to the person's own keeping
  std::string how;  // "copy", "save" or "print"
  std::string name = {}, text = {};
};
struct OfficeSaved {  // the staff's part of an application: all that was changed, in one act
  std::string application;
};
struct OfficeDropped {  // what was changed in it and not saved; of all fields when none is named
  std::string application, field = {};
};
struct Posted {  // an act of the staff or on one's own account; its answer lies in State::posts by this name
  std::string name, path, body;
  std::string method = "POST";
};

struct InputChanged {  // a field of a screen that is no answer: search, filter
  std::string name, value;
};
struct Toggled {  // disclosure, dialog, menu
  std::string name;
  bool open = true;
};
struct SettingChanged {  // "theme", "text", "letters", "lines", "face": "auto", "plain", "canvas"
  std::string name, value;
};
struct LoginWanted {
  std::string door = {};  // address; empty: the usual one
};
struct LogoutWanted {  // confirmed: drafts of this person leave the device
  bool confirmed = false;
  bool provider = false;  // and out of where the person proved who they are
};

// A struct around the variant, so that its 46-fold copies and moves are compiled once (intent.cpp), not in every
// screen.
struct Intent {
  using Any =
      std::variant<Opened, Response, Stored, Uploaded, TimerFired, Online, Edited, LeftField, RowAdded, RowRemoved,
                   RowRestored, SectionFinished, FixApplied, FilePicked, FileRemoved, FileRetried, Acted,
                   ConflictChosen, ConflictSettled, SavedNow, Started, RemarkSet, Retried, MoreWanted, ChoiceMade,
                   ChoiceMoved, ChoiceUndone, DistrictChosen, ResidenceDeclared, BallotCast, BallotDropped,
                   BallotReopened, ProofWanted, OwnBallotWanted, RecountWanted, Recounted, QrDrawn, Handed, OfficeSaved,
                   OfficeDropped, Posted, InputChanged, Toggled, SettingChanged, LoginWanted, LogoutWanted>;
  Any any;

  template <class T>
  requires std::constructible_from<Any, T&&> Intent(T&& what) : any(std::forward<T>(what)) {}
  Intent(const Intent&);
  Intent(Intent&&) noexcept;
  Intent& operator=(const Intent&);
  Intent& operator=(Intent&&) noexcept;
  ~Intent();
};
using Intents = std::vector<Intent>;

}  // namespace pochin::app
