// The fields of an application as the form's schema says: one function for all kinds, one place for when an error
// shows.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "client/screens/kit/view.h"
#include "shared/practice/pack.h"

namespace pochin::screens {

// What drawing a form needs; made once for a frame.
struct FormView {
  const View& view;
  const app::Draft& draft;
  const practice::Pack& pack;
  const Json& application;
  const form::Environment& environment;
  bool staff = false;  // an official works on it

  [[nodiscard]] const form::Section* section(std::string_view id) const { return pack.form.section(id); }
  [[nodiscard]] bool visible(const form::Section& section) const { return environment.holds(section.visible, true); }
};

// The problems of a section in the order of the form.
std::vector<const form::Problem*> problems_of(const FormView&, const form::Section&);
// The problem to show beside the field now, or null: never while it is first typed in. What is missing shows after
// «Сохранить и продолжить», what is wrong after the field was left.
const form::Problem* shown_problem(const FormView&, std::string_view path, form::Severity);

void draw_field(const FormView&, const form::Field&);
void draw_fields(const FormView&, const form::Section&);
void draw_rows(const FormView&, const form::Field&);   // Kind::table
void draw_files(const FormView&, const form::Field&);  // Kind::files
// The four sources as one table with ₽ and %; true when the field belongs to it.
bool is_source(const practice::Pack&, std::string_view field);
void draw_sources(const FormView&, const form::Section&);
void draw_fix(const FormView&, const form::Problem&);
void draw_remarks(const FormView&, std::string_view field);  // open remarks of the officials on the field
// Whether its field holds another answer, here on this device, than the one it was written about.
bool is_corrected(const FormView&, const Json& remark);
// The address of a field in its section; "" when the form has no such field.
std::string field_href(const FormView&, const std::string& path);

// One line about a section for the task list.
struct SectionLine {
  std::string text;
  ui::Tone tone = ui::Tone::Neutral;
  std::string badge;
  ui::Tone badge_tone = ui::Tone::Neutral;
  ui::Icon badge_icon = ui::Icon::None;
};
SectionLine section_line(const FormView&, const form::Section&);
int open_remarks(const FormView&, const form::Section*);  // not corrected yet; null: of all sections

// Calls draw(FormView) when the application, its pack and its draft are here; otherwise draws why not.
// Inside main(). The title is for the waiting.
template <typename Draw>
void with_application(const View& view, std::string_view waiting, const Draw& draw);
bool application_ready(const View&, std::string_view waiting);
void draw_conflict(const FormView&);  // the choice between mine and theirs

template <typename Draw>
void with_application(const View& view, std::string_view waiting, const Draw& draw) {
  if (!application_ready(view, waiting)) return;
  const app::Draft& draft = *view.state.draft();
  const practice::Pack& pack = *view.state.pack_of_application();
  const form::Environment environment(pack.form, draft.local, draft.facts);
  const FormView form{view, draft, pack, *view.state.application(), environment};
  if (draft.conflict && draft.conflict->loaded)
    draw_conflict(form);
  else
    draw(form);
}

}  // namespace pochin::screens
