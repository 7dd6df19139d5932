#include "client/screens/application/application.h"

#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {

using app::integer;
using app::items;
using app::text;

void application_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  const app::Draft* draft = state.draft();
  const std::string path = app::application_path(state.route.id);
  if (draft == nullptr)
    needs.want(path);
  else if (!draft->unsent() && !draft->action && !draft->conflict && draft->uploads.empty())
    needs.renew(path);
}

std::string application_name(const app::State& state) {
  const app::Draft* draft = state.draft();
  const practice::Pack* pack = state.pack_of_application();
  return draft == nullptr || pack == nullptr ? std::string{} : form::text_of(draft->local, pack->card.title);
}

std::string pack_name(const app::State& state) {
  const practice::Pack* pack = state.pack(state.route.id);
  return pack == nullptr ? std::string{} : pack->title;
}

const practice::Stage* open_stage(const practice::Pack& pack, const Json& practice, Instant at) {
  const practice::StageNow now = practice::stage_at(pack, at);
  if (now.state == practice::StageState::open) return now.stage;
  const Json& said = app::child(practice, "stage");
  const auto number = static_cast<size_t>(integer(said, "number"));
  return text(said, "state") == "open" && number - 1 < pack.stages.size() ? &pack.stages[number - 1] : nullptr;
}

void history_list(const View& view, const Json& application) {
  const auto section = view.ui.section("history", say("История заявки"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("events", say("История заявки"));
  const Json& events = items(application, "history");
  for (size_t i = events.size(); i-- > 0;) {
    const Json& event = events[i];
    if (text(event, "action") == "save") continue;  // every autosave would drown what matters
    const auto item = view.ui.item("e" + std::to_string(integer(event, "seq")));
    view.ui.paragraph("title", typeset(text(event, "title")), {.bold = true});
    const auto at = instant_of(event, "at");
    view.ui.paragraph("who", join(typeset(text(event, "actor")), ", ", at ? to_the_second(view.state, *at) : ""),
                      {.size = ui::TextSize::Small, .secondary = true});
    if (const std::string comment = text(event, "comment"); !comment.empty())
      view.ui.paragraph("comment", typeset(comment));
  }
}

void save_line(const View& view, const app::Draft& draft) {
  const std::string here =
      view.state.storage_kept ? say("Изменения на этом устройстве") : say("Изменения только на этой странице");
  std::string said;
  ui::TextOptions options{.size = ui::TextSize::Small};
  switch (draft.state) {
    case app::SaveState::Saved:
      if (!draft.saved_at) return;
      said = say("Сохранено в ") + clock(view.state, *draft.saved_at);
      options.tone = ui::Tone::Ok;
      options.icon = ui::Icon::Cloud;
      break;
    case app::SaveState::OnDevice:
      said = view.state.storage_kept ? say("Сохраняем…") : here;
      options.icon = ui::Icon::Pencil;
      break;
    case app::SaveState::Sending:
      said = say("Сохраняем…");
      options.icon = ui::Icon::Upload;
      break;
    case app::SaveState::Waiting:
      said = here + (view.state.session.expired ? say(". Отправим, когда вы войдёте снова")
                     : view.state.foreign       ? say(". Отправим, когда портал ответит")
                                                : say(". Отправим, когда появится связь"));
      options.tone = ui::Tone::Warn;
      options.icon = ui::Icon::CloudOff;
      break;
    case app::SaveState::Conflict:
      said = here + say(": заявку изменил другой человек");
      options.tone = ui::Tone::Warn;
      options.icon = ui::Icon::Alert;
      break;
    case app::SaveState::Refused:
      said = say("Сервер не принял изменения. ") + typeset(draft.error);
      options.tone = ui::Tone::Error;
      options.icon = ui::Icon::Alert;
      break;
  }
  view.ui.paragraph("saved", said, options);
  view.ui.live("saved_said", said);
}

}  // namespace pochin::screens
