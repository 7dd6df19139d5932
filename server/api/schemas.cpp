#include "server/api/schemas.h"

#include <stdexcept>

#include "shared/api/installation.h"
#include "shared/api/practice_about.h"

namespace pochin::server {
namespace {

using Ordered = nlohmann::ordered_json;

constexpr char kByHand[] =
#include "components.inc"
    ;

constexpr FieldWords kPracticeAbout[] = {{"zone_minutes", "Минуты к востоку от UTC"},
                                         {"open_stage", "Номер этапа, который идёт; 0 — никакой"},
                                         {"limits/percent", "Доля стоимости, не больше"},
                                         {"acts/to", "Первый день, когда уже не действует"},
                                         {"criteria/most", "Наибольший балл"},
                                         {"published", "Сколько проектов цикла открыто"}};

constexpr FieldWords kInstallation[] = {{"findings/level", "error, warning, note"},
                                        {"jobs/state", "waits, runs, done, trouble, late"},
                                        {"jobs/at", "Когда закончилась, а пока идёт — когда началась"}};

constexpr NamedRecord kRecords[] = {{"Installation", schema_of<wire::Installation>, kInstallation},
                                    {"PracticeAbout", schema_of<wire::PracticeAbout>, kPracticeAbout}};

void say_of_field(Ordered& schema, std::string_view path, std::string_view words) {
  Ordered* at = &schema;
  for (std::size_t from = 0; from < path.size();) {
    const std::size_t end = std::min(path.find('/', from), path.size());
    if (at->contains("items")) at = &at->at("items");
    at = &at->at("properties").at(std::string(path.substr(from, end - from)));
    from = end + 1;
  }
  (*at)["description"] = words;
}

Ordered described(const NamedRecord& record) try {
  Ordered schema = record.schema(kRecords);
  for (const auto& [field, words] : record.words) say_of_field(schema, field, words);
  return schema;
} catch (const Ordered::out_of_range&) {
  throw std::logic_error(std::string(record.name) + ": words for a field that it does not have");
}

}  // namespace

std::span<const NamedRecord> wire_records() { return kRecords; }

Ordered components_json() {
  Ordered out = Ordered::parse(kByHand);
  std::map<std::string, Ordered> schemas;
  for (auto& [name, schema] : out.at("schemas").items()) schemas.emplace(name, std::move(schema));
  for (const NamedRecord& record : kRecords)
    if (!schemas.emplace(record.name, described(record)).second)
      throw std::logic_error(std::string(record.name) + " is a record and written by hand in components.json");
  Ordered sorted = Ordered::object();
  for (auto& [name, schema] : schemas) sorted[name] = std::move(schema);
  out["schemas"] = std::move(sorted);
  return out;
}

}  // namespace pochin::server
