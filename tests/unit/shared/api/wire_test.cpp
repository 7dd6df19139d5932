// One list of fields writes a record and reads it; what an old client and a new server do not share harms neither.
#include "shared/api/wire.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/api/practice_about.h"

using namespace pochin;
using wire::Json;

namespace {

struct Vote {
  std::string state;
  std::optional<int64_t> votes;
  bool won = false;
  bool operator==(const Vote&) const = default;
};
constexpr auto fields(const Vote*) {
  return std::tuple{record::needed("state", &Vote::state), record::needed("votes", &Vote::votes),
                    record::needed("won", &Vote::won)};
}

// As the server of today writes it.
struct Card {
  std::string number, title, picture = "сад";
  std::optional<Money> cost_kopecks;
  std::optional<Instant> submitted_at;
  std::optional<Vote> vote;
  bool operator==(const Card&) const = default;
};
constexpr auto fields(const Card*) {
  return std::tuple{record::needed("number", &Card::number),
                    record::needed("title", &Card::title),
                    record::needed("picture", &Card::picture),
                    record::needed("cost_kopecks", &Card::cost_kopecks),
                    record::needed("submitted_at", &Card::submitted_at),
                    record::needed("vote", &Card::vote)};
}

// Of a client from before: it knows neither the vote nor the cost, and a member that is no more.
struct OldCard {
  std::string number, title, gone = "осталось";
  bool operator==(const OldCard&) const = default;
};
constexpr auto fields(const OldCard*) {
  return std::tuple{record::needed("number", &OldCard::number), record::needed("title", &OldCard::title),
                    record::needed("gone", &OldCard::gone)};
}

struct Page : Card {
  std::vector<Vote> votes;
  Date date{};
  Json answers;
  bool operator==(const Page&) const = default;
};
constexpr auto fields(const Page*) {
  return std::tuple_cat(wire::with_fields_of<Page, Card>(),
                        std::tuple{record::needed("votes", &Page::votes), record::needed("date", &Page::date),
                                   record::needed("answers", &Page::answers)});
}

Card card() {
  Card out;
  out.number = "ППМИ-2027-0003";
  out.title = "Колодец";
  out.cost_kopecks = Money{200'000'000};
  out.submitted_at = Instant{1'794'290'400'000};
  out.vote = Vote{"published", 576, true};
  return out;
}

}  // namespace

TEST_CASE("what the server writes the client reads, member by member") {
  const Json json = record::write(card());
  const auto read = wire::read<Card>(json);
  CHECK(read.number == "ППМИ-2027-0003");
  CHECK(read.cost_kopecks == Money{200'000'000});
  CHECK(read.submitted_at == card().submitted_at);
  REQUIRE(read.vote.has_value());
  CHECK(read.vote->votes == 576);
  CHECK(read.vote->won);
  CHECK(record::write(read) == json);
}

TEST_CASE("what is absent is null on the wire and reads as absent") {
  const Json json = record::write(Card{});
  CHECK(json["cost_kopecks"].is_null());
  const auto read = wire::read<Card>(json);
  CHECK_FALSE(read.cost_kopecks.has_value());
  CHECK_FALSE(read.vote.has_value());
}

TEST_CASE("an old client of a new server: what it does not know is nothing to it, what is gone keeps its default") {
  const auto read = wire::read<OldCard>(record::write(card()));
  CHECK(read.number == "ППМИ-2027-0003");
  CHECK(read.title == "Колодец");
  CHECK(read.gone == "осталось");
}

TEST_CASE("a new client of an old server: what it does not send is as if nobody had said it") {
  const auto read = wire::read<Card>(record::write(OldCard{"7", "Мост", "x"}));
  CHECK(read.number == "7");
  CHECK(read.title == "Мост");
  CHECK(read.picture == "сад");
  CHECK_FALSE(read.vote.has_value());
  CHECK(wire::read<Card>(Json()).picture == "сад");
}

TEST_CASE("a member of another type leaves the default, and of a list only what is wrong in it") {
  const auto read = wire::read<Page>({{"number", 7},
                                      {"title", "Мост"},
                                      {"cost_kopecks", "12.50"},
                                      {"submitted_at", "вчера"},
                                      {"vote", "нет"},
                                      {"votes", Json::array({{{"state", "open"}, {"won", 1}}, 3})},
                                      {"date", 20270101}});
  CHECK(read.number.empty());
  CHECK(read.title == "Мост");
  CHECK_FALSE(read.cost_kopecks.has_value());
  CHECK_FALSE(read.submitted_at.has_value());
  CHECK_FALSE(read.vote.has_value());
  REQUIRE(read.votes.size() == 2);
  CHECK(read.votes[0].state == "open");
  CHECK_FALSE(read.votes[0].won);
  CHECK(read.votes[1].state.empty());
  CHECK(read.date == Date{});
}

TEST_CASE("a record that begins with the fields of another one has them and its own, and JSON goes through as it is") {
  Page page{card(), {}, {}, {}};
  page.answers = {{"name", "Колодец"}};
  const Json json = record::write(page);
  CHECK(json["number"] == "ППМИ-2027-0003");
  CHECK(json["answers"]["name"] == "Колодец");
  const auto read = wire::read<Page>(json);
  CHECK(read.title == "Колодец");
  CHECK(read.answers["name"] == "Колодец");
}

TEST_CASE("the page of a practice comes through the wire whole") {
  wire::PracticeAbout about;
  about.id = "ppmi";
  about.zone_minutes = 240;
  about.stages.push_back({"Приём", "", Instant{1000}, Instant{2000}, "", "", "Подать", "/apply/ppmi"});
  about.limits.push_back({"Поселение", Money{200}, "90"});
  about.acts.push_back({"Постановление", "п. 3", "", "", Date{}, std::nullopt});
  CHECK(wire::read<wire::PracticeAbout>(record::write(about)) == about);
}
