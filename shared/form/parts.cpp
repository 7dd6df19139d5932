#include "shared/form/parts.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::form {
namespace {

constexpr Part kPeriod[] = {{"from", tr("Начало"), "", Kind::date}, {"to", tr("Окончание"), " — ", Kind::date}};

constexpr Part kPerson[] = {{"surname", tr("Фамилия"), "", Kind::person},
                            {"name", tr("Имя"), " ", Kind::person},
                            {"patronymic", tr("Отчество, если есть"), " ", Kind::person, false, false},
                            {"born", tr("Дата рождения"), ", ", Kind::date, false}};

constexpr Part kAddress[] = {{"settlement", tr("Населённый пункт"), "", Kind::territory, false},
                             {"street", tr("Улица, дом"), ", "},
                             {"index", tr("Почтовый индекс"), ", ", Kind::integer, false, false},
                             {"oktmo", tr("Код ОКТМО"), tr(", ОКТМО "), Kind::integer, false, false}};

constexpr Part kOrganisation[] = {{"name", tr("Название"), ""},
                                  {"inn", tr("ИНН"), tr(", ИНН "), Kind::inn},
                                  {"ogrn", tr("ОГРН или ОГРНИП"), tr(", ОГРН "), Kind::ogrn}};

}  // namespace

std::span<const Part> all_parts(const Field& field) {
  if (field.kind == Kind::period) return kPeriod;
  if (field.kind == Kind::address) return kAddress;
  if (field.kind == Kind::organisation) return kOrganisation;
  if (field.kind == Kind::person && !field.parts.empty()) return kPerson;
  return {};
}

bool asks(const Field& field, const Part& part) {
  return part.always || std::ranges::find(field.parts, part.code) != field.parts.end();
}

std::string_view part_of(std::string_view text, std::size_t index) {
  for (; index > 0; --index) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::string with_part(std::string_view text, std::size_t index, std::string_view value) {
  std::string made(text), line(value);
  std::ranges::replace(line, '\n', ' ');
  std::size_t start = 0;
  for (; index > 0; --index) {
    std::size_t end = made.find('\n', start);
    if (end == std::string::npos) {
      end = made.size();
      made += '\n';
    }
    start = end + 1;
  }
  made.replace(start, std::min(made.find('\n', start), made.size()) - start, line);
  made.resize(made.find_last_not_of('\n') + 1);
  return made;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const auto line = trim(text.substr(0, end)); !line.empty()) lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<const Option*> chosen(const Field& field, std::string_view text) {
  const auto codes = lines_of(text);
  std::vector<const Option*> found;
  for (const Option& option : field.options)
    if (std::ranges::find(codes, std::string_view(option.code)) != codes.end()) found.push_back(&option);
  return found;
}

std::string with_choice(const Field& field, std::string_view text, std::string_view code, bool on) {
  const auto before = chosen(field, text);
  std::string made;
  for (const Option& option : field.options)
    if (option.code == code ? on : std::ranges::find(before, &option) != before.end())
      made += (made.empty() ? "" : "\n") + option.code;
  return made;
}

}  // namespace pochin::form
