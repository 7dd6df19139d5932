// One client's socket: reads requests whole and sends answers without ever waiting, so that a client slow in either
// occupies no worker.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/head.h"
#include "server/http/outgoing.h"
#include "server/http/public_cache.h"
#include "server/http/router.h"

namespace pochin::server {

using Moment = std::chrono::steady_clock::time_point;

struct ConnectionTimes {
  std::chrono::milliseconds head{10'000};  // from the first byte of a request to the end of its head
  std::chrono::milliseconds body{60'000};  // for the body, plus a second for every 2 kB of it (slow mobile networks)
  // Without a single byte taken by the client; all of the answer gets a second for every 2 kB of it besides.
  std::chrono::milliseconds write{30'000};
  std::chrono::milliseconds idle{5'000};  // between requests
};

// What the route says of a request whose head has come: how much body it may carry, or why it is refused.
struct Entrance {
  size_t max_body = 0;
  std::optional<Problem> refusal;
  Router::Match match;
  std::string path;                                // decoded
  std::string remote;                              // the client's address
  std::string moved;                               // where it belongs: asked for by another name of this portal
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

  // Takes the answer to the request; `last`: nothing follows it.
  void begin_answer(Outgoing answer, bool last, Moment now);
  enum class Sending { done, waits, failed };
  // Sends what the client takes now. waits: it takes no more yet, come again when it does, at most until deadline().
  Sending send_on(Moment now);
  bool sending() const { return stage_ == Stage::sending; }
  bool last() const { return last_; }
  // Says that nothing more will be sent; then drain() until closed, so that the client reads the last answer.
  void finish_sending(Moment now);
  // True when the client has closed its side too.
  bool drain();
  bool draining() const { return stage_ == Stage::draining; }

  int socket() const { return socket_; }
  const std::string& peer() const { return peer_; }

 private:
  enum class Stage { idle, head, body, complete, sending, draining };
  Progress parse(const Admit& admit, Moment now);
  Progress refuse(Problem why);
  std::string_view piece();

  int socket_;
  std::string peer_;
  HeadLimits limits_;
  ConnectionTimes times_;
  Moment deadline_;
  Stage stage_ = Stage::idle;
  std::string buffer_;
  size_t searched_ = 0;
  size_t head_size_ = 0;
  bool forgiven_ = false;  // an empty line before the request
  Head head_;
  Entrance admission_;

  Outgoing answer_;
  bool last_ = false;
  size_t sent_of_head_ = 0, sent_of_body_ = 0;
  int file_ = -1;
  std::string file_piece_;  // read and not taken yet
  Moment latest_;           // when the whole answer must have been taken
};

}  // namespace pochin::server
