#include "client/app/part.h"

#include "client/app/among.h"
#include "client/app/program.h"

namespace pochin::app {
namespace {

bool office_did(Store store, const Intent& intent) {
  return among(
      intent, [&](const OfficeSaved& it) { save_office(store, it.application); },
      [&](const OfficeDropped& it) { drop_office(store, it); });
}

bool posted(Store store, const Intent& intent) {
  return among(intent, [&](const Posted& it) { post(store, it); });
}
bool posting_answered(Store store, const Pending& pending, const Response& response) {
  if (pending.kind != Pending::Kind::Post) return false;
  post_answered(store, pending.subject, response);
  return true;
}
bool posting_timer(Store store, std::string_view what, const std::string& whom) {
  if (what != "post") return false;
  send_post(store, whom);
  return true;
}

bool voted(Store store, const Intent& intent) {
  return among(
      intent, [&](const ChoiceMade& it) { make_choice(store, it); },
      [&](const ChoiceMoved& it) { move_choice(store, it); }, [&](const ChoiceUndone& it) { undo_choice(store, it); },
      [&](const DistrictChosen& it) { choose_district(store, it); },
      [&](const ResidenceDeclared& it) { ballot_of(store, it.campaign).declared = it.declared; },
      [&](const BallotCast& it) { cast_ballot(store, it.campaign); },
      [&](const BallotDropped& it) { drop_ballot(store, it.campaign); },
      [&](const BallotReopened& it) { reopen_ballot(store, it); },
      [&](const ProofWanted& it) { want_proof(store, it); },
      [&](const OwnBallotWanted& it) { want_own_ballot(store, it); },
      [&](const RecountWanted& it) { want_recount(store, it); }, [&](const Recounted& it) { recounted(store, it); },
      [&](const QrDrawn& it) {
        if (store.state.qr_text == it.text) store.state.qr_picture = it.picture;
      });
}
bool voting_answered(Store store, const Pending& pending, const Response& response) {
  switch (pending.kind) {
    case Pending::Kind::Cast:
      cast_answered(store, pending.subject, response);
      return true;
    case Pending::Kind::Head:
      head_arrived(store, pending.subject, response);
      return true;
    case Pending::Kind::Path:
      path_arrived(store, pending.subject, response);
      return true;
    case Pending::Kind::OwnBallot:
      own_ballot_arrived(store, pending.subject, response);
      return true;
    default:
      return false;
  }
}
bool voting_timer(Store store, std::string_view what, const std::string& whom) {
  if (what != "cast") return false;
  send_ballot(store, whom);
  return true;
}

// The code of a receipt is drawn when the receipt is here.
void voting_arrived(Store store, const std::string&) { want_qr(store); }

}  // namespace

const Part kOffice = {.did = office_did, .arrived = office_arrived, .evaluate = evaluate_office, .saved = office_saved};
const Part kPosting = {.did = posted, .answered = posting_answered, .timer = posting_timer, .left = forget_posts};
const Part kVoting = {
    .did = voted, .answered = voting_answered, .timer = voting_timer, .arrived = voting_arrived, .opened = want_qr};

std::span<const Part* const> parts_of(const State& state) {
  return state.program == nullptr ? std::span<const Part* const>{} : state.program->parts;
}

}  // namespace pochin::app
