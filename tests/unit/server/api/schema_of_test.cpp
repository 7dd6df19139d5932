#include "server/api/schema_of.h"

#include <catch2/catch_test_macros.hpp>

#include "server/api/schemas.h"

namespace pochin::server::test {
namespace {

struct Inner {
  std::string text;
};
constexpr auto fields(const Inner*) { return std::tuple{record::needed("text", &Inner::text)}; }

struct Outer {
  Money sum{};
  bool done = false;
  std::optional<Date> day;
  std::optional<Instant> since;
  std::vector<Inner> parts;
  std::optional<Inner> last;
  std::map<std::string, int64_t> counts;
};
constexpr auto fields(const Outer*) {
  return std::tuple{record::needed("sum_kopecks", &Outer::sum), record::needed("done", &Outer::done),
                    record::needed("day", &Outer::day),         record::maybe("since", &Outer::since),
                    record::needed("parts", &Outer::parts),     record::needed("last", &Outer::last),
                    record::maybe("counts", &Outer::counts)};
}

using Ordered = nlohmann::ordered_json;
constexpr NamedRecord kNamed[] = {{"Inner", schema_of<Inner>}, {"Outer", schema_of<Outer>}};

}  // namespace

TEST_CASE("the schema of a record is its list of fields: needed ones required, an empty needed one null") {
  const Ordered schema = schema_of<Outer>({});
  CHECK(schema.at("type") == "object");
  CHECK(schema.at("required") == Ordered{"sum_kopecks", "done", "day", "parts", "last"});
  const Ordered& properties = schema.at("properties");
  CHECK(properties.at("sum_kopecks") == Ordered{{"type", "integer"}});
  CHECK(properties.at("done") == Ordered{{"type", "boolean"}});
  CHECK(properties.at("day") == Ordered{{"type", {"string", "null"}}, {"format", "date"}});
  CHECK(properties.at("since") == Ordered{{"type", "string"}, {"format", "date-time"}});
  CHECK(properties.at("counts").at("additionalProperties") == Ordered{{"type", "integer"}});
  CHECK(properties.at("parts").at("items").at("required") == Ordered::array({"text"}));
}

TEST_CASE("a record inside another is named when it stands in the list, and written out when it does not") {
  const Ordered properties = schema_of<Outer>(kNamed).at("properties");
  const Ordered named{{"$ref", "#/components/schemas/Inner"}};
  CHECK(properties.at("parts").at("items") == named);
  CHECK(properties.at("last").at("oneOf").at(0) == named);
  CHECK(properties.at("last").at("oneOf").at(1) == Ordered{{"type", "null"}});
  CHECK(schema_of<Inner>(kNamed).at("properties").contains("text"));
}

TEST_CASE("the records of the wire have their words") {
  const Ordered schemas = components_json().at("schemas");
  for (const NamedRecord& each : wire_records()) CHECK(schemas.contains(std::string(each.name)));
  CHECK(schemas.at("PracticeAbout")
            .at("properties")
            .at("limits")
            .at("items")
            .at("properties")
            .at("percent")
            .contains("description"));
}

}  // namespace pochin::server::test
