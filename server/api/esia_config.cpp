#include "server/api/esia_config.h"

namespace pochin::server {

auth::EsiaConfig esia_config_of(const Config& config) {
  const EsiaConfig& from = config.esia;
  auth::EsiaConfig to;
  to.portal = from.portal_url;
  to.client_id = from.client_id;
  to.redirect_uri = config.public_url + "/auth/esia/callback";
  if (!from.scope.empty()) to.citizen_scope = from.scope;
  if (!from.staff_scope.empty()) to.staff_scope = from.staff_scope;
  to.signer.certificate = from.certificate;
  if (from.sign_command.empty()) {
    to.signer.key = auth::KeyFile{.key = from.private_key, .password_file = from.private_key_password_file};
  } else {
    to.signer.key = auth::ExternalCommand{.argv = from.sign_command, .reversed = from.sign_reversed};
  }
  to.gost_engine = from.gost_engine;
  to.issuers = from.issuers;
  to.certificates = from.trusted_certificates;
  if (!from.algorithms.empty()) to.token_algorithms = from.algorithms;
  to.ca_bundle = from.ca_bundle;
  to.request_timeout = std::chrono::seconds(from.timeout_seconds);
  to.staff_max_auth_age = std::chrono::minutes(from.staff_max_auth_minutes);
  return to;
}

}  // namespace pochin::server
