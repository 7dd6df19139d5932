#include "shared/application/idea.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/application/event_parts.h"
#include "shared/application/requirements.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

using S = IdeaState;

// In the order of enum IdeaState: info() indexes it.
constexpr std::array kStates = {
    IdeaStateInfo{S::draft, "draft", "Черновик", Tone::neutral, false, false},
    IdeaStateInfo{S::submitted, "submitted", "Отправлена", Tone::info, false, false},
    IdeaStateInfo{S::moderation, "moderation", "На проверке модератора", Tone::info, false, false},
    IdeaStateInfo{S::published, "published", "Опубликована, собирает поддержку", Tone::info, false, true},
    IdeaStateInfo{S::merged, "merged", "Объединена с похожей идеей", Tone::neutral, true, true},
    IdeaStateInfo{S::supported, "supported", "Поддержана жителями", Tone::success, false, true},
    IdeaStateInfo{S::rejected, "rejected", "Отклонена", Tone::danger, true, false},
    IdeaStateInfo{S::expired, "expired", "Не набрала поддержки", Tone::neutral, true, true},
    IdeaStateInfo{S::converted, "converted", "Стала проектом", Tone::success, true, true},
};
static_assert(std::ranges::is_sorted(kStates, {}, &IdeaStateInfo::state));

constexpr std::string_view kAuthor = "author", kModerator = "moderator";

// domain.md §2.2, §2.3 «idea → published».
constexpr std::array kMoves = {
    IdeaMove{"submit", "Отправить идею", "Идея отправлена", S::draft, S::submitted, kAuthor, true},
    IdeaMove{"take", "Взять на проверку", "Модератор взял идею на проверку", S::submitted, S::moderation, kModerator},
    IdeaMove{"return", "Вернуть автору", "Модератор вернул идею автору", S::moderation, S::draft, kModerator, false,
             true},
    IdeaMove{"publish", "Опубликовать", "Идея опубликована", S::moderation, S::published, kModerator, true},
    IdeaMove{"reject", "Отклонить", "Идея отклонена", S::moderation, S::rejected, kModerator, false, true},
    IdeaMove{"reject", "Отклонить", "Идея снята с публикации", S::published, S::rejected, kModerator, false, true},
    IdeaMove{"merge", "Объединить с похожей", "Идея объединена с похожей", S::published, S::merged, kModerator, false,
             false, true},
    IdeaMove{"support", "Признать поддержанной", "Идею поддержали жители", S::published, S::supported, kModerator},
    IdeaMove{"expire", "Закончить сбор поддержки", "Сбор поддержки закончился", S::published, S::expired, kClockRole},
};

const IdeaMove* move_of(std::string_view action, IdeaState from) {
  const auto found =
      std::ranges::find_if(kMoves, [&](const IdeaMove& each) { return each.action == action && each.from == from; });
  return found == kMoves.end() ? nullptr : &*found;
}

std::expected<void, Refusal> check_text(const IdeaText& text) {
  std::vector<form::Problem> missing;
  const auto need = [&](const std::string& value, const char* field, std::string_view message) {
    if (is_blank(value)) missing.push_back(problem(field, "missing", message));
  };
  need(text.title, "title", tr("Назовите идею"));
  need(text.problem, "problem", tr("Опишите, что не так и что вы предлагаете"));
  need(text.place, "place", tr("Покажите место на карте или впишите адрес"));
  if (missing.empty()) return {};
  return refuse(Refusal::Code::invalid, tr("Идея пока не готова: заполните отмеченные поля"), std::move(missing));
}

std::string_view misfit(const Idea& idea, const IdeaEvent& event) {
  const bool first = idea.version == 0;
  if (event.seq != idea.version + 1) return tr("номер события не следующий по порядку");
  if (first != (event.kind == IdeaEventKind::created)) return tr("история начинается созданием, и только один раз");
  if (!first && event.from != idea.state) return tr("событие начинается не в том состоянии, в котором идея");
  switch (event.kind) {
    case IdeaEventKind::moved: {
      const IdeaMove* move = move_of(event.action, event.from);
      return move && move->to == event.to ? std::string_view() : tr("такого перехода у идеи нет");
    }
    case IdeaEventKind::converted:
      if (event.from != S::supported || event.to != S::converted) return tr("такого перехода у идеи нет");
      return event.link ? std::string_view() : tr("не сказано, чем стала идея");
    case IdeaEventKind::created:
    case IdeaEventKind::changed:
      if (event.from != event.to || event.from != S::draft) return tr("править идею можно только в черновике");
      return event.text ? std::string_view() : tr("в событии нет текста идеи");
  }
  return {};
}

}  // namespace

