#include "server/http/policy.h"

namespace pochin::server {

std::string page_policy(const InlineParts& inside) {
  const auto also = [](const std::string& hash) { return hash.empty() ? std::string{} : " " + hash; };
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" + also(inside.script) + "; style-src 'self'" +
         also(inside.style) +
         "; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
         "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

}  // namespace pochin::server
