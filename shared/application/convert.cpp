#include "shared/application/convert.h"

#include <algorithm>

#include "shared/application/event_parts.h"
#include "shared/application/requirements.h"
#include "shared/base/tr.h"
#include "shared/form/copy.h"

namespace pochin::application {
namespace {

// An idea as answers of a form, so that one way of carrying serves both.
form::Field idea_field(const char* id, form::Kind kind, std::string_view label) {
  form::Field field;
  field.id = id;
  field.kind = kind;
  field.label = label;
  return field;
}

form::Form idea_form() {
  using form::Kind;
  form::Form form;
  form.groups = {{"idea",
                  "",
                  {{"idea",
                    "",
                    "",
                    form::Privacy::open,
                    {},
                    {idea_field("title", Kind::text, tr("Название идеи")),
                     idea_field("problem", Kind::long_text, tr("Что не так и что предлагается")),
                     idea_field("place", Kind::text, tr("Место")), idea_field("category", Kind::text, tr("Тема")),
                     idea_field("photos", Kind::files, tr("Фотографии"))}}}}};
  return form;
}

form::Answers idea_answers(const IdeaText& text) {
  form::Answers answers;
  answers["title"] = text.title;
  answers["problem"] = text.problem;
  answers["place"] = text.place;
  answers["category"] = text.category;
  answers["photos"] = text.photos;
  return answers;
}

struct Origin {
  Link link;  // what the new one says of it
  std::string municipality, author_id, number;
};

// The rule of the target for this track, if the actor may use it.
std::expected<const Conversion*, Refusal> rule_for(const Target& target, const Origin& origin, const Actor& actor) {
  const Conversion* rule = target.workflow.conversion(origin.link.track);
  if (!rule) return refuse(Refusal::Code::unknown_action, tr("Эта практика не принимает такие предложения"));
  if (acting_role(origin.author_id, actor, rule->roles).empty())
    return refuse(Refusal::Code::not_allowed, tr("У вас нет права продолжить это предложение"));
  return rule;
}

Event created(const Target& target, const Conversion& rule, const Origin& origin, const Actor& actor, Carried& carried,
              Instant now) {
  Event event =
      create(target.id, target.practice, target.pack_version, origin.municipality, actor, target.workflow, now);
  event.title = rule.title;
  event.set = std::move(carried.answers);
  event.link = origin.link;
  if (rule.number == Conversion::Number::keep) event.number = origin.number;
  return event;
}

Dropped told(const form::CopyNote& note, const form::Form& form) {
  const form::Field* field = form.field(note.field);
  const form::Field* column = field && !note.column.empty() ? field->column(note.column) : nullptr;
  std::string label = field ? field->label : note.field;
  if (!note.column.empty()) label = tr("{}: {}", label, column ? column->label : note.column);
  return {note.column.empty() ? note.field : note.field + "/" + note.column, std::move(label), note.why};
}

Carried copied(const form::Form& form, const form::Answers& answers, const form::Form& to) {
  form::Copied made = form::copy(form, answers, to);
  Carried carried{std::move(made.answers), {}, {}};
  for (const form::CopyNote& each : made.dropped) carried.dropped.push_back(told(each, form));
  for (const form::CopyNote& each : made.changed) carried.changed.push_back(told(each, to));
  return carried;
}

bool went_on(const std::vector<Link>& links) {
  return std::ranges::any_of(links, [](const Link& link) {
    return link.relation == Relation::became || link.relation == Relation::copied_to;
  });
}

}  // namespace

std::expected<Converted<IdeaEvent>, Refusal> convert(const Idea& idea, const Target& target, const Actor& actor,
                                                     Instant now) {
  const Origin origin{{Relation::made_from, Track::idea, idea.id}, idea.municipality, idea.author_id, {}};
  const auto rule = rule_for(target, origin, actor);
  if (!rule) return std::unexpected(rule.error());
  if (idea.state != IdeaState::supported)
    return refuse(Refusal::Code::wrong_state,
                  tr("Продолжить можно идею, которую поддержали. Сейчас: «{}»", info(idea.state).title));
  Carried carried = carry(idea_form(), idea_answers(idea.text), target.form, (*rule)->fields);
  Converted<IdeaEvent> made;
  made.created = created(target, **rule, origin, actor, carried, now);
  made.dropped = std::move(carried.dropped);
  IdeaEvent& source = made.source = next_event<IdeaEvent>(idea, actor, IdeaEventKind::converted, now);
  source.role = acting_role(idea.author_id, actor, (*rule)->roles);
  source.action = "convert";
  source.title = (*rule)->title;
  source.to = IdeaState::converted;
  source.link = Link{Relation::became, target.workflow.track, target.id};
  return made;
}

std::expected<Converted<Event>, Refusal> convert(const Application& application, Track track, const form::Form& form,
                                                 const Target& target, const Actor& actor, Instant now) {
  const bool copy = track == target.workflow.track;
  const Origin origin{{copy ? Relation::copied_from : Relation::made_from, track, application.id, application.number},
                      application.municipality,
                      application.author_id,
                      application.number};
  const auto rule = rule_for(target, origin, actor);
  if (!rule) return std::unexpected(rule.error());
  if (std::ranges::find((*rule)->states, application.state) == (*rule)->states.end())
    return refuse(Refusal::Code::wrong_state,
                  tr("Из этого состояния продолжить нельзя. Состояние заявки: «{}»", title_of(application.state)));
  if (went_on(application.links))
    return refuse(Refusal::Code::wrong_state, tr("Это предложение уже продолжено: откройте то, что из него сделано"));
  Carried carried = copy ? copied(form, application.answers, target.form)
                         : carry(form, application.answers, target.form, (*rule)->fields);
  Converted<Event> made;
  made.created = created(target, **rule, origin, actor, carried, now);
  made.dropped = std::move(carried.dropped);
  made.changed = std::move(carried.changed);
  Event& source = made.source = next_event<Event>(application, actor, EventKind::linked, now);
  source.role = acting_role(application.author_id, actor, (*rule)->roles);
  source.action = copy ? "copy" : "convert";
  source.title = (*rule)->title;
  source.link =
      Link{copy ? Relation::copied_to : Relation::became, target.workflow.track, target.id, made.created.number};
  return made;
}

}  // namespace pochin::application
