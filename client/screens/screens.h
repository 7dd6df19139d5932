// The frame of every page and the choice of the scene for State.route, out of the wings of State.program. Screens are
// functions of the state that call widgets and wish intents: no ImGui, no JS, no clock (State.now is the time). The
// same functions run in the browser, in the server and in tests.
#pragma once
#include <string>

#include "client/app/program.h"
#include "client/app/state.h"
#include "client/ui/ui.h"

namespace pochin::screens {

void draw(const app::State&, ui::Ui&, app::Intents& out);  // the shell and the page
void needs(const app::State&, app::Needs&);
bool carries(const app::Program&, app::Screen);

std::string title(const app::State&);        // «Мои заявки — Почин»
std::string description(const app::State&);  // one sentence for search engines, "" where there is nothing to find
int http_status(const app::State&);          // 200, or 404 and 503 when the server draws what it has not got

}  // namespace pochin::screens
