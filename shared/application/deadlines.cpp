#include "shared/application/deadlines.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

using Start = DeadlineRule::Start;

// What the rule's clock has seen of the path.
struct Run {
  Instant start;
  std::vector<calendar::Pause> pauses;
};

class Path {
 public:
  Path(const Application& application, const Transition& transition, const DeadlineRule& rule, Instant now)
      : path_(application.path), states_(rule.states.empty() ? transition.from : rule.states), now_(now) {}

  bool runs_in(State state) const { return std::ranges::find(states_, state) != states_.end(); }
  // Step `i` is a return from one of the rule's states.
  bool stands_at(std::size_t i) const {
    return path_[i].state == State::returned_for_revision && !runs_in(path_[i].state) && i > 0 &&
           runs_in(path_[i - 1].state);
  }
  bool active() const { return !path_.empty() && (runs_in(path_.back().state) || stands_at(path_.size() - 1)); }
  bool paused() const { return !path_.empty() && stands_at(path_.size() - 1); }

  // The step with which the clock began: coming into a state anew begins it again, coming back from a return does not.
  std::size_t entered() const {
    std::size_t first = path_.size() - 1;
    for (std::size_t i = path_.size(); i-- > 0;) {
      const bool again = i + 1 < path_.size() && path_[i].state == path_[i + 1].state;
      if (again || !(runs_in(path_[i].state) || stands_at(i))) break;
      first = i;
    }
    return first;
  }

  std::vector<calendar::Pause> pauses_since(Instant start) const {
    std::vector<calendar::Pause> pauses;
    for (std::size_t i = 0; i < path_.size(); ++i)
      if (stands_at(i) && path_[i].at >= start)
        pauses.push_back({path_[i].at, i + 1 < path_.size() ? path_[i + 1].at : now_});
    return pauses;
  }

 private:
  const std::vector<Step>& path_;
  const std::vector<State>& states_;
  Instant now_;
};

std::optional<Instant> start_of(const Application& application, const DeadlineRule& rule, const Path& path) {
  switch (rule.start) {
    case Start::submitted:
      return application.submitted_at;
    case Start::registered:
      return application.registered_at;
    case Start::entered:
    case Start::fixed:
      break;
  }
  return application.path[path.entered()].at;
}

Result<calendar::Deadline> end_of(const DeadlineRule& rule, const Path& path, Instant start, const Clock& clock) {
  if (rule.start != Start::fixed)
    return calendar::deadline(rule.term, start, clock.zone, clock.calendar, path.pauses_since(start));
  const Instant end = rule.at.value_or(Instant{});
  return calendar::Deadline{local({end.ms - 1}, clock.zone).date, end, true};
}

// A fixed moment does not wait for anybody.
bool stands(const DeadlineRule& rule, const Path& path) { return rule.start != Start::fixed && path.paused(); }

Deadline told(const Transition& transition, const DeadlineRule& rule, const calendar::Deadline& found) {
  Deadline made;
  made.action = transition.action;
  made.title = rule.title;
  made.who = rule.who.empty() ? transition.roles : rule.who;
  made.last_day = found.last_day;
  made.end = found.end;
  made.certain = found.certain;
  made.automatic = rule.automatic;
  made.at_least = rule.at_least;
  made.law = rule.law;
  return made;
}

std::string small_first(const std::string& said) {
  const std::size_t first =
      static_cast<unsigned char>(said.empty() ? 0 : said[0]) >= 0xC0 ? 2 : 1;  // Cyrillic or Latin
  return to_lower(std::string_view(said).substr(0, first)) + said.substr(std::min(first, said.size()));
}

bool same(const Deadline& a, const Deadline& b) {
  return a.title == b.title && a.end == b.end && a.law == b.law && a.automatic == b.automatic;
}

}  // namespace

Result<std::vector<Deadline>> deadlines(const Application& application, const Workflow& workflow, const Clock& clock,
                                        Instant now) {
  std::vector<Deadline> running;
  for (const Transition& transition : workflow.transitions) {
    if (!transition.deadline) continue;
    const DeadlineRule& rule = *transition.deadline;
    const Path path(application, transition, rule, now);
    if (!path.active()) continue;
    const auto start = start_of(application, rule, path);
    if (!start) continue;  // it counts from a submission that has not been made
    const auto found = end_of(rule, path, *start, clock);
    if (!found) return std::unexpected(found.error());
    Deadline made = told(transition, rule, *found);
    made.paused = stands(rule, path);
    const Instant seen = made.paused ? application.path.back().at : now;
    made.late = !made.automatic && !calendar::in_time(*found, seen);
    if (made.late)
      made.overdue = std::max<int64_t>(
          calendar::working_days_between(clock.calendar, made.last_day, local(seen, clock.zone).date).days, 0);
    if (std::ranges::none_of(running, [&](const Deadline& each) { return same(each, made); }))
      running.push_back(std::move(made));
  }
  return running;
}

std::string duty_text(const Deadline& deadline, const Workflow& workflow, State state) {
  const auto acts = [&](const Transition& transition) {
    return std::ranges::any_of(transition.roles, [&](const std::string& role) {
      return std::ranges::find(deadline.who, role) != deadline.who.end();
    });
  };
  if (deadline.automatic || std::ranges::find(deadline.who, "author") != deadline.who.end()) return deadline.title;
  std::vector<std::string> ways;
  for (const Transition& each : workflow.transitions)
    if (each.begins_in(state) && acts(each)) ways.push_back(each.title);
  if (ways.size() < 2) return deadline.title;
  std::string said = ways.front();
  for (std::size_t i = 1; i < ways.size(); ++i)
    said += (i + 1 == ways.size() ? std::string(tr(" или ")) : ", ") + small_first(ways[i]);
  return said;
}

std::string deadline_text(const Deadline& deadline, const Zone& zone) {
  if (deadline.paused) return std::string(tr("срок остановлен: заявка на доработке"));
  if (deadline.late && deadline.overdue == 0) return std::string(tr("срок истёк"));
  if (deadline.late)
    return tr("просрочено на {}",
              group_digits(deadline.overdue) + kNoBreakSpace +
                  std::string(plural(deadline.overdue, tr("рабочий день"), tr("рабочих дня"), tr("рабочих дней"))));
  const bool midnight = local(deadline.end, zone) == LocalTime{add_days(deadline.last_day, 1), 0, 0, 0};
  const std::string until = midnight ? format_date_long(deadline.last_day) : format_local(deadline.end, zone);
  return deadline.certain ? tr("до {}", until) : tr("до {} (календарь этого года уточняется)", until);
}

Result<std::vector<const Transition*>> due_transitions(const Application& application, const Workflow& workflow,
                                                       const Clock& clock, Instant now) {
  const auto running = deadlines(application, workflow, clock, now);
  if (!running) return std::unexpected(running.error());
  std::vector<const Transition*> due;
  for (const Deadline& each : *running) {
    const Transition* transition = each.automatic ? workflow.find(each.action, application.state) : nullptr;
    if (transition && transition->automatic() && !each.paused && each.end <= now) due.push_back(transition);
  }
  return due;
}

}  // namespace pochin::application
