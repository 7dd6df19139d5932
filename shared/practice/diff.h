// What is different between two packs, in words of the project centre. Things are matched by their ids, wherever they
// stand: an order that means nothing and a default that is written out are no difference.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/practice/format.h"

namespace pochin::practice {

struct Change {
  enum class Kind { added, removed, changed, moved };
  Kind kind = Kind::changed;
  std::string what;      // "criterion", "field", "stage", …: the name of a shape of format.h
  std::string id;        // of the thing and of those it is in: "typology/roads"; "" for values of the pack itself
  std::string key;       // "weight"; "" when the thing itself was added, removed or moved
  std::string from, to;  // as a person reads them; "" = there was none
  std::string pointer;   // in the new pack; in the old one of what was removed
  Effect effect = Effect::rule;
  std::string sentence;  // «Критерий «Доля населения»: вес 0,25 → 0,30»
};
std::string_view code_of(Change::Kind kind);

// Both must be packs that parse_pack() reads. O(n log n) in the size of the packs. The version and the notes for
// those who write packs are compared too.
std::vector<Change> diff(const nlohmann::json& before, const nlohmann::json& after);

nlohmann::json to_json(const Change& change);

}  // namespace pochin::practice
