// Which deadlines run for an application, and which moves the clock itself must make (domain.md §2.3). Pure: the moment
// is given, so the same answer comes on the server, in the browser and in a test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/application.h"
#include "shared/application/workflow.h"
#include "shared/base/result.h"
#include "shared/calendar/term.h"

namespace pochin::application {

// How days are counted where the application lives.
struct Clock {
  const calendar::ProductionCalendar& calendar;
  Zone zone;
};

struct Deadline {
  std::string action;            // the transition it is about
  std::string title;             // what has to be done
  std::vector<std::string> who;  // roles
  Date last_day;                 // by the region's clock
  Instant end;                   // exclusive. While it is paused: as if the application came back now
  int64_t overdue = 0;           // working days after the last day; 0 also on the weekend behind it
  bool late = false;             // `end` is behind and nobody has acted (of a paused one: was, when it was returned)
  bool paused = false;           // the application is returned: the clock stands
  bool automatic = false;        // the clock acts, nobody else; it is never late
  bool at_least = false;         // «не менее»
  bool certain = false;          // false: the production calendar of a year on the way is missing or illustrative
  std::string law;               // id of the legal basis
};

// In the order of the pack; one of several transitions with the same title, end and law. Error: term_range.
// O(transitions × path).
Result<std::vector<Deadline>> deadlines(const Application& application, const Workflow& workflow, const Clock& clock,
                                        Instant now);

// «до 12 марта 2027 года», «просрочено на 3 рабочих дня», «срок остановлен: заявка на доработке».
std::string deadline_text(const Deadline& deadline, const Zone& zone);

// What those who must act may do, in the words of the practice's own actions: «Передать на конкурс или вернуть на
// доработку». Its rules may call the term by a decision that the practice does not have. The title of the deadline
// where they have fewer than two ways, and for the applicant and the clock. O(transitions).
std::string duty_text(const Deadline& deadline, const Workflow& workflow, State state);

// The moves the clock must make now: exactly from the end of their deadline on. After a move it is asked again, for the
// new state may be over too; asked twice without one it gives the same. Error: term_range.
Result<std::vector<const Transition*>> due_transitions(const Application& application, const Workflow& workflow,
                                                       const Clock& clock, Instant now);

}  // namespace pochin::application
