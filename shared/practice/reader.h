// Reading a pack strictly: every key is known, every value is of its kind, and what is wrong is collected with its
// JSON pointer instead of stopping at the first.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/json.h"
#include "shared/base/money.h"
#include "shared/base/names.h"
#include "shared/base/ratio.h"
#include "shared/formula/formula.h"
#include "shared/practice/lint.h"

namespace pochin::practice {

// What the reader asked an object for: its pointer and the keys it knows.
struct Asked {
  std::string pointer;
  std::vector<std::string> keys;
};

struct Findings {
  std::vector<Finding> items;
  std::vector<Asked>* asked = nullptr;  // written down when somebody wants to know
  void error(std::string_view code, std::string pointer, std::string_view message, int offset = 0);
  void warning(std::string_view code, std::string pointer, std::string_view message, int offset = 0);
};

std::string step(std::string_view pointer, std::string_view key);  // "/a" + "b/c" → "/a/b~1c"
std::string step(std::string_view pointer, std::size_t index);

// «муниципалитет» once too often: the nearest known word for «возможно, вы имели в виду …»; "" = nothing is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// "2:17" → 17, "1:5" → 5: formulas of a pack stand on one line. 0 when it is no place.
int column_of(std::string_view place);

// A JSON object whose keys are taken one by one; done() reports those nobody asked for.
class Object {
 public:
  Object(const Json& json, std::string pointer, Findings& findings);

  bool has(std::string_view key);
  const Json* find(std::string_view key);
  const Json* need(std::string_view key);  // reports when it is not there

  std::string text(std::string_view key);
  std::string needed_text(std::string_view key);
  bool flag(std::string_view key, bool otherwise = false);
  int64_t number(std::string_view key, int64_t least, int64_t most, int64_t otherwise);
  std::optional<Ratio> ratio(std::string_view key);  // decimals are text in a pack: "0.30" is exact, 0.30 is not
  Ratio needed_ratio(std::string_view key);
  std::optional<Money> money(std::string_view key);  // roubles as a decimal
  // One of the words of the enumeration; `otherwise` when there is none or it is another.
  template <Named E>
  E word(std::string_view key, E otherwise) {
    const std::string code = text(key);
    if (code.empty()) return otherwise;
    if (const auto value = from_code<E>(code)) return *value;
    std::vector<std::string> known;
    for (const Name<E>& name : names(E{})) known.emplace_back(name.code);
    wrong_word(key, code, known);
    return otherwise;
  }
  std::optional<Date> date(std::string_view key);
  Instant local_time(std::string_view key, int zone_minutes);  // "2026-12-25T18:00"
  formula::Formula formula(std::string_view key);
  formula::Formula needed_formula(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  // Calls take(item, pointer) for each item of an array.
  template <class Take>
  void each(std::string_view key, Take take) {
    const Json* list = array(key);
    if (!list) return;
    for (std::size_t i = 0; i < list->size(); ++i) take((*list)[i], step(at(key), i));
  }
  // Calls take(object) if there is one.
  template <class Take>
  void with(std::string_view key, Take take) {
    const Json* json = find(key);
    if (!json) return;
    Object inner(*json, at(key), findings_);
    take(inner);
    inner.done();
  }

  std::string at(std::string_view key) const { return step(pointer_, key); }
  const std::string& pointer() const { return pointer_; }
  void wrong(std::string_view key, std::string_view code, std::string_view message);
  void wrong_word(std::string_view key, std::string_view word, const std::vector<std::string>& known);
  void ignore(std::string_view key) { known_.emplace_back(key); }  // notes for people
  void done();

 private:
  const Json* array(std::string_view key);
  const Json* json_ = nullptr;  // null when it is not an object: then nothing is found in it
  std::string pointer_;
  Findings& findings_;
  std::vector<std::string> known_;
};

}  // namespace pochin::practice
