#include "server/auth/portal_client.h"

#include <httplib.h>

#include <algorithm>

#include "server/auth/openssl.h"

namespace pochin::auth {
namespace {

constexpr std::size_t kBodyCap = 65536;

std::string media_type(const std::string& header) {
  std::string type = header.substr(0, header.find(';'));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  std::ranges::transform(type, type.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return type;
}

PortalError error_of(httplib::Error error, bool too_long) {
  if (too_long) return {"portal.too_long", "the answer is longer than 64 kB"};
  switch (error) {
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
    case httplib::Error::SSLServerHostnameVerification:
      return {"portal.tls", httplib::to_string(error)};
    case httplib::Error::Timeout:
    case httplib::Error::ConnectionTimeout:
    case httplib::Error::Read:
    case httplib::Error::Write:
      return {"portal.timeout", httplib::to_string(error)};
    default:
      return {"portal.unreachable", httplib::to_string(error)};
  }
}

}  // namespace

std::expected<PortalReply, PortalError> PortalClient::post_form(const std::string& path, SecretString form) const {
  auto reply = send(Method::post, path, form, {});
  wipe(form);
  return reply;
}

std::expected<PortalReply, PortalError> PortalClient::get(const std::string& path, const SecretString& bearer) const {
  return send(Method::get, path, {}, bearer);
}

std::expected<PortalReply, PortalError> PortalClient::send(Method method, const std::string& path,
                                                           const SecretString& form, const SecretString& bearer) const {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  const auto left = std::min(request_timeout_, duration_cast<milliseconds>(deadline_ - Clock::now()));
  if (left.count() <= 0) return std::unexpected(PortalError{"portal.timeout", "no time is left for this login"});

  httplib::Client client(portal_);
  if (!client.is_valid()) return std::unexpected(PortalError{"portal.unreachable", "the portal's address is wrong"});
  client.set_follow_location(false);
  client.set_keep_alive(false);
  client.set_connection_timeout(left);
  client.set_read_timeout(left);
  client.set_write_timeout(left);
  client.set_max_timeout(left);
  if (portal_.starts_with("https://")) {
    client.enable_server_certificate_verification(true);
    if (!ca_bundle_.empty()) client.set_ca_cert_path(ca_bundle_);
    if (!restrict_tls(static_cast<SSL_CTX*>(client.tls_context())))
      return std::unexpected(PortalError{"portal.tls", "the TLS context could not be restricted"});
  }

  PortalReply reply;
  bool too_long = false;
  const auto receive = [&reply, &too_long](const char* data, std::size_t size) {
    too_long = reply.body.size() + size > kBodyCap;
    if (!too_long) reply.body.append(data, size);
    return !too_long;
  };
  httplib::Headers headers = {{"Accept", "application/json"}};
  if (!bearer.empty()) headers.emplace("Authorization", "Bearer " + std::string(bearer));
  std::string body(form);
  auto result = method == Method::post ? client.Post(path, headers, body, "application/x-www-form-urlencoded", receive)
                                       : client.Get(path, headers, receive);
  wipe(body);
  for (auto& [name, value] : headers) wipe(value);
  if (!result) return std::unexpected(error_of(result.error(), too_long));
  reply.status = result->status;
  reply.content_type = media_type(result->get_header_value("Content-Type"));
  return reply;
}

}  // namespace pochin::auth
