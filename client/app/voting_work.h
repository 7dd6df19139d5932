// What only the program with the screens of voting does: filling in and casting a ballot, checks of a receipt, the
// recount, acts of the staff. The first visit's program (client/platform/web/web.cmake) links none of it: it only
// reminds of a ballot that was not cast.
#pragma once
#include <string>
#include <string_view>

#include "client/app/parts.h"

namespace pochin::app {

struct VotingWork {
  void (*did)(Store, const Intent&) = nullptr;                         // an intent of voting
  void (*answered)(Store, const Pending&, const Response&) = nullptr;  // what such an intent has asked for
  void (*timer)(Store, std::string_view what, const std::string& whom) = nullptr;
};

}  // namespace pochin::app
