#include "shared/api/wire.h"

#include "shared/base/json.h"

namespace pochin::wire {
namespace {

// Of a value that may be absent: what is of another type counts as absent.
bool fits(const Type& type, const Json& json) {
  switch (type.kind) {
    case Kind::text:
      return json.is_string();
    case Kind::flag:
      return json.is_boolean();
    case Kind::number:
    case Kind::money:
      return json.is_number_integer();
    case Kind::date:
      return json.is_string() && parse_date(json.get_ref<const std::string&>());
    case Kind::instant:
      return json.is_string() && parse_instant(json.get_ref<const std::string&>());
    case Kind::record:
      return json.is_object();
    case Kind::list:
      return json.is_array();
    case Kind::any:
    case Kind::optional:
      break;
  }
  return !json.is_null();
}

void take_record(const Type& type, const Json& json, void* out) {
  for (const Row* row = type.rows; row != type.rows + type.count; ++row)
    if (const auto found = json.find(row->key); found != json.end()) take(*row->type, *found, row->place(out));
}

}  // namespace

void take(const Type& type, const Json& json, void* out) {
  if (!fits(type, json)) return;
  switch (type.kind) {
    case Kind::text:
      *static_cast<std::string*>(out) = json.get_ref<const std::string&>();
      break;
    case Kind::flag:
      *static_cast<bool*>(out) = json.get<bool>();
      break;
    case Kind::number:
      *static_cast<int64_t*>(out) = json.get<int64_t>();
      break;
    case Kind::money:
      static_cast<Money*>(out)->kopecks = json.get<int64_t>();
      break;
    case Kind::date:
      *static_cast<Date*>(out) = *parse_date(json.get_ref<const std::string&>());
      break;
    case Kind::instant:
      *static_cast<Instant*>(out) = *parse_instant(json.get_ref<const std::string&>());
      break;
    case Kind::any:
      *static_cast<Json*>(out) = json;
      break;
    case Kind::record:
      take_record(type, json, out);
      break;
    case Kind::list:
      for (const Json& item : json) take(*type.of, item, type.add(out));
      break;
    case Kind::optional:
      if (fits(*type.of, json)) take(*type.of, json, type.add(out));
      break;
  }
}

}  // namespace pochin::wire
