// What members and experts say of an application: conflicts of interest, opinions, marks. Only ever added to.
// Persons are ids of the wire (people.h). Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/review/opinion.h"
#include "shared/review/sheet.h"

namespace pochin::server {

// The author is in conflict with the own application without declaring it.
std::vector<review::Conflict> conflicts_on(Db& db, std::string_view application);
void add_conflict(Db& db, const review::Conflict& conflict);

struct ExpertRow {
  review::Assignment assignment;
  std::string name;
};
std::vector<ExpertRow> experts_of(Db& db, std::string_view application);
void add_expert(Db& db, const ExpertRow& expert, std::int64_t by);

std::vector<review::Opinion> opinions_on(Db& db, std::string_view application);  // oldest first
void add_opinion(Db& db, const review::Opinion& opinion);

std::vector<review::Mark> marks_on(Db& db, std::string_view application);  // oldest first
void add_mark(Db& db, const review::Mark& mark);
// The last mark of each member for each criterion, of all applications of the practice, without those whom a conflict
// of interest keeps from judging.
std::vector<review::Mark> counted_marks(Db& db, std::string_view practice);

}  // namespace pochin::server
