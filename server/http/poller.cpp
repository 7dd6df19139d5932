#include "server/http/poller.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

namespace pochin::server {
namespace {

constexpr std::chrono::milliseconds kTick{100};

}  // namespace

Poller::Poller(Connection::Admit admit, Ready ready)
    : admit_(std::move(admit)),
      ready_(std::move(ready)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_;
  if (epoll_ < 0 || wake_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) != 0)
    throw std::system_error(errno, std::generic_category(), "epoll");
  thread_ = std::thread([this] { loop(); });
}

Poller::~Poller() {
  stop(Moment::min(), [] { return false; });
  close(epoll_);
  close(wake_);
}

void Poller::watch(std::unique_ptr<Connection> connection) {
  if (stopping_ && !connection->begun()) return;
  const int socket = connection->socket();
  std::lock_guard lock(mutex_);
  epoll_event event{};
  // Who has closed their sending side may still be reading our answer.
  if (connection->sending())
    event.events = EPOLLOUT;
  else
    event.events = EPOLLIN | EPOLLRDHUP;
  event.data.fd = socket;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) == 0) watched_[socket] = std::move(connection);
}

size_t Poller::size() const {
  std::lock_guard lock(mutex_);
  return watched_.size();
}

void Poller::shed(size_t count) {
  std::vector<std::unique_ptr<Connection>> gone;  // closed after the lock is given back
  std::lock_guard lock(mutex_);
  std::vector<Connection*> order;
  order.reserve(watched_.size());
  for (const auto& [socket, connection] : watched_) order.push_back(connection.get());
  const auto place = [](const Connection* c) { return std::pair(c->begun() && !c->draining(), c->deadline()); };
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&place](const Connection* a, const Connection* b) { return place(a) < place(b); });
  order.resize(count);
  for (const Connection* connection : order) {
    const auto found = watched_.find(connection->socket());
    epoll_ctl(epoll_, EPOLL_CTL_DEL, found->first, nullptr);
    gone.push_back(std::move(found->second));
    watched_.erase(found);
  }
}

std::unique_ptr<Connection> Poller::take(int socket) {
  std::lock_guard lock(mutex_);
  const auto found = watched_.find(socket);
  if (found == watched_.end()) return nullptr;
  auto connection = std::move(found->second);
  watched_.erase(found);
  epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
  return connection;
}

void Poller::look_at(int socket) {
  auto connection = take(socket);
  if (!connection) return;
  if (connection->draining()) {
    if (!connection->drain()) watch(std::move(connection));
    return;
  }
  if (connection->sending()) return ready_(std::move(connection));
  switch (connection->advance(admit_, std::chrono::steady_clock::now())) {
    case Connection::Progress::waits:
      watch(std::move(connection));
      break;
    case Connection::Progress::closed:
      break;
    default:
      ready_(std::move(connection));
      break;
  }
}

void Poller::expire(Moment now) {
  std::vector<int> late;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [socket, connection] : watched_)
      if (connection->deadline() <= now || (stopping_ && !connection->begun())) late.push_back(socket);
  }
  for (const int socket : late) {
    auto connection = take(socket);
    if (!connection || connection->draining()) continue;
    if (!connection->begun()) {
      // Its request may have come while it waited to be looked at.
      const auto progress = connection->advance(admit_, now);
      if (progress == Connection::Progress::ready || progress == Connection::Progress::refused)
        ready_(std::move(connection));
      continue;
    }
    if (connection->deadline() > now) {
      watch(std::move(connection));
      continue;
    }
    if (connection->sending()) continue;  // takes nothing, or too little
    connection->time_out();
    ready_(std::move(connection));
  }
}

void Poller::loop() {
  std::array<epoll_event, 64> events;
  Moment looked = std::chrono::steady_clock::now();
  while (!over_) {
    const int count =
        epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(kTick.count()));
    for (int i = 0; i < count; ++i) {
      const int socket = events[static_cast<size_t>(i)].data.fd;
      if (socket != wake_) {
        look_at(socket);
        continue;
      }
      uint64_t seen = 0;
      [[maybe_unused]] const auto got = read(wake_, &seen, sizeof seen);
      looked = Moment::min();
    }
    const Moment now = std::chrono::steady_clock::now();
    if (looked != Moment::min() && now - looked < kTick) continue;
    looked = now;
    expire(now);
  }
}

void Poller::stop(Moment last, const std::function<bool()>& busy) {
  if (!thread_.joinable()) return;
  stopping_ = true;
  const uint64_t one = 1;
  [[maybe_unused]] auto put = write(wake_, &one, sizeof one);
  while (std::chrono::steady_clock::now() < last && (busy() || size() > 0))
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  over_ = true;
  put = write(wake_, &one, sizeof one);
  thread_.join();
  std::lock_guard lock(mutex_);
  watched_.clear();
}

}  // namespace pochin::server
