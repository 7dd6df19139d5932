#include "server/http/server.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "server/http/access_log.h"
#include "server/http/connection.h"
#include "server/http/outgoing.h"
#include "server/http/own_name.h"
#include "server/http/poller.h"
#include "server/http/proxy.h"
#include "server/http/rate_limit.h"
#include "server/http/url.h"

namespace pochin::server {
namespace {

using namespace std::chrono_literals;

constexpr size_t kFilesBesides = 256;  // the database, files that people read and send, ЕСИА
constexpr size_t kShedAtOnce = 64;     // so that looking for whom to close costs little for each newcomer
constexpr auto kLinger = 3ms;          // a worker with nothing else to do waits so long for the next request

std::string peer_address(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in&>(address).sin_addr, text.data(), text.size());
  } else if (address.ss_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<sockaddr_in6&>(address).sin6_addr, text.data(), text.size());
  }
  std::string shown = text.data();
  if (shown.starts_with("::ffff:") && shown.find('.') != std::string::npos) shown.erase(0, 7);
  return shown;
}

// As many as were wished for, and as the machine lets this process open. Raises its own limit as far as it may.
size_t connections_possible(size_t wished) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return std::min<size_t>(wished, 512);
  if (files.rlim_cur < wished + kFilesBesides && files.rlim_cur < files.rlim_max) {
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, wished + kFilesBesides);
    setrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_NOFILE, &files);
  }
  const size_t open = files.rlim_cur > 2 * kFilesBesides ? files.rlim_cur - kFilesBesides : kFilesBesides;
  return std::min(wished, open);
}

// Unpredictable start, then counted: unique within the process.
std::string new_request_id() {
  thread_local uint64_t state = [] {
    uint64_t seed = 0;
    return getrandom(&seed, sizeof seed, 0) == sizeof seed ? seed : 0x9e3779b97f4a7c15u;
  }();
  state += 0x9e3779b97f4a7c15u;
  uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  mixed ^= mixed >> 31;
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(mixed));
  return text.data();
}

}  // namespace

// cpp-httplib binds, accepts and runs the pool of workers. The protocol itself is Connection's and prepare()'s: the
// library's own reading pins a worker to each connection, undoes percent-encoding inside headers, reads past malformed
// lines, believes any X-Forwarded-For and matches paths with std::regex.
struct HttpServer::Impl : httplib::Server {
  Impl(const Router& router, PublicCache* cache, ServerOptions given)
      : router_(router),
        cache_(cache),
        options_(std::move(given)),
        trusted_(options_.trusted_proxies),
        uploads_(options_.uploads_per_minute),
        most_connections_(connections_possible(options_.connections)),
        pool_(options_.threads, options_.most_threads, options_.queue),
        poller_([this](const Head& head, const std::string& peer) { return admit(head, peer); },
                [this](std::unique_ptr<Connection> connection) { hand_over(std::move(connection)); }) {
    new_task_queue = [this] { return new Doorman(*this); };
    set_tcp_nodelay(true);
  }
  ~Impl() override {
    stop_listening();
    wind_down();
  }

  // httplib's accept loop calls enqueue with a task that calls process_and_close_socket: it only reads what is already
  // there, so it runs at once in the accepting thread.
  class Doorman final : public httplib::TaskQueue {
   public:
    explicit Doorman(Impl& impl) : impl_(impl) {}
    bool enqueue(std::function<void()> task) override {
      task();
      return true;
    }
    void shutdown() override { impl_.wind_down(); }

   private:
    Impl& impl_;
  };

  bool process_and_close_socket(socket_t socket) override {
    const auto now = std::chrono::steady_clock::now();
    const HeadLimits limits{options_.max_target, options_.max_headers, 100};
    const ConnectionTimes times{options_.header_time, options_.body_time, options_.write_time, options_.keep_alive};
    auto connection = std::make_unique<Connection>(socket, peer_address(socket), limits, times, now);
    if (poller_.size() >= most_connections_) poller_.shed(std::min(kShedAtOnce, most_connections_ / 8 + 1));
    switch (connection->advance([this](const Head& head, const std::string& peer) { return admit(head, peer); }, now)) {
      case Connection::Progress::waits:
        poller_.watch(std::move(connection));
        break;
      case Connection::Progress::closed:
        break;
      default:
        hand_over(std::move(connection));
        break;
    }
    return true;
  }

