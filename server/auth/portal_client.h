#pragma once
#include <chrono>
#include <expected>
#include <string>

#include "server/auth/encoding.h"

// Requests to ЕСИА's one host: no redirects followed, no other host ever, limits on time and size.
namespace pochin::auth {

struct PortalReply {
  int status = 0;
  std::string content_type;  // lower case, without parameters
  SecretString body;         // at most 64 kB
};

// "portal.unreachable", "portal.tls", "portal.timeout", "portal.too_long"
struct PortalError {
  std::string code;
  std::string detail;
};

class PortalClient {
 public:
  using Clock = std::chrono::steady_clock;

  // `deadline` bounds all requests together, `request_timeout` each of them.
  PortalClient(std::string portal, std::string ca_bundle, std::chrono::milliseconds request_timeout,
               Clock::time_point deadline)
      : portal_(std::move(portal)),
        ca_bundle_(std::move(ca_bundle)),
        request_timeout_(request_timeout),
        deadline_(deadline) {}

  std::expected<PortalReply, PortalError> post_form(const std::string& path, SecretString form) const;
  std::expected<PortalReply, PortalError> get(const std::string& path, const SecretString& bearer) const;

 private:
  enum class Method { get, post };
  std::expected<PortalReply, PortalError> send(Method method, const std::string& path, const SecretString& form,
                                               const SecretString& bearer) const;

  std::string portal_;
  std::string ca_bundle_;
  std::chrono::milliseconds request_timeout_;
  Clock::time_point deadline_;
};

}  // namespace pochin::auth
