#include "shared/base/checks.h"

#include <algorithm>

#include "shared/base/clean.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin {
namespace {

std::unexpected<Error> wrong(const char* code, std::string_view message) { return fail(code, std::string(message)); }

// Hyphens and dashes of every kind, the minus sign.
bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}

// Digits without the separators people put between them, "-" standing for every dash; nothing when there is anything
// else that can be seen.
bool digits_only(std::string_view text, std::string_view separators, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (is_dash(c)) c = '-';
    if (c >= '0' && c <= '9')
      out += static_cast<char>(c);
    else if (!is_space(c) && !is_invisible(c) &&
             (c > 127 || separators.find(static_cast<char>(c)) == std::string_view::npos))
      return false;
  }
  return true;
}

constexpr std::string_view kExtension = ";ext=";  // RFC 3966

// Takes «доб. 123» off the end of a phone. False when what stands there is no extension.
bool take_extension(std::string& phone, std::string& extension) {
  const std::string low = to_lower(phone);
  for (const std::string_view mark : {kExtension, std::string_view("добавочный"), std::string_view("доб"),
                                      std::string_view("вн"), std::string_view("ext"), std::string_view("#")}) {
    const std::size_t at = low.find(mark);
    if (at == std::string::npos) continue;
    std::string tail = low.substr(at + mark.size());
    if (!digits_only(tail, ".:()#", extension) || extension.empty() || extension.size() > 6) return false;
    phone.resize(at);
    while (!phone.empty() && std::string_view(" ,;(").find(phone.back()) != std::string_view::npos) phone.pop_back();
    return true;
  }
  return true;
}

int control(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t i = 0;
  for (const int w : weights) sum += w * (digits[i++] - '0');
  return sum % 11 % 10;
}

int at(std::string_view digits, std::size_t i) { return digits[i] - '0'; }

}  // namespace

Result<std::string> check_inn(std::string_view text) {
  std::string d;
  if (!digits_only(text, "", d)) return wrong("inn_digits", tr("В ИНН только цифры. Проверьте, нет ли букв"));
  if (d.size() != 10 && d.size() != 12)
    return wrong("inn_length", tr("В ИНН организации 10 цифр, у предпринимателя — 12. Посчитайте цифры"));
  const bool right = d.size() == 10 ? control(d, {2, 4, 10, 3, 5, 9, 4, 6, 8}) == at(d, 9)
                                    : control(d, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) == at(d, 10) &&
                                          control(d, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) == at(d, 11);
  if (!right || d.find_first_not_of('0') == std::string::npos)
    return wrong("inn_control", tr("Такого ИНН быть не может: не сходится контрольная цифра. Проверьте каждую цифру"));
  return d;
}

Result<std::string> check_ogrn(std::string_view text) {
  std::string d;
  if (!digits_only(text, "", d)) return wrong("ogrn_digits", tr("В ОГРН только цифры. Проверьте, нет ли букв"));
  if (d.size() != 13 && d.size() != 15)
    return wrong("ogrn_length", tr("В ОГРН 13 цифр, в ОГРНИП — 15. Посчитайте цифры"));
  const uint64_t base = std::stoull(d.substr(0, d.size() - 1));
  if (base == 0 || static_cast<int>(base % (d.size() == 13 ? 11 : 13) % 10) != at(d, d.size() - 1))
    return wrong("ogrn_control",
                 tr("Такого ОГРН быть не может: не сходится контрольная цифра. Проверьте каждую цифру"));
  return d;
}

Result<std::string> check_snils(std::string_view text) {
  std::string d;
  if (!digits_only(text, "-", d)) return wrong("snils_digits", tr("В СНИЛС только цифры, например 112-233-445 95"));
  if (d.size() != 11) return wrong("snils_length", tr("В СНИЛС 11 цифр. Посчитайте цифры"));
  const std::string_view wrong_control = tr("Такого СНИЛС быть не может: не сходится контрольное число");
  if (d.find_first_not_of('0') == std::string::npos) return wrong("snils_control", wrong_control);
  if (d.substr(0, 9) > "001001998") {
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += at(d, i) * static_cast<int>(9 - i);
    if (sum % 101 % 100 != at(d, 9) * 10 + at(d, 10)) return wrong("snils_control", wrong_control);
  }
  return d;
}

