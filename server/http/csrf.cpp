#include "server/http/csrf.h"

namespace pochin::server {

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (size_t i = 0; i < a.size(); ++i) difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  return difference == 0;
}

std::optional<Problem> check_same_origin(const Request& request, std::string_view public_origin) {
  const std::string_view origin = request.header("Origin");
  const std::string_view site = request.header("Sec-Fetch-Site");
  const bool foreign =
      (!origin.empty() && origin != public_origin) || (!site.empty() && site != "same-origin" && site != "none");
  if (!foreign && !(origin.empty() && site.empty()) && request.header_count("Origin") <= 1) return std::nullopt;
  Problem wrong = problem(403, "foreign_origin", "Запрос пришёл не со страницы этого портала.");
  return wrong.with_error("Origin", "foreign", "Ожидается " + std::string(public_origin) + ".");
}

std::optional<Problem> check_csrf(const Request& request, std::string_view token, std::string_view public_origin) {
  if (request.is_safe()) return std::nullopt;
  if (auto foreign = check_same_origin(request, public_origin)) return foreign;
  if (!token.empty() && equal_in_constant_time(request.header("X-CSRF-Token"), token)) return std::nullopt;
  Problem wrong = problem(403, "csrf", "Страница устарела. Обновите её и повторите.");
  return wrong.with_error("X-CSRF-Token", "wrong", "Не совпадает с выданным вместе с сеансом.");
}

}  // namespace pochin::server
