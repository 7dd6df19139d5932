// The heart of the client: state and what happened → state and effects. Pure: State.now is the only clock.
#pragma once
#include <string_view>

#include "client/app/effect.h"
#include "client/app/intent.h"
#include "client/app/state.h"

namespace pochin::app {

Effects reduce(State&, const Intent&);

// The first state: resources that came with the page, the route, the settings. Asks for what is missing.
Effects start(State&, std::string_view resources, std::string_view path);

}  // namespace pochin::app
