// What each role may do with each object: the matrix of domain.md §9 as one table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "shared/access/role.h"

namespace pochin::access {

enum class Object : uint8_t {
  public_data,
  idea,
  comment,
  meeting,
  registration_list,  // of a meeting: names and signatures of residents
  application_draft,
  submission,  // handing over, signing and sending an application
  municipal_decision,
  formal_check,
  expert_opinion,
  criteria,
  auto_score,
  manual_adjustment,
  member_scores,
  protocol,
  voting_campaign,
  vote,
  vote_annulment,
  agreement,
  payments,
  procurement,
  progress,
  acceptance_act,
  report,
  analytics,
  users,
  dictionaries,
  audit_log
};
inline constexpr std::size_t kObjects = 28;

enum class Action : uint8_t {
  read,
  create,
  update,
  remove,
  decide,       // X of domain.md §9: approve, sign, publish
  export_data,  // E
  sign_up,
  hand_over,  // an initiator's application to the municipality
  prepare,
  assign,
  freeze,
  propose,
  vote,
  enter_batch,  // paper ballots
  record,
  complain,
  moderate,
  co_sign,
  invite,
  reset  // access of a person who lost it
};
inline constexpr std::size_t kActions = 20;

// How far a right reaches.
enum class Reach : uint8_t { global, practice, territory, own, assigned };

// Which part of the object is asked for. A right to the whole is a right to each part.
enum class Part : uint8_t { whole, summary, technical, votes, finance, photo };

// What must hold besides. The object tells it (access.h, Target).
enum class Condition : uint8_t { none, published, opened, once, second_person };

struct Right {
  Action action = Action::read;
  Reach reach = Reach::global;
  Part part = Part::whole;
  Condition condition = Condition::none;
  bool never = false;  // forbidden to the person whatever other roles they have
};

// The rights in the cell of the table. Roles without a column there (school_curator, service_account) have none of
// their own. commission_chair reads the column of commission_member, moderator that of content_editor. O(1).
std::span<const Right> rights(Role role, Object object);

std::string_view code_of(Object object);
std::string_view code_of(Action action);
std::optional<Object> object_from(std::string_view code);
std::optional<Action> action_from(std::string_view code);

}  // namespace pochin::access
