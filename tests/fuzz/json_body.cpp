#include "server/http/json_body.h"

#include <nlohmann/json.hpp>

#include "server/http/url.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::server;

void json_body(std::string_view bytes) {
  const auto json = parse_json(bytes);
  if (!json) return promise(json.error().status >= 400 && json.error().status < 500);
  const auto again = parse_json(json->dump());
  promise(again.has_value() && *again == *json);
  Fields in(*json);
  const std::string text = in.text("name", 200);
  promise(text.size() <= 200 && valid_utf8(text));
  const int64_t size = in.integer("size", 1, 20'000'000);
  in.optional_boolean("declared");
  const auto* list = in.array("remarks", 3, false);
  promise(list == nullptr || list->size() <= 3);
  in.object("set", false);
  const auto wrong = in.finish();
  if (!wrong) promise(size >= 1 && size <= 20'000'000);
  if (wrong) promise(wrong->status == 422 && !wrong->errors.empty());
}

}  // namespace pochin::fuzz
