// The format of a pack as one table. The JSON Schema (schema.h), the order of keys in an exported pack (arrange) and
// the words and weight of a difference (diff.h) are made from it; a test compares it with what the reader asks for.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace pochin::practice {

enum class Holds {
  text,        // "…"
  formula,     // formula/formula.h
  flag,        // true, false
  whole,       // 5
  decimal,     // "0.30": exact
  date,        // "2027-01-31"
  local_time,  // "2026-12-25T18:00" by the clock of the region
  texts,       // ["…"]
  object,      // {…} of the shape
  list,        // [{…}] of the shape
  dictionary   // {"key": "text"}
};

// What a change of a value does to those who take part (version.h makes a weight of it).
enum class Effect {
  note,       // nothing: for those who write the pack
  wording,    // the same in other words
  advice,     // explained or shown otherwise
  postponed,  // more time
  limit,      // what is taken and how much
  rule        // who may, what counts, until when
};

// The words a text may be one of.
enum class Vocabulary {
  any,
  kind,
  privacy,
  severity,
  criterion_shape,
  border,
  tie,
  state,
  role,
  source,
  act_kind,
  prefill,
  term_unit,
  day_off,
  rounding,
  best,
  scope,
  effect,
  scale,
  order,
  deadline_start,
  recipient,
  track,
  pack_track,
  number,
  majority,
  money_kind,
  campaign_kind,
  residence,
  unknown_residence,
  districts,
  running_totals,
  channel,
  assurance,
  ballot_kind,
  tally_rule,
  utility,
  completion,
  tie_by
};
std::vector<std::string_view> words(Vocabulary vocabulary);  // empty for `any`

// What the order of a list means.
enum class Order {
  free,    // nothing
  seen,    // people see it
  decides  // the first that fits is used
};

struct Shape;

struct Key {
  std::string_view name;
  Holds holds;
  Effect effect;           // of a change; of an addition to and a removal from a list unless the shape says otherwise
  std::string_view title;  // «вес»
  bool needed = false;
  Vocabulary vocabulary = Vocabulary::any;
  std::string_view otherwise = {};  // JSON of the value that stands for a missing one
  const Shape* shape = nullptr;     // of objects and lists
  Order order = Order::free;
  int64_t least = 0, most = 0;  // whole; both 0 = see the reader
  bool pooled = false;  // the items are matched wherever they stand: a field moved to another section is the same
  // Known for this word of Shape::told_by alone, and needed there unless `may`; needed for all words but this one.
  std::string_view only_for = {}, not_for = {};
  bool may = false;
};

struct Shape {
  std::string_view name;             // "criterion"
  std::string_view title;            // «Критерий»
  std::string_view id_key = {};      // items of a list are matched by it; none = by their place
  std::string_view second_key = {};  // when the first is not enough: a list of states, the first of them
  std::string_view label_key = {};   // what a person calls it
  Effect added = Effect::rule;       // an item more
  Effect removed = Effect::rule;     // an item less
  std::string_view told_by = {};     // the key that says which of the others there are: "shape", "kind"
  std::span<const Key> keys = {};
};

const Shape& pack_shape();

}  // namespace pochin::practice
