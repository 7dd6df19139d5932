#include "shared/law/legal_basis.h"

namespace pochin::law {

std::optional<Kind> kind_from(std::string_view code) {
  if (code == "statute") return Kind::statute;
  if (code == "practice_act") return Kind::practice_act;
  return std::nullopt;
}

std::string_view code_of(Kind kind) { return kind == Kind::statute ? "statute" : "practice_act"; }

Kind kind_of_act(std::string_view act) {
  const bool code = act.ends_with(" РФ") && act.find(' ') == act.rfind(' ');
  return act.ends_with("-ФЗ") || code ? Kind::statute : Kind::practice_act;
}

std::string citation(std::string_view act, std::string_view article, std::string_view part) {
  std::string text(act);
  if (!article.empty()) text += ", " + std::string(article);
  if (!part.empty()) text += (article.empty() ? ", " : " ") + std::string(part);
  return text;
}

bool in_force(const LegalBasis& basis, Date on) {
  return (!basis.valid_from || *basis.valid_from <= on) && (!basis.valid_to || on < *basis.valid_to);
}

const LegalBasis* wording(std::span<const LegalBasis> bases, std::string_view id, Date on) {
  const LegalBasis* found = nullptr;
  for (const LegalBasis& basis : bases)
    if (basis.id == id && in_force(basis, on) && (!found || found->valid_from < basis.valid_from)) found = &basis;
  return found;
}

std::optional<Date> gap(std::span<const LegalBasis> bases, std::string_view id, Date first, Date last) {
  while (first <= last) {
    const LegalBasis* now = wording(bases, id, first);
    if (!now) return first;
    if (!now->valid_to) return std::nullopt;
    first = *now->valid_to;  // later than before: a wording in force on a day ends after it
  }
  return std::nullopt;
}

bool overlap(const LegalBasis& a, const LegalBasis& b) {
  return (!a.valid_to || !b.valid_from || *b.valid_from < *a.valid_to) &&
         (!b.valid_to || !a.valid_from || *a.valid_from < *b.valid_to);
}

}  // namespace pochin::law
