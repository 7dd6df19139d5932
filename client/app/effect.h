// What the store asks of the platform. Each is done outside and answered with an intent (intent.h); the store itself
// touches no clock, network, storage or address bar.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace pochin::app {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Fetch {  // → Response with the same id
  std::string id, method, path;
  Headers headers = {};
  std::string body = {};
};
struct Put {  // IndexedDB; no answer. "file/<handle>": the bytes that the platform holds under the handle
  std::string key, value;
};
struct Get {  // → Stored
  std::string key;
};
struct Delete {
  std::string key;
};
struct Go {  // the address bar; State.route is changed already
  std::string path;
  bool replace = false;
  bool stay = false;  // the same page: what is seen does not move
};
struct Leave {  // the browser leaves the client: login, logout, a page that another program carries
  std::string href;
  bool replace = false;
};
// PUT of the file's bytes from `offset` in pieces of `chunk` to url + "?offset=N" → Uploaded after each piece and at
// the end. The platform keeps the bytes by handle until Drop; after a reload it finds those that were Put.
struct SendFile {
  std::string handle, url;
  int64_t chunk = 0, offset = 0;
  std::string csrf = {};
};
struct Drop {
  std::string handle;
};
struct ApplySettings {
  std::string theme;  // "auto", "light", "dark", "contrast"
  int text_percent = 100;
  bool wide_letters = false, wide_lines = false, plain = false, canvas = false;
};
struct Timer {  // → TimerFired once; the same key replaces the earlier one
  std::string key;
  int ms = 0;
};
struct Focus {  // the full key of a node; empty: the h1 of the screen
  std::string key;
};

struct DrawQr {  // → QrDrawn: the picture as an address of data
  std::string text;
};
// The program that counts is fetched, then the published ballots → Recounted, several times.
struct CountAgain {
  std::string ballots;    // address of the .pb file
  std::string announced;  // JSON of the announced tally: rule and its parameters
};
struct Give {  // copies, saves as a file or prints what the person sees
  std::string how, name, text;
};

using Effect = std::variant<Fetch, Put, Get, Delete, Go, Leave, SendFile, Drop, ApplySettings, Timer, Focus, DrawQr,
                            CountAgain, Give>;
using Effects = std::vector<Effect>;

// The wire form for the browser: {"kind":"fetch","id":…} as CONTRACT says; headers become an object.
std::string to_json(const Effect&);

}  // namespace pochin::app
