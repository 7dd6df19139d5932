#include "shared/practice/migrate.h"

#include <iterator>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/format.h"
#include "shared/practice/reader.h"

namespace pochin::practice {
namespace {

using Notes = std::vector<MigrationNote>;

void population_date(Json& pack, Notes& notes) {
  const auto cycle = pack.find("cycle");
  if (cycle == pack.end() || !cycle->is_object() || !cycle->contains("population_date")) return;
  (*cycle)["reference_dates"]["population"] = (*cycle)["population_date"];
  cycle->erase("population_date");
  notes.push_back({"/cycle/reference_dates/population", std::string(tr("population_date стало reference_dates"))});
}

// The first moment after a deadline: midnight after its day, or the time that was named.
std::string end_of(const std::string& deadline) {
  const auto day = parse_date(deadline);
  return day ? iso_date(add_days(*day, 1)) + "T00:00" : deadline;
}

void deadlines(Json& pack, Notes& notes) {
  const auto stages = pack.find("stages");
  if (stages == pack.end() || !stages->is_array()) return;
  for (std::size_t i = 0; i < stages->size(); ++i) {
    Json& stage = (*stages)[i];
    if (!stage.is_object() || !stage.contains("deadline")) continue;
    const std::string deadline = get_string(stage, "deadline");
    stage["to"] = end_of(deadline);
    stage.erase("deadline");
    notes.push_back({step("/stages", i) + "/to", tr("срок {} стал окончанием {}", deadline, get_string(stage, "to"))});
  }
}

void criteria_list(Json& pack, Notes& notes) {
  const auto criteria = pack.find("criteria");
  if (criteria == pack.end() || !criteria->is_array()) return;
  Json items = std::move(*criteria);
  *criteria = {{"version", get_string(pack, "version")}, {"items", std::move(items)}};
  notes.push_back({"/criteria", std::string(tr("список критериев получил номер версии практики"))});
}

// Decimals that were numbers become texts, `required` that was a flag becomes a formula: the table of the format says
// where they stand.
class Rewriter {
 public:
  explicit Rewriter(Notes& notes) : notes_(notes) {}

  void object(const Shape& shape, Json& json, const std::string& pointer) {
    if (!json.is_object()) return;
    for (const Key& key : shape.keys) {
      const auto found = json.find(key.name);
      if (found == json.end()) continue;
      const std::string place = step(pointer, key.name);
      if (key.holds == Holds::object) object(*key.shape, *found, place);
      if (key.holds == Holds::list && found->is_array())
        for (std::size_t i = 0; i < found->size(); ++i) object(*key.shape, (*found)[i], step(place, i));
      if (key.holds == Holds::decimal && found->is_number()) {
        *found = found->dump();
        notes_.push_back({place, tr("число {} стало текстом: так оно точное", found->get<std::string>())});
      }
      if (key.holds == Holds::formula && found->is_boolean()) flag(json, found, place);
    }
  }

 private:
  void flag(Json& json, Json::iterator value, const std::string& place) {
    if (value->get<bool>())
      *value = "true";
    else
      json.erase(value);
    notes_.push_back({place, std::string(tr("да или нет стало формулой"))});
  }

  Notes& notes_;
};

void from_0_to_1(Json& pack, Notes& notes) {
  population_date(pack, notes);
  deadlines(pack, notes);
  criteria_list(pack, notes);
  Rewriter(notes).object(pack_shape(), pack, "");
}

// kSteps[n] brings format n to format n + 1.
constexpr void (*kSteps[])(Json&, Notes&) = {from_0_to_1};
static_assert(std::size(kSteps) == kFormat);

}  // namespace

Result<Migrated> migrate(Json& pack) {
  Migrated done;
  const Json& written = get(pack, "format");
  if (!pack.is_object() || written.is_null()) return done;  // lint says that the key is missing
  if (!written.is_number_integer() || written < 0)
    return fail("bad_format", tr("Формат пакета — целое число от 0 до {}", kFormat), "/format");
  if (written > kFormat)
    return fail("newer_format",
                tr("Пакет записан в формате {}, а эта программа читает форматы до {}. Обновите Почин.", written.dump(),
                   kFormat),
                "/format");
  done.from = written.get<int>();
  for (int format = done.from; format < kFormat; ++format) {
    kSteps[format](pack, done.notes);
    pack["format"] = format + 1;
  }
  return done;
}

}  // namespace pochin::practice
