#include "shared/practice/regulation.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

constexpr std::string_view kBlank = "____________________";

std::string or_blank(const std::string& text) { return text.empty() ? std::string(kBlank) : text; }

void write_general(const Pack& pack, const RegulationPlace& place, RegulationWriter& writer) {
  writer.section(tr("Общие положения"));
  std::vector<std::string> acts, titles;
  for (const LegalBasis& basis : pack.law) {
    if (pack.basis(basis.id, first_day(pack)) != &basis) continue;
    const bool own = basis.kind == law::Kind::practice_act;
    if (std::ranges::find(own ? titles : acts, basis.text) == (own ? titles : acts).end())
      (own ? titles : acts).push_back(basis.text);
  }
  writer.point(tr("Настоящий Порядок определяет правила выдвижения, внесения, обсуждения и рассмотрения инициативных "
                  "проектов, а также их отбора в рамках практики «{}» (далее — практика) на территории {}. {}.",
                  pack.full_title, or_blank(place.municipality), pack.cycle.title),
               joined(titles));
  if (!acts.empty()) writer.point(tr("Порядок разработан в соответствии со следующими актами: {}.", joined(acts)));
  writer.point(tr("Организатор практики — {} (далее — организатор).", pack.owner));
  writer.point(
      tr("Внесение инициативных проектов осуществляется через информационную систему управления проектами "
         "инициативного бюджетирования {} (далее — портал) или путём направления в администрацию на бумажном "
         "носителе. Проект, поступивший на бумажном носителе, размещается на портале администрацией.",
         or_blank(place.portal)));
  writer.point(std::string(
      tr("Вход на портал осуществляется с использованием единой системы идентификации и аутентификации (далее — "
         "ЕСИА). Проект, внесённый через портал лицом, вошедшим с использованием ЕСИА, считается внесённым надлежащим "
         "образом; представлять его повторно на бумажном носителе не требуется.")));
  writer.point(
      tr("Даты и время в настоящем Порядке указаны по времени региона ({}). Временем подачи заявки считается "
         "время её поступления, зафиксированное порталом.",
         pack.zone_name));
}

void write_applicants(const Pack& pack, RegulationWriter& writer) {
  writer.section(tr("Кто вправе внести проект"));
  const std::string_view who = pack.text("who");
  writer.point(who.empty() ? tr("Инициаторы проекта: {}.", kBlank) : std::string(who));
  writer.point(std::string(
      tr("Персональные данные инициаторов и участников обсуждения обрабатываются в соответствии с законодательством о "
         "персональных данных и на портале не публикуются.")));
}

void write_stages(const Pack& pack, RegulationWriter& writer, std::string& intake_point) {
  writer.section(tr("Этапы и сроки их проведения"));
  const Zone zone = pack.zone();
  for (const Stage& stage : pack.stages) {
    const std::string number = writer.point(tr("Этап «{}» проводится {}.", stage.title, period(stage, zone)),
                                            cited(pack, stage.law, local(stage.from, zone).date));
    if (stage.intake && intake_point.empty()) intake_point = number;
  }
}

std::string late_text(const Stage& stage, const Zone& zone) {
  const LocalTime end = local(stage.to, zone);
  return is_midnight(end) ? tr("Последний день приёма — {}. Заявка, поступившая позднее этого дня, не принимается.",
                               format_date_long(add_days(end.date, -1)))
                          : tr("Заявка, поступившая в {} и позднее, не принимается.", moment_at(end));
}

void write_submission(const Pack& pack, RegulationWriter& writer, const std::string& intake_point) {
  writer.section(tr("Порядок подачи заявки"));
  std::vector<std::string> sections;
  for (const form::Section* section : pack.form.sections()) sections.push_back("«" + section->title + "»");
  writer.point(tr("Заявка заполняется на портале и состоит из разделов: {}.", joined(sections)));
  writer.point(
      std::string(tr("Заявку можно заполнять по частям. До подачи введённые сведения сохраняются в виде "
                     "черновика и поданной заявкой не считаются.")));
  for (const Stage& stage : pack.stages)
    if (stage.intake)
      writer.point(
          tr("Заявка подаётся в срок, указанный в пункте {}. {}", intake_point, late_text(stage, pack.zone())));
  if (!pack.workflow.number_format.empty())
    writer.point(tr("Поданной заявке присваивается регистрационный номер вида «{}».",
                    application::registration_number(pack.workflow.number_format, 1)));
  if (pack.workflow.knows(application::State::returned_for_revision))
    writer.point(std::string(
        tr("Заявка, в которой выявлены недостатки, возвращается на доработку с указанием замечаний. После исправления "
           "она подаётся под тем же номером. Время доработки в срок рассмотрения не включается.")));
  if (pack.workflow.knows(application::State::withdrawn))
    writer.point(std::string(tr("Заявитель вправе отозвать заявку через портал.")));
}

std::string file_text(const form::Section& section, const form::Field& field) {
  const bool always = field.required.text() == "true" && field.visible.empty() && section.visible.empty();
  const std::string_view need = always                   ? std::string_view()
                                : field.required.empty() ? tr(" (при наличии)")
                                                         : tr(" (в случаях, предусмотренных формой заявки)");
  std::string text = field.label + std::string(need);
  if (field.max_files > 0)
    text += tr(", не более {} {}", field.max_files, plural(field.max_files, "файла", "файлов", "файлов"));
  if (!field.extensions.empty()) text += tr(", формат {}", joined(field.extensions, ", "));
  return text + ".";
}