  // Judges a request by its head: is it ready in the cache, who answers it, is it one too many.
  Entrance admit(const Head& head, const std::string& peer) {
    Entrance admission;
    const bool reading = head.method == "GET" || head.method == "HEAD";
    if (reading && head.body_size > 0) {
      admission.refusal = bad_request("У запроса на чтение не бывает тела.");
      return admission;
    }
    if (!(admission.moved = moved_to(head, origin_)).empty() && percent_decode(head.path(), false)) return admission;
    admission.moved.clear();
    if (reading && cache_ && (admission.kept = cache_->find(head.target))) return admission;
    admission.remote = client_address(peer, head.headers, trusted_);
    if (options_.visitors) options_.visitors->came(admission.remote, says_forwarded(head.headers));
    auto path = percent_decode(head.path(), false);
    if (!path) {
      admission.refusal = bad_request("Адрес запроса записан неверно.");
      return admission;
    }
    admission.path = std::move(*path);
    auto match = router_.find(head.method, admission.path);
    if (!match) {
      admission.refusal = std::move(match.error());
      return admission;
    }
    admission.match = std::move(*match);
    admission.max_body = admission.match.options->max_body;
    const bool limited = admission.match.options->spend == Spend::upload;
    const int wait = limited ? uploads_.take(admission.remote, std::chrono::steady_clock::now()) : 0;
    if (wait > 0) {
      Problem often = problem(429, "too_many_requests", "Повторите через " + std::to_string(wait) + " с.");
      often.headers.emplace_back("Retry-After", std::to_string(wait));
      admission.refusal = std::move(often);
    }
    return admission;
  }

  void hand_over(std::unique_ptr<Connection> connection) {
    // std::function wants copyable things; the task runs exactly once.
    auto* raw = connection.release();
    in_flight_.fetch_add(1);
    if (pool_.enqueue([this, raw] { serve(std::unique_ptr<Connection>(raw)); })) return;
    connection.reset(raw);
    if (!connection->sending()) turn_away(*connection);
    in_flight_.fetch_sub(1);
  }

