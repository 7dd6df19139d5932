// Moments in columns: Unix milliseconds.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

inline std::int64_t stored(Instant at) { return at.ms; }
inline std::optional<std::int64_t> stored(const std::optional<Instant>& at) {
  return at ? std::optional(at->ms) : std::nullopt;
}
inline Instant instant(const Row& row, int column) { return {row.integer(column)}; }
inline std::optional<Instant> maybe_instant(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

inline Instant later(Instant at, std::chrono::milliseconds by) { return {at.ms + by.count()}; }
inline Instant earlier(Instant at, std::chrono::milliseconds by) { return {at.ms - by.count()}; }

}  // namespace pochin::server
