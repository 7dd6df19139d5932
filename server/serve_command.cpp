// The wiring of the server: configuration → store and API → routes → sockets.
#include "server/serve_command.h"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "server/api/api.h"
#include "server/api/handling/context.h"
#include "server/api/handling/viewer.h"
#include "server/api/oversight/oversight.h"
#include "server/api/people/door_config.h"
#include "server/auth/esia.h"
#include "server/http/cookie.h"
#include "server/http/public_cache.h"
#include "server/http/server.h"
#include "server/http/static_files.h"
#include "server/http/visit.h"
#include "server/jobs/due.h"
#include "server/jobs/ideas.h"
#include "server/jobs/voting.h"
#include "server/media/uploads.h"
#include "server/ops/config.h"
#include "server/ops/log_writer.h"
#include "server/pages/pages.h"

namespace pochin::server {
namespace {

constexpr int kUnfinishedUploadHours = 7 * 24;
constexpr int64_t kSweepSeconds = 3600;
constexpr int64_t kNewsSeconds = 2;   // how soon an imported practice is seen
constexpr int64_t kTickSeconds = 60;  // how late the clock may make its moves; at once where tests set it
constexpr int kMovesAtOnce = 100;     // so that a stop is heard soon

int fail_with(std::string_view message) {
  std::cerr << "pochin: " << message << '\n';
  return 1;
}

// Prints; true when there are errors.
bool report(const std::vector<Finding>& findings) {
  bool errors = false;
  for (const Finding& f : findings) {
    const bool error = f.level == Finding::Level::error;
    errors = errors || error;
    std::cerr << (error ? "ошибка" : "предупреждение") << ": " << (f.key.empty() ? "" : f.key + ": ") << f.message
              << '\n';
  }
  return errors;
}

std::vector<Finding> everything_wrong(const Config& config) {
  std::vector<Finding> findings = check_config(config);
  using Weight = auth::SelfTestFinding::Weight;
  const auto now = std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::time_point(std::chrono::milliseconds(config.login_clock(config.clock())().ms)));
  for (const auto& f : self_test_doors(config, now))
    if (f.weight != Weight::note)
      findings.push_back({f.weight == Weight::error ? Finding::Level::error : Finding::Level::warning, "esia", f.text});
  return findings;
}

ServerOptions server_options(const Config& config, LogWriter* log, Visitors& visitors) {
  using std::chrono::seconds;
  const LimitsConfig& limits = config.limits;
  ServerOptions options;
  options.address = config.address;
  options.port = config.port;
  options.threads = static_cast<size_t>(limits.threads);
  options.most_threads = static_cast<size_t>(limits.most_threads);
  options.queue = static_cast<size_t>(limits.queue);
  options.connections = static_cast<size_t>(limits.connections);
  options.header_time = seconds(limits.header_seconds);
  options.body_time = seconds(limits.body_seconds);
  options.write_time = seconds(limits.write_seconds);
  options.keep_alive = seconds(limits.keep_alive_seconds);
  options.stop_time = seconds(limits.stop_seconds);
  options.trusted_proxies = config.trusted_proxies;
  options.uploads_per_minute = limits.uploads_per_minute;
  options.https = config.public_url.starts_with("https://");
  options.visitors = &visitors;
  if (log) options.log = [log](std::string_view line) { log->line(line); };
  return options;
}

std::string shown_host(const std::string& address) {
  if (address == "0.0.0.0" || address == "::") return "127.0.0.1";
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

// Waits for SIGTERM or SIGINT, then stops the server; between whiles takes in newly published practices, makes the
// moves of the clock, sweeps unfinished uploads and forgets whom it is time to forget. The log of votes is sealed
// beside all that.
void watch_signals(const sigset_t& signals, HttpServer& server, const Config& config, Api& api) {
  const int64_t tick = config.test_clock ? kNewsSeconds : kTickSeconds;
  bool more = false;
  const VotingThread voting(api.context(), std::chrono::seconds(kNewsSeconds), [](const std::string& line) {
    std::cerr << "pochin: " + line + "\n" << std::flush;
  });
  std::string said;  // the trouble with news that has been told already
  bool proxy_told = false;
  for (int64_t waited = 0;; waited += kNewsSeconds) {
    if (waited % kSweepSeconds == 0) {
      if (auto uploads = Uploads::open(config.uploads())) uploads->sweep(kUnfinishedUploadHours);
      if (const auto done = api.forget_overdue(); !done) std::cerr << "pochin: " << done.error() << std::endl;
    }
    if (waited > 0) {
      const auto news = api.take_news();
      const std::string trouble = news ? std::string() : news.error();
      if (trouble != said && !trouble.empty()) std::cerr << "pochin: " << trouble << std::endl;
      said = trouble;
    }
    if (!proxy_told) {
      if (const std::string trouble = proxy_trouble(api.context()); !trouble.empty()) {
        std::cerr << "pochin: предупреждение: trusted_proxies: " << trouble << std::endl;
        proxy_told = true;
      }
    }
    if (more || waited % tick == 0) {
      const DueMoves made = make_due_moves(api.context(), kMovesAtOnce);
      more = made.moved == kMovesAtOnce;
      const DueMoves ideas = expire_ideas(api.context(), kMovesAtOnce);
      more = more || ideas.moved == kMovesAtOnce;
      for (const DueMoves* each : {&made, &ideas})
        for (const std::string& line : each->trouble) std::cerr << "pochin: " << line << std::endl;
    }
    const timespec wait{kNewsSeconds, 0};
    const int signal = sigtimedwait(&signals, nullptr, &wait);
    if (signal == SIGTERM || signal == SIGINT) break;
  }
  server.stop();
}

int serve(Config config) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a file that cannot grow is a full disk: an answer, not an end
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread is made: all inherit it

  std::error_code wrong;
  std::filesystem::create_directory(config.data, wrong);
  if (wrong) return fail_with("не создать папку " + config.data + ": " + wrong.message());

  std::optional<LogWriter> log;
  if (config.log_requests) log.emplace(STDOUT_FILENO);
  Router router;
  PublicCache cache;
  Visitors visitors;
  HttpServer server(router, &cache, server_options(config, log ? &*log : nullptr, visitors));
  const auto port = server.bind();
  if (!port) return fail_with(port.error());
  const std::string address = "http://" + shown_host(config.address) + ":" + std::to_string(*port);
  if (config.public_url.empty()) config.public_url = address;
  server.set_origin(config.origin());

  std::optional<SettableClock> test_clock;
  if (config.test_clock) test_clock.emplace(*config.test_clock);
  const Clock clock = test_clock ? Clock(*test_clock) : config.clock();
  auto api = Api::open(config, clock, cache);
  if (!api) return fail_with(api.error());
  auto manifest = load_manifest(config.assets);
  if (!manifest) return fail_with(manifest.error());
  (*api)->context().visitors = &visitors;
  (*api)->context().page_head = manifest->plain;
  (*api)->add_routes(router);
  if (test_clock) (*api)->add_test_clock(router, *test_clock);
  router.get("/healthz", [](const Request&) { return Response::text("ok"); });
  if (auto files = add_static_files(router, config.assets); !files) return fail_with(files.error());
  add_pages(router, {*manifest, &cache, clock, config.origin(),
                     [&router](std::string_view path) { return visited(router, path); },
                     CookieJar{config.insecure_cookies}.name(kSessionCookie)});

  std::thread watcher([&] { watch_signals(signals, server, config, **api); });
  std::cout << "listening " << address << std::endl;
  server.run();
  kill(getpid(), SIGTERM);  // run() may end for another reason; the watcher must end too
  watcher.join();
  (*api)->stop();
  return 0;
}

}  // namespace

int serve_command(std::span<const std::string> args) {
  std::string path;
  bool check = false;
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--check")
      check = true;
    else if (args[i] == "--config" && i + 1 < args.size())
      path = args[++i];
    else
      return fail_with("неизвестный ключ " + args[i] + "; нужно: pochin serve --config ФАЙЛ [--check]"), 2;
  }
  if (path.empty()) return fail_with("нужно: pochin serve --config ФАЙЛ [--check]"), 2;
  auto config = load_config(path);
  if (!config) {
    report(config.error());
    return 1;
  }
  const bool errors = report(everything_wrong(*config));
  if (check) {
    std::cout << (errors ? "С этими настройками сервер не запустится." : "Ошибок нет.") << '\n';
    return errors ? 1 : 0;
  }
  return errors ? 1 : serve(std::move(*config));
}

int config_command(std::span<const std::string> args) {
  if (!args.empty()) return fail_with("у команды config нет ключей"), 2;
  std::cout << default_config_text();
  return 0;
}

}  // namespace pochin::server
