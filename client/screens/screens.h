// One screen for each address (client/app/route.h): a function of the state that calls widgets and wishes intents.
// No ImGui, no JS, no clock: State.now is the time. The same functions run in the browser, in the server and in tests.
#pragma once
#include <string>

#include "client/app/intent.h"
#include "client/app/state.h"
#include "client/ui/ui.h"

namespace pochin::screens {

// The shell and the screen of State.route.
void draw(const app::State&, ui::Ui&, app::Intents& out);
// The same without the screens of voting and of the staff: the program that a first visit of the portal loads.
void draw_resident(const app::State&, ui::Ui&, app::Intents& out);

std::string title(const app::State&);           // «Мои заявки — Почин»
std::string title_resident(const app::State&);  // the same for draw_resident()
std::string description(const app::State&);     // one sentence for search engines, "" where there is nothing to find
int http_status(const app::State&);             // 200, or 404 and 503 when the server draws what it has not got

}  // namespace pochin::screens
