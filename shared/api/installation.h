// GET /api/v1/installation: what in this installation is insecure or unlawful, what is in order, how the jobs of the
// clock went.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "shared/api/wire.h"

namespace pochin::wire {

struct Finding {
  std::string level;  // "error", "warning", "note"
  std::string key;    // of the configuration, or of what was looked at
  std::string message, why = {}, todo = {}, command = {}, basis = {};
  bool operator==(const Finding&) const = default;
};
constexpr auto fields(const Finding*) {
  return std::tuple{record::needed("level", &Finding::level),     record::needed("key", &Finding::key),
                    record::needed("message", &Finding::message), record::needed("why", &Finding::why),
                    record::needed("todo", &Finding::todo),       record::needed("command", &Finding::command),
                    record::needed("basis", &Finding::basis)};
}

struct ClockJob {
  std::string title;
  std::string state;               // "waits", "runs", "done", "trouble", "late"
  std::optional<Instant> at = {};  // its end, or its beginning while it runs
  int64_t done = 0;                // things moved, removed, …
  std::string trouble = {};        // lines for the operator
  bool operator==(const ClockJob&) const = default;
};
constexpr auto fields(const ClockJob*) {
  return std::tuple{record::needed("title", &ClockJob::title), record::needed("state", &ClockJob::state),
                    record::maybe("at", &ClockJob::at), record::maybe("done", &ClockJob::done),
                    record::maybe("trouble", &ClockJob::trouble)};
}

struct Installation {
  std::vector<Finding> findings = {};  // the gravest first
  std::vector<std::string> fine = {};  // what was looked at and is as it should be
  std::vector<ClockJob> jobs = {};
  int64_t errors = 0;
  Instant checked{};
  bool operator==(const Installation&) const = default;
};
constexpr auto fields(const Installation*) {
  return std::tuple{record::needed("findings", &Installation::findings), record::needed("fine", &Installation::fine),
                    record::needed("jobs", &Installation::jobs), record::needed("errors", &Installation::errors),
                    record::needed("checked", &Installation::checked)};
}

}  // namespace pochin::wire
