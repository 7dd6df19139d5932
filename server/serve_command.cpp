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
#include "server/api/people/door_config.h"
#include "server/auth/esia.h"
#include "server/http/cookie.h"
#include "server/http/public_cache.h"
#include "server/http/server.h"
#include "server/http/static_files.h"
#include "server/http/visit.h"
#include "server/jobs/runner.h"
#include "server/jobs/table.h"
#include "server/jobs/voting.h"
#include "server/ops/config.h"
#include "server/ops/log_writer.h"
#include "server/pages/pages.h"

namespace pochin::server {
namespace {

constexpr std::chrono::seconds kSealing{2};  // how often votes join the public log

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

// Waits for SIGTERM or SIGINT, then stops the server. Beside it the log of votes is sealed and the clock does its jobs,
// each on a thread of its own.
void watch_signals(const sigset_t& signals, HttpServer& server, const Config& config, Api& api) {
  const auto trouble = [](const std::string& line) { std::cerr << "pochin: " + line + "\n" << std::flush; };
  const VotingThread voting(api.context(), kSealing, trouble);
  const JobRunner jobs(*api.context().store, system_clock(), portal_jobs(api, config), trouble);
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
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
