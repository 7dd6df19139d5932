// GET /api/v1/practices/{id}/about: what the page of a practice shows, without the form of its application (which is a
// hundred times as much).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "shared/api/wire.h"

namespace pochin::practice {
struct Pack;
struct Stage;
}  // namespace pochin::practice

namespace pochin::wire {

// A norm in words, with its text where that is published.
struct Norm {
  std::string text, url;
  bool operator==(const Norm&) const = default;
};
constexpr auto fields(const Norm*) {
  return std::tuple{record::needed("text", &Norm::text), record::maybe("url", &Norm::url)};
}

struct AboutStage {
  std::string title, detail;
  Instant from{}, to{};    // [from, to)
  std::string source;      // the norms besides those that all stages stand on
  std::string source_url;  // of a single one
  std::string action_text, action_href;
  bool operator==(const AboutStage&) const = default;
};
constexpr auto fields(const AboutStage*) {
  return std::tuple{record::needed("title", &AboutStage::title),
                    record::maybe("detail", &AboutStage::detail),
                    record::needed("from", &AboutStage::from),
                    record::needed("to", &AboutStage::to),
                    record::maybe("source", &AboutStage::source),
                    record::maybe("source_url", &AboutStage::source_url),
                    record::maybe("action_text", &AboutStage::action_text),
                    record::maybe("action_href", &AboutStage::action_href)};
}

// How much a kind of municipality may get.
struct AboutLimit {
  std::string place;
  Money subsidy_kopecks{};
  std::string percent;  // of the cost: "90"
  bool operator==(const AboutLimit&) const = default;
};
constexpr auto fields(const AboutLimit*) {
  return std::tuple{record::needed("place", &AboutLimit::place),
                    record::needed("subsidy_kopecks", &AboutLimit::subsidy_kopecks),
                    record::needed("percent", &AboutLimit::percent)};
}

// An act with all its articles that the rules cite, so that it is named once.
struct AboutAct {
  std::string name, articles, title, url;
  std::optional<Date> from, to;  // in force: [from, to)
  bool operator==(const AboutAct&) const = default;
};
constexpr auto fields(const AboutAct*) {
  return std::tuple{record::needed("name", &AboutAct::name),  record::maybe("articles", &AboutAct::articles),
                    record::maybe("title", &AboutAct::title), record::maybe("url", &AboutAct::url),
                    record::maybe("from", &AboutAct::from),   record::maybe("to", &AboutAct::to)};
}

struct AboutCriterion {
  std::string code, title, most;  // points: "12,5"
  bool operator==(const AboutCriterion&) const = default;
};
constexpr auto fields(const AboutCriterion*) {
  return std::tuple{record::needed("code", &AboutCriterion::code), record::needed("title", &AboutCriterion::title),
                    record::needed("most", &AboutCriterion::most)};
}

struct PracticeAbout {
  std::string id, title, full_title, lead;
  int64_t year = 0;
  std::string zone_name;
  int64_t zone_minutes = 0;  // east of UTC
  std::vector<AboutStage> stages;
  int64_t open_stage = 0;  // of the server's calendar, which may have moved it: 1-based, 0 = none
  std::vector<Norm> law;   // that all stages stand on
  std::vector<AboutLimit> limits;
  std::vector<AboutAct> acts;
  std::vector<AboutCriterion> criteria;
  std::string criteria_version;
  std::string tie_rule;  // «При равном балле выше стоит заявка, поданная раньше.»
  int64_t published = 0;  // projects of the cycle
  bool operator==(const PracticeAbout&) const = default;
};
constexpr auto fields(const PracticeAbout*) {
  return std::tuple{record::needed("id", &PracticeAbout::id),
                    record::needed("title", &PracticeAbout::title),
                    record::maybe("full_title", &PracticeAbout::full_title),
                    record::maybe("lead", &PracticeAbout::lead),
                    record::needed("year", &PracticeAbout::year),
                    record::needed("zone_name", &PracticeAbout::zone_name),
                    record::needed("zone_minutes", &PracticeAbout::zone_minutes),
                    record::needed("stages", &PracticeAbout::stages),
                    record::needed("open_stage", &PracticeAbout::open_stage),
                    record::needed("law", &PracticeAbout::law),
                    record::needed("limits", &PracticeAbout::limits),
                    record::needed("acts", &PracticeAbout::acts),
                    record::needed("criteria", &PracticeAbout::criteria),
                    record::needed("criteria_version", &PracticeAbout::criteria_version),
                    record::needed("tie_rule", &PracticeAbout::tie_rule),
                    record::needed("published", &PracticeAbout::published)};
}

// What stands in the rules, on this day; `open_stage` and `published` are the caller's.
PracticeAbout about(const practice::Pack& pack, Instant now);

}  // namespace pochin::wire
