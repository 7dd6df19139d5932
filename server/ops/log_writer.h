// Lines for the log, written by a thread of their own: a slow terminal or journal delays no request.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace pochin::server {

class LogWriter {
 public:
  // `descriptor` is written to and not closed.
  explicit LogWriter(int descriptor);
  // Writes what is left.
  ~LogWriter();

  // Adds a line. When the reader lags behind by 4 MB lines are dropped, and how many is said later.
  void line(std::string_view text);

 private:
  void loop();
  int descriptor_;
  std::mutex mutex_;
  std::condition_variable more_;
  std::string waiting_;
  size_t dropped_ = 0;
  bool over_ = false;
  std::thread thread_;
};

}  // namespace pochin::server
