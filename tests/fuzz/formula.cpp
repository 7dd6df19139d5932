#include "shared/formula/formula.h"

#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

void formula(std::string_view bytes) {
  const auto parsed = pochin::formula::parse(bytes);
  if (!parsed) return promise(!parsed.error().message.empty());
  promise(parsed->text() == bytes);
  pochin::formula::Environment environment;
  pochin::formula::Schema schema;
  for (const char* name : {"amount", "cost", "kind", "born"}) {
    const auto value = pochin::formula::parse(name == std::string_view("kind")   ? "\"roads\""
                                              : name == std::string_view("born") ? "date(\"2000-02-29\")"
                                                                                 : "100000 / 3");
    environment.names.insert_or_assign(name, *pochin::formula::evaluate(*value, {}));
  }
  environment.tables["payers"] = {{{"sum", *pochin::formula::evaluate(*pochin::formula::parse("1 / 3"), {})}}, {}};
  (void)pochin::formula::names(*parsed);
  (void)pochin::formula::check(*parsed, schema);
  const auto value = pochin::formula::evaluate(*parsed, environment);
  if (!value) promise(!value.error().code.empty());
}

}  // namespace pochin::fuzz