Result<std::string> check_oktmo(std::string_view text) {
  std::string d;
  if (!digits_only(text, "", d) || (d.size() != 8 && d.size() != 11))
    return wrong("oktmo_format", tr("В коде ОКТМО 8 цифр у муниципалитета и 11 у населённого пункта"));
  return d;
}

Result<std::string> normal_phone(std::string_view text) {
  std::string d, extension, phone(trim(clean_text(text)));
  const bool extended = take_extension(phone, extension);
  const bool plus = phone.starts_with('+');
  const bool read = extended && digits_only(std::string_view(phone).substr(plus ? 1 : 0), "()-.", d);
  if (!extension.empty()) extension.insert(0, kExtension);
  if (read && d.size() == 11 && (d[0] == '7' || (d[0] == '8' && !plus))) return "+7" + d.substr(1) + extension;
  if (read && d.size() == 10 && !plus) return "+7" + d + extension;
  return wrong("phone_format", tr("Введите телефон с кодом, например +7 900 123-45-67"));
}

std::string format_phone(std::string_view n) {
  if (const std::size_t at = n.find(kExtension); at != std::string_view::npos)
    return format_phone(n.substr(0, at)) + tr(", доб. {}", n.substr(at + kExtension.size()));
  if (n.size() != 12) return std::string(n);
  const std::string space(kNoBreakSpace);
  return "+7" + space + std::string(n.substr(2, 3)) + space + std::string(n.substr(5, 3)) + "-" +
         std::string(n.substr(8, 2)) + "-" + std::string(n.substr(10, 2));
}

Result<std::string> check_email(std::string_view text) {
  const std::string cleaned = clean_text(text);
  const std::string_view t = trim(cleaned);
  const std::size_t sign = t.find('@');
  const std::string_view domain = sign == std::string_view::npos ? "" : t.substr(sign + 1);
  bool fine = sign != std::string_view::npos && sign > 0 && domain.find('@') == std::string_view::npos &&
              t.size() <= 254 && domain.find('.') != std::string_view::npos && !domain.starts_with('.') &&
              !domain.ends_with('.') && domain.find("..") == std::string_view::npos;
  for (std::size_t i = 0; fine && i < t.size();) {
    const char32_t c = next_code_point(t, i);
    fine = !is_space(c) && c > 32 && c != ',' && c != ';' && c != '<' && c != '>' && c != '"';
  }
  if (!fine) return wrong("email_format", tr("Введите адрес почты целиком, например ivanova@mail.ru"));
  return std::string(t);
}

Result<std::string> check_link(std::string_view text) {
  std::string t(trim(clean_text(text)));
  const std::string lower = to_lower(t);
  if (!lower.starts_with("http://") && !lower.starts_with("https://")) {
    if (lower.find("://") != std::string::npos || lower.starts_with("javascript:") || lower.starts_with("data:"))
      return wrong("link_format", tr("Введите адрес страницы, который начинается с https://"));
    t = "https://" + t;
  }
  const std::size_t host = t.find("://") + 3;
  const std::string name = t.substr(host, t.find_first_of("/?#", host) - host);
  bool fine = name.find('.') != std::string::npos && !name.starts_with('.') && !name.ends_with('.') &&
              name.find('@') == std::string::npos && t.size() <= 2000;
  for (std::size_t i = 0; fine && i < t.size();) {
    const char32_t c = next_code_point(t, i);
    fine = !is_space(c) && c > 32 && c != '<' && c != '>' && c != '"';
  }
  if (!fine) return wrong("link_format", tr("Введите адрес страницы целиком, например https://site.ru/news/15"));
  return t;
}

}  // namespace pochin
