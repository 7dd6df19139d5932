// What the pages of an application share.
#pragma once
#include <string>

#include "client/app/program.h"
#include "client/screens/kit/view.h"
#include "shared/practice/pack.h"

namespace pochin::screens {

// The application of the route; nothing before the login.
void application_needs(const app::State&, app::Needs&);
std::string application_name(const app::State&);  // its title, "" while it loads
std::string pack_name(const app::State&);         // of the practice of the route

// The stage that takes applications now: by the time, else the one that the server called open when it sent the rules.
// Null when neither knows one.
const practice::Stage* open_stage(const practice::Pack&, const Json& practice, Instant now);

void history_list(const View&, const Json& application);
void save_line(const View&, const app::Draft&);  // «на устройстве / отправляется / принято сервером в 14:02»

}  // namespace pochin::screens
