// esia-emulator: a stand-in for ЕСИА on this machine, with invented people. Never part of the server.
//
//   esia-emulator init --dir DIR --client MNEMONIC --redirect URL [--portal URL] [--token-alg GOST3410_2012_256|RS256]
//   esia-emulator serve --dir DIR [--port N] [--host 127.0.0.1] [--clients FILE] [--personas FILE]
//                       [--profile FILE] [--control-port N] [--now 2026-11-23T18:00:00Z]
//
// `init` makes the keys of the emulator and of the client system, clients.json, and server.json: the part `esia` of
// the server's configuration. `serve` prints "ready http://HOST:PORT" when it listens. With --control-port it also
// writes control.json {url, token} into DIR: faults, clock, people, certificates and journal for tests. A profile says
// what is assumed about the real one (profile.json).
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "esia-emulator/personas_json.h"
#include "esia-emulator/profile_json.h"
#include "tools/esia-emulator/login.h"

namespace pochin::emulator {
namespace {

using Options = std::map<std::string, std::string>;

Options read_options(int argc, char** argv, const std::vector<std::string>& known) {
  Options options;
  for (int i = 2; i < argc; i += 2) {
    const std::string name = argv[i];
    if (!name.starts_with("--") || std::ranges::find(known, name.substr(2)) == known.end())
      throw std::runtime_error("unknown option " + name);
    if (i + 1 >= argc) throw std::runtime_error("no value for " + name);
    options[name.substr(2)] = argv[i + 1];
  }
  return options;
}

std::string option(const Options& options, const std::string& name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : found->second;
}

std::string needed(const Options& options, const std::string& name) {
  const auto found = options.find(name);
  if (found == options.end() || found->second.empty()) throw std::runtime_error("--" + name + " is needed");
  return found->second;
}

int port_of(const Options& options, const std::string& name) {
  const std::string text = option(options, name, "0");
  const int port = text.size() > 5 || text.find_first_not_of("0123456789") != std::string::npos ? -1 : std::stoi(text);
  if (port < 0 || port > 65535) throw std::runtime_error("--" + name + " is not a port");
  return port;
}

// Seconds between `text`, an ISO time in UTC, and the machine's clock.
std::time_t shift_to(const std::string& text) {
  tm parts{};
  const char* end = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') throw std::runtime_error("--now is not a time like 2026-11-23T18:00:00Z");
  return timegm(&parts) - std::time(nullptr);
}

std::string read_file(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

int bind(httplib::Server& server, const std::string& host, int port) {
  if (port == 0)
    port = server.bind_to_any_port(host);
  else if (!server.bind_to_port(host, port))
    port = -1;
  if (port <= 0) throw std::runtime_error("cannot listen on " + host);
  return port;
}

void write_control(const std::string& folder, int port, const std::string& token) {
  const std::filesystem::path file = std::filesystem::path(folder) / "control.json";
  std::ofstream out(file, std::ios::trunc);
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  out << Json{{"url", "http://127.0.0.1:" + std::to_string(port)}, {"token", token}}.dump() << '\n';
}

int init(int argc, char** argv) {
  const Options options = read_options(argc, argv, {"dir", "client", "redirect", "portal", "token-alg"});
  const std::string algorithm = option(options, "token-alg", "GOST3410_2012_256");
  if (algorithm != "GOST3410_2012_256" && algorithm != "RS256") throw std::runtime_error("unknown --token-alg");
  init_folder({needed(options, "dir"), needed(options, "client"), needed(options, "redirect"),
               option(options, "portal", ""), algorithm == "RS256" ? Algorithm::rsa : Algorithm::gost});
  return 0;
}

int serve(int argc, char** argv, const sigset_t& stop_signals) {
  const Options options =
      read_options(argc, argv, {"dir", "port", "host", "clients", "personas", "profile", "control-port", "now"});
  const std::string folder = needed(options, "dir");
  World world;
  if (options.contains("now")) world.clock_shift = shift_to(options.at("now"));
  load_folder(world, folder, option(options, "clients", ""));
  const std::string personas = option(options, "personas", "");
  world.set_personas(read_personas(personas.empty() ? std::string(kPersonasJson) : read_file(personas), world.now()));
  const std::string profile = option(options, "profile", "");
  world.profile = read_profile(profile.empty() ? std::string(kProfileJson) : read_file(profile));

  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(4, 32); };
  server.set_payload_max_length(65536);
  server.set_keep_alive_timeout(1);
  add_login_routes(server, world);
  add_token_route(server, world);
  add_rest_routes(server, world);
  const std::string host = option(options, "host", "127.0.0.1");
  const int port = bind(server, host, port_of(options, "port"));

  httplib::Server control;
  std::thread control_thread;
  if (options.contains("control-port")) {
    control.new_task_queue = [] { return new httplib::ThreadPool(1); };
    control.set_keep_alive_timeout(1);
    const std::string token = random_hex(24);
    add_control_routes(control, world, token);
    write_control(folder, bind(control, "127.0.0.1", port_of(options, "control-port")), token);
    control_thread = std::thread([&control] { control.listen_after_bind(); });
  }
  std::thread server_thread([&server] { server.listen_after_bind(); });
  server.wait_until_ready();
  std::printf("ready http://%s:%d\n", host.c_str(), port);
  std::fflush(stdout);
  int signal = 0;
  sigwait(&stop_signals, &signal);
  server.stop();
  server_thread.join();
  if (control_thread.joinable()) {
    control.stop();
    control_thread.join();
  }
  return 0;
}

int run(int argc, char** argv) {
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);  // before any thread, so that only sigwait gets them
  const std::string command = argc > 1 ? argv[1] : "";
  try {
    if (command != "init" && command != "serve")
      throw std::runtime_error("usage: esia-emulator init|serve --dir DIR …; see the top of main.cpp");
    load_gost();
    return command == "init" ? init(argc, argv) : serve(argc, argv, stop_signals);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "esia-emulator: %s\n", error.what());
    return 2;
  }
}

}  // namespace
}  // namespace pochin::emulator

int main(int argc, char** argv) { return pochin::emulator::run(argc, argv); }
