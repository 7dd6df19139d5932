// One topic of the form on one screen.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/application/application.h"
#include "client/screens/application/form_view.h"
#include "client/screens/application/score_panel.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

// Where the element of a problem lies in the tree: sources live in rows of a table.
std::string target(const FormView& form, const std::string& path) {
  if (is_source(form.pack, path)) return form.view.ui.path("sources/row_" + path + "/sum/" + path);
  return form.view.ui.path(path);
}

void summary(const FormView& form, const form::Section& section) {
  const bool finished = form.draft.finished.contains(section.id);
  std::vector<std::pair<std::string, std::string>> errors;
  for (const form::Problem* problem : problems_of(form, section)) {
    const bool of_server = !finished && problem >= form.draft.refused.data() &&
                           problem < form.draft.refused.data() + form.draft.refused.size();
    if (problem->severity == form::Severity::error && (finished || of_server)) {
      errors.emplace_back(target(form, problem->field), typeset(problem->message));
    }
  }
  if (errors.empty()) return;
  const std::string title =
      say("Исправьте ") + counted(static_cast<int64_t>(errors.size()), "ошибку", "ошибки", "ошибок");
  form.view.ui.error_summary("errors", title, errors);
}

void topic(const FormView& form, const form::Section& section) {
  const View& view = form.view;
  const auto all = form.pack.form.sections();
  int number = 0, total = 0;
  for (const form::Section* one : all) {
    if (!form.visible(*one)) continue;
    ++total;
    if (one == &section) number = total;
  }
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("form", 24);
    summary(form, section);
    {
      const auto head = view.ui.column("head", 8);
      view.ui.paragraph("place", say("Раздел ") + std::to_string(number) + say(" из ") + std::to_string(total),
                        {.secondary = true});
      view.ui.title(typeset(section.title));
      if (!section.intro.empty()) view.ui.paragraph("intro", typeset(section.intro));
      if (std::ranges::any_of(section.fields, [](const form::Field& field) { return !field.item.empty(); }))
        view.ui.paragraph("numbers", say("Число перед вопросом — номер пункта бумажной заявки."),
                          {.size = ui::TextSize::Small, .secondary = true});
    }
    if (!form.draft.can_edit) {
      const auto notice =
          view.ui.notice("closed", ui::Tone::Accent, say("Заявка отправлена: ответы можно только читать"));
    }
    draw_fields(form, section);
    const auto row = view.ui.row("do");
    if (form.draft.can_edit) {
      if (view.ui.button("next",
                         number == total ? say("Сохранить и вернуться к списку") : say("Сохранить и продолжить"),
                         {.kind = ui::ButtonKind::Primary})) {
        view.wish(app::SectionFinished{section.id});
      }
    }
    save_line(view, form.draft);
  }
  const auto aside = view.ui.aside("side", say("Балл и подсказка"));
  section_score(view, form.draft, form.pack, section.id);
  if (const auto help = form.pack.text("help." + section.id); !help.empty()) {
    const auto card = view.ui.card("help");
    view.ui.heading(2, "title", say("Что сюда писать"));
    view.ui.paragraph("text", typeset(help));
  }
  view.link("how", say("Как заполнить заявку"), help_href(form.pack.id));
}

}  // namespace

void section_screen(const View& view) {
  const auto main = view.ui.main("main");
  view.ui.back_link("back", say("К списку разделов"), href_of(app::Screen::Tasks, view.state.route.id));
  with_application(view, say("Раздел заявки"), [&](const FormView& form) {
    const form::Section* section = form.section(view.state.route.section);
    if (section == nullptr || section->privacy == form::Privacy::staff) {
      view.ui.title(say("Такого раздела нет"));
      view.ui.paragraph("why", say("Вернитесь к списку и выберите раздел там."));
    } else {
      topic(form, *section);
    }
  });
}

namespace {

std::string section_name(const app::State& state) {
  const practice::Pack* pack = state.draft() == nullptr ? nullptr : state.pack_of_application();
  const form::Section* section = pack == nullptr ? nullptr : pack->form.section(state.route.section);
  return section == nullptr ? std::string{} : section->title;
}

}  // namespace

extern const Scene kSectionPage = {.screen = app::Screen::Section,
                                   .draw = section_screen,
                                   .title = "Раздел заявки",
                                   .needs = application_needs,
                                   .name = section_name,
                                   .named = true};

}  // namespace pochin::screens
