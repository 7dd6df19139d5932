// The configuration of the doors people log in by, in the words of server/auth.
#pragma once
#include "server/auth/esia.h"
#include "server/auth/oidc.h"
#include "server/ops/config.h"

namespace pochin::server {

auth::EsiaConfig esia_config_of(const Config& config);
auth::OidcConfig oidc_config_of(const Config& config);

// What can be said of the doors without the network: engine, keys, certificates, addresses.
std::vector<auth::SelfTestFinding> self_test_doors(const Config& config, std::chrono::sys_seconds now);

}  // namespace pochin::server
