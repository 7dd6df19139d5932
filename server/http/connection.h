// One client's socket: reads requests whole without ever waiting, so that a slow client occupies no worker.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/head.h"
#include "server/http/public_cache.h"
#include "server/http/router.h"

namespace pochin::server {

using Moment = std::chrono::steady_clock::time_point;

struct ConnectionTimes {
  std::chrono::milliseconds head{10'000};   // from the first byte of a request to the end of its head
  std::chrono::milliseconds body{60'000};   // for the body, plus a second for every 2 kB of it (slow mobile networks)
  std::chrono::milliseconds write{30'000};  // without a single byte taken by the client
  std::chrono::milliseconds idle{5'000};    // between requests
};

// What the route says of a request whose head has come: how much body it may carry, or why it is refused.
struct Entrance {
  size_t max_body = 0;
  std::optional<Problem> refusal;
  Router::Match match;
  std::string path;                                // decoded
  std::string remote;                              // the client's address
  std::shared_ptr<const PublicCache::Entry> kept;  // the whole answer is ready: nothing else is set
};

class Connection {
 public:
  // What the reading came to.
  enum class Progress { waits, ready, refused, closed };
  using Admit = std::function<Entrance(const Head&, const std::string& peer)>;

  Connection(int socket, std::string peer, HeadLimits limits, ConnectionTimes times, Moment now);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Takes what has arrived. ready: head() and body() hold a request; refused: refusal() says why, then close.
  Progress advance(const Admit& admit, Moment now);
  // When waiting any longer makes no sense.
  Moment deadline() const { return deadline_; }
  // The time ran out: true when a request was begun, so that the client should be told 408.
  bool begun() const { return stage_ != Stage::idle; }
  void time_out();

  const Head& head() const { return head_; }
  std::string take_body();
  Entrance& admission() { return admission_; }
  const Problem& refusal() const { return *admission_.refusal; }

  // Forgets the request that was answered; what came after it stays.
  void next(Moment now);

  // Sends all of it; false when the client is gone or takes nothing.
  bool send(std::string_view first, std::string_view second = {});
  // Says that nothing more will be sent; then drain() until closed, so that the client reads the last answer.
  void finish_sending(Moment now);
  // True when the client has closed its side too.
  bool drain();
  bool draining() const { return stage_ == Stage::draining; }

  int socket() const { return socket_; }
  const std::string& peer() const { return peer_; }

 private:
  enum class Stage { idle, head, body, complete, draining };
  Progress parse(const Admit& admit, Moment now);
  Progress refuse(Problem why);

  int socket_;
  std::string peer_;
  HeadLimits limits_;
  ConnectionTimes times_;
  Moment deadline_;
  Stage stage_ = Stage::idle;
  std::string buffer_;
  size_t searched_ = 0;
  size_t head_size_ = 0;
  Head head_;
  Entrance admission_;
};

}  // namespace pochin::server
