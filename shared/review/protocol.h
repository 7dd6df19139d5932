// The protocol of a meeting of the commission (domain.md §6.6): what was there and what was decided, as data, as JSON
// and as a text to sign. It is made from the meeting by the rules of the practice and refused when it cannot be true.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/review/commission.h"
#include "shared/review/conflict.h"
#include "shared/review/quorum.h"
#include "shared/review/vote.h"

namespace pochin::review {

struct Award {
  std::string application;
  std::string number;  // «12»
  std::string title;
  Money sum;
  bool operator==(const Award&) const = default;
};

// What the secretary writes down.
struct Meeting {
  std::string number;
  Date date;
  std::string place;  // «с. Заречье, администрация» or «видео-конференц-связь»
  std::vector<std::string> present;  // persons
  std::string presiding, secretary;  // persons
  std::vector<std::string> agenda;
  std::vector<std::string> heard;
  std::vector<Question> questions;
  std::vector<Award> winners, reserve;  // in their order
  std::optional<Money> available;       // for the winners in all
  bool operator==(const Meeting&) const = default;
};

struct ProtocolRules {
  CompositionRule composition;
  QuorumRule quorum;
  MajorityRule majority;
  bool all_sign = false;  // every member present, not only who presided and the secretary
};

struct Attendee {
  std::string person, name, position;
  Seat seat = Seat::member;
  bool operator==(const Attendee&) const = default;
};

struct Recusal {
  std::string person, name, application, reason;
  bool operator==(const Recusal&) const = default;
};

struct NamedVote {
  std::string person, name;
  Choice choice = Choice::abstained;
  bool operator==(const NamedVote&) const = default;
};

struct NamedDissent {
  std::string person, name, text;
  bool operator==(const NamedDissent&) const = default;
};

struct Resolution {
  std::string question, application, text;
  std::vector<NamedVote> votes;
  Decision decision;
  std::vector<NamedDissent> dissents;
  bool operator==(const Resolution&) const = default;
};

struct Protocol {
  std::string number;
  Date date;
  std::string place, commission, act;
  std::string presiding, secretary;  // persons
  std::vector<Attendee> present, absent;
  std::vector<Recusal> recusals;  // of members, on the applications of the questions and awards
  Quorum quorum;
  std::vector<std::string> agenda, heard;
  std::vector<Resolution> resolutions;
  std::vector<Award> winners, reserve;
  Money awarded;                     // the winners in all
  std::vector<Attendee> signatures;  // needed
  bool operator==(const Protocol&) const = default;
};

// Error.place is "present/2", "questions/0" and the like. Codes: protocol_number, protocol_member (no member that day),
// protocol_presiding (not present, or neither chair nor deputy), protocol_secretary (not present), protocol_quorum
// (a question was decided without one, the recused on its application as the rule counts them), protocol_open (a
// question is not closed), protocol_twice (an application won twice, or is in the reserve too), protocol_rejected (an
// award to an application that was voted down), protocol_sum (not above zero), protocol_money (more than there is).
Result<Protocol> make_protocol(const Commission& commission, const Meeting& meeting,
                               const std::vector<Conflict>& conflicts, const ProtocolRules& rules);

// Who changed points of an application of this contest by hand.
struct Adjuster {
  std::string person;
  std::string number;  // of the application
};

// One person may not both adjust points and sign the protocol (domain.md §9). Codes: sign_unneeded, sign_separation
// (the message names the applications), sign_twice.
std::expected<void, Error> may_sign(const Protocol& protocol, std::string_view person,
                                    const std::vector<Adjuster>& adjusters, const std::vector<std::string>& signers);

std::string protocol_text(const Protocol& protocol);  // Russian, lines end with \n

nlohmann::json to_json(const Meeting& meeting);
Result<Meeting> meeting_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Protocol& protocol);
Result<Protocol> protocol_from_json(const nlohmann::json& json, const std::string& place = {});

}  // namespace pochin::review
