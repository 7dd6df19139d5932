#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

constexpr int64_t kMostCharacters = 100'000;
constexpr int64_t kMostItems = 1'000;
constexpr int64_t kMostBytes = 1'000'000'000;
constexpr int64_t kDegree = 1'000'000;  // form::Box

form::Privacy read_privacy(Object& object, form::Privacy otherwise) {
  const std::string code = object.text("privacy");
  if (code.empty()) return otherwise;
  if (code == "open") return form::Privacy::open;
  if (code == "service") return form::Privacy::service;
  if (code == "personal") return form::Privacy::personal;
  if (code == "staff") return form::Privacy::staff;
  object.wrong("privacy", "unknown_privacy", tr("Бывает open, service, personal или staff"));
  return otherwise;
}

void read_options(Object& object, form::Field& field, Findings& findings) {
  object.each("options", [&](const Json& json, const std::string& pointer) {
    Object item(json, pointer, findings);
    field.options.push_back({item.needed_text("code"), item.needed_text("title"), item.text("hint"),
                             item.date("valid_from"), item.date("valid_to"), item.texts("was")});
    item.done();
  });
}

int32_t read_degrees(Object& object, std::string_view key, int64_t most) {
  const auto millionths = checked_mul(object.needed_ratio(key), kDegree);
  const auto whole = millionths ? millionths->to_int64() : std::nullopt;
  if (whole && *whole >= -most * kDegree && *whole <= most * kDegree) return static_cast<int32_t>(*whole);
  object.wrong(key, "out_of_range", tr("Градусы — от −{} до {}, не больше 6 знаков после точки", most, most));
  return 0;
}

// Keys that mean something for some kinds only: on another one they are a mistake that would stay unseen.
void read_special(Object& object, form::Field& field) {
  using form::Kind;
  const Kind kind = field.kind;
  const bool counted = kind == Kind::choices || kind == Kind::line || kind == Kind::area;
  const bool many = kind == Kind::person || kind == Kind::address;
  const std::pair<std::string_view, bool> keys[] = {{"min_count", counted},
                                                    {"max_count", counted},
                                                    {"parts", many},
                                                    {"min_age", kind == Kind::person},
                                                    {"age_on", kind == Kind::person},
                                                    {"box", field.on_map()},
                                                    {"subtotal", field.numeric()}};
  for (const auto& [key, fits] : keys)
    if (object.has(key) && !fits)
      object.wrong(key, "wrong_kind", tr("Ключ «{}» не для поля вида «{}»", key, form::code_of(kind)));
  field.min_count = object.number("min_count", 0, kMostItems, 0);
  field.max_count = object.number("max_count", 0, kMostItems, 0);
  field.parts = object.texts("parts");
  field.min_age = object.number("min_age", 0, 120, 0);
  field.age_on = object.formula("age_on");
  field.subtotal = object.flag("subtotal");
  field.fresh = object.flag("fresh", kind == Kind::date || kind == Kind::period);
  field.was = object.texts("was");
  object.with("box", [&](Object& box) {
    field.box = form::Box{read_degrees(box, "south", 90), read_degrees(box, "west", 180),
                          read_degrees(box, "north", 90), read_degrees(box, "east", 180)};
  });
}

void read_limits(Object& object, form::Field& field) {
  field.min_length = object.number("min_length", 0, kMostCharacters, 0);
  field.max_length = object.number("max_length", 0, kMostCharacters, 0);
  field.min = object.ratio("min");
  field.max = object.ratio("max");
  field.digits = static_cast<int>(object.number("digits", 0, 6, field.kind == form::Kind::integer ? 0 : 2));
  field.earliest = object.date("earliest");
  field.latest = object.date("latest");
  field.min_rows = object.number("min_rows", 0, kMostItems, 0);
  field.max_rows = object.number("max_rows", 0, kMostItems, 0);
  field.extensions = object.texts("extensions");
  field.min_files = object.number("min_files", 0, kMostItems, 0);
  field.max_files = object.number("max_files", 0, kMostItems, 0);
  field.max_bytes = object.number("max_bytes", 0, kMostBytes, 0);
}

