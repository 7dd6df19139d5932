// What became of what was posted.
#pragma once
#include <string>
#include <string_view>

#include "client/screens/kit/view.h"

namespace pochin::screens {

// The last thing posted under this name; null while there is none.
const app::Post* posted(const View&, std::string_view name);
bool sending(const View&, std::string_view name);  // whether it travels

// What became of what the staff posted under this name; nothing while there is none or it travels. `done`: in words.
void post_outcome(const View&, std::string_view name, const std::string& done);

}  // namespace pochin::screens
