// What the clock does every so often: a row for the runner (runner.h).
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace pochin::server {

// How long a run may go on. A job asks before each step; one whose time is over still makes one step, so that it gets
// on.
struct JobTime {
  std::function<bool()> stop = {};  // whether the server stops
  std::chrono::steady_clock::time_point end = std::chrono::steady_clock::time_point::max();

  bool stopping() const { return stop && stop(); }
  bool over() const { return stopping() || std::chrono::steady_clock::now() > end; }
  // Before the next step, after so many that were tried, well or not.
  bool ends_after(std::int64_t steps) const { return steps > 0 ? over() : stopping(); }
};

struct JobDone {
  std::int64_t done = 0;                  // things moved, removed, …
  bool more = false;                      // there is more to do: run again as soon as the others had their turn
  std::vector<std::string> trouble = {};  // for the operator
};

struct Job {
  std::string name;
  std::chrono::milliseconds every;
  std::chrono::milliseconds budget;  // of one run; its lease is as long again
  // Of the installation: run by one server of all, under a lease in the store, where its result is kept. Else of this
  // process: each server runs it, and nothing is kept.
  bool of_installation = true;
  std::function<JobDone(const JobTime&)> run;
};

}  // namespace pochin::server
