#include "server/auth/failure.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

struct Words {
  std::string_view code;
  std::string message;
  bool retry;
  bool alarm;
};

std::string with_code(std::string text, std::string_view code) {
  return std::move(text) + std::string(tr(" Код: ")) + std::string(code) + ".";
}

std::string operator_is_told() {
  return std::string(
      tr("Вход через Госуслуги временно не работает: мы уже разбираемся. Попробуйте войти позже; "
         "набранное на этом устройстве сохранится."));
}

std::string start_again() { return std::string(tr("Вход не завершён. Нажмите «Войти через Госуслуги» ещё раз.")); }

std::string try_later() {
  return std::string(tr("Госуслуги сейчас не отвечают. Подождите несколько минут и войдите ещё раз."));
}

struct EsiaWords {
  std::string_view code;
  std::string (*message)();
  bool retry;
  bool alarm;
};

std::string cancelled() {
  return std::string(tr("Вход отменён. Чтобы войти, согласитесь передать данные на странице Госуслуг."));
}
std::string second_factor() {
  return std::string(
      tr("Госуслуги требуют подтвердить вход вторым способом, но он недоступен. Настройте подтверждение "
         "входа в личном кабинете Госуслуг и попробуйте ещё раз."));
}
std::string unconfirmed() {
  return std::string(
      tr("Нужна подтверждённая учётная запись Госуслуг. Подтвердить её можно в МФЦ, в приложении банка "
         "или в центре обслуживания; после этого войдите ещё раз."));
}
std::string clock_is_wrong() {
  return std::string(tr("Вход не удался: на сервере неверное время. Мы уже исправляем это, попробуйте войти позже."));
}

// esia.md §1.9. What is not here is an error of ours: the person is told to come later, the operator is called.
constexpr EsiaWords kEsia[] = {
    {"ESIA-007004", cancelled, true, false},      {"ESIA-007007", try_later, true, false},
    {"ESIA-007008", try_later, true, false},      {"ESIA-007011", start_again, true, false},
    {"ESIA-007015", clock_is_wrong, false, true}, {"ESIA-007046", second_factor, true, false},
    {"ESIA-007055", unconfirmed, false, false},
};

std::string find_code(std::string_view description) {
  constexpr std::string_view kMark = "ESIA-";
  const auto place = description.find(kMark);
  if (place == std::string_view::npos || description.size() < place + 11) return {};
  const std::string_view code = description.substr(place, 11);
  const bool digits = std::ranges::all_of(code.substr(5), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::string(code) : std::string();
}

Words words_of(std::string_view code) {
  if (code == "login.query" || code == "login.state" || code == "login.expired")
    return {code, start_again(), true, false};
  if (code == "login.denied") return {code, cancelled(), true, false};
  if (code == "login.unconfirmed") return {code, unconfirmed(), false, false};
  if (code == "login.cookie")
    return {
        code,
        std::string(tr("Вход начат в другом браузере или файлы cookie отключены. Разрешите cookie для этого сайта и "
                       "нажмите «Войти через Госуслуги» ещё раз.")),
        true, false};
  if (code == "portal.timeout" || code == "portal.unreachable" || code == "portal.too_long" ||
      code == "portal.answer" || code == "portal.busy")
    return {code, try_later(), true, false};
  if (code == "token.stale")
    return {code,
            std::string(tr("Для служебного входа нужно заново подтвердить личность. Выйдите из Госуслуг и войдите "
                           "ещё раз.")),
            true, false};
  if (code == "token.future" || code == "token.expired") return {code, clock_is_wrong(), false, true};
  if (code == "profile.deleted")
    return {code, std::string(tr("Эта учётная запись Госуслуг удалена. Войдите под действующей.")), false, false};
  if (code == "profile.name")
    return {code,
            std::string(tr("Госуслуги не передали ваше имя. Войдите ещё раз и разрешите передать имя и фамилию.")),
            true, false};
  return {code, operator_is_told(), false, true};
}

}  // namespace

LoginFailure failure(std::string_view code, std::string detail) {
  const Words words = words_of(code);
  return {std::string(code), with_code(words.message, code), std::move(detail), words.retry, words.alarm};
}

LoginFailure esia_failure(std::string_view error, std::string_view description) {
  std::string code = find_code(description);
  if (code.empty() && error == "access_denied") return failure("login.denied", "access_denied without a code");
  if (code.empty()) return failure("portal.answer", "an error without a code of ЕСИА");
  const auto* known = std::ranges::find(kEsia, std::string_view(code), &EsiaWords::code);
  if (known == std::end(kEsia)) return failure(code, "refused by ЕСИА");
  std::string message = with_code(known->message(), code);
  return {std::move(code), std::move(message), "refused by ЕСИА", known->retry, known->alarm};
}

}  // namespace pochin::auth
