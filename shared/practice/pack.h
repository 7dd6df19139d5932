// A practice pack: everything that differs between practices, as data (architecture.md §5). Parsed once; the parsed
// pack is immutable and may be shared between threads.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/application/workflow.h"
#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/calendar/term.h"
#include "shared/finance/refund.h"
#include "shared/finance/sources.h"
#include "shared/form/schema.h"
#include "shared/law/legal_basis.h"
#include "shared/law/refusal.h"
#include "shared/practice/commission_rules.h"
#include "shared/scoring/criteria.h"
#include "shared/scoring/ranking.h"
#include "shared/voting/campaign.h"

namespace pochin::practice {

using law::LegalBasis;

// What the acts give for a step, counted by calendar/term.h: «Опубликовать сведения о проекте — 3 рабочих дня».
struct NamedTerm {
  std::string id;
  std::string title;  // what has to be done: «Рассмотреть проект и принять решение»
  calendar::Term term;
  bool at_least = false;  // «не менее 5 рабочих дней»: the term protects those who answer
  std::string law;        // id of the legal basis
  std::string source;
};

struct Stage {
  std::string id;
  std::string title;   // «Приём заявок»
  std::string detail;  // what one can do now
  Instant from, to;    // [from, to)
  std::vector<std::string> law;
  std::string source;
  bool intake = false;                   // applications are taken
  std::string action_text, action_href;  // «Подать заявку»; empty = nothing to do
};

struct Cycle {
  std::string id;
  std::string title;
  int year = 0;
  Date population_date;  // 1 January of the year before the works
};

// Where money comes from: a field of the form, and whose money it is.
struct MoneySource {
  std::string field, title;
  finance::Source kind = finance::Source::other;
};

// Where the rating and the card find their numbers: names of fields or of named formulas.
struct Limits {
  std::string cost, subsidy, municipal, extra_budget_share, beneficiaries, meeting;
  // Points by hand and why: fields of the staff. They count when a second person has confirmed them.
  std::string plus, minus, reason;
  std::vector<MoneySource> sources;
};

struct Card {
  std::vector<std::string> fields;  // public
  std::string title, problem, results, typology, term, settlement, cost;
};

struct Text {
  std::string key, text;
};

struct Pack {
  int format = 1;
  std::string id;
  std::string version;
  std::string title;       // «ППМИ»
  std::string full_title;  // «Программа поддержки местных инициатив»
  std::string lead;        // one sentence for the portal
  std::string owner;
  int zone_minutes = 180;
  std::string zone_name;  // «МСК+1»
  Cycle cycle;
  std::vector<LegalBasis> law;                      // an id stands once for each of its wordings
  std::vector<law::RefusalGround> refusal_grounds;  // the closed list
  std::vector<NamedTerm> terms;
  std::vector<Stage> stages;
  form::Form form;
  Limits limits;
  scoring::Criteria criteria;
  scoring::RankingRules ranking;
  std::optional<CommissionRules> commission;  // none = the practice decides without one, or outside the portal
  application::Workflow workflow;
  std::optional<finance::RefundRule> refund;  // none = the typical one (finance/refund.h)
  std::vector<voting::Campaign> campaigns;
  Card card;
  std::vector<Text> texts;
  std::string hash;  // SHA-256 of the canonical JSON

  Zone zone() const { return {zone_name, zone_minutes}; }
  const LegalBasis* basis(std::string_view id) const;           // its first wording
  const LegalBasis* basis(std::string_view id, Date on) const;  // the wording in force, else the first
  const Stage* stage(std::string_view id) const;
  const voting::Campaign* campaign(std::string_view id) const;
  std::string_view text(std::string_view key) const;  // "" when the pack has none
};

// Reads a pack; the first thing that cannot be read is the error, its place is a JSON pointer. Whether the parts agree
// with each other is the business of lint().
Result<Pack> parse_pack(std::string_view json);
Result<Pack> parse_pack(const nlohmann::json& json);
// For filling in forms: commission, refund and campaigns are not read and stay empty.
Result<Pack> parse_form_pack(const nlohmann::json& json);

enum class StageState { before, open, between, after };

struct StageTime {
  Instant from, to;  // [from, to)
};

struct StageNow {
  const Stage* stage = nullptr;  // the open one, else the next, else the last
  int number = 0, total = 0;     // of it, 1-based; 0 without stages
  StageState state = StageState::before;
  std::string deadline;  // «до 25 декабря 2026, 18:00 (МСК+1)»
};
StageNow stage_at(const Pack& pack, Instant now);
StageNow stage_at(std::span<const StageTime> stages, const Zone& zone, Instant now);  // `stage` stays null
// «до 25 декабря 2026 года, 18:00 (МСК+1)», «до конца 11 декабря 2026 года (МСК)»: midnight is the end of a day.
std::string until_text(Instant end, const Zone& zone);
bool intake_open(const Pack& pack, Instant now);

// All stages and votes are moved by the same number of days (the demonstration keeps intake open), and with them the
// days between which illustrative acts are in force.
void shift_stages(Pack& pack, int64_t days);
void shift_stages(nlohmann::json& pack, int64_t days);

// What a visitor without login may read: the pack without staff sections and private texts.
nlohmann::json public_subset(const nlohmann::json& pack);
std::string content_hash(const nlohmann::json& pack);

}  // namespace pochin::practice