// The administration's own data pass from one applicant to another; what is personal never does.
form::Prefill read_prefill(Object& object, form::Privacy privacy) {
  const std::string code = object.text("prefill");
  if (code.empty()) return form::Prefill::none;
  if (code == "applicant") return form::Prefill::applicant;
  if (code != "municipality")
    object.wrong("prefill", "unknown_prefill", tr("Бывает applicant или municipality"));
  else if (privacy != form::Privacy::service)
    object.wrong("prefill", "private_prefill", tr("Из чужой заявки берут только поле с privacy service"));
  else
    return form::Prefill::municipality;
  return form::Prefill::none;
}

form::Field read_field(const Json& json, const std::string& pointer, form::Privacy privacy, Findings& findings) {
  Object object(json, pointer, findings);
  form::Field field;
  field.id = object.needed_text("id");
  const std::string kind = object.needed_text("kind");
  if (const auto known = form::kind_from(kind))
    field.kind = *known;
  else if (!kind.empty())
    object.wrong("kind", "unknown_kind", tr("Неизвестный вид поля «{}»", kind));
  field.label = object.needed_text("label");
  field.hint = object.text("hint");
  field.help = object.text("help");
  field.norm = object.text("norm");
  field.item = object.text("item");
  field.unit = object.text("unit");
  field.placeholder = object.text("placeholder");
  field.missing = object.text("missing");
  field.autocomplete = object.text("autocomplete");
  field.privacy = read_privacy(object, privacy);
  field.prefill = read_prefill(object, field.privacy);
  field.visible = object.formula("visible");
  field.required = object.formula("required");
  field.value = field.kind == form::Kind::computed ? object.needed_formula("value") : formula::Formula{};
  field.add_label = object.text("add_label");
  read_limits(object, field);
  read_special(object, field);
  read_options(object, field, findings);
  object.each("columns", [&](const Json& column, const std::string& place) {
    field.columns.push_back(read_field(column, place, field.privacy, findings));
  });
  object.ignore("source");
  object.ignore("note");
  object.done();
  return field;
}

form::Section read_section(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  form::Section section;
  section.id = object.needed_text("id");
  section.title = object.needed_text("title");
  section.intro = object.text("intro");
  section.privacy = read_privacy(object, form::Privacy::service);
  section.visible = object.formula("visible");
  object.need("fields");
  object.each("fields", [&](const Json& field, const std::string& place) {
    section.fields.push_back(read_field(field, place, section.privacy, findings));
  });
  object.done();
  return section;
}

form::CrossRule read_rule(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  form::CrossRule rule;
  rule.id = object.needed_text("id");
  const std::string severity = object.text("severity");
  if (severity == "warning")
    rule.severity = form::Severity::warning;
  else if (!severity.empty() && severity != "error")
    object.wrong("severity", "unknown_severity", tr("Бывает error или warning"));
  rule.when = object.formula("when");
  rule.check = object.needed_formula("check");
  rule.fields = object.texts("fields");
  if (rule.fields.empty())
    object.wrong("fields", "missing_key", tr("Назовите хотя бы одно поле, у которого показать сообщение"));
  rule.message = object.needed_text("message");
  rule.norm = object.text("norm");
  object.with("fix", [&](Object& fix) {
    rule.fix = form::FixRule{fix.needed_text("field"), fix.needed_formula("value"), fix.needed_text("label")};
  });
  object.ignore("source");
  object.ignore("note");
  object.done();
  return rule;
}

}  // namespace

void read_form(Object& pack, form::Form& form, Findings& findings) {
  pack.need("form");
  pack.with("form", [&](Object& object) {
    object.need("groups");
    object.each("groups", [&](const Json& json, const std::string& pointer) {
      Object group(json, pointer, findings);
      form::Group read{group.needed_text("id"), group.needed_text("title"), {}};
      group.need("sections");
      group.each("sections", [&](const Json& section, const std::string& place) {
        read.sections.push_back(read_section(section, place, findings));
      });
      group.done();
      form.groups.push_back(std::move(read));
    });
    object.each("rules", [&](const Json& json, const std::string& pointer) {
      form.rules.push_back(read_rule(json, pointer, findings));
    });
  });
  pack.each("facts", [&](const Json& json, const std::string& pointer) {
    Object fact(json, pointer, findings);
    form.facts.push_back({fact.needed_text("name"), fact.needed_formula("value"), fact.text("source"), {}});
    fact.ignore("note");
    fact.done();
  });
  form::prepare(form);
}

}  // namespace pochin::practice
