// A browser's window without a browser: the store, the device's storage, timers that fire when told. Whatever answers
// its requests is the server.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/app/store.h"
#include "client/screens/programs.h"

namespace pochin::fake {

struct Wire {
  std::function<app::Response(const app::Fetch&)> answer;
  // Sends the file and tells of it as the platform does; without it a SendFile stays in Window::done.
  std::function<std::vector<app::Uploaded>(const app::SendFile&)> send_file = {};
  std::function<Instant()> now = {};  // the portal's time; without it time stands still unless a test moves it
};

struct Window {
  Wire wire;
  std::map<std::string, std::string>& device;
  app::State state;
  std::set<std::string> timers;
  std::vector<app::Effect> done;  // effects that are not answered here: Go, Leave, Focus …
  bool hold = false;              // requests wait in `held` until released
  std::deque<app::Fetch> held;

  Window(Wire answers, std::map<std::string, std::string>& storage, const std::string& path, const std::string& seed,
         bool online = true, const std::string& resources = "{}")
      : wire(std::move(answers)), device(storage) {
    state.program = &screens::kEverything;
    state.now = wire.now ? wire.now() : parse_instant("2026-11-23T10:00:00Z").value();
    state.seed = seed;
    state.online = online;
    run(app::start(state, resources, path));
  }

  void wish(const app::Intent& intent) {
    if (wire.now) state.now = wire.now();
    run(app::reduce(state, intent));
  }
  void run(const app::Effects& effects) {
    for (const app::Effect& effect : effects) perform(effect);
  }
  void release() {
    hold = false;
    while (!held.empty()) {
      const app::Fetch fetch = held.front();
      held.pop_front();
      wish(wire.answer(fetch));
    }
  }
  // Fires every timer that is set, once; those set meanwhile wait for the next call.
  void pass() {
    const std::set<std::string> due = std::exchange(timers, {});
    for (const std::string& key : due) wish(app::TimerFired{key});
  }
  template <typename T>
  [[nodiscard]] const T* last() const {
    for (size_t i = done.size(); i-- > 0;) {
      if (const T* found = std::get_if<T>(&done[i])) return found;
    }
    return nullptr;
  }

 private:
  void perform(const app::Effect& effect) {
    if (const auto* fetch = std::get_if<app::Fetch>(&effect)) {
      if (hold)
        held.push_back(*fetch);
      else
        wish(wire.answer(*fetch));
    } else if (const auto* put = std::get_if<app::Put>(&effect)) {
      device[put->key] = put->value;
    } else if (const auto* get = std::get_if<app::Get>(&effect)) {
      const auto found = device.find(get->key);
      wish(app::Stored{get->key, found == device.end() ? std::nullopt : std::optional<std::string>(found->second)});
    } else if (const auto* remove = std::get_if<app::Delete>(&effect)) {
      device.erase(remove->key);
    } else if (const auto* timer = std::get_if<app::Timer>(&effect)) {
      timers.insert(timer->key);
    } else if (const auto* file = std::get_if<app::SendFile>(&effect); file != nullptr && wire.send_file) {
      for (const app::Uploaded& each : wire.send_file(*file)) wish(each);
    } else {
      done.push_back(effect);
    }
  }
};

}  // namespace pochin::fake
