// Ideas of residents and how proposals go on: /api/v1/ideas, /api/v1/ideas/{id}, …/conversions.
#include "server/store/ideas.h"

#include <algorithm>

#include "server/api/application/present.h"
#include "server/api/application/taken_files.h"
#include "server/api/handling/handling.h"
#include "server/api/handling/page.h"
#include "server/api/handling/text.h"
#include "server/api/ideas/idea_support.h"
#include "server/api/ideas/ideas.h"
#include "shared/application/convert.h"

namespace pochin::server {
namespace {

using application::Idea;
using application::IdeaState;

constexpr std::int64_t kMostOpen = 50;  // ideas of one person; nobody writes so many by hand

const std::vector<IdeaState> kPublic{IdeaState::published, IdeaState::supported, IdeaState::converted};
const std::vector<IdeaState> kToModerate{IdeaState::submitted, IdeaState::moderation, IdeaState::published};

bool moderates(const Viewer& viewer) {
  return !forbids(viewer, access::Action::decide, {.object = access::Object::idea});
}

// Those that are not over: what was merged, rejected, expired or converted takes no place.
std::vector<IdeaState> open_states() {
  std::vector<IdeaState> open;
  for (const application::IdeaStateInfo& each : application::all_idea_states())
    if (!each.final) open.push_back(each.state);
  return open;
}

// The roles that hold for this very idea.
application::Actor actor_for(const Viewer& viewer, const std::string& municipality, std::int64_t author) {
  ApplicationRow place;
  place.municipality = municipality;
  place.author = author;
  application::Actor actor = viewer.actor_for(place);
  if (moderates(viewer)) actor.roles.emplace_back("moderator");
  return actor;
}

Json actions_json(const Idea& idea, const application::Actor& actor) {
  Json list = Json::array();
  for (const application::IdeaMove& move : application::idea_moves()) {
    if (move.from != idea.state) continue;
    if (application::acting_role(idea.author_id, actor, {std::string(move.role)}).empty()) continue;
    Json needs = Json::array();
    if (move.needs_comment) needs.push_back("comment");
    if (move.needs_other) needs.push_back("other");
    list.push_back({{"id", move.action}, {"title", move.title}, {"needs", needs}});
  }
  return list;
}

bool collecting(const Idea& idea) { return idea.state == IdeaState::published; }

// The clock takes such an idea away within seconds (server/jobs/ideas.h).
bool too_late_to_support(const Context& context, const Idea& idea) {
  const auto end = support_end(context, idea.published_at);
  return end && *end <= context.now();
}

Json idea_json(Db& db, const Context& context, const Idea& idea, const Viewer& viewer) {
  const application::IdeaStateInfo& state = application::info(idea.state);
  const application::Actor actor = actor_for(viewer, idea.municipality, idea_author(db, idea.id));
  const bool mine = viewer.logged_in() && idea.author_id == viewer.id;
  const auto* place = context.region.find(idea.municipality);
  Json history = Json::array();
  for (const application::IdeaEvent& each : idea_history(db, idea.id))
    if (each.kind != application::IdeaEventKind::changed)
      history.push_back({{"at", wire_time(each.at)}, {"title", each.title}, {"comment", each.comment}});
  return {{"id", idea.id},
          {"municipality", idea.municipality},
          {"municipality_name", place ? place->name : ""},
          {"state", state.code},
          {"state_title", state.title},
          {"tone", application::code_of(state.tone)},
          {"title", idea.text.title},
          {"problem", idea.text.problem},
          {"place", idea.text.place},
          {"category", idea.text.category},
          // Who wrote it is nobody else's business.
          {"author", mine || moderates(viewer) ? idea.author : std::string()},
          {"mine", mine},
          {"version", idea.version},
          {"supporters", supporters(db, idea.id)},
          {"supported", viewer.logged_in() && supports(db, idea.id, viewer.person)},
          {"published_at", wire_time(idea.published_at)},
          {"support_until", wire_time(collecting(idea) ? support_end(context, idea.published_at) : std::nullopt)},
          {"links", links_json(idea.links)},
          {"history", history},
          {"actions", actions_json(idea, actor)}};
}

bool may_see(const Viewer& viewer, const Idea& idea) {
  return application::info(idea.state).is_public || (viewer.logged_in() && idea.author_id == viewer.id) ||
         moderates(viewer);
}

Checked<Idea> visible(Db& db, const Request& request, const Viewer& viewer) {
  auto found = idea(db, request.param("id"));
  if (!found || !may_see(viewer, *found)) return std::unexpected(not_found(say("Такой идеи нет.")));
  return *std::move(found);
}

application::IdeaText read_text(Fields& in) {
  application::IdeaText text;
  text.title = in.optional_text("title", 400).value_or("");
  text.problem = in.optional_text("problem", 8000).value_or("");
  text.place = in.optional_text("place", 400).value_or("");
  text.category = in.optional_text("category", 100).value_or("");
  return text;
}

Problem refusal_of(const application::Refusal& refusal, const Context& context) {
  // Ideas have no rules of a practice: the words of intake never come up.
  static const practice::Pack kNoPack;
  return refusal_problem(refusal, kNoPack, context.now());
}

Checked<Response> stored_idea(Db& db, const Context& context, Idea before, const application::IdeaEvent& event,
                              const Viewer& viewer, int status = 200) {
  const std::int64_t author = event.seq == 1 ? viewer.person : idea_author(db, before.id);
  application::apply(before, event);
  if (!store_idea(db, before, event, author)) return std::unexpected(stale());
  return Response::json(idea_json(db, context, before, viewer), status);
}

Checked<Response> post_idea(Db& db, Context& context, const Request&, const Viewer& viewer, const Json& body) {
  Fields in(body);
  const std::string municipality = in.text("municipality", 20);
  if (!municipality.empty() && !context.region.find(municipality))
    in.error("municipality", "unknown", say("Такого муниципалитета нет в справочнике."));
  const application::IdeaText text = read_text(in);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (auto no = forbids(viewer, access::Action::create, {.object = access::Object::idea})) return std::unexpected(*no);
  if (count_of_ideas(db, viewer.person, open_states()) >= kMostOpen)
    return std::unexpected(
        conflict("too_many", say("У вас слишком много идей, которые ещё не решены. Дождитесь решения по ним.")));
  keep_name(db, viewer.person, viewer.name, viewer.short_name);
  const application::IdeaEvent event = application::create_idea(
      "i" + random_text(12), municipality, actor_for(viewer, municipality, viewer.person), text, context.now());
  auto made = stored_idea(db, context, {}, event, viewer, 201);
  if (made) made->set("Location", "/api/v1/ideas/" + event.idea);
  return made;
}

Checked<Response> post_text(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto found = visible(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  Fields in(body);
  application::IdeaText text = read_text(in);
  text.photos = found->text.photos;
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto event = application::change_idea(
      *found, actor_for(viewer, found->municipality, idea_author(db, found->id)), std::move(text), context.now());
  if (!event) return std::unexpected(refusal_of(event.error(), context));
  return stored_idea(db, context, *found, *event, viewer);
}

Checked<Response> post_move(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto found = visible(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  Fields in(body);
  const std::string comment = in.optional_text("comment", 4000).value_or("");
  const std::string other = in.optional_text("other", 60).value_or("");
  if (!other.empty()) {
    const auto target = idea(db, other);
    const bool open = target && (target->state == IdeaState::published || target->state == IdeaState::supported) &&
                      target->municipality == found->municipality;
    if (!open) in.error("other", "unknown", say("Объединить можно с опубликованной идеей того же муниципалитета."));
  }
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto event =
      application::decide_idea(*found, actor_for(viewer, found->municipality, idea_author(db, found->id)),
                               request.param("action"), comment, other, context.now());
  if (!event) return std::unexpected(refusal_of(event.error(), context));
  if (event->to == IdeaState::merged) move_supporters(db, found->id, other);
  return stored_idea(db, context, *found, *event, viewer);
}

Checked<Response> post_support(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  const auto found = visible(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  Fields in(body);
  const bool yes = in.boolean("support");
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (!collecting(*found) || too_late_to_support(context, *found))
    return std::unexpected(
        conflict("wrong_state", say("Поддержать можно опубликованную идею, пока собирают поддержку.")));
  if (found->author_id == viewer.id)
    return std::unexpected(problem(403, "own_idea", say("Это ваша идея: её поддерживают другие.")));
  if (yes)
    add_supporter(db, found->id, viewer.person, context.now());
  else
    remove_supporter(db, found->id, viewer.person);
  return Response::json(idea_json(db, context, *found, viewer));
}

Checked<const LoadedPack*> target_pack(const Context& context, const Json& body) {
  Fields in(body);
  const std::string practice = in.text("practice", 100);
  const LoadedPack* pack = context.practice(practice);
  if (!practice.empty() && !pack) in.error("practice", "unknown", say("Такой практики нет."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (!practice::intake_open(pack->pack, context.now()))
    return std::unexpected(conflict("intake_closed", intake_closed_text(pack->pack, context.now())));
  return pack;
}

Json dropped_json(const std::vector<application::Dropped>& dropped) {
  Json list = Json::array();
  for (const application::Dropped& each : dropped)
    list.push_back({{"field", each.field}, {"label", each.label}, {"reason", each.reason}});
  return list;
}

// The new application with what did not fit into its form, and what is to be looked at.
template <class SourceEvent>
Response made_json(const application::Converted<SourceEvent>& made) {
  const std::string& id = made.created.application;
  Response response = Response::json(
      {{"application", id}, {"dropped", dropped_json(made.dropped)}, {"changed", dropped_json(made.changed)}}, 201);
  response.set("Location", "/api/v1/applications/" + id);
  return response;
}

void store_created(Db& db, const LoadedPack& pack, const application::Event& created, const Viewer& viewer) {
  keep_name(db, viewer.person, viewer.name, viewer.short_name);
  application::Application object;
  application::apply(object, created);
  store_new(db, pack, object, created, viewer.person);
}

Checked<Response> convert_idea(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  const auto found = visible(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  const auto pack = target_pack(context, body);
  if (!pack) return std::unexpected(pack.error());
  if (auto many = too_many_open(db, context, viewer, **pack)) return std::unexpected(*many);
  const practice::Pack& rules = (*pack)->pack;
  const auto made =
      application::convert(*found, {"a" + random_text(15), rules.id, rules.version, rules.workflow, rules.form},
                           actor_for(viewer, found->municipality, idea_author(db, found->id)), context.now());
  if (!made) return std::unexpected(refusal_problem(made.error(), rules, context.now()));
  const auto kept = stored_idea(db, context, *found, made->source, viewer);
  if (!kept) return kept;
  store_created(db, **pack, made->created, viewer);
  return made_json(*made);
}

Checked<Response> convert_application(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                      const Json& body) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  const auto pack = target_pack(context, body);
  if (!pack) return std::unexpected(pack.error());
  if (auto many = too_many_open(db, context, viewer, **pack)) return std::unexpected(*many);
  const practice::Pack& rules = (*pack)->pack;
  const practice::Pack& own = record->pack->pack;
  auto made = application::convert(record->object, own.workflow.track, own.form,
                                   {"a" + random_text(15), rules.id, rules.version, rules.workflow, rules.form},
                                   viewer.actor_for(record->row), context.now());
  if (!made) return std::unexpected(refusal_problem(made.error(), rules, context.now()));
  application::Application after = record->object;
  application::apply(after, made->source);
  if (!store_event(db, *record, after, made->source)) return std::unexpected(stale_problem(record->row));
  const auto taken = take_files(db, record->row.id, made->created.application, made->created.set);
  store_created(db, **pack, made->created, viewer);
  keep_taken(db, taken, context.now());
  return made_json(*made);
}

Checked<Json> get_idea(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto found = visible(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  return idea_json(db, context, *found, viewer);
}

Checked<Json> get_ideas(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const std::string_view view = request.query_value("view").value_or("public");
  const auto page = page_of(request);
  if (!page) return std::unexpected(page.error());
  auto words = words_of(request);
  if (!words) return std::unexpected(words.error());
  IdeaQuery query{.municipality = std::string(request.query_value("municipality").value_or("")), .words = *words};
  if (view == "public") {
    query.states = kPublic;
  } else if (view == "mine") {
    if (!viewer.logged_in()) return std::unexpected(not_logged_in());
    query.author = viewer.person;
  } else if (view == "moderation") {
    if (!moderates(viewer)) return std::unexpected(forbidden(say("Эта страница — для модераторов.")));
    query.states = kToModerate;
  } else {
    return std::unexpected(invalid("view", "unknown", say("Бывает public, mine и moderation.")));
  }
  const auto found = ideas(db, query, *page);
  Json items = Json::array();
  for (const IdeaLine& each : found.lines)
    if (const auto one = idea(db, each.id)) items.push_back(idea_json(db, context, *one, viewer));
  return page_json(std::move(items), found.next, found.total);
}

}  // namespace

std::span<const Route> idea_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/ideas", "Идеи жителей", anybody,
          {{Object::idea, Action::read, "it is published"},
           {Object::idea, Action::update, "not published"},
           {Object::idea, Action::decide, "not published"}},
          get_ideas,
          {.queries = {{.name = "view"}, {.name = "municipality"}, kWordsQuery, kCursorQuery, kLimitQuery},
           .answers = {"IdeaList"},
           .refusals = {{401}, {403}},
           .scope = "list"}),
      post("/api/v1/ideas", "Предложить идею", logged_in, {Object::idea, Action::create}, post_idea,
           {.takes = {"NewIdea"},
            .answers = {.schema = "Idea", .status = 201, .headers = "Location"},
            .refusals = {{404}},
            .log = "idea.made"}),
      get("/api/v1/ideas/{id}", "Идея", anybody,
          {{Object::idea, Action::read, "it is published"},
           {Object::idea, Action::update, "not published"},
           {Object::idea, Action::decide, "not published"}},
          get_idea, {.answers = {"Idea"}}),
      post("/api/v1/ideas/{id}/text", "Исправить черновик идеи", logged_in, {Object::idea, Action::update}, post_text,
           {.takes = {"IdeaText"}, .answers = {"Idea"}, .log = "idea.changed"}),
      post("/api/v1/ideas/{id}/support", "Поддержать идею или передумать", logged_in, kSelf, post_support,
           {.takes = {"Support"}, .answers = {"Idea"}, .log = "idea.support"}),
      post("/api/v1/ideas/{id}/actions/{action}", "Отправить, проверить, опубликовать, объединить идею", logged_in,
           {{Object::idea, Action::update, "submit"}, {Object::idea, Action::decide, "any other"}}, post_move,
           {.takes = {"IdeaMove"}, .answers = {"Idea"}, .log = "idea.moved"}),
      post("/api/v1/ideas/{id}/conversions", "Подготовить заявку из идеи", logged_in, kWorkflow, convert_idea,
           {.takes = {"NewConversion"},
            .answers = {.schema = "Conversion", .status = 201, .headers = "Location"},
            .log = "idea.converted"}),
      post("/api/v1/applications/{id}/conversions", "Продолжить предложение в другой практике или в следующем цикле",
           logged_in, kWorkflow, convert_application,
           {.takes = {"NewConversion"},
            .answers = {.schema = "Conversion", .status = 201, .headers = "Location"},
            .log = "application.converted"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
