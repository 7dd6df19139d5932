// Meetings and protocols as JSON.
#include "shared/base/record.h"
#include "shared/review/protocol.h"
#include "shared/review/question_fields.h"

namespace pochin::review {

constexpr auto fields(const Award*) {
  return std::tuple{record::needed("application", &Award::application), record::needed("number", &Award::number),
                    record::needed("title", &Award::title), record::needed("sum", &Award::sum)};
}

constexpr auto fields(const Meeting*) {
  return std::tuple{record::needed("number", &Meeting::number),       record::needed("date", &Meeting::date),
                    record::maybe("place", &Meeting::place),          record::needed("present", &Meeting::present),
                    record::needed("presiding", &Meeting::presiding), record::needed("secretary", &Meeting::secretary),
                    record::maybe("agenda", &Meeting::agenda),        record::maybe("heard", &Meeting::heard),
                    record::maybe("questions", &Meeting::questions),  record::maybe("winners", &Meeting::winners),
                    record::maybe("reserve", &Meeting::reserve),      record::maybe("available", &Meeting::available)};
}

constexpr auto fields(const Attendee*) {
  return std::tuple{record::needed("person", &Attendee::person), record::needed("name", &Attendee::name),
                    record::maybe("position", &Attendee::position), record::needed("seat", &Attendee::seat)};
}

constexpr auto fields(const Recusal*) {
  return std::tuple{record::needed("person", &Recusal::person), record::needed("name", &Recusal::name),
                    record::needed("application", &Recusal::application), record::needed("reason", &Recusal::reason)};
}

constexpr auto fields(const NamedVote*) {
  return std::tuple{record::needed("person", &NamedVote::person), record::needed("name", &NamedVote::name),
                    record::needed("choice", &NamedVote::choice)};
}

constexpr auto fields(const NamedDissent*) {
  return std::tuple{record::needed("person", &NamedDissent::person), record::needed("name", &NamedDissent::name),
                    record::needed("text", &NamedDissent::text)};
}

constexpr auto fields(const Decision*) {
  return std::tuple{record::needed("for", &Decision::in_favour),
                    record::needed("against", &Decision::against),
                    record::needed("abstained", &Decision::abstained),
                    record::maybe("silent", &Decision::silent),
                    record::needed("needed", &Decision::needed),
                    record::needed("accepted", &Decision::accepted),
                    record::maybe("by_casting_vote", &Decision::by_casting_vote),
                    record::needed("explanation", &Decision::explanation)};
}

constexpr auto fields(const Quorum*) {
  return std::tuple{record::needed("members", &Quorum::members), record::needed("present", &Quorum::present),
                    record::needed("needed", &Quorum::needed), record::needed("reached", &Quorum::reached),
                    record::needed("explanation", &Quorum::explanation)};
}

constexpr auto fields(const Resolution*) {
  return std::tuple{
      record::needed("question", &Resolution::question), record::maybe("application", &Resolution::application),
      record::needed("text", &Resolution::text),         record::needed("votes", &Resolution::votes),
      record::needed("decision", &Resolution::decision), record::maybe("dissents", &Resolution::dissents)};
}

constexpr auto fields(const Protocol*) {
  return std::tuple{record::needed("number", &Protocol::number),
                    record::needed("date", &Protocol::date),
                    record::maybe("place", &Protocol::place),
                    record::needed("commission", &Protocol::commission),
                    record::maybe("act", &Protocol::act),
                    record::needed("presiding", &Protocol::presiding),
                    record::needed("secretary", &Protocol::secretary),
                    record::needed("present", &Protocol::present),
                    record::maybe("absent", &Protocol::absent),
                    record::maybe("recusals", &Protocol::recusals),
                    record::needed("quorum", &Protocol::quorum),
                    record::maybe("agenda", &Protocol::agenda),
                    record::maybe("heard", &Protocol::heard),
                    record::maybe("resolutions", &Protocol::resolutions),
                    record::maybe("winners", &Protocol::winners),
                    record::maybe("reserve", &Protocol::reserve),
                    record::needed("awarded", &Protocol::awarded),
                    record::needed("signatures", &Protocol::signatures)};
}

Json to_json(const Meeting& meeting) { return record::write(meeting); }

Result<Meeting> meeting_from_json(const Json& json, const std::string& place) {
  return record::read<Meeting>(json, place);
}

Json to_json(const Protocol& protocol) { return record::write(protocol); }

Result<Protocol> protocol_from_json(const Json& json, const std::string& place) {
  return record::read<Protocol>(json, place);
}

}  // namespace pochin::review
