#include "shared/application/state.h"

#include <algorithm>
#include <array>

namespace pochin::application {
namespace {

// In the order of enum State: info() indexes it.
constexpr std::array kStates = {
    StateInfo{State::draft, "draft", "Черновик", Tone::neutral, false, false},
    StateInfo{State::meeting_planned, "meeting_planned", "Назначено собрание", Tone::info, false, false},
    StateInfo{State::meeting_held, "meeting_held", "Собрание проведено", Tone::info, false, false},
    StateInfo{State::submitted_to_municipality, "submitted_to_municipality", "Ждёт администрации", Tone::info, false,
              false},
    StateInfo{State::public_comment, "public_comment", "Опубликована, приём замечаний", Tone::info, false, true},
    StateInfo{State::municipal_review, "municipal_review", "На рассмотрении администрации", Tone::info, false, true},
    StateInfo{State::municipality_approved, "municipality_approved", "Поддержана администрацией", Tone::success, false,
              true},
    StateInfo{State::returned_for_revision, "returned_for_revision", "Возвращена на доработку", Tone::warning, false,
              false},
    StateInfo{State::submitted_to_region, "submitted_to_region", "Ждёт проектного центра", Tone::info, false, true},
    StateInfo{State::formal_check, "formal_check", "Проверка комплектности", Tone::info, false, true},
    StateInfo{State::technical_review, "technical_review", "Техническая экспертиза", Tone::info, false, true},
    StateInfo{State::admitted, "admitted", "Допущена к конкурсу", Tone::success, false, true},
    StateInfo{State::voting, "voting", "На голосовании", Tone::info, false, true},
    StateInfo{State::scoring, "scoring", "Оценка и рейтинг", Tone::info, false, true},
    StateInfo{State::commission_review, "commission_review", "Рассмотрение комиссией", Tone::info, false, true},
    StateInfo{State::winner, "winner", "Победитель", Tone::success, false, true},
    StateInfo{State::reserve, "reserve", "Резервный список", Tone::warning, false, true},
    StateInfo{State::agreement_pending, "agreement_pending", "Заключение соглашения, сбор средств", Tone::info, false,
              true},
    StateInfo{State::funded, "funded", "Соглашение подписано, средства внесены", Tone::success, false, true},
    StateInfo{State::procurement, "procurement", "Закупка", Tone::info, false, true},
    StateInfo{State::contracted, "contracted", "Контракт заключён", Tone::info, false, true},
    StateInfo{State::in_progress, "in_progress", "Выполнение работ", Tone::info, false, true},
    StateInfo{State::acceptance, "acceptance", "Приёмка", Tone::info, false, true},
    StateInfo{State::completed, "completed", "Реализован", Tone::success, false, true},
    StateInfo{State::report_submitted, "report_submitted", "Отчёт на проверке", Tone::info, false, true},
    StateInfo{State::closed, "closed", "Отчёт принят", Tone::success, false, true},
    StateInfo{State::warranty, "warranty", "Гарантия и эксплуатация", Tone::success, false, true},
    StateInfo{State::archived, "archived", "Архив", Tone::neutral, false, true},
    StateInfo{State::withdrawn, "withdrawn", "Отозвана", Tone::neutral, true, false},
    StateInfo{State::municipality_refused, "municipality_refused", "Отказано в поддержке", Tone::danger, true, false},
    StateInfo{State::late_or_invalid, "late_or_invalid", "Не принята", Tone::danger, true, false},
    StateInfo{State::rejected, "rejected", "Не допущена", Tone::danger, true, false},
    StateInfo{State::not_selected, "not_selected", "Не прошла конкурсный отбор", Tone::neutral, true, true},
    StateInfo{State::terminated, "terminated", "Не реализован, договорённости расторгнуты", Tone::danger, true, true},
};
static_assert(kStates.size() == 34);  // 28 states and 6 exits of domain.md §2.2
static_assert(std::ranges::is_sorted(kStates, {}, &StateInfo::state));

}  // namespace

std::span<const StateInfo> all_states() { return kStates; }

const StateInfo& info(State state) { return kStates[static_cast<std::size_t>(state)]; }

std::string_view code_of(State state) { return info(state).code; }

std::string_view title_of(State state) { return info(state).title; }

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "neutral";
    case Tone::info:
      return "info";
    case Tone::success:
      return "success";
    case Tone::warning:
      return "warning";
    case Tone::danger:
      return "danger";
  }
  return "neutral";
}

bool is_preparing(State state) {
  return state == State::draft || state == State::meeting_planned || state == State::meeting_held;
}

bool is_won(State state) {
  static constexpr std::array kWon{State::winner,      State::agreement_pending, State::funded,
                                   State::procurement, State::contracted,        State::in_progress,
                                   State::acceptance,  State::completed,         State::report_submitted,
                                   State::closed,      State::warranty,          State::archived};
  return std::ranges::find(kWon, state) != kWon.end();
}

bool is_refusal(State state) {
  return state == State::municipality_refused || state == State::late_or_invalid || state == State::rejected;
}

std::optional<State> state_from(std::string_view code) {
  for (const StateInfo& each : kStates)
    if (each.code == code) return each.state;
  return std::nullopt;
}

}  // namespace pochin::application
