#include "client/app/whole_program.h"

#include "client/app/store.h"

namespace pochin::app {
namespace {

template <typename... F>
struct Cases : F... {
  using F::operator()...;
};

void want(Store store) {
  want_votes(store);
  want_staff(store);
}

void did(Store store, const Intent& intent) {
  std::visit(Cases{
                 [&](const ChoiceMade& it) { make_choice(store, it); },
                 [&](const ChoiceMoved& it) { move_choice(store, it); },
                 [&](const ChoiceUndone& it) { undo_choice(store, it); },
                 [&](const DistrictChosen& it) { choose_district(store, it); },
                 [&](const ResidenceDeclared& it) { ballot_of(store, it.campaign).declared = it.declared; },
                 [&](const BallotCast& it) { cast_ballot(store, it.campaign); },
                 [&](const BallotDropped& it) { drop_ballot(store, it.campaign); },
                 [&](const BallotReopened& it) { reopen_ballot(store, it); },
                 [&](const ProofWanted& it) { want_proof(store, it); },
                 [&](const OwnBallotWanted& it) { want_own_ballot(store, it); },
                 [&](const RecountWanted& it) { want_recount(store, it); },
                 [&](const Recounted& it) { recounted(store, it); },
                 [&](const OfficeSaved& it) { save_office(store, it.application); },
                 [&](const OfficeDropped& it) { drop_office(store, it); },
                 [&](const Posted& it) { post(store, it); },
                 [](const auto&) {},
             },
             intent.any);
}

void answered(Store store, const Pending& pending, const Response& response) {
  switch (pending.kind) {
    case Pending::Kind::Cast:
      return cast_answered(store, pending.subject, response);
    case Pending::Kind::Head:
      return head_arrived(store, pending.subject, response);
    case Pending::Kind::Path:
      return path_arrived(store, pending.subject, response);
    case Pending::Kind::OwnBallot:
      return own_ballot_arrived(store, pending.subject, response);
    case Pending::Kind::Post:
      return post_answered(store, pending.subject, response);
    default:
      return;
  }
}

void timer(Store store, std::string_view what, const std::string& whom) {
  if (what == "cast") send_ballot(store, whom);
  if (what == "post") send_post(store, whom);
}

}  // namespace

const WholeProgram kWholeProgram = {want,           forget_posts,    did,         answered, timer,
                                    office_arrived, evaluate_office, office_saved};

}  // namespace pochin::app
