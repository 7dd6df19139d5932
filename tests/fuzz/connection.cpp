#include "server/http/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::server;

namespace {

// The requests that come out of these bytes when they arrive in pieces of `step` bytes, and how the reading ended.
std::vector<std::string> requests(std::string_view bytes, size_t step) {
  std::vector<std::string> out;
  int ends[2];
  promise(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  const Moment now{};
  {
    Connection connection(ends[0], "127.0.0.1", {2048, 4096, 20}, {}, now);
    const auto admit = [](const Head&, const std::string&) {
      Entrance admission;
      admission.max_body = 1000;
      return admission;
    };
    Connection::Progress progress = Connection::Progress::waits;
    while (progress == Connection::Progress::waits && !bytes.empty()) {
      const std::string_view piece = bytes.substr(0, step);
      bytes.remove_prefix(piece.size());
      promise(::send(ends[1], piece.data(), piece.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(piece.size()));
      progress = connection.advance(admit, now);
      while (progress == Connection::Progress::ready) {
        const Head& head = connection.head();
        const bool refused = connection.admission().refusal.has_value();
        out.push_back(std::string(head.method) + ' ' + std::string(head.target) + ' ' +
                      (refused ? std::to_string(connection.refusal().status) : connection.take_body()));
        if (!head.keep_alive || refused) {
          close(ends[1]);
          return out;
        }
        connection.next(now);
        progress = connection.advance(admit, now);
      }
    }
    if (progress == Connection::Progress::refused) out.push_back("refused");
  }
  close(ends[1]);
  return out;
}

}  // namespace

// Where the bytes are cut must not change what is understood: two readers of one stream that disagree are how requests
// are smuggled.
void connection(std::string_view bytes) {
  if (bytes.size() > 16'000) return;
  const auto whole = requests(bytes, bytes.size() + 1);
  promise(whole == requests(bytes, 7));
  if (bytes.size() < 400) promise(whole == requests(bytes, 1));
}

}  // namespace pochin::fuzz
