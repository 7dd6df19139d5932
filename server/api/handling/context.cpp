#include "server/api/handling/context.h"

#include <openssl/rand.h>

#include <stdexcept>

#include "server/auth/encoding.h"
#include "shared/base/sha256.h"

namespace pochin::server {

Problem storage_problem(const Error& error) {
  if (error.code == "busy" || error.code == "closing") {
    Problem answer = problem(503, "busy", say("Сейчас слишком много обращений. Повторите через несколько секунд."));
    answer.headers.emplace_back("Retry-After", "2");
    return answer;
  }
  if (error.code == "storage") {
    Problem answer = problem(503, "storage", say("Не удалось записать данные. Повторите позже: ничего не потеряно."));
    answer.headers.emplace_back("Retry-After", "30");
    return answer;
  }
  return problem(500, "internal", say("Ошибка на сервере. Мы о ней уже знаем."));
}

std::string random_text(std::size_t bytes) {
  Bytes random(bytes);
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) {
    throw std::runtime_error("no random bytes");  // without them no secret can be made: stop the request
  }
  return auth::base64url(random);
}

Bytes sha256_bytes(std::string_view text) {
  const Digest digest = sha256(text);
  return Bytes(digest.begin(), digest.end());
}

}  // namespace pochin::server
