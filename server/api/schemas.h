// What goes over the wire, by the names that the rows call it. A record of shared/api is a line of schemas.cpp; what is
// not yet one stands written by hand in components.json, which may only become shorter (tests/house).
#pragma once
#include "server/api/schema_of.h"

namespace pochin::server {

std::span<const NamedRecord> wire_records();

// "components" of the description: those of components.json and the records, the schemas by their names. A record that
// is also written by hand, and words for a field that is in no record, are mistakes of the program: std::logic_error.
nlohmann::ordered_json components_json();

}  // namespace pochin::server
