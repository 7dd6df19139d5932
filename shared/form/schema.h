// The schema of an application form: one description drives the browser, the server, print and export
// (architecture.md §5). It is read from a practice pack (practice/pack.h) and never changes afterwards.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/ratio.h"
#include "shared/formula/formula.h"

namespace pochin::form {

enum class Kind {
  text,
  long_text,
  integer,
  decimal,
  money,
  date,
  yes_no,
  choice,
  territory,
  phone,
  email,
  link,
  inn,
  ogrn,
  person,        // one line, or parts (parts.h) when the field names them
  period,        // from and to
  address,       // parts
  organisation,  // name, ИНН, ОГРН
  choices,       // several of the options
  point,         // a place on the map (geo.h)
  line,
  area,
  files,
  table,
  computed,
  note
};

std::optional<Kind> kind_from(std::string_view code);  // "long_text" → Kind::long_text
std::string_view code_of(Kind kind);

// Who sees and fills the field.
enum class Privacy {
  open,      // may be published on the card of the project
  service,   // the applicant and the officials
  personal,  // personal data: the applicant and the officials who work on it, every reading is logged
  staff      // officials only: the applicant never sees it
};

// A typology changes from year to year, and old applications keep its old codes (domain.md §7.1).
struct Option {
  std::string code;
  std::string title;
  std::string hint;
  std::optional<Date> valid_from = {}, valid_to = {};  // both days are its own; nothing = always
  std::vector<std::string> was = {};                   // codes of earlier versions that became this one
  // May be chosen on that day; an unknown day forbids nothing.
  bool open_on(std::optional<Date> day) const {
    return !day || ((!valid_from || *valid_from <= *day) && (!valid_to || *day <= *valid_to));
  }
};

// What the region spans on the map, in millionths of a degree. West of a region over the 180th meridian is more than
// its east.
struct Box {
  int32_t south = 0, west = 0, north = 0, east = 0;
};

// What is known before anybody types: it stands in a new application, marked and open to change.
enum class Prefill {
  none,
  applicant,    // of who fills it in: a person's name is that of the account, the rest is from their last application
  municipality  // what the last application of the municipality says of its administration
};

struct Field {
  std::string id;
  Kind kind = Kind::text;
  std::string label;         // the question: «Название проекта»
  std::string hint;          // one line under the label
  std::string help;          // the longer explanation behind «Подсказка»
  std::string norm;          // the act or the point of the rules it comes from
  std::string item;          // number of the item in the printed form: "10.2"
  std::string unit;          // "₽", "чел.", "%"
  std::string placeholder;   // never instead of the label
  std::string missing;       // what to say when it is empty: «Опишите проблему»
  std::string autocomplete;  // HTML autocomplete token: "name", "tel"
  Privacy privacy = Privacy::service;
  Prefill prefill = Prefill::none;

  formula::Formula visible;   // empty = always
  formula::Formula required;  // empty = never; "true" in the pack = always
  formula::Formula value;     // Kind::computed only

  int64_t min_length = 0, max_length = 0;  // characters; 0 = no limit
  std::optional<Ratio> min, max;           // integer, decimal, money (roubles), computed percent
  int digits = 2;                          // decimals that are shown and taken
  std::optional<Date> earliest, latest;

  std::vector<Option> options;           // choice, choices
  int64_t min_count = 0, max_count = 0;  // choices; points of a line or an area; 0 = no limit
  std::vector<std::string> parts;        // person, address: codes of the parts that are asked
  int64_t min_age = 0;                   // person with the part "born": completed years …
  formula::Formula age_on;               // … on this date; empty = today
  std::optional<Box> box;                // point, line, area
  bool fresh = false;                    // never copied from last year's application (copy.h)
  std::vector<std::string> was;          // ids of the field in earlier versions of the form
  bool subtotal = false;                 // a column of numbers whose sum is shown
  std::vector<Field> columns;            // table
  int64_t min_rows = 0, max_rows = 0;
  std::string add_label;  // «Добавить плательщика»

  std::vector<std::string> extensions;  // files: "pdf", "jpg" …
  int64_t min_files = 0, max_files = 0;
  int64_t max_bytes = 0;  // one file

  bool answerable() const { return kind != Kind::computed && kind != Kind::note; }
  bool numeric() const { return kind == Kind::integer || kind == Kind::decimal || kind == Kind::money; }
  bool on_map() const { return kind == Kind::point || kind == Kind::line || kind == Kind::area; }
  const Option* option(std::string_view code) const;
  const Field* column(std::string_view id) const;
};

struct Section {
  std::string id;
  std::string title;
  std::string intro;
  Privacy privacy = Privacy::service;  // staff: not a part of the applicant's task list
  formula::Formula visible;
  std::vector<Field> fields;
};

struct Group {
  std::string id;
  std::string title;
  std::vector<Section> sections;
};

// The exact value that would satisfy a rule.
struct FixRule {
  std::string field;
  formula::Formula value;
  std::string label;  // template: «Поставить {value}»
};

enum class Severity { error, warning };  // a warning never stops the submission

// A rule between fields. It is checked only when every field it names is filled.
struct CrossRule {
  std::string id;
  Severity severity = Severity::error;
  formula::Formula when;            // empty = always
  formula::Formula check;           // true = fine
  std::vector<std::string> fields;  // the first one carries the message
  std::string message;              // template with {formula}, {formula|money}, {formula|percent}
  std::string norm;
  std::optional<FixRule> fix;
};

// A named value computed from the answers and the facts of the place; later ones may use earlier ones.
struct NamedFormula {
  std::string name;
  formula::Formula value;
  std::string source;              // where the numbers come from
  std::vector<std::string> reads;  // the names in it; made by prepare()
};

// One step of computing what formulas read: an answer, which may be hidden, or a named formula.
struct Step {
  std::size_t group = 0, section = 0, field = 0;
  std::optional<std::size_t> derived = {};  // its place there; none = an answer
  std::vector<std::string> reads = {};      // the names in its conditions, or in its formula
};

struct Form {
  std::vector<Group> groups;
  std::vector<NamedFormula> facts;
  std::vector<CrossRule> rules;
  std::vector<NamedFormula> derived;  // the facts, then the computed fields: made by prepare()
  std::vector<Step> steps;            // all of it, whatever is read before what reads it: made by prepare()

  const Field* field(std::string_view id) const;
  const Section* section(std::string_view id) const;
  const Section* section_of(std::string_view field) const;         // also takes a path "table/row/column"
  std::vector<const Section*> sections(bool staff = false) const;  // in order; staff = with the staff's own
  const CrossRule* rule(std::string_view id) const;
};

// Fills `derived` and `steps`. To be called once, when groups and facts are read.
void prepare(Form& form);

// The parts of a path "field" or "table/row/column".
struct FieldPath {
  std::string_view field, row, column;
};
FieldPath split_path(std::string_view path);

}  // namespace pochin::form
