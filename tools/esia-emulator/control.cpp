#include <algorithm>

#include "tools/esia-emulator/login.h"

// POST /faults {"name","times"}, DELETE /faults, GET /faults, POST /clock {"shift_seconds"}, POST /latency
// {"milliseconds"} of the person's records, GET /personas, PUT /personas (a whole personas.json), POST /certificates
// {"algorithm","published"}: the next key signs from now on, GET /profile, GET /journal.
// Each needs Authorization: Bearer TOKEN. The server of these routes runs on one thread of its own.
namespace pochin::emulator {
namespace {

using Handler = void (*)(World&, const Json&, httplib::Response&);

void answer(httplib::Response& response, const Json& body) { response.set_content(body.dump(), "application/json"); }

void problem(httplib::Response& response, int status, const std::string& text) {
  response.status = status;
  answer(response, {{"error", text}});
}

void show_faults(World& world, const Json&, httplib::Response& response) {
  answer(response, {{"known", known_faults()}, {"left", world.faults.left()}});
}

void set_fault(World& world, const Json& body, httplib::Response& response) {
  const std::string name = body.at("name").get<std::string>();
  if (!world.faults.set(name, body.value("times", 1))) return problem(response, 400, "no fault " + name);
  show_faults(world, body, response);
}

void clear_faults(World& world, const Json& body, httplib::Response& response) {
  world.faults.clear();
  show_faults(world, body, response);
}

void set_clock(World& world, const Json& body, httplib::Response& response) {
  world.clock_shift = body.at("shift_seconds").get<std::time_t>();
  answer(response, {{"shift_seconds", world.clock_shift.load()}});
}

void set_latency(World& world, const Json& body, httplib::Response& response) {
  world.latency_ms = std::clamp(body.at("milliseconds").get<int>(), 0, 60'000);
  answer(response, {{"milliseconds", world.latency_ms.load()}});
}

void show_personas(World& world, const Json&, httplib::Response& response) {
  Json shown = Json::array();
  for (const Persona& persona : *world.personas())
    shown.push_back({{"oid", persona.oid}, {"name", persona.full_name()}, {"note", persona.note}});
  answer(response, {{"personas", shown}});
}

void set_personas(World& world, const Json& body, httplib::Response& response) {
  try {
    world.set_personas(read_personas(body.dump(), world.now()));
  } catch (const std::runtime_error& error) {
    return problem(response, 400, error.what());
  }
  show_personas(world, body, response);
}

void rotate(World& world, const Json& body, httplib::Response& response) {
  const std::string name = body.value("algorithm", "GOST3410_2012_256");
  if (name != "GOST3410_2012_256" && name != "RS256") return problem(response, 400, "no algorithm " + name);
  const std::string file =
      rotate_keys(world, name == "RS256" ? Algorithm::rsa : Algorithm::gost, body.value("published", true));
  note(world, "certificate", file);
  answer(response, {{"certificate", file}});
}

void show_profile(World& world, const Json&, httplib::Response& response) { answer(response, world.profile.all); }

void show_journal(World& world, const Json&, httplib::Response& response) {
  Json entries = Json::array();
  for (const JournalEntry& entry : world.journal.entries())
    entries.push_back({{"at", entry.at}, {"what", entry.what}, {"outcome", entry.outcome}});
  answer(response, {{"entries", entries}});
}

httplib::Server::Handler guarded(World& world, const std::string& token, Handler handler) {
  return [&world, token, handler](const httplib::Request& request, httplib::Response& response) {
    if (request.get_header_value("Authorization") != "Bearer " + token) return problem(response, 401, "token");
    try {
      handler(world, request.body.empty() ? Json::object() : Json::parse(request.body), response);
    } catch (const Json::exception& error) {
      problem(response, 400, error.what());
    }
  };
}

}  // namespace

void add_control_routes(httplib::Server& server, World& world, const std::string& token) {
  server.Get("/faults", guarded(world, token, show_faults));
  server.Post("/faults", guarded(world, token, set_fault));
  server.Delete("/faults", guarded(world, token, clear_faults));
  server.Post("/clock", guarded(world, token, set_clock));
  server.Post("/latency", guarded(world, token, set_latency));
  server.Get("/personas", guarded(world, token, show_personas));
  server.Put("/personas", guarded(world, token, set_personas));
  server.Post("/certificates", guarded(world, token, rotate));
  server.Get("/profile", guarded(world, token, show_profile));
  server.Get("/journal", guarded(world, token, show_journal));
}

}  // namespace pochin::emulator
