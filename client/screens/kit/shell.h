#pragma once
#include "client/screens/kit/view.h"

namespace pochin::screens {

void draw_header(const View&);
void draw_warnings(const View&);  // no network, no storage
void draw_dialogs(const View&);   // settings, the person's menu, the question before the logout
void draw_footer(const View&);

}  // namespace pochin::screens
