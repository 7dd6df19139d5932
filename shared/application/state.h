// The catalogue of states of an application and of the project it becomes (domain.md §2.2): 28 states and 6 exits.
// A practice picks those it needs in its workflow.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace pochin::application {

enum class State {
  draft,
  meeting_planned,
  meeting_held,
  submitted_to_municipality,
  public_comment,
  municipal_review,
  municipality_approved,
  returned_for_revision,
  submitted_to_region,
  formal_check,
  technical_review,
  admitted,
  voting,
  scoring,
  commission_review,
  winner,
  reserve,
  agreement_pending,
  funded,
  procurement,
  contracted,
  in_progress,
  acceptance,
  completed,
  report_submitted,
  closed,
  warranty,
  archived,
  // exits
  withdrawn,
  municipality_refused,
  late_or_invalid,
  rejected,
  not_selected,
  terminated
};

enum class Tone { neutral, info, success, warning, danger };

struct StateInfo {
  State state;
  std::string_view code;   // "submitted_to_municipality"
  std::string_view title;  // «Ждёт администрации»
  Tone tone;
  bool exit;       // one of the six exits
  bool is_public;  // an application in it may be seen by anyone
};

std::span<const StateInfo> all_states();
const StateInfo& info(State state);
std::string_view code_of(State state);
std::string_view title_of(State state);
std::string_view code_of(Tone tone);  // "neutral", "info", "success", "warning", "danger"
std::optional<State> state_from(std::string_view code);
// Before the submission: the draft and its meeting.
bool is_preparing(State state);
// The project was supported and has not been given up: from the winner to the archive.
bool is_won(State state);
// An exit that says no and needs a ground (131-ФЗ ст. 26.1 ч. 7 or the region's act).
bool is_refusal(State state);

}  // namespace pochin::application
