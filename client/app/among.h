// Which of several kinds of intent one is.
#pragma once
#include <variant>

#include "client/app/intent.h"

namespace pochin::app {

template <typename... F>
struct Cases : F... {
  using F::operator()...;
};

// Calls the one for what the intent is; false when there is none.
template <typename... F>
bool among(const Intent& intent, F... cases) {
  bool own = true;
  std::visit(Cases{cases..., [&](const auto&) { own = false; }}, intent.any);
  return own;
}

}  // namespace pochin::app
