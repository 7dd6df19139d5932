// Who runs a job of the clock now, and how it went the last time.
#pragma once

namespace pochin::server {

inline constexpr const char* kJobsSchema = R"sql(
CREATE TABLE jobs (
  job TEXT PRIMARY KEY,
  holder TEXT NOT NULL,        -- the server that runs it; empty: nobody
  until INTEGER NOT NULL,      -- when another server may take it over
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  done INTEGER NOT NULL DEFAULT 0,
  trouble TEXT NOT NULL DEFAULT ''
) STRICT;
)sql";

}  // namespace pochin::server
