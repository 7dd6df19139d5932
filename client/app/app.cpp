#include "client/app/app.h"

#include <iterator>
#include <utility>

#include "client/app/store.h"

namespace pochin::app {

void App::boot(std::string_view resources, std::string_view path, const Settings& settings, std::string_view seed,
               Instant now) {
  state_ = State{};
  state_.program = &program_;
  state_.now = now;
  state_.settings = settings;
  state_.seed = std::string(seed);
  effects_ = start(state_, resources, path);
  // A page kept for everybody says that nobody has logged in: ask who this is.
  const Session& session = state_.session;
  if (session.known && !session.logged_in() && !state_.just_asked) handle(Retried{session_path()}, now);
}

void App::handle(const Intent& intent, Instant now) {
  state_.now = now;
  Effects more = reduce(state_, intent);
  effects_.insert(effects_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

bool App::describe(ui::Ui& ui) {
  Intents wishes;
  program_.draw(state_, ui, wishes);
  for (const Intent& wish : wishes) handle(wish, state_.now);
  return !wishes.empty();
}

Effects App::take_effects() { return std::exchange(effects_, {}); }

std::string App::title() const { return program_.title(state_); }

}  // namespace pochin::app
