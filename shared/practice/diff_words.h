// The values of a pack as a person reads them in a sentence about a change.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "shared/practice/format.h"

namespace pochin::practice {

// «0,25», «25 декабря 2026 года, 18:00», «да», «Подать заявку»; "" for what is not there.
std::string display(const Key& key, const nlohmann::json* value);
// Whether two values mean the same: "0.3" and "0.30", a missing flag and its default, a set in another order.
bool same_meaning(const Key& key, const nlohmann::json* before, const nlohmann::json* after);
// «вес 0,25 → 0,30»; «пояснение — новый текст» when the texts are too long to be read side by side; «роли: добавлено
// author» for a list.
std::string difference(const Key& key, const nlohmann::json* before, const nlohmann::json* after);

}  // namespace pochin::practice
