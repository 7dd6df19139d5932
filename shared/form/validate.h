// One validation serves the browser at every keystroke and the server at submission.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/form/environment.h"

namespace pochin::form {

enum class Level {
  draft,  // only what has been typed: it may be incomplete, but it must be readable and within the limits
  submit  // everything the applicant must give
};

// An exact value that repairs the problem; the label says what pressing it does: «Поставить 1 600 000 ₽».
struct Fix {
  std::string field;
  std::string value;
  std::string label;
};

struct Problem {
  std::string field;  // path: "name", "legal_payers/r1/sum"
  std::string code;   // "missing", "not_a_number", "too_long", … or the id of a cross rule
  std::string message;
  std::string norm;
  Severity severity = Severity::error;
  std::optional<Fix> fix;
  std::vector<std::string> also;  // the other fields of a cross rule
};

// In the order of the form; the first problem of a field is the one to show beside it. Staff fields are not the
// applicant's business and are skipped. O(fields + rows).
std::vector<Problem> validate(const Environment& environment, Level level);
std::vector<Problem> validate(const Form& form, const Answers& answers, const Facts& facts, Level level);

// One field as it is left by the person: its own problems and those of the rules that name it.
std::vector<Problem> check_field(const Environment& environment, std::string_view path, Level level);

bool has_errors(const std::vector<Problem>& problems);

enum class Progress { not_started, started, done, wrong };

struct SectionStatus {
  std::string section;
  Progress progress = Progress::not_started;
  int left = 0;           // required answers that are missing
  int wrong = 0;          // problems in what has been typed
  int filled = 0;         // answers given
  bool optional = false;  // nothing in it must be answered
};

// `problems` are those of Level::submit. One for each section the applicant sees, in the order of the form.
std::vector<SectionStatus> section_status(const Environment& environment, const std::vector<Problem>& problems);
std::string_view title_of(Progress progress);  // «Не начат», «Начат», «Готов», «Есть ошибки»

// What is shown for an answer on «Проверьте ответы», on the card and in print: «1 234 567,89 ₽»,
// «Да», «3 файла».
std::string display(const Environment& environment, const Field& field);
std::string display_cell(const Field& column, std::string_view text);
// The sum of a column of numbers; cells that cannot be read add nothing. "" when it does not fit.
std::string subtotal(const Field& column, const Rows& rows);

}  // namespace pochin::form
