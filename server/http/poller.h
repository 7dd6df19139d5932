// Connections that wait for their client: one thread watches them all and hands over those whose request is complete.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "server/http/connection.h"

namespace pochin::server {

class Poller {
 public:
  using Ready = std::function<void(std::unique_ptr<Connection>)>;

  // `admit` judges heads; `ready` takes connections with a request (or a refusal) to answer and must not block.
  Poller(Connection::Admit admit, Ready ready);
  ~Poller();

  // Takes a connection to watch. After stop() one that has not begun a request is closed at once.
  void watch(std::unique_ptr<Connection> connection);
  size_t size() const;

  // Closes up to `count` connections, those first that ask nothing of us, so that newcomers find room. O(size()).
  void shed(size_t count);

  // No new requests from idle connections; those begun may still arrive until `last`, then all are closed and the
  // thread ends. Waits for that; also waits while `busy` is true, for workers may give connections back.
  void stop(Moment last, const std::function<bool()>& busy);

 private:
  void loop();
  void look_at(int socket);
  void expire(Moment now);
  std::unique_ptr<Connection> take(int socket);

  Connection::Admit admit_;
  Ready ready_;
  int epoll_;
  int wake_;
  mutable std::mutex mutex_;
  std::unordered_map<int, std::unique_ptr<Connection>> watched_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace pochin::server
