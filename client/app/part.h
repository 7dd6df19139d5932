// A part of the reducer that not every program has (program.h). What is null it does not do. Private to client/app.
#pragma once
#include <string>
#include <string_view>

#include "client/app/parts.h"

namespace pochin::app {

struct Part {
  bool (*did)(Store, const Intent&) = nullptr;                         // true: the intent is one of its own
  bool (*answered)(Store, const Pending&, const Response&) = nullptr;  // true: it was asked by this part
  bool (*timer)(Store, std::string_view what, const std::string& whom) = nullptr;
  bool (*stored)(Store, const Stored&) = nullptr;             // true: the key is one of its own
  void (*arrived)(Store, const std::string& path) = nullptr;  // a resource is here or is renewed
  void (*opened)(Store) = nullptr;                            // the page of the route is shown or drawn anew
  void (*left)(State&) = nullptr;                             // another page is opened
  void (*leaving)(Store) = nullptr;                           // the document goes: to the login
  void (*online)(Store, bool now_online) = nullptr;
  // What was changed here goes to the server before this resource is loaded again.
  bool (*holds)(const State&, std::string_view path) = nullptr;
  void (*evaluate)(const State&, Draft&) = nullptr;    // of a draft that is sent by a press
  void (*saved)(Store, Draft&, int status) = nullptr;  // the same: its answer has come
};

// The parts of this program; none for a state without one.
std::span<const Part* const> parts_of(const State&);

}  // namespace pochin::app
