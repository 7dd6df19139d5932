#include "server/ops/log_writer.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace pochin::server {
namespace {

constexpr size_t kMostWaiting = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds kGather{50};

}  // namespace

LogWriter::LogWriter(int descriptor) : descriptor_(descriptor), thread_([this] { loop(); }) {}

LogWriter::~LogWriter() {
  {
    std::lock_guard lock(mutex_);
    over_ = true;
  }
  more_.notify_one();
  thread_.join();
}

void LogWriter::line(std::string_view text) {
  std::lock_guard lock(mutex_);
  if (waiting_.size() > kMostWaiting) {
    ++dropped_;
    return;
  }
  const bool first = waiting_.empty();
  waiting_.append(text).append("\n");
  if (first) more_.notify_one();
}

void LogWriter::loop() {
  std::string batch;
  for (;;) {
    bool last = false;
    {
      std::unique_lock lock(mutex_);
      more_.wait(lock, [&] { return over_ || !waiting_.empty(); });
      // A moment's lines go out together: one call of the system for many requests.
      if (!over_) more_.wait_for(lock, kGather, [&] { return over_; });
      batch.swap(waiting_);
      if (dropped_ > 0) batch += "{\"dropped_lines\":" + std::to_string(dropped_) + "}\n";
      dropped_ = 0;
      last = over_;
    }
    for (std::string_view left = batch; !left.empty();) {
      const ssize_t put = write(descriptor_, left.data(), left.size());
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) break;
      left.remove_prefix(static_cast<size_t>(put));
    }
    batch.clear();
    if (last) return;
  }
}

}  // namespace pochin::server
