// What every screen has at hand, and the pieces that several screens share.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/intent.h"
#include "client/app/json_read.h"
#include "client/app/state.h"
#include "client/ui/ui.h"

namespace pochin::screens {

using app::Json;

struct View {
  const app::State& state;
  ui::Ui& ui;
  app::Intents& out;

  void wish(app::Intent intent) const { out.push_back(std::move(intent)); }
  void link(std::string_view key, std::string_view text, std::string_view href, const ui::LinkOptions& = {}) const;
  // A link that looks like the one primary button of the screen.
  void primary_link(std::string_view key, std::string_view text, std::string_view href) const;
  // A disclosure whose openness is State.open[name].
  [[nodiscard]] bool open(std::string_view name) const { return state.is_open(name); }
};

// The address of a page (client/app/pages.h).
std::string href_of(app::Screen, std::string_view id = {}, std::string_view section = {});
std::string phone_href(std::string_view phone);  // "tel:88000000000"
ui::Tone tone(std::string_view code);            // of the server: "neutral", "info", "success", "warning", "danger"
ui::Icon icon(ui::Tone tone);                    // a status has a word and an icon

// Of the resource at the path; "" and 0 while it is not here.
std::string text_at(const app::State&, const std::string& path, std::string_view key);
int64_t integer_at(const app::State&, const std::string& path, std::string_view key);
// The body of the resource, or null after drawing why there is none: a skeleton, the network, an error, nothing there.
const Json* loaded(const View&, const std::string& path, std::string_view what);
// Of a list that is searched: null after drawing that it is being found, or that the network is away. What is typed
// into stays on the screen meanwhile.
const Json* found(const View&, const std::string& path);
// «Показано 50 из 550» and the button for the next page; nothing when all of the list is shown.
void more_of(const View&, const Json& list, const std::string& path);
// For screens of a person: false after drawing the way to the login.
bool may_see(const View&, std::string_view why);

bool matches(const Json& card, const std::string& wanted);  // a search: case and Ё do not matter
std::string help_href(std::string_view practice);  // of «Как заполнить заявку»; "" = the practice is to be chosen
// «Не получается — поможем»
void help_card(const View&, std::string_view key, std::string_view practice = {});
void said_notice(const View&);  // State.notice

}  // namespace pochin::screens