void write_documents(const Pack& pack, RegulationWriter& writer) {
  writer.section(tr("Документы, прилагаемые к заявке"));
  bool none = true;
  for (const form::Section* section : pack.form.sections())
    for (const form::Field& field : section->fields) {
      if (field.kind != form::Kind::files) continue;
      none = false;
      const std::string item = field.item.empty() ? std::string() : tr("пункт {} формы заявки", field.item);
      writer.point(file_text(*section, field), joined({item, field.norm}));
    }
  if (none) writer.point(std::string(tr("Документы к заявке не прилагаются.")));
}

void write_refusal(const Pack& pack, RegulationWriter& writer) {
  if (pack.refusal_grounds.empty()) return;
  writer.section(tr("Основания для отказа"));
  writer.point(
      std::string(tr("Отказ по основаниям, не указанным в настоящем разделе, не допускается. Решение об отказе "
                     "содержит указание на основание и мотивы.")));
  std::vector<std::string> refined;
  for (const law::RefusalGround& ground : pack.refusal_grounds) {
    const std::string number = writer.point(ground.text + ".", cited(pack, {ground.law}, first_day(pack)));
    if (ground.must_offer_refinement) refined.push_back(number);
  }
  if (!refined.empty())
    writer.point(tr("{} в {}, администрация обязана предложить инициаторам проекта совместно доработать его.",
                    refined.size() == 1 ? tr("В случае, указанном") : tr("В случаях, указанных"), in_points(refined)));
}

void write_publication(const Pack& pack, RegulationWriter& writer) {
  writer.section(tr("Опубликование сведений и отчётность"));
  writer.point(std::string(
      tr("Сведения о внесённых проектах, ходе их рассмотрения, итогах отбора и реализации размещаются на портале.")));
  std::vector<std::string> open;
  for (const std::string& id : pack.card.fields)
    if (const form::Field* field = pack.form.field(id)) open.push_back("«" + field->label + "»");
  if (!open.empty()) writer.point(tr("На карточке проекта публикуются сведения: {}.", joined(open)));
  const Stage* reports = pack.stage("reports");
  if (reports)
    writer.point(tr("Отчёты об итогах реализации проектов публикуются на портале {}.", period(*reports, pack.zone())),
                 cited(pack, reports->law, local(reports->from, pack.zone()).date));
}

// Limits and sums of the form are conditions over its answers: their words have places for numbers, so they are no text
// of an act.
void leave_form(const Pack& pack, RegulationWriter& writer) {
  for (const form::CrossRule& rule : pack.form.rules)
    writer.unsaid(tr("Проверка анкеты: «{}» (условие {})", rule.message, rule.check.text()));
}

void leave_workflow(const Pack& pack, RegulationWriter& writer) {
  for (const application::Transition& transition : pack.workflow.transitions)
    if (!transition.guard.empty())
      writer.unsaid(tr("Действие «{}» возможно не всегда: «{}» (условие {})", transition.title,
                       transition.guard_message, transition.guard.text()));
  if (!pack.workflow.transitions.empty())
    writer.unsaid(tr("Кто и в каком порядке принимает решения по заявке: {} практики",
                     counted(static_cast<int64_t>(pack.workflow.transitions.size()), tr("действие"), tr("действия"),
                             tr("действий"))));
}

}  // namespace

void RegulationWriter::section(std::string_view title) {
  into_.sections.push_back({std::to_string(into_.sections.size() + 1), std::string(title), {}});
}

std::string RegulationWriter::point(std::string text, std::string basis) {
  RegulationSection& section = into_.sections.back();
  const std::string number = section.number + "." + std::to_string(section.points.size() + 1);
  section.points.push_back({number, std::move(text), std::move(basis)});
  return number;
}

Regulation regulation(const Pack& pack, const RegulationPlace& place) {
  Regulation made;
  made.title =
      tr("Порядок выдвижения, внесения, обсуждения, рассмотрения инициативных проектов и проведения их отбора "
         "в рамках практики «{}»",
         pack.full_title);
  RegulationWriter writer(made);
  std::string intake_point;
  write_general(pack, place, writer);
  write_applicants(pack, writer);
  write_stages(pack, writer, intake_point);
  write_submission(pack, writer, intake_point);
  write_documents(pack, writer);
  write_terms(pack, writer);
  write_criteria(pack, writer);
  write_selection(pack, writer);
  write_commission(pack, writer);
  write_votes(pack, writer);
  write_refusal(pack, writer);
  write_refund(pack, writer);
  write_publication(pack, writer);
  leave_form(pack, writer);
  leave_workflow(pack, writer);
  return made;
}

std::string plain_text(const Regulation& regulation) {
  std::string out = std::string(tr("ПРОЕКТ")) + "\n\n" + regulation.title + "\n";
  for (const RegulationSection& section : regulation.sections) {
    out += "\n" + section.number + ". " + section.title + "\n\n";
    for (const Point& point : section.points) {
      out += point.number + ". " + point.text + "\n";
      if (!point.basis.empty()) out += tr("(Основание: {}.)", point.basis) + "\n";
    }
  }
  if (regulation.unsaid.empty()) return out;
  out += "\n" + std::string(tr("НЕ ОТРАЖЕНО В ТЕКСТЕ: эти правила портал применяет, а в порядке их нет")) + "\n\n";
  for (const std::string& each : regulation.unsaid) out += "– " + each + ".\n";
  return out;
}

}  // namespace pochin::practice
