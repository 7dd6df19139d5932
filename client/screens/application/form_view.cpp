#include "client/screens/application/form_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::items;
using app::text;

bool concerns(const form::Problem& problem, std::string_view path) {
  return problem.field == path || std::find(problem.also.begin(), problem.also.end(), path) != problem.also.end();
}

bool is_missing(const form::Problem& problem) { return problem.code == "missing" || problem.code == "required"; }

bool was_left(const app::Draft& draft, const form::Problem& problem) {
  if (draft.left.contains(problem.field)) return true;
  return std::any_of(problem.also.begin(), problem.also.end(),
                     [&](const std::string& path) { return draft.left.contains(path); });
}

}  // namespace

bool application_ready(const View& view, std::string_view waiting) {
  if (!may_see(view, say("Заявку видят её автор и сотрудники, которые с ней работают."))) return false;
  const std::string path = app::application_path(view.state.route.id);
  const app::Resource* resource = view.state.find(path);
  if (resource == nullptr || !resource->usable()) return loaded(view, path, waiting) != nullptr;
  const std::string practice = app::rules_path(view.state, *resource->body);
  const app::Resource* pack = view.state.find(practice);
  if (pack == nullptr || !pack->usable())
    return loaded(view, practice, waiting) != nullptr && view.state.draft() != nullptr;
  const app::Draft* draft = view.state.draft();
  if (draft != nullptr && draft->restored && view.state.pack_of_application() != nullptr) return true;
  view.ui.title(waiting);
  if (draft == nullptr && view.state.pack_of_application() == nullptr) {
    const auto notice = view.ui.notice("broken", ui::Tone::Error, say("Описание конкурса не читается"));
    view.ui.paragraph("text", say("Обновите страницу. Если не поможет, напишите нам."));
  } else {
    view.ui.skeleton("loading", 8);
  }
  return false;
}

std::vector<const form::Problem*> problems_of(const FormView& form, const form::Section& section) {
  std::vector<const form::Problem*> out;
  for (const form::Problem& problem : form.draft.evaluation.problems) {
    if (form.pack.form.section_of(problem.field) == &section) out.push_back(&problem);
  }
  for (const form::Problem& problem : form.draft.refused) {
    if (!problem.field.empty() && form.pack.form.section_of(problem.field) == &section &&
        std::none_of(out.begin(), out.end(), [&](const form::Problem* one) { return one->field == problem.field; })) {
      out.push_back(&problem);
    }
  }
  return out;
}

const form::Problem* shown_problem(const FormView& form, std::string_view path, form::Severity severity) {
  const form::Section* section = form.pack.form.section_of(path);
  const bool finished = section != nullptr && form.draft.finished.contains(section->id);
  for (const form::Problem& problem : form.draft.evaluation.problems) {
    if (problem.severity != severity || !concerns(problem, path)) continue;
    if (problem.field != path && severity == form::Severity::error && !problem.also.empty())
      continue;  // said at its first field
    if (finished || (was_left(form.draft, problem) && !is_missing(problem))) return &problem;
  }
  if (severity == form::Severity::error) {
    for (const form::Problem& problem : form.draft.refused) {
      if (problem.field == path) return &problem;
    }
  }
  return nullptr;
}

bool is_corrected(const FormView& form, const Json& remark) {
  const form::Field* field = form.pack.form.field(form::split_path(text(remark, "field")).field);
  if (field == nullptr) return false;
  const Json& was = app::child(remark, "was");
  form::Answer then;
  if (!was.is_null()) {
    auto read = form::answer_from_json(*field, was);
    if (!read) return false;
    then = std::move(*read);
  }
  const auto now = form.draft.local.find(field->id);
  if (now == form.draft.local.end() || form::is_blank(now->second)) return !form::is_blank(then);
  return now->second != then;
}

int open_remarks(const FormView& form, const form::Section* section) {
  int count = 0;
  for (const Json& remark : items(form.application, "remarks")) {
    const bool here = section == nullptr || form.pack.form.section_of(text(remark, "field")) == section;
    count += here && !flag(remark, "resolved") && !is_corrected(form, remark) ? 1 : 0;
  }
  return count;
}

std::string field_href(const FormView& form, const std::string& path) {
  const form::Section* section = form.pack.form.section_of(path);
  if (section == nullptr) return {};
  const std::string key = is_source(form.pack, path) ? "sources/row_" + path + "/sum/" + path : path;
  return app::format_route({app::Screen::Section, form.draft.id, section->id, {}}) + "#main/body/form/" + key;
}

void draw_remarks(const FormView& form, std::string_view field) {
  int index = 0;
  for (const Json& remark : items(form.application, "remarks")) {
    if (flag(remark, "resolved") || form::split_path(text(remark, "field")).field != field) continue;
    const std::string key = "remark_" + std::string(field) + "_" + std::to_string(index++);
    const bool done = is_corrected(form, remark);
    const auto notice = form.view.ui.notice(key, done ? ui::Tone::Ok : ui::Tone::Warn,
                                            say(done ? "Исправлено: " : "Замечание: ") + typeset(text(remark, "text")));
    const auto at = instant_of(remark, "at");
    form.view.ui.paragraph("who",
                           join(typeset(text(remark, "author")), ", ", at ? day_and_time(form.view.state, *at) : ""),
                           {.size = ui::TextSize::Small, .secondary = true});
  }
}

SectionLine section_line(const FormView& form, const form::Section& section) {
  SectionLine line;
  const auto& all = form.draft.evaluation.sections;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const form::SectionStatus& one) { return one.section == section.id; });
  const form::SectionStatus status = found == all.end() ? form::SectionStatus{} : *found;
  line.text = typeset(section.intro.substr(0, section.intro.find('.')));
  switch (status.progress) {
    case form::Progress::not_started:
      line.badge = say("Не начато");
      break;
    case form::Progress::started:
      line.badge = say("Начато");
      line.badge_tone = ui::Tone::Accent;
      line.badge_icon = ui::Icon::Pencil;
      line.text = say("Осталось заполнить: ") + counted(status.left, "ответ", "ответа", "ответов");
      break;
    case form::Progress::done:
      line.badge = say("Заполнено");
      line.badge_tone = ui::Tone::Ok;
      line.badge_icon = ui::Icon::Check;
      if (status.filled > 0) line.text = counted(status.filled, "ответ", "ответа", "ответов");
      break;
    case form::Progress::wrong:
      line.badge = say("Есть ошибка");
      line.badge_tone = ui::Tone::Error;
      line.badge_icon = ui::Icon::Alert;
      line.tone = ui::Tone::Error;
      for (const form::Problem* problem : problems_of(form, section)) {
        if (problem->severity == form::Severity::error && !is_missing(*problem)) {
          line.text = typeset(problem->message);
          break;
        }
      }
      break;
  }
  if (const int remarks = open_remarks(form, &section); remarks > 0 && form.draft.can_edit) {
    line.badge = counted(remarks, "замечание", "замечания", "замечаний");
    line.badge_tone = ui::Tone::Warn;
    line.badge_icon = ui::Icon::Chat;
  }
  return line;
}

}  // namespace pochin::screens
