#include "server/http/visitors.h"

namespace pochin::server {

void Visitors::came(std::string_view address, bool forwarded) {
  if (apart_.load(std::memory_order_relaxed)) return;
  std::lock_guard lock(mutex_);
  if (seen_.requests == 0) seen_.address = address;
  if (seen_.address != address) {
    seen_.address.clear();
    apart_ = true;
  }
  ++seen_.requests;
  seen_.forwarded = seen_.forwarded || forwarded;
}

Visitors::Seen Visitors::seen() const {
  std::lock_guard lock(mutex_);
  return seen_;
}

}  // namespace pochin::server
