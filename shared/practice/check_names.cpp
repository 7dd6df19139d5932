// What parts of a pack are called, and where its buttons lead. A name that reads like another one (a fact of the
// portal, a word of formulas, a path, letters that nobody sees) would let an applicant answer what the portal should
// know.
#include <algorithm>
#include <array>

#include "shared/base/clean.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/parts.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_russian(char32_t c) { return c >= 0x400 && c <= 0x52F; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Words that formulas read as themselves.
constexpr std::array<std::string_view, 8> kWords = {"true", "false", "null", "and", "or", "not", "in", "row"};
// Parts of the addresses of an application's pages, where a section stands otherwise.
constexpr std::array<std::string_view, 2> kPages = {"check", "done"};

template <class List>
bool contains(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

class NameCheck {
 public:
  explicit NameCheck(Findings& findings) : findings_(findings) {}

  // Any code: it stands in addresses, files and tables.
  bool code(std::string_view name, const std::string& pointer) {
    bool latin = false, russian = false;
    if (!is_utf8(name)) return error("bad_name", pointer, tr("Код записан не в UTF-8"));
    for (std::size_t i = 0; i < name.size();) {
      const char32_t c = next_code_point(name, i);
      if (is_invisible(c) || (is_space(c) && c != ' '))
        return error("hidden_character", pointer,
                     tr("В коде «{}» есть знак, которого не видно. Наберите его заново", name));
      if (c == ' ' || std::u32string_view(U"/\\?#%&<>\"'").find(c) != std::u32string_view::npos)
        return error("bad_name", pointer,
                     tr("В коде «{}» не может быть знака «{}»: он стоит в адресах", name, from_code_point(c)));
      latin = latin || is_latin(c);
      russian = russian || is_russian(c);
    }
    if (name == "." || name == "..") return error("bad_name", pointer, tr("Код «{}» — это путь", name));
    if (latin && russian)
      return error("mixed_letters", pointer,
                   tr("В коде «{}» русские и латинские буквы вместе: их не отличить на вид. Оставьте одни", name));
    return true;
  }

  // A name that formulas read.
  bool readable(std::string_view name, const std::string& pointer) {
    if (name.empty() || !code(name, pointer)) return false;
    if (contains(kWords, name))
      return error("reserved_name", pointer, tr("«{}» — слово языка формул, так назвать нельзя", name));
    if (contains(portal_names(), name))
      return error("reserved_name", pointer,
                   tr("«{}» портал знает сам, ответ заявителя его заменил бы. Назовите иначе", name));
    for (std::size_t i = 0; i < name.size();) {
      const bool first = i == 0;
      const char32_t c = next_code_point(name, i);
      if (is_latin(c) || is_russian(c) || c == '_' || (!first && is_digit(c))) continue;
      return error("bad_name", pointer,
                   tr("«{}» формула не прочтёт: в имени бывают буквы, цифры и «_», первой стоит буква", name));
    }
    return true;
  }

  // A name made of two: table.column, field.part.
  void made(const std::string& name, const std::string& pointer) {
    if (contains(portal_names(), name))
      error("reserved_name", pointer, tr("Вместе получается «{}», а это портал знает сам. Назовите иначе", name));
  }

  bool error(std::string_view code, const std::string& pointer, std::string_view message) {
    findings_.error(code, pointer, message);
    return false;
  }

 private:
  Findings& findings_;
};

void check_field(const form::Field& field, const std::string& pointer, NameCheck& names) {
  names.readable(field.id, pointer + "/id");
  for (const form::Part& part : form::all_parts(field))
    names.made(field.id + "." + std::string(part.code), pointer + "/id");
  for (std::size_t i = 0; i < field.columns.size(); ++i) {
    const std::string place = step(pointer + "/columns", i);
    check_field(field.columns[i], place, names);
    names.made(field.id + "." + field.columns[i].id, place + "/id");
  }
  for (std::size_t i = 0; i < field.options.size(); ++i)
    names.code(field.options[i].code, step(pointer + "/options", i) + "/code");
}

void check_form_names(const form::Form& form, NameCheck& names) {
  for (std::size_t g = 0; g < form.groups.size(); ++g) {
    const std::string group = step("/form/groups", g);
    names.code(form.groups[g].id, group + "/id");
    for (std::size_t s = 0; s < form.groups[g].sections.size(); ++s) {
      const form::Section& section = form.groups[g].sections[s];
      const std::string place = step(group + "/sections", s);
      if (names.code(section.id, place + "/id") && contains(kPages, section.id))
        names.error("reserved_name", place + "/id",
                    tr("«{}» — адрес страницы портала, раздел назовите иначе", section.id));
      for (std::size_t f = 0; f < section.fields.size(); ++f)
        check_field(section.fields[f], step(place + "/fields", f), names);
    }
  }
  for (std::size_t i = 0; i < form.facts.size(); ++i) names.readable(form.facts[i].name, step("/facts", i) + "/name");
  for (std::size_t i = 0; i < form.rules.size(); ++i) names.code(form.rules[i].id, step("/form/rules", i) + "/id");
}

template <class List, class Member>
void check_list(const List& list, Member member, std::string_view pointer, std::string_view key, NameCheck& names) {
  for (std::size_t i = 0; i < list.size(); ++i) names.code(list[i].*member, step(pointer, i) + "/" + std::string(key));
}

// Own pages ("/apply/ppmi", not "//elsewhere"), and the schemes that open what they say.
bool leads_somewhere(std::string_view link) {
  for (std::size_t i = 0; i < link.size();) {
    const char32_t c = next_code_point(link, i);
    if (is_invisible(c) || is_space(c) || c == '\\' || c == 0xFFFD) return false;
  }
  if (link.starts_with('/')) return !link.starts_with("//");
  const std::string lower = to_lower(link);
  for (const std::string_view scheme : {"http://", "https://", "mailto:", "tel:"})
    if (lower.starts_with(scheme)) return lower.size() > scheme.size();
  return false;
}

}  // namespace

void check_names(const Pack& pack, Findings& findings) {
  NameCheck names(findings);
  names.code(pack.id, "/id");
  names.code(pack.cycle.id, "/cycle/id");
  check_form_names(pack.form, names);
  check_list(pack.stages, &Stage::id, "/stages", "id", names);
  check_list(pack.terms, &NamedTerm::id, "/terms", "id", names);
  check_list(pack.refusal_grounds, &law::RefusalGround::code, "/refusal_grounds", "code", names);
  check_list(pack.criteria.items, &scoring::Criterion::code, "/criteria/items", "code", names);
  check_list(pack.criteria.groups, &scoring::Group::code, "/criteria/groups", "code", names);
  check_list(pack.criteria.gates, &scoring::Gate::code, "/criteria/gates", "code", names);
  for (std::size_t i = 0; i < pack.criteria.items.size(); ++i)
    check_list(pack.criteria.items[i].choices, &scoring::Choice::code, step("/criteria/items", i) + "/choices", "code",
               names);
  check_list(pack.ranking.windows, &scoring::Window::code, "/ranking/windows", "code", names);
  check_list(pack.campaigns, &voting::Campaign::id, "/campaigns", "id", names);
  for (const LegalBasis& basis : pack.law) names.code(basis.id, basis.place + "/id");
  for (std::size_t i = 0; i < pack.stages.size(); ++i)
    if (!pack.stages[i].action_href.empty() && !leads_somewhere(pack.stages[i].action_href))
      findings.error("bad_link", step("/stages", i) + "/action/href",
                     tr("Ссылка начинается с https://, http://, mailto:, tel: или с «/», если это страница портала"));
}

}  // namespace pochin::practice
