// The jobs of this server: the table of clock_jobs() with what does each, and what each process does for itself.
#pragma once
#include <vector>

#include "server/jobs/job.h"

namespace pochin::server {

class Api;
struct Config;

// `api` and `config` must outlive the jobs. Where tests set the clock, what is due is done at once.
std::vector<Job> portal_jobs(Api& api, const Config& config);

}  // namespace pochin::server
