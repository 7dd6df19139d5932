// What only the program with every screen does: it fills in and casts ballots, checks receipts, counts again, posts
// acts, loads for the screens of the staff and of one's own account. By pointers, so that the program of a first visit
// (client/platform/web/web.cmake) links none of it: there State::whole is null. Private to client/app.
#pragma once
#include <string>
#include <string_view>

#include "client/app/parts.h"

namespace pochin::app {

struct WholeProgram {
  void (*want)(Store);                                       // what its screens show
  void (*left)(State&);                                      // another screen is opened: what came of acts is no news
  void (*did)(Store, const Intent&);                         // an intent of its screens
  void (*answered)(Store, const Pending&, const Response&);  // what such an intent has asked for
  void (*timer)(Store, std::string_view what, const std::string& whom);
  void (*arrived)(Store, const std::string& path);  // a resource is here or is renewed
  void (*evaluate)(const State&, Draft&);           // of a draft that is sent by a press
  void (*saved)(Store, Draft&, int status);         // the same: its answer has come
};

}  // namespace pochin::app
