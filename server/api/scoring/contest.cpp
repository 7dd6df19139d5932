#include "server/api/scoring/contest.h"

#include <algorithm>
#include <map>

#include "server/api/application/published.h"
#include "server/api/handling/context.h"
#include "server/api/scoring/points.h"
#include "server/api/voting/campaign.h"
#include "server/api/voting/campaign_count.h"
#include "server/store/reviews.h"
#include "shared/scoring/contest.h"

namespace pochin::server {
namespace {

// Won and came to nothing, whether or not its payments have been returned since.
bool failed_later(Db& db, const ApplicationRow& row) {
  const std::string_view terminated = application::code_of(application::State::terminated);
  if (row.state == terminated) return true;
  return row.state == application::code_of(application::State::archived) && was_in(db, row.id, terminated);
}

bool takes_part(const ApplicationRow& row) {
  const auto state = application::state_from(row.state);
  return row.number && row.registered && state &&
         (!application::info(*state).exit || *state == application::State::terminated);
}

// Whether the points depend on more than the application: on the others, on the marks of people.
bool needs_more(const scoring::Criterion& criterion) {
  return criterion.shape == scoring::Shape::cohort || criterion.shape == scoring::Shape::expert;
}

// The entrants whose own criteria ask for more than their answers, scored once more: with the votes, among all.
class Comparison {
 public:
  Comparison(const Context& context, std::vector<Entrant>& entrants, const std::vector<ApplicationRow>& rows)
      : context_(context), entrants_(entrants), rows_(rows) {}

  void run() {
    for (Entrant& each : entrants_) {
      const scoring::Criteria& criteria = pack_of(each).pack.criteria;
      if (!each.votes && std::ranges::none_of(criteria.items, needs_more)) continue;
      const Reading* reading = readings()[static_cast<std::size_t>(&each - entrants_.data())].get();
      if (!reading) continue;
      const scoring::Given given{&cohort(criteria), each.contender.window, each.marks};
      each.score = std::make_shared<const scoring::Score>(scoring::score(criteria, reading->environment, given));
    }
  }

 private:
  // The version is loaded: without it there would be no projection.
  const LoadedPack& pack_of(const Entrant& each) const {
    return *context_.pack(each.about->row.practice, each.about->row.pack_version);
  }

  const std::vector<std::unique_ptr<const Reading>>& readings() {
    if (!readings_.empty()) return readings_;
    for (std::size_t i = 0; i < entrants_.size(); ++i) {
      const LoadedPack& pack = pack_of(entrants_[i]);
      auto answers = answers_of(pack, rows_[i]);
      const form::Facts facts = facts_of(context_, pack, entrants_[i]);
      readings_.push_back(answers ? std::make_unique<const Reading>(context_, pack, *std::move(answers), facts)
                                  : nullptr);
    }
    return readings_;
  }

  // Versions that differ only in words have the same criteria, hence the same best values.
  const scoring::Cohort& cohort(const scoring::Criteria& criteria) {
    const auto [found, fresh] = cohorts_.try_emplace(criteria.hash);
    if (!fresh) return found->second;
    std::vector<scoring::Subject> subjects;
    for (std::size_t i = 0; i < entrants_.size(); ++i) {
      const scoring::Contender& each = entrants_[i].contender;
      if (const Reading* reading = readings()[i].get())
        subjects.push_back({each.id, &reading->environment, each.window, entrants_[i].marks, each.admitted});
    }
    found->second = scoring::cohort_of(criteria, subjects);
    return found->second;
  }

  const Context& context_;
  std::vector<Entrant>& entrants_;
  const std::vector<ApplicationRow>& rows_;
  std::vector<std::unique_ptr<const Reading>> readings_;
  std::map<std::string, scoring::Cohort> cohorts_;  // by the hash of the criteria
};

void add_published_votes(Db& db, const Context& context, std::string_view practice, std::vector<Entrant>& entrants) {
  const auto votes = published_votes(db, context, practice);
  for (Entrant& each : entrants) {
    const auto found = votes.find(each.about->row.id);
    if (found == votes.end()) continue;
    each.votes = found->second;
    each.contender.votes = Ratio{found->second};
  }
}

// Marks and points by hand, given to those they are about.
void add_what_people_gave(Db& db, std::string_view practice, std::vector<Entrant>& entrants) {
  std::map<std::string, Entrant*, std::less<>> by_id;
  for (Entrant& each : entrants) by_id.emplace(each.about->row.id, &each);
  for (const review::Mark& mark : counted_marks(db, practice))
    if (const auto found = by_id.find(mark.application); found != by_id.end())
      found->second->marks.push_back({mark.criterion, mark.member, mark.points});
  for (const AdjustmentRow& row : counted_adjustments(db, practice)) {
    const auto found = by_id.find(row.application);
    if (found == by_id.end()) continue;
    found->second->adjustments = confirmed_points(row);
    found->second->contender.plus = row.plus;
    found->second->contender.minus = row.minus;
  }
}

}  // namespace

form::Facts facts_of(const Context& context, const LoadedPack& pack, const Entrant& entrant) {
  form::Facts facts = facts_of(context, pack, entrant.about->row.municipality, context.now());
  if (entrant.votes) facts["votes.count"] = form::fact(*entrant.votes);
  return facts;
}

Contest hold_contest(const Context& context, Db& db, const LoadedPack& pack) {
  Contest contest;
  std::vector<ApplicationRow> rows;
  for (ApplicationRow& row : applications_of_practice(db, pack.pack.id)) {
    if (!takes_part(row) || !is_of_cycle(context, row, pack.pack)) continue;
    auto about = context.projections->of(context, row);
    if (!about) continue;
    const std::shared_ptr<const scoring::Score> alone(about, &about->score);
    contest.entrants.push_back({about, alone, about->contender});
    rows.push_back(std::move(row));
  }
  add_published_votes(db, context, pack.pack.id, contest.entrants);
  add_what_people_gave(db, pack.pack.id, contest.entrants);
  Comparison(context, contest.entrants, rows).run();
  std::erase_if(contest.entrants, [&](const Entrant& each) { return failed_later(db, each.about->row); });
  std::vector<scoring::Contender> contenders;
  for (Entrant& each : contest.entrants) {
    each.contender.total = each.score->total;
    each.contender.not_counted = each.score->not_counted;
    each.contender.admitted = each.contender.admitted && each.score->admitted;
    contenders.push_back(each.contender);
  }
  contest.ranking = scoring::rank(contenders, pack.pack.ranking);
  return contest;
}

}  // namespace pochin::server
