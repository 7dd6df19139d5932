#include "server/auth/sidecar.h"

#include <httplib.h>

#include "server/auth/encoding.h"
#include "server/auth/openssl.h"
#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

std::unexpected<std::string> wrong(std::string_view text) { return std::unexpected(std::string(text)); }

bool on_this_machine(std::string_view origin) {
  for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"})
    if (origin == host || origin.starts_with(std::string(host) + ":")) return true;
  return false;
}

}  // namespace

std::expected<std::string, std::string> ask_sidecar(const Sidecar& sidecar, std::string_view body,
                                                    std::string_view content_type, std::size_t cap) {
  const auto scheme = sidecar.url.find("://");
  const auto slash = scheme == std::string::npos ? scheme : sidecar.url.find('/', scheme + 3);
  const std::string origin = sidecar.url.substr(0, slash);
  const std::string path = slash == std::string::npos ? "/" : sidecar.url.substr(slash);
  if (!origin.starts_with("https://") && !on_this_machine(origin))
    return wrong(tr("Служба СКЗИ должна быть на этой же машине или отвечать по https."));
  httplib::Client client(origin);
  client.set_follow_location(false);
  client.set_connection_timeout(sidecar.timeout);
  client.set_read_timeout(sidecar.timeout);
  client.set_max_timeout(sidecar.timeout);
  if (origin.starts_with("https://") && !restrict_tls(static_cast<SSL_CTX*>(client.tls_context())))
    return wrong(tr("Соединение со службой СКЗИ не настроить."));
  httplib::Headers headers;
  if (!sidecar.token_file.empty()) {
    auto token = read_small_file(sidecar.token_file);
    if (!token) return wrong(tr("Не читается файл с ключом доступа к службе СКЗИ."));
    headers.emplace("Authorization", "Bearer " + token->substr(0, token->find_first_of("\r\n")));
    wipe(*token);
  }
  std::string answer;
  bool too_long = false;
  const auto receive = [&](const char* data, std::size_t size) {
    too_long = answer.size() + size > cap;
    if (!too_long) answer.append(data, size);
    return !too_long;
  };
  const auto result = client.Post(path, headers, std::string(body), std::string(content_type), receive);
  for (auto& [name, value] : headers) wipe(value);
  if (too_long) return wrong(tr("Служба СКЗИ ответила слишком длинно."));
  if (!result) return wrong(tr("Служба СКЗИ не отвечает."));
  if (result->status != 200) return wrong(tr("Служба СКЗИ отказала."));
  return answer;
}

}  // namespace pochin::auth
