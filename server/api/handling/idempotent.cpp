#include "server/api/handling/idempotent.h"

#include <set>

#include "server/api/handling/text.h"
#include "server/http/conditional.h"
#include "server/store/idempotency.h"
#include "shared/base/bytes.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

constexpr std::array kKeptHeaders{"ETag", "Location"};
constexpr auto kKeepFor = std::chrono::hours(24 * 7);

// The method, the path and the body are the request; its conditions are not: a repeat after success would fail them. So
// are the roles it is made in: who was dismissed since gets no answer again that only a role gave.
std::string request_hash(const Viewer& viewer, const Request& request) {
  std::set<std::string> roles;
  for (const Grant& grant : viewer.grants) roles.insert(grant.role + "@" + grant.scope);
  std::string text = request.method + "\n" + request.path + "\n";
  for (const std::string& role : roles) text += role + "\n";
  return to_hex(sha256_bytes(text + request.body));
}

Response response_of(const KeptAnswer& kept) {
  Response response = Response::json_text(kept.body, kept.status);
  const Json headers = stored_json(kept.headers);
  for (const auto& [name, value] : headers.items()) response.set(name, value.get<std::string>());
  response.set("Idempotent-Replayed", "true");
  return response;
}

KeptAnswer kept_of(const Request& request, const std::string& hash, const Response& response) {
  Json headers = Json::object();
  for (const char* name : kKeptHeaders) {
    if (const auto value = response.header(name); !value.empty()) headers[name] = value;
  }
  const auto* body = std::get_if<std::string>(&response.body);
  return {.route = std::string(request.route),
          .request_hash = hash,
          .status = response.status,
          .headers = headers.dump(),
          .body = body ? *body : std::string()};
}

}  // namespace

Response once(Context& context, const Viewer& viewer, const Request& request,
              const std::function<Checked<Response>(Db&)>& work) {
  const auto key = required_idempotency_key(request);
  if (!key) return Response::of(key.error());
  const std::string hash = request_hash(viewer, request);
  const auto answer = change(context, [&](Db& db) -> Checked<Response> {
    if (const auto kept = kept_answer(db, viewer.person, *key)) {
      if (kept->request_hash == hash) return response_of(*kept);
      return std::unexpected(
          invalid("Idempotency-Key", "key_reused", say("Этот ключ повтора уже использован для другого запроса.")));
    }
    auto made = work(db);
    if (!made) return made;
    sweep_answers(db, earlier(context.now(), kKeepFor));
    keep_answer(db, viewer.person, *key, kept_of(request, hash, *made), context.now());
    return made;
  });
  return answer ? *answer : Response::of(answer.error());
}

}  // namespace pochin::server