  void turn_away(Connection& connection) {
    Problem busy = problem(503, "overloaded", "Сейчас слишком много обращений. Повторите через несколько секунд.");
    busy.headers.emplace_back("Retry-After", "5");
    const Outgoing out = prepare(Response::of(busy), Head{}, {options_.https, false, {}});
    // Once, without waiting: this runs where nothing may block.
    const std::string bytes = out.head + out.text;
    [[maybe_unused]] const auto sent =
        ::send(connection.socket(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  void serve(std::unique_ptr<Connection> connection) {
    {
      std::lock_guard lock(working_mutex_);
      working_.insert(connection->socket());
    }
    busy_.fetch_add(1);
    const Fate fate = serve_all(*connection);
    busy_.fetch_sub(1);
    {
      std::lock_guard lock(working_mutex_);
      working_.erase(connection->socket());
    }
    if (fate == Fate::watch) poller_.watch(std::move(connection));
    connection.reset();
    in_flight_.fetch_sub(1);
  }

  enum class Fate { watch, close };

  Fate serve_all(Connection& connection) {
    const auto admit_here = [this](const Head& head, const std::string& peer) { return admit(head, peer); };
    for (;;) {
      if (!connection.sending()) answer(connection);
      const auto now = std::chrono::steady_clock::now();
      const Connection::Sending sending = connection.send_on(now);
      if (sending == Connection::Sending::waits) return Fate::watch;
      if (sending == Connection::Sending::failed) return Fate::close;
      if (connection.last()) {
        // Closing with bytes unread would reset the connection under the answer.
        connection.finish_sending(now);
        return Fate::watch;
      }
      connection.next(now);
      auto progress = connection.advance(admit_here, now);
      if (progress == Connection::Progress::waits && busy_.load() < static_cast<int>(options_.threads) && !stopping_) {
        pollfd wait{connection.socket(), POLLIN, 0};
        if (poll(&wait, 1, static_cast<int>(kLinger.count())) > 0)
          progress = connection.advance(admit_here, std::chrono::steady_clock::now());
      }
      if (progress == Connection::Progress::waits) return Fate::watch;
      if (progress == Connection::Progress::closed) return Fate::close;
    }
  }

  void answer(Connection& connection) {
    const auto begin = std::chrono::steady_clock::now();
    const Head& head = connection.head();
    Entrance& admission = connection.admission();
    AccessRecord record;
    std::string id, failure;
    Response response;
    if (!admission.moved.empty()) {
      response = Response::redirect(admission.moved, 308);
    } else if (admission.kept) {
      response = response_of(*admission.kept);
      record.path = head.path();
    } else {
      id = new_request_id();
      response = admission.refusal ? Response::of(*admission.refusal) : run(connection, id, failure);
      if (failure.empty()) failure = response.problem;
      if (!admission.match.pattern.empty()) record.path = admission.path;
      if (admission.match.options && admission.match.options->log_query) record.query = head.query();
    }
    const bool keep = head.keep_alive && !stopping_;
    Outgoing out = prepare(std::move(response), head, {options_.https, keep, id});
    if (options_.log) {
      record.id = id;
      record.method = head.method;
      const std::string remote =
          admission.remote.empty() ? client_address(connection.peer(), head.headers, trusted_) : admission.remote;
      record.remote = remote;
      record.problem = failure;
      record.status = out.status;
      record.bytes = out.size;
      record.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
      options_.log(access_line(record, std::chrono::system_clock::now()));
    }
    connection.begin_answer(std::move(out), !keep, std::chrono::steady_clock::now());
  }

  Response run(Connection& connection, const std::string& id, std::string& failure) {
    const Head& head = connection.head();
    Entrance& admission = connection.admission();
    auto query = parse_query(head.query());
    if (!query) {
      failure = "bad_query";
      return Response::of(bad_request("Параметры в адресе записаны неверно."));
    }
    Request request;
    request.method = head.method;
    request.path = admission.path;
    request.params = std::move(admission.match.params);
    request.query = std::move(*query);
    request.headers = head.headers;
    request.body = connection.take_body();
    request.remote = admission.remote;
    request.id = id;
    request.target = head.target;
    request.route = admission.match.pattern;
    try {
      return (*admission.match.handler)(request);
    } catch (const nlohmann::json::exception& e) {
      failure = "json exception " + std::to_string(e.id);  // what() may quote what the person sent
    } catch (const std::exception& e) {
      failure = e.what();
    } catch (...) {
      failure = "unknown exception";
    }
    return Response::of(problem(500, "internal", "Мы уже знаем об ошибке. Её номер: " + id + "."));
  }

  // Like httplib's stop(), but also before run() has begun.
  void stop_listening() {
    const socket_t listening = svr_sock_.exchange(INVALID_SOCKET);
    if (listening == INVALID_SOCKET) return;
    ::shutdown(listening, SHUT_RDWR);
    ::close(listening);
  }

  void wind_down() {
    stopping_ = true;
    std::lock_guard once(wind_down_mutex_);
    if (wound_down_) return;
    wound_down_ = true;
    poller_.stop(std::chrono::steady_clock::now() + options_.stop_time, [this] { return in_flight_.load() > 0; });
    {
      // Whoever still does not take our answer is let go.
      std::lock_guard lock(working_mutex_);
      for (const int socket : working_) ::shutdown(socket, SHUT_RDWR);
    }
    pool_.shutdown();
  }

  const Router& router_;
  PublicCache* cache_;
  ServerOptions options_;
  const TrustedProxies trusted_;
  std::string origin_;
  RateLimiter uploads_;
  const size_t most_connections_;
  std::atomic<bool> stopping_{false};
  std::atomic<int> in_flight_{0};  // handed to the pool and not finished
  std::atomic<int> busy_{0};       // workers answering now
  std::mutex working_mutex_;
  std::unordered_set<int> working_;
  std::mutex wind_down_mutex_;
  bool wound_down_ = false;
  httplib::ThreadPool pool_;
  Poller poller_;
};

HttpServer::HttpServer(const Router& router, PublicCache* cache, ServerOptions options)
    : impl_(std::make_unique<Impl>(router, cache, std::move(options))) {}
HttpServer::~HttpServer() = default;

std::expected<int, std::string> HttpServer::bind() {
  const auto& o = impl_->options_;
  const int port = o.port == 0                              ? impl_->bind_to_any_port(o.address)
                   : impl_->bind_to_port(o.address, o.port) ? o.port
                                                            : -1;
  if (port <= 0) return std::unexpected("не удалось занять адрес " + o.address + ":" + std::to_string(o.port));
  return port;
}

void HttpServer::set_origin(std::string origin) { impl_->origin_ = std::move(origin); }

void HttpServer::run() { impl_->listen_after_bind(); }

void HttpServer::stop() {
  impl_->stopping_ = true;
  impl_->stop_listening();
}

}  // namespace pochin::server
