// The fields of a question with its votes: it is stored by itself and as a part of a meeting.
#pragma once

#include "shared/base/record.h"
#include "shared/review/vote.h"

namespace pochin::review {

constexpr auto fields(const Vote*) {
  return std::tuple{record::needed("member", &Vote::member), record::needed("choice", &Vote::choice),
                    record::needed("at", &Vote::at)};
}

constexpr auto fields(const DissentingOpinion*) {
  return std::tuple{record::needed("member", &DissentingOpinion::member),
                    record::needed("text", &DissentingOpinion::text), record::needed("at", &DissentingOpinion::at)};
}

constexpr auto fields(const Question*) {
  return std::tuple{record::needed("id", &Question::id),
                    record::maybe("application", &Question::application),
                    record::needed("text", &Question::text),
                    record::maybe("votes", &Question::votes),
                    record::maybe("dissents", &Question::dissents),
                    record::maybe("closed_at", &Question::closed_at)};
}

}  // namespace pochin::review
