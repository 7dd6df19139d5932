#include "server/ops/score_input.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/form/validate.h"
#include "shared/territory/territory.h"

namespace pochin::server {
namespace {

enum class Wanted { text, whole, yes_no, list, object, number };

struct Key {
  std::string_view name;
  Wanted wanted;
};

constexpr Key kApplication[] = {{"id", Wanted::text},
                                {"number", Wanted::text},
                                {"submitted_at", Wanted::text},
                                {"municipality", Wanted::object},
                                {"settlement", Wanted::object},
                                {"votes", Wanted::whole},
                                {"answers", Wanted::object},
                                {"marks", Wanted::list},
                                {"adjustments", Wanted::list},
                                {"plus", Wanted::number},
                                {"minus", Wanted::number},
                                {"admitted", Wanted::yes_no},
                                {"agrees_to_part", Wanted::yes_no}};
constexpr Key kPlace[] = {{"kind", Wanted::text},
                          {"code", Wanted::text},
                          {"name", Wanted::text},
                          {"id", Wanted::text},
                          {"population", Wanted::whole}};

bool fits(const Json& value, Wanted wanted) {
  switch (wanted) {
    case Wanted::text:
      return value.is_string();
    case Wanted::whole:
      return value.is_number_integer() && get_int(Json{{"n", value}}, "n", -1) >= 0;
    case Wanted::yes_no:
      return value.is_boolean();
    case Wanted::list:
      return value.is_array();
    case Wanted::object:
      return value.is_object();
    case Wanted::number:
      return true;  // read by its own rules, which say what is wrong
  }
  return false;
}

std::string_view title_of(Wanted wanted) {
  switch (wanted) {
    case Wanted::text:
      return tr("текст в кавычках");
    case Wanted::whole:
      return tr("целое число без кавычек, не меньше нуля");
    case Wanted::yes_no:
      return tr("true или false без кавычек");
    case Wanted::list:
      return tr("список [ … ]");
    case Wanted::object:
      return tr("объект { … }");
    case Wanted::number:
      return tr("число");
  }
  return {};
}

template <std::size_t N>
void check_keys(const Json& object, const Key (&keys)[N], const std::string& before, Troubles& troubles) {
  if (!object.is_object()) return;
  for (const auto& [name, value] : object.items()) {
    const auto known = std::ranges::find(keys, name, &Key::name);
    if (known == std::end(keys))
      troubles.push_back(
          {"unknown_key", std::string(tr("Этот ключ никто не читает: проверьте, нет ли опечатки")), before + name});
    else if (!value.is_null() && !fits(value, known->wanted))
      troubles.push_back({"wrong_type", tr("Здесь должно быть: {}", title_of(known->wanted)), before + name});
  }
}

}  // namespace

Troubles troubles_of(const Json& application, const form::Environment& environment) {
  Troubles troubles;
  check_keys(application, kApplication, "", troubles);
  check_keys(get(application, "municipality"), kPlace, "municipality/", troubles);
  check_keys(get(application, "settlement"), kPlace, "settlement/", troubles);
  const std::string kind = get_string(get(application, "municipality"), "kind");
  if (!territory::kind_from(kind)) {
    std::string all;
    for (const auto& each : territory::names(territory::Kind{}))
      all += (all.empty() ? "" : ", ") + std::string(each.code);
    troubles.push_back({"unknown_kind", tr("Вида «{}» нет. Бывает {}", kind, all), "municipality/kind"});
  }
  for (const form::Problem& each : form::validate(environment, form::Level::draft))
    if (each.severity == form::Severity::error && !environment.form().rule(each.code) && each.code != "bad_yes_no")
      troubles.push_back({each.code, each.message, "answers/" + each.field});
  for (const form::Section* section : environment.form().sections(true))
    for (const form::Field& field : section->fields) {
      if (field.kind != form::Kind::yes_no) continue;
      const std::string& text = form::text_of(environment.answers(), field.id);
      if (text != "" && text != "0" && text != "1")
        troubles.push_back(
            {"bad_yes_no", tr("«{}»: здесь пишут \"1\" (да) или \"0\" (нет)", text), "answers/" + field.id});
    }
  return troubles;
}

}  // namespace pochin::server
