#include "server/api/application/projection.h"

#include "server/api/application/present.h"
#include "server/api/handling/context.h"
#include "server/api/handling/text.h"
#include "shared/form/validate.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostKept = 20'000;

std::string shown(const form::Environment& environment, const form::Form& form, std::string_view id) {
  const form::Field* field = id.empty() ? nullptr : form.field(id);
  // The card shows only what the pack says everybody may read.
  if (!field || field->privacy == form::Privacy::staff || field->privacy == form::Privacy::personal) return {};
  return form::display(environment, *field);
}

std::string shown_number(const form::Environment& environment, const std::string& name, form::Show how) {
  return name.empty() ? std::string() : form::show(environment.value(name), how);
}

Result<Projection> project(const Context& context, const LoadedPack& loaded, const ApplicationRow& row) {
  const practice::Pack& pack = loaded.pack;
  auto read = answers_of(loaded, row);
  if (!read) return std::unexpected(read.error());
  const form::Facts facts = facts_of(context, loaded, row.municipality, context.now());
  const Reading reading(context, loaded, *std::move(read), facts);
  const form::Environment& environment = reading.environment;
  const auto number = [&](const std::string& name) { return ratio_of(environment.value(name)).value_or(Ratio{}); };

  Projection p;
  p.row = row;
  p.row.answers.clear();
  p.settlement = shown(environment, pack.form, pack.card.settlement);
  p.typology = shown(environment, pack.form, pack.card.typology);
  p.problem = shown(environment, pack.form, pack.card.problem);
  p.results = shown(environment, pack.form, pack.card.results);
  p.term = shown(environment, pack.form, pack.card.term);
  p.cost = kopecks_of(environment.value(pack.limits.cost));
  p.subsidy = kopecks_of(environment.value(pack.limits.subsidy));
  const auto population = facts.find("municipality.population");
  if (population != facts.end()) p.population = whole_of(population->second);
  p.beneficiaries = whole_of(environment.value(pack.limits.beneficiaries));
  p.meeting = whole_of(environment.value(pack.limits.meeting));
  p.extra_budget_percent = shown_number(environment, pack.limits.extra_budget_share, form::Show::percent);
  for (const practice::MoneySource& source : pack.limits.sources) {
    const auto kopecks = kopecks_of(environment.value(source.field));
    p.sources.push_back({source.title, kopecks, share_text(kopecks, p.cost), source.kind});
  }
  p.municipal = kopecks_of(environment.value(pack.limits.municipal));
  p.score = scoring::score(pack.criteria, environment);
  p.contender = {.id = row.id,
                 .number = row.number.value_or(""),
                 .total = {},
                 .plus = {},
                 .minus = {},
                 .submitted_at = row.submitted,
                 .extra_budget_share = number(pack.limits.extra_budget_share),
                 .beneficiaries = number(pack.limits.beneficiaries),
                 .meeting = number(pack.limits.meeting),
                 .subsidy = Money{p.subsidy.value_or(0)},
                 .admitted = row.state != "rejected" && row.state != "late_or_invalid",
                 .window = scoring::window_of(pack.ranking, environment),
                 .municipality = row.municipality,
                 .votes = ratio_of(environment.value("votes.count")),
                 .sum_known = pack.limits.subsidy.empty() || p.subsidy};
  return p;
}

}  // namespace

std::shared_ptr<const Projection> Projections::of(const Context& context, const ApplicationRow& row) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(row.id);
    if (found != kept_.end() && found->second->row.version == row.version) return found->second;
  }
  const LoadedPack* pack = context.pack(row.practice, row.pack_version);
  if (!pack) return nullptr;
  auto computed = project(context, *pack, row);
  if (!computed) return nullptr;
  auto made = std::make_shared<const Projection>(*std::move(computed));
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kMostKept) kept_.clear();
  kept_[row.id] = made;
  return made;
}

Reading::Reading(const Context& context, const LoadedPack& pack, form::Answers given, const form::Facts& facts)
    : answers(std::move(given)), environment(pack.pack.form, answers, facts, &context.working_days) {}

form::Facts facts_of(const Context& context, const LoadedPack& pack, std::string_view municipality, Instant now) {
  form::Facts facts;
  const Zone zone{context.config.region.zone_name, context.config.region.zone_minutes};
  facts["cycle.year"] = form::fact(std::int64_t{pack.pack.cycle.year});
  facts["today"] = form::fact(local(now, zone).date);
  facts["municipality.population"] = form::unknown_fact();
  facts["settlement.population"] = form::unknown_fact();
  if (const auto* place = context.region.find(municipality)) {
    facts["municipality.kind"] = form::fact(territory::code_of(place->kind));
    if (const auto population = place->population_at(pack.pack.cycle.population_date)) {
      facts["municipality.population"] = form::fact(population->people);
      facts["settlement.population"] = form::fact(population->people);
    }
  }
  return facts;
}

Result<form::Answers> answers_of(const LoadedPack& pack, const ApplicationRow& row) {
  const auto json = parse_json(row.answers);
  if (!json) return fail("answers", "the stored answers are no JSON", row.id);
  return form::answers_from_json(pack.pack.form, *json);
}

}  // namespace pochin::server
