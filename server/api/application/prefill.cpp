#include "server/api/application/prefill.h"

#include <algorithm>
#include <vector>

#include "server/api/application/published.h"
#include "server/api/handling/text.h"

namespace pochin::server {
namespace {

constexpr int kMostRead = 20;  // the newest ones; an older answer is as likely wrong as right

bool is_one_text(const form::Field& field) {
  return field.answerable() && field.kind != form::Kind::table && field.kind != form::Kind::files;
}

// Takes from `row` what is not known yet.
void take(const Context& context, const ApplicationRow& row, const std::vector<const form::Field*>& wanted,
          const std::string& source, KnownAnswers& into) {
  const LoadedPack* pack = context.pack(row.practice, row.pack_version);
  const auto answers = pack ? answers_of(*pack, row) : fail("answers", "");
  if (!answers) return;
  for (const form::Field* field : wanted) {
    if (into.contains(field->id)) continue;
    const form::Field* there = pack->pack.form.field(field->id);
    if (!there || there->kind != field->kind || there->prefill != field->prefill) continue;
    if (form::is_blank(*answers, field->id)) continue;
    into.emplace(field->id, KnownAnswer{form::text_of(*answers, field->id), source});
  }
}

std::vector<const form::Field*> fields_to_fill(const form::Form& form, form::Prefill from) {
  std::vector<const form::Field*> list;
  for (const form::Section* section : form.sections())
    for (const form::Field& field : section->fields)
      if (field.prefill == from && is_one_text(field)) list.push_back(&field);
  return list;
}

std::vector<std::string> public_states() {
  std::vector<std::string> states;
  for (const application::StateInfo& each : application::all_states())
    if (each.is_public) states.emplace_back(each.code);
  return states;
}

}  // namespace

KnownAnswers known_answers(Db& db, const Context& context, const Viewer& viewer, const LoadedPack& pack,
                           std::string_view municipality, std::string_view but) {
  KnownAnswers known;
  const auto own = fields_to_fill(pack.pack.form, form::Prefill::applicant);
  for (const form::Field* field : own)
    if (field->kind == form::Kind::person && field->parts.empty() && !viewer.name.empty())
      known.emplace(field->id, KnownAnswer{viewer.name, viewer.realm == "esia" ? say("с Госуслуг")
                                                                               : say("из вашей учётной записи")});
  if (known.size() < own.size())
    for (const ApplicationRow& row : authored(db, viewer.person, {}, {.limit = kMostRead}).lines)
      if (row.id != but) take(context, row, own, say("из вашей прошлой заявки"), known);
  const auto place = fields_to_fill(pack.pack.form, form::Prefill::municipality);
  if (!place.empty())
    for (const ApplicationRow& row : newest_in(db, municipality, public_states(), kMostRead))
      if (row.id != but && is_published(row))
        take(context, row, place, say("из последней заявки этого муниципалитета"), known);
  return known;
}

Json prefilled_json(const KnownAnswers& known, const form::Answers& answers) {
  Json list = Json::object();
  for (const auto& [field, one] : known)
    if (form::text_of(answers, field) == one.value) list[field] = {{"value", one.value}, {"source", one.source}};
  return list;
}

}  // namespace pochin::server
