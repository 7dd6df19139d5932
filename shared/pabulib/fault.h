// What is wrong in a .pb file, by line and kind.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/base/names.h"

namespace pochin::pabulib {

// An error breaks the specification or makes a count doubtful; a warning is worth a look.
enum class Severity { error, warning };
std::span<const Name<Severity>> names(Severity);

enum class Kind {
  // the file
  empty_file,
  not_utf8,
  byte_order_mark,
  text_before_section,
  missing_section,
  repeated_section,
  section_order,
  missing_header,
  empty_line,
  unclosed_quote,
  stray_quote,
  column_count,
  spaces,
  // fields
  unknown_field,
  field_order,
  missing_field,
  repeated_field,
  empty_field,
  bad_number,
  comma_decimal,
  bad_date,
  date_order,
  bad_vote_type,
  bad_rule,
  bad_language,
  bad_currency,
  bad_flag,
  bad_comment,
  limits_order,
  // projects
  project_count,
  repeated_project,
  negative_cost,
  free_project,
  dear_project,
  withdrawn_project,
  bad_selected,
  budget_exceeded,
  all_fit,
  not_all_fit,
  no_counts,
  unsupported_project,
  votes_differ,
  score_differs,
  // votes
  vote_count,
  repeated_voter,
  unknown_project,
  repeated_choice,
  empty_vote,
  vote_too_long,
  vote_too_short,
  vote_too_dear,
  vote_too_cheap,
  points_count,
  points_range,
  points_sum,
  bad_age,
  bad_sex,
  bad_method
};
std::span<const Name<Kind>> names(Kind);
Severity severity_of(Kind kind);

struct Fault {
  int64_t line = 0;  // from 1; 0 = the file as a whole
  Kind kind = Kind::empty_file;
  std::string message;  // Russian: what is wrong and with what
};

// Of one kind the first are kept, all are counted: a file with the same mistake in each of 100 000 lines says so once.
class Faults {
 public:
  static constexpr int64_t kKept = 100;

  void add(Kind kind, int64_t line, std::string message);
  const std::vector<Fault>& list() const { return list_; }  // in the order of the lines
  int64_t count(Kind kind) const { return counts_[static_cast<std::size_t>(kind)]; }
  int64_t count(Severity severity) const;
  void sort();

 private:
  std::vector<Fault> list_;
  std::array<int64_t, static_cast<std::size_t>(Kind::bad_method) + 1> counts_{};
};

}  // namespace pochin::pabulib
