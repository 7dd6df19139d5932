#include "server/api/voting/voter_facts.h"

#include "server/api/handling/text.h"

namespace pochin::server {
namespace {

voting::Living living_of(auth::Where where) {
  switch (where) {
    case auth::Where::inside:
      return voting::Living::inside;
    case auth::Where::outside:
      return voting::Living::outside;
    case auth::Where::unknown:
      break;
  }
  return voting::Living::unknown;
}

void add(voting::Eligibility& found, voting::Answer answer, std::string code, std::string text) {
  if (found.answer != voting::Answer::no) found.answer = answer;
  found.reasons.push_back({std::move(code), std::move(text), "account"});
}

}  // namespace

voting::Eligibility eligibility_of(const Context& context, const LiveCampaign& campaign, const Viewer& viewer,
                                   std::string_view district) {
  const auth::Residence& residence = viewer.facts.residence;
  const voting::VoterFacts facts{.confirmed = viewer.facts.confirmed,
                                 .born = viewer.facts.born,
                                 .living = living_of(residence.where),
                                 .territories = residence.oktmo};
  auto found = voting::may_vote(campaign.rules, campaign.pack->pack.zone(), facts, campaign.districts, district);
  const access::Target target{.object = access::Object::vote, .practice = campaign.pack->pack.id};
  if (const auto right = access::permit(viewer.access_actor(), access::Action::create, target); !right)
    add(found, voting::Answer::no, right.error().code, right.error().message);
  if (viewer.realm == kDemoRealm)
    add(found, voting::Answer::no, "demo_account",
        say("Это учётная запись для показа: её голос не считается. Войдите через Госуслуги."));
  if (later(viewer.proved, std::chrono::hours(context.config.voting.facts_hours)) < context.login_now())
    add(found, voting::Answer::unknown, "facts_old",
        say("Вы вошли давно: возраст и адрес могли измениться. Войдите через Госуслуги снова."));
  return found;
}

voting::Assurance assurance_of(const Viewer& viewer, const voting::Eligibility& eligibility) {
  const bool sure = viewer.facts.confirmed && !eligibility.declaration_needed;
  return sure ? voting::Assurance::confirmed : voting::Assurance::declared;
}

}  // namespace pochin::server
