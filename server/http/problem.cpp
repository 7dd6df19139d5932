#include "server/http/problem.h"

#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace pochin::server {
namespace {

const char* title_of(int status) {
  switch (status) {
    case 400:
      return "Запрос не разобрать";
    case 401:
      return "Нужно войти";
    case 403:
      return "Нет доступа";
    case 404:
      return "Не найдено";
    case 405:
      return "Так с этим адресом обращаться нельзя";
    case 406:
      return "Такого представления нет";
    case 408:
      return "Запрос шёл слишком долго";
    case 409:
      return "Действие противоречит текущему состоянию";
    case 411:
      return "Не указан размер запроса";
    case 412:
      return "Данные изменились";
    case 413:
      return "Слишком большой запрос";
    case 414:
      return "Слишком длинный адрес";
    case 415:
      return "Такой вид данных не принимается";
    case 417:
      return "Условие запроса не выполнить";
    case 422:
      return "Проверьте данные";
    case 428:
      return "Не указана версия, которую вы меняете";
    case 429:
      return "Слишком много запросов";
    case 431:
      return "Слишком длинные заголовки запроса";
    case 500:
      return "Ошибка на нашей стороне";
    case 503:
      return "Сервис перегружен или остановлен";
    case 505:
      return "Эта версия HTTP не поддерживается";
    default:
      return "Запрос не выполнен";
  }
}

}  // namespace

Problem& Problem::with_error(std::string field, std::string error_code, std::string message) {
  errors.push_back({std::move(field), std::move(error_code), std::move(message)});
  return *this;
}

Problem& Problem::with_members(const nlohmann::json& object) {
  members = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return *this;
}

Problem problem(int status, std::string code, std::string detail) {
  Problem p;
  p.status = status;
  p.code = std::move(code);
  p.title = title_of(status);
  p.detail = std::move(detail);
  return p;
}

Problem bad_request(std::string detail) { return problem(400, "bad_request", std::move(detail)); }
Problem not_logged_in() { return problem(401, "not_logged_in", "Войдите через Госуслуги и повторите."); }
Problem forbidden(std::string detail) { return problem(403, "forbidden", std::move(detail)); }
Problem not_found(std::string detail) {
  return problem(404, "not_found", detail.empty() ? "По этому адресу ничего нет." : std::move(detail));
}
Problem conflict(std::string code, std::string detail) { return problem(409, std::move(code), std::move(detail)); }
Problem stale() {
  return problem(412, "conflict", "Пока вы работали, данные изменил кто-то ещё. Обновите их и повторите.");
}
Problem invalid(std::vector<FieldError> errors) {
  Problem p = problem(422, "invalid", errors.size() == 1 ? errors.front().message : "Исправьте отмеченные поля.");
  p.errors = std::move(errors);
  return p;
}
Problem invalid(std::string field, std::string code, std::string message) {
  return invalid({FieldError{std::move(field), std::move(code), std::move(message)}});
}

std::string to_text(const Problem& p) {
  nlohmann::json body = pochin::parse_json(p.members).value_or(nlohmann::json::object());
  if (!body.is_object()) body = nlohmann::json::object();
  body["type"] = "about:blank";
  body["title"] = p.title;
  body["status"] = p.status;
  body["code"] = p.code;
  if (!p.detail.empty()) body["detail"] = p.detail;
  if (!p.errors.empty()) {
    auto& errors = body["errors"] = nlohmann::json::array();
    for (const FieldError& e : p.errors)
      errors.push_back({{"field", e.field}, {"code", e.code}, {"message", e.message}});
  }
  return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace pochin::server
