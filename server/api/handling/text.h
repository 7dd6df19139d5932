// Small texts and numbers of the wire.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/instant.h"
#include "shared/base/ratio.h"
#include "shared/base/tr.h"
#include "shared/formula/value.h"

namespace pochin::server {

// tr() as a string that can be given away.
inline std::string say(std::string_view russian) { return std::string(tr(russian)); }

template <class T>
nlohmann::json optional_json(const std::optional<T>& value) {
  return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

// What a formula gave: a sum in roubles as kopecks, a whole number, any number. Nothing for null.
std::optional<std::int64_t> kopecks_of(const formula::Value& roubles);
std::optional<std::int64_t> whole_of(const formula::Value& number);
std::optional<Ratio> ratio_of(const formula::Value& number);

std::string share_text(std::optional<std::int64_t> part, std::optional<std::int64_t> whole);  // «5,0 %»; "" = unknown
std::string percent_text(const Ratio& share);                                                 // 3/10 → «30»
std::string millions_text(std::int64_t kopecks);                                              // «12,4 млн ₽»

// "2026-11-23T18:00:00Z": the wire says seconds; null for none.
nlohmann::json wire_time(const std::optional<Instant>& at);

}  // namespace pochin::server
