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
#include "shared/practice/pack.h"

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

std::string phone_href(std::string_view phone);  // "tel:88000000000"
ui::Tone tone(std::string_view code);            // of the server: "neutral", "info", "success", "warning", "danger"
ui::Icon icon(ui::Tone tone);                    // a status has a word and an icon

// The body of the resource, or null after drawing why there is none: a skeleton, the network, an error, nothing there.
const Json* loaded(const View&, const std::string& path, std::string_view what);
// For screens of a person: false after drawing the way to the login.
bool may_see(const View&, std::string_view why);

// The stage that takes part now: by the time, else the one that the server called open when it sent the rules. Null
// when neither knows one.
const practice::Stage* open_stage(const practice::Pack&, const Json& practice, Instant now);

bool matches(const Json& card, const std::string& wanted);  // a search: case and Ё do not matter
void project_card(const View&, std::string_view key, const Json& card);
void stage_card(const View&, std::string_view key, const Json& practice);
void help_card(const View&, std::string_view key);  // «Не получается — поможем»
void history_list(const View&, const Json& application);
void save_line(const View&, const app::Draft&);  // «на устройстве / отправляется / принято сервером в 14:02»
void said_notice(const View&);  // State.notice

}  // namespace pochin::screens
