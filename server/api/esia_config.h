#pragma once
#include "server/auth/esia.h"
#include "server/ops/config.h"

namespace pochin::server {

// The connector's settings as the configuration file says them.
auth::EsiaConfig esia_config_of(const Config& config);

}  // namespace pochin::server
