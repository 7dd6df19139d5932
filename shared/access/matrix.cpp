#include "shared/access/matrix.h"

#include <array>

namespace pochin::access {
namespace {

constexpr std::array<std::string_view, kActions> kActionCodes{
    "read",   "create",  "update", "remove",      "decide", "export",   "sign_up",  "hand_over", "prepare", "assign",
    "freeze", "propose", "vote",   "enter_batch", "record", "complain", "moderate", "co_sign",   "invite",  "reset"};

constexpr std::array<std::string_view, kObjects> kObjectCodes{"public_data",
                                                              "idea",
                                                              "comment",
                                                              "meeting",
                                                              "registration_list",
                                                              "application_draft",
                                                              "submission",
                                                              "municipal_decision",
                                                              "formal_check",
                                                              "expert_opinion",
                                                              "criteria",
                                                              "auto_score",
                                                              "manual_adjustment",
                                                              "member_scores",
                                                              "protocol",
                                                              "voting_campaign",
                                                              "vote",
                                                              "vote_annulment",
                                                              "agreement",
                                                              "payments",
                                                              "procurement",
                                                              "progress",
                                                              "acceptance_act",
                                                              "report",
                                                              "analytics",
                                                              "users",
                                                              "dictionaries",
                                                              "audit_log"};

constexpr std::size_t kColumns = 18;
using Row = std::array<std::string_view, kColumns>;

// A cell is a list of terms `what:REACH[/part][?condition]`, "" for none; `what` is a run of the letters R C U D X E
// of domain.md §9 or the code of an action; "never:what" forbids.
//
// domain.md writes a scope only where it is not plain. Here each right names its own: what guests or every citizen
// may read is G; else a letter without a scope reaches as far as the grant of that role does (T for a municipality,
// P for a practice, A for an expert, O for an initiator).
// clang-format off
constexpr std::array<Row, kObjects> kTable{{
    // guest, citizen, initiator,
    //   municipal operator, head, curator,
    //   project centre operator, manager, finance,
    //   expert, commission member, secretary,
    //   polling operator, observer, editor,
    //   support, auditor, system administrator

    // public_data
    {"R:G", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "R:G", "R:G", "RCU:G",
     "R:G", "R:G", "R:G"},
    // idea
    {"R:G", "C:G U:O", "C:G UD:O",
     "R:G", "R:G", "R:G",
     "R:G", "R:G X:P", "",
     "", "R:G", "R:G",
     "", "R:G", "X:G",
     "R:G", "R:G", ""},
    // comment
    {"R:G", "C:G", "C:G",
     "RX:T", "R:G", "R:G",
     "R:G", "R:G", "",
     "", "", "",
     "", "R:G", "X:G",
     "R:G", "R:G", ""},
    // meeting
    {"R:G", "R:G sign_up:G", "R:A C:O",
     "RCU:T", "X:T", "RU:T",
     "R:P", "R:P", "",
     "", "R:G", "R:G",
     "", "R:G", "R:G",
     "R:G", "R:G", ""},
    // registration_list
    {"", "", "R:O",
     "RCU:T", "R:T", "R:T",
     "R:P", "R:P", "",
     "", "", "R:P",
     "", "", "",
     "", "R:G", ""},
    // application_draft; the centre reads one only when the municipality opened it for advice, support on a ticket
    {"", "", "RCU:O",
     "RCU:T", "R:T", "R:T",
     "R:P?opened", "R:P?opened", "",
     "", "", "",
     "", "", "",
     "R:A", "", ""},
    // submission
    {"", "", "hand_over:O",
     "prepare:T", "X:T", "",
     "", "", "",
     "", "", "",
     "", "", "",
     "", "", ""},
    // municipal_decision
    {"", "R:G", "R:G",
     "U:T", "X:T", "R:G",
     "R:G", "R:G", "",
     "", "", "",
     "", "R:G", "",
     "", "R:G", ""},
    // formal_check, the return for revision with it
    {"", "", "R:O",
     "R:T", "R:T", "R:T",
     "X:P", "X:P", "R:G",
     "", "", "R:P",
     "", "", "",
     "", "R:G", ""},
    // expert_opinion
    {"", "", "R:O?published",
     "R:T", "R:T", "R:T",
     "R:P", "assign:P", "R:G",
     "X:A", "R:P", "R:P",
     "", "", "",
     "", "R:G", ""},
    // criteria
    {"R:G?published", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "R:G", "CU:P freeze:P", "R:G",
     "R:G", "R:G", "R:G",
     "", "R:G", "",
     "", "R:G", ""},
    // auto_score and its explanation
    {"R:G?published", "R:G?published", "R:O",
     "R:T", "R:T", "R:T",
     "R:P", "R:P", "R:G",
     "", "R:P", "R:P",
     "", "R:P", "",
     "", "R:G", ""},
    // manual_adjustment
    {"", "", "",
     "", "", "",
     "propose:P", "X:P?second_person", "",
     "", "", "R:P",
     "", "", "",
     "", "R:G", ""},
    // member_scores
    {"", "", "",
     "", "", "",
     "", "", "",
     "", "CU:O", "R:P",
     "", "", "",
     "", "R:G", ""},
    // protocol
    {"R:G?published", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "", "R:G vote:P", "CU:P",
     "", "R:G", "",
     "", "R:G", ""},
    // voting_campaign
    {"R:G", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "U:P", "X:P", "",
     "", "", "R:G",
     "", "R:G", "",
     "", "R:G", ""},
    // vote; staff vote as the citizens they are, who keeps the machine does not vote in it
    {"", "C:G?once", "C:G?once",
     "", "", "",
     "", "", "",
     "", "", "",
     "enter_batch:P", "", "",
     "", "", "never:create"},
    // vote_annulment; assigned to the counting commission of the campaign
    {"", "", "",
     "", "", "",
     "propose:P", "", "",
     "", "X:A", "record:P",
     "", "R:P", "",
     "", "R:G", ""},
    // agreement
    {"", "", "",
     "RU:T", "X:T", "R:T",
     "RU:P", "X:P", "X:G",
     "", "", "",
     "", "", "",
     "", "R:G", ""},
    // payments
    {"R:G/summary", "R:O", "R:O",
     "RCU:T", "R:T", "R:T",
     "R:P", "R:P", "RCUX:G",
     "", "", "",
     "", "", "",
     "", "R:G", ""},
    // procurement
    {"R:G", "R:G", "R:G",
     "RCU:T", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "", "", "",
     "", "", "",
     "", "R:G", ""},
    // progress
    {"R:G", "R:G complain:G", "C:A/photo",
     "RCU:T", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "", "R:G", "",
     "", "R:G", "moderate:G",
     "", "R:G", ""},
    // acceptance_act
    {"R:G", "R:G", "co_sign:O",
     "CU:T", "X:T", "R:G",
     "R:G", "R:G", "R:G",
     "", "", "",
     "", "", "",
     "", "R:G", ""},
    // report; published once accepted
    {"R:G?published", "R:G", "R:G",
     "CU:T", "X:T", "R:G",
     "X:P", "X:P", "X:G",
     "", "R:G", "",
     "", "", "",
     "", "R:G", ""},
    // analytics and exports
    {"E:G/summary", "E:G/summary", "E:O",
     "E:T", "E:T", "E:T",
     "E:P", "E:G", "E:G",
     "E:A", "E:P", "E:P",
     "", "E:G/summary", "",
     "", "E:G", "E:G/technical"},
    // users; an initiator owns the records of the own group
    {"", "RU:O", "RU:O",
     "invite:T", "invite:T", "",
     "invite:P", "CU:P", "",
     "", "", "",
     "", "", "",
     "reset:G", "R:G", "CU:G"},
    // dictionaries are one for the region
    {"R:G", "R:G", "R:G",
     "R:G", "R:G", "R:G",
     "RU:G", "CUX:G", "R:G U:G/finance",
     "R:G", "R:G", "R:G",
     "", "", "",
     "R:G", "R:G", "U:G"},
    // audit_log
    {"", "R:O", "R:O",
     "R:T", "R:T", "",
     "R:P", "R:P", "",
     "", "", "",
     "", "R:P/votes", "",
     "", "R:G", "R:G/technical"},
}};
// clang-format on

struct Cell {
  std::array<Right, 6> rights{};
  std::size_t count = 0;
};

// The table is read while the program is compiled: a slip in the notation is a compile error, by this call of a
// function that is no constant expression.
void broken_table() {}

constexpr std::string_view cut(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view tail = text.substr(at + 1);
  text = text.substr(0, at);
  return tail;
}

constexpr Reach reach_from(std::string_view letter) {
  constexpr std::string_view kLetters = "GPTOA";
  const std::size_t at = kLetters.find(letter);
  if (letter.size() != 1 || at == std::string_view::npos) broken_table();
  return static_cast<Reach>(at);
}

template <class E, std::size_t N>
constexpr E named(std::string_view name, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<E>(i);
  broken_table();
  return {};
}

constexpr void add(Cell& cell, Right right) {
  if (cell.count == cell.rights.size()) broken_table();
  cell.rights[cell.count++] = right;
}

constexpr void read_term(Cell& cell, std::string_view term) {
  constexpr std::string_view kLetters = "RCUDXE";
  constexpr std::array<std::string_view, 6> kParts{"", "summary", "technical", "votes", "finance", "photo"};
  constexpr std::array<std::string_view, 5> kConditions{"", "published", "opened", "once", "second_person"};
  Right right;
  if (term.starts_with("never:")) {
    right.never = true;
    right.action = named<Action>(term.substr(6), kActionCodes);
    return add(cell, right);
  }
  right.condition = named<Condition>(cut(term, '?'), kConditions);
  right.part = named<Part>(cut(term, '/'), kParts);
  right.reach = reach_from(cut(term, ':'));
  if (kLetters.find(term.front()) == std::string_view::npos) {
    right.action = named<Action>(term, kActionCodes);
    return add(cell, right);
  }
  for (const char letter : term) {
    if (kLetters.find(letter) == std::string_view::npos) broken_table();
    right.action = static_cast<Action>(kLetters.find(letter));
    add(cell, right);
  }
}

constexpr Cell read_cell(std::string_view text) {
  Cell cell;
  while (!text.empty()) {
    const std::string_view rest = cut(text, ' ');
    read_term(cell, text);
    text = rest;
  }
  return cell;
}

constexpr auto kCells = [] {
  std::array<std::array<Cell, kColumns>, kObjects> cells{};
  for (std::size_t row = 0; row < kObjects; ++row)
    for (std::size_t column = 0; column < kColumns; ++column) cells[row][column] = read_cell(kTable[row][column]);
  return cells;
}();

constexpr std::size_t kNoColumn = kColumns;

constexpr std::size_t column_of(Role role) {
  switch (role) {
    case Role::guest:
      return 0;
    case Role::citizen:
      return 1;
    case Role::initiator:
      return 2;
    case Role::municipal_operator:
      return 3;
    case Role::municipal_head:
      return 4;
    case Role::district_curator:
      return 5;
    case Role::project_centre_operator:
      return 6;
    case Role::project_centre_manager:
      return 7;
    case Role::finance_officer:
      return 8;
    case Role::sector_expert:
      return 9;
    case Role::commission_member:
    case Role::commission_chair:
      return 10;
    case Role::commission_secretary:
      return 11;
    case Role::polling_operator:
      return 12;
    case Role::observer:
      return 13;
    case Role::content_editor:
    case Role::moderator:
      return 14;
    case Role::support_agent:
      return 15;
    case Role::auditor:
      return 16;
    case Role::system_admin:
      return 17;
    case Role::school_curator:
    case Role::service_account:
      return kNoColumn;
  }
  return kNoColumn;
}

}  // namespace

std::span<const Right> rights(Role role, Object object) {
  const std::size_t column = column_of(role);
  if (column == kNoColumn) return {};
  const Cell& cell = kCells[static_cast<std::size_t>(object)][column];
  return std::span(cell.rights).first(cell.count);
}

std::string_view code_of(Object object) { return kObjectCodes[static_cast<std::size_t>(object)]; }
std::string_view code_of(Action action) { return kActionCodes[static_cast<std::size_t>(action)]; }

std::optional<Object> object_from(std::string_view code) {
  for (std::size_t i = 0; i < kObjects; ++i)
    if (kObjectCodes[i] == code) return static_cast<Object>(i);
  return std::nullopt;
}

std::optional<Action> action_from(std::string_view code) {
  for (std::size_t i = 0; i < kActions; ++i)
    if (kActionCodes[i] == code) return static_cast<Action>(i);
  return std::nullopt;
}

}  // namespace pochin::access
