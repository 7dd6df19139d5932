// What the clock does by itself, for the page of the administrator: names, how often, how it went. What does it stands
// in server/jobs/table.cpp.
#pragma once
#include <chrono>
#include <span>
#include <string_view>

#include "server/api/handling/context.h"
#include "shared/api/installation.h"

namespace pochin::server {

struct ClockJob {
  std::string_view name;   // in the store
  std::string_view title;  // for people
  std::chrono::seconds every, budget;
};
std::span<const ClockJob> clock_jobs();

// How each went: "waits" until its first run, "runs", "done", "trouble", "late" when its time came and went three
// times.
std::vector<wire::ClockJob> how_jobs_went(Db& db, Instant now);

}  // namespace pochin::server
