#include "server/api/people/door_config.h"

namespace pochin::server {
namespace {

auth::VerifierConfig verifier_of(const EsiaConfig& from) {
  if (!from.verify_command.empty()) return auth::ExternalCommand{.argv = from.verify_command};
  if (!from.verify_url.empty()) return auth::Sidecar{.url = from.verify_url, .token_file = from.sign_token_file};
  return auth::EngineHere{};
}

}  // namespace

auth::EsiaConfig esia_config_of(const Config& config) {
  const EsiaConfig& from = config.esia;
  auth::EsiaConfig to;
  to.portal = from.portal_url;
  to.client_id = from.client_id;
  to.redirect_uri = config.public_url + "/auth/esia/callback";
  if (!from.scope.empty()) to.citizen_scope = from.scope;
  if (!from.staff_scope.empty()) to.staff_scope = from.staff_scope;
  to.signer.certificate = from.certificate;
  to.v1 = from.protocol == "v1";
  if (!from.sign_command.empty())
    to.signer.key = auth::ExternalCommand{.argv = from.sign_command, .reversed = from.sign_reversed};
  else if (!from.sign_url.empty())
    to.signer.key =
        auth::Sidecar{.url = from.sign_url, .token_file = from.sign_token_file, .reversed = from.sign_reversed};
  else
    to.signer.key = auth::KeyFile{.key = from.private_key, .password_file = from.private_key_password_file};
  to.verifier = verifier_of(from);
  to.gost_engine = from.gost_engine;
  to.issuers = from.issuers;
  to.certificates = from.trusted_certificates;
  if (!from.algorithms.empty()) to.token_algorithms = from.algorithms;
  to.ca_bundle = from.ca_bundle;
  to.request_timeout = std::chrono::seconds(from.timeout_seconds);
  to.staff_max_auth_age = std::chrono::minutes(from.staff_max_auth_minutes);
  return to;
}

auth::OidcConfig oidc_config_of(const Config& config) {
  const OidcConfig& from = config.oidc;
  auth::OidcConfig to;
  to.title = from.title;
  to.issuer = from.issuer;
  to.client_id = from.client_id;
  to.client_secret_file = from.client_secret_file;
  to.redirect_uri = config.public_url + "/auth/oidc/callback";
  to.scope = from.scope;
  to.discovery = from.discovery;
  to.endpoints = {from.authorization_endpoint, from.token_endpoint, from.userinfo_endpoint, from.jwks_uri};
  to.keys_folder = from.keys;
  to.algorithms = from.algorithms;
  to.verifier = verifier_of(config.esia);
  to.claims = {from.subject_claim, from.trusted_claim, from.birthdate_claim, from.addresses_claim};
  to.subject_is_oid = from.subject_is_oid;
  to.ca_bundle = from.ca_bundle;
  to.request_timeout = std::chrono::seconds(from.timeout_seconds);
  return to;
}

std::vector<auth::SelfTestFinding> self_test_doors(const Config& config, std::chrono::sys_seconds now) {
  std::vector<auth::SelfTestFinding> findings;
  if (config.esia.enabled) findings = auth::Esia::self_test(esia_config_of(config), now);
  if (config.oidc.enabled)
    for (auth::SelfTestFinding& finding : auth::Oidc::self_test(oidc_config_of(config)))
      findings.push_back(std::move(finding));
  return findings;
}

}  // namespace pochin::server
