// The client as a platform sees it: give it what happened and the time, run the screen, do its effects.
//
//   app.boot(resources, path, settings, seed, now);          once
//   app.handle(intent, now);                                 for each answer of the platform
//   ui.begin(events); app.describe(ui); tree = ui.end();     when something happened; again with no events while
//                                                            describe() says that the state changed
//   for (auto& effect : app.take_effects()) …                after each of them
#pragma once
#include <string>
#include <string_view>

#include "client/app/effect.h"
#include "client/app/intent.h"
#include "client/app/program.h"
#include "client/app/state.h"

namespace pochin::app {

class App {
 public:
  explicit App(const Program& program) : program_(program) {}  // lives as long as the client

  // `resources`: the JSON object embedded in the page, API path → body. `seed`: random, not guessable, for idempotency
  // keys.
  void boot(std::string_view resources, std::string_view path, const Settings&, std::string_view seed, Instant now);
  void device_zone(int minutes) { state_.device_minutes = minutes; }  // after boot()
  void handle(const Intent&, Instant now);
  // Runs the screen once and reduces what it wished; true when the state changed and the screen must run again.
  bool describe(ui::Ui&);
  Effects take_effects();

  [[nodiscard]] std::string title() const;  // for the window
  [[nodiscard]] const std::string& path() const { return state_.path; }
  [[nodiscard]] const State& state() const { return state_; }

 private:
  State state_;
  Effects effects_;
  const Program& program_;
};

}  // namespace pochin::app
