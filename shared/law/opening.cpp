#include "shared/law/opening.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/base/tr.h"

namespace pochin::law {
namespace {

constexpr std::string_view kAfterIntake[] = {"check",      "expertise",   "rating", "commission",
                                             "agreements", "procurement", "works",  "reports"};

class Opening {
 public:
  Opening(std::span<const OpeningStage> stages, std::span<const LegalBasis> bases) : stages_(stages), bases_(bases) {}

  std::vector<Problem> run() {
    if (stages_.empty()) add("no_stages", "/stages", tr("В цикле нет ни одного этапа: цикл нельзя открыть"));
    for (const OpeningStage& stage : stages_) {
      if (stage.last < stage.first)
        add("dates_order", stage.place + "/to", tr("Этап «{}» кончается раньше, чем начинается", stage.title));
      else
        check_law(stage);
    }
    if (!stages_.empty()) check_order();
    return std::move(problems_);
  }

 private:
  void add(const char* code, std::string place, std::string_view message, bool forbids = true) {
    problems_.push_back({code, std::string(message), std::move(place), forbids});
  }

  bool known(std::string_view id) const { return std::ranges::find(bases_, id, &LegalBasis::id) != bases_.end(); }

  bool is_practice_act(std::string_view id) const {
    return std::ranges::any_of(
        bases_, [&](const LegalBasis& basis) { return basis.id == id && basis.kind == Kind::practice_act; });
  }

  void check_law(const OpeningStage& stage) {
    if (stage.law.empty())
      return add("no_law", stage.place,
                 tr("У этапа «{}» нет правового основания (law): цикл нельзя открыть", stage.title));
    std::optional<Date> missing;
    bool named = false, covered = false, unknown = false;
    for (std::size_t i = 0; i < stage.law.size(); ++i) {
      const std::string& id = stage.law[i];
      const std::string place = stage.place + "/law/" + std::to_string(i);
      if (!known(id)) {
        add("unknown_law", place, tr("В law нет основания «{}», на которое ссылается этап «{}»", id, stage.title));
        unknown = true;
        continue;
      }
      const auto since = gap(bases_, id, stage.first, stage.last);
      if (is_practice_act(id)) {
        named = true;
        covered = covered || !since;
        if (since) missing = since;
      } else if (since) {
        add("law_not_in_force", place,
            tr("Этап «{}»: {} не действует {}. Добавьте редакцию, которая действует в эти дни (wordings)", stage.title,
               text_of(id), format_date(*since)),
            false);
      }
    }
    if (covered || (unknown && !named)) return;
    if (!named)
      add("no_practice_act", stage.place + "/law",
          tr("Этап «{}» не назван ни в одном акте практики: добавьте в law её порядок. Цикл нельзя открыть",
             stage.title));
    else
      add("act_not_in_force", stage.place + "/law",
          tr("Этап «{}»: акт практики не действует {}. Поправьте даты этапа или срок действия акта. Цикл нельзя "
             "открыть",
             stage.title, format_date(*missing)));
  }

  std::string text_of(std::string_view id) const { return std::ranges::find(bases_, id, &LegalBasis::id)->text; }

  void check_order() {
    const auto intake = std::ranges::find_if(std::make_reverse_iterator(stages_.end()),
                                             std::make_reverse_iterator(stages_.begin()), &OpeningStage::intake);
    if (intake == std::make_reverse_iterator(stages_.begin()))
      return add("no_intake", "/stages", tr("Ни на одном этапе не принимают заявки (intake)"));
    const auto after = intake.base();  // the stage behind the last intake
    if (after == stages_.end())
      add("stage_order", intake->place,
          tr("После этапа «{}» нет ни одного этапа: заявки примут, а проверить и оценить их будет некогда",
             intake->title));
    for (auto stage = stages_.begin(); stage != after; ++stage)
      if (std::ranges::find(kAfterIntake, stage->id) != std::end(kAfterIntake))
        add("stage_order", stage->place,
            tr("Этап «{}» стоит раньше этапа «{}»: сначала принимают заявки", stage->title, intake->title));
  }

  std::span<const OpeningStage> stages_;
  std::span<const LegalBasis> bases_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> opening_problems(std::span<const OpeningStage> stages, std::span<const LegalBasis> bases) {
  return Opening(stages, bases).run();
}

bool forbids_opening(std::span<const Problem> problems) { return std::ranges::any_of(problems, &Problem::forbids); }

}  // namespace pochin::law