std::span<const IdeaStateInfo> all_idea_states() { return kStates; }

const IdeaStateInfo& info(IdeaState state) { return kStates[static_cast<std::size_t>(state)]; }

std::string_view code_of(IdeaState state) { return info(state).code; }

std::optional<IdeaState> idea_state_from(std::string_view code) {
  const auto found = std::ranges::find(kStates, code, &IdeaStateInfo::code);
  return found == kStates.end() ? std::nullopt : std::optional(found->state);
}

std::span<const IdeaMove> idea_moves() { return kMoves; }

IdeaEvent create_idea(std::string id, std::string municipality, const Actor& author, IdeaText text, Instant now) {
  IdeaEvent event = next_event<IdeaEvent>(Idea{}, author, IdeaEventKind::created, now);
  event.role = kAuthor;
  event.action = "create";
  event.title = tr("Черновик идеи создан");
  event.text = std::move(text);
  event.idea = std::move(id);
  event.municipality = std::move(municipality);
  return event;
}

std::expected<IdeaEvent, Refusal> change_idea(const Idea& idea, const Actor& actor, IdeaText text, Instant now) {
  if (acting_role(idea.author_id, actor, {std::string(kAuthor)}).empty())
    return refuse(Refusal::Code::not_allowed, tr("Править идею может только её автор"));
  if (idea.state != S::draft)
    return refuse(Refusal::Code::wrong_state,
                  tr("Править идею можно, пока она черновик: попросите модератора вернуть"));
  IdeaEvent event = next_event<IdeaEvent>(idea, actor, IdeaEventKind::changed, now);
  event.role = kAuthor;
  event.action = "save";
  event.title = tr("Идея изменена");
  event.text = std::move(text);
  return event;
}

std::expected<IdeaEvent, Refusal> decide_idea(const Idea& idea, const Actor& actor, std::string_view action,
                                              std::string_view comment, std::string_view other, Instant now) {
  if (std::ranges::find(kMoves, action, &IdeaMove::action) == kMoves.end())
    return refuse(Refusal::Code::unknown_action, tr("Такого действия нет"));
  const IdeaMove* move = move_of(action, idea.state);
  if (!move)
    return refuse(Refusal::Code::wrong_state,
                  tr("Сейчас это действие недоступно. Состояние идеи: «{}»", info(idea.state).title));
  const std::string role = acting_role(idea.author_id, actor, {std::string(move->role)});
  if (role.empty()) return refuse(Refusal::Code::not_allowed, tr("У вас нет права на это действие"));
  if (move->needs_text)
    if (auto fine = check_text(idea.text); !fine) return std::unexpected(std::move(fine.error()));
  if (move->needs_comment && is_blank(comment))
    return refuse(Refusal::Code::comment_needed, tr("Напишите причину"),
                  {problem("comment", "missing", tr("Напишите причину"))});
  if (move->needs_other && (other.empty() || other == idea.id))
    return refuse(Refusal::Code::unknown_field, tr("Выберите другую идею, с которой объединить эту"),
                  {problem("other", "missing", tr("Выберите идею"))});
  IdeaEvent event = next_event<IdeaEvent>(idea, actor, IdeaEventKind::moved, now);
  event.role = role;
  event.action = move->action;
  event.title = tr(move->done);
  event.to = move->to;
  event.comment = comment;
  if (move->needs_other) event.link = Link{Relation::merged_into, Track::idea, std::string(other)};
  return event;
}

void apply(Idea& idea, const IdeaEvent& event) {
  if (event.kind == IdeaEventKind::created) {
    idea.id = event.idea;
    idea.municipality = event.municipality;
    idea.author_id = event.actor_id;
    idea.author = event.actor;
    idea.created_at = event.at;
  }
  if (event.text) idea.text = *event.text;
  if (event.link) idea.links.push_back(*event.link);
  if (event.to == S::published && idea.state != S::published) idea.published_at = event.at;
  idea.state = event.to;
  idea.version = event.seq;
  idea.updated_at = event.at;
}

Result<Idea> replay(const std::vector<IdeaEvent>& events) {
  Idea idea;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (const std::string_view why = misfit(idea, events[i]); !why.empty())
      return fail("broken_history", tr("История идеи повреждена на событии {}: {}", events[i].seq, why),
                  "events/" + std::to_string(i));
    apply(idea, events[i]);
  }
  if (idea.version == 0) return fail("broken_history", std::string(tr("История идеи пуста")));
  return idea;
}

}  // namespace pochin::application
