#include "shared/access/access.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::access {
namespace {

bool has(const std::vector<std::string>& persons, const std::string& person) {
  return !person.empty() && std::ranges::find(persons, person) != persons.end();
}

bool reaches(Reach reach, const Grant& grant, const std::string& person, const Target& target) {
  switch (reach) {
    case Reach::global:
      return true;
    case Reach::practice:
      return access::reaches(ScopeKind::practice, grant.scope, target);
    case Reach::territory:
      return access::reaches(ScopeKind::territory, grant.scope, target);
    case Reach::own:
      return has(target.owners, person);
    case Reach::assigned:
      return has(target.assigned, person);
  }
  return false;
}

bool holds(Condition condition, const std::string& person, const Target& target) {
  switch (condition) {
    case Condition::none:
      return true;
    case Condition::published:
      return target.published;
    case Condition::opened:
      return target.opened;
    case Condition::once:
      return !person.empty() && !target.done;
    case Condition::second_person:
      return target.reason && !person.empty() && !target.proposed_by.empty() && target.proposed_by != person;
  }
  return false;
}

bool gives(const Right& right, Action action) {
  if (right.never) return false;
  if (right.action == action) return true;
  return action == Action::read && (right.action == Action::update || right.action == Action::remove ||
                                    right.action == Action::decide || right.action == Action::assign);
}

// Whether the right covers the action on this part, wherever it reaches.
bool covers(const Right& right, Action action, const Target& target) {
  return gives(right, action) && (right.part == Part::whole || right.part == target.part);
}

bool judges(Role role) {
  return role == Role::commission_member || role == Role::commission_chair || role == Role::sector_expert;
}

bool forbidden(const Actor& actor, Action action, Object object) {
  return std::ranges::any_of(actor.grants, [&](const Grant& grant) {
    return std::ranges::any_of(rights(grant.role, object),
                               [&](const Right& right) { return right.never && right.action == action; });
  });
}

// One person may not both adjust points and sign the protocol (domain.md §9).
bool both_adjusts_and_signs(const std::string& person, Action action, const Target& target) {
  if (action == Action::read) return false;
  if (target.object == Object::manual_adjustment) return has(target.signers, person);
  return target.object == Object::protocol && has(target.adjusters, person);
}

std::unexpected<Error> refused(const char* code, std::string_view message) { return fail(code, std::string(message)); }

}  // namespace

bool is_everywhere(std::string_view scope) { return scope == kEverywhere; }

bool reaches(ScopeKind kind, std::string_view scope, const Target& object) {
  if (kind == ScopeKind::none || is_everywhere(scope)) return true;
  if (scope.empty()) return false;
  return kind == ScopeKind::practice ? scope == object.practice
                                     : std::ranges::find(object.territories, scope) != object.territories.end();
}

bool reaches(const Grant& grant, const Target& object) {
  return reaches(scope_kind_of(grant.role), grant.scope, object);
}

bool grant_allows(const Grant& grant, const std::string& person, Action action, const Target& target) {
  // The author of a right to decide reads before the second person has come: the condition binds the act alone.
  const auto bound = [&](const Right& right) {
    return right.condition == Condition::second_person && right.action != action ? Condition::none : right.condition;
  };
  return std::ranges::any_of(rights(grant.role, target.object), [&](const Right& right) {
    return covers(right, action, target) && reaches(right.reach, grant, person, target) &&
           holds(bound(right), person, target);
  });
}

std::expected<void, Error> permit(const Actor& actor, Action action, const Target& target) {
  if (forbidden(actor, action, target.object))
    return refused("access_never", tr("Системный администратор не голосует: он обслуживает систему подсчёта"));
  if (both_adjusts_and_signs(actor.person, action, target))
    return refused(
        "access_separation",
        tr("Один человек не может и менять баллы, и подписывать протокол. Передайте это другому сотруднику"));
  const bool conflict = has(target.conflicted, actor.person);
  bool blocked = false;
  if (grant_allows({}, actor.person, action, target)) return {};
  for (const Grant& grant : actor.grants) {
    if (!grant_allows(grant, actor.person, action, target)) continue;
    if (!conflict || !judges(grant.role)) return {};
    blocked = true;
  }
  if (blocked)
    return refused("access_conflict",
                   tr("Вы заявили конфликт интересов по этой заявке: её рассматривают другие члены комиссии"));
  const bool somewhere = std::ranges::any_of(actor.grants, [&](const Grant& grant) {
    return std::ranges::any_of(rights(grant.role, target.object),
                               [&](const Right& right) { return gives(right, action); });
  });
  if (somewhere) return refused("access_scope", tr("Ваши права не распространяются на этот объект или на этот момент"));
  return refused("access_role", actor.person.empty() ? tr("Войдите через Госуслуги, чтобы сделать это")
                                                     : tr("У вас нет прав на это действие"));
}

bool allowed(const Actor& actor, Action action, const Target& target) {
  return permit(actor, action, target).has_value();
}

bool is_logged(Object object, Action action) {
  // A line of the log that says who cast a vote would stand beside the vote (architecture.md §4): participation has
  // its own table.
  if (object == Object::vote) return action != Action::create && action != Action::read;
  if (action != Action::read) return true;
  return object == Object::registration_list || object == Object::application_draft || object == Object::payments ||
         object == Object::users || object == Object::audit_log;
}

}  // namespace pochin::access
