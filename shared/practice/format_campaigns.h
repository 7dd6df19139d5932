// The part of the table of the format (format.h) that read_campaigns.cpp reads.
#pragma once

#include "shared/practice/format_keys.h"
#include "shared/voting/campaign.h"

namespace pochin::practice::format {

inline constexpr int64_t kVoteProjects = 100'000, kVotePoints = 1'000'000, kVoteAge = 150;

inline constexpr Key kIncompatibleKeys[] = {
    {.name = "projects", .holds = texts, .effect = rule, .title = "номера проектов", .needed = true}, kSource, kNote};
inline constexpr Shape kIncompatible{
    .name = "incompatible", .title = "Проекты, исключающие друг друга", .keys = kIncompatibleKeys};

inline constexpr Key kBallotKeys[] = {
    word_of("kind", rule, "вид бюллетеня", Vocabulary::ballot_kind, {}, true),
    whole_of("min", rule, "проектов не меньше", 0, kVoteProjects, "1"),
    whole_of("max", rule, "проектов не больше", 0, kVoteProjects),
    decimal_of("min_cost", rule, "на сумму не меньше"),
    decimal_of("max_cost", rule, "на сумму не больше"),
    whole_of("points", rule, "баллов на всех", 0, kVotePoints),
    whole_of("max_points", rule, "баллов одному не больше", 0, kVotePoints),
    whole_of("minus", rule, "минусов не больше", 0, kVoteProjects),
    list_of("incompatible", kIncompatible, "проекты, исключающие друг друга"),
    kNote,
};
inline constexpr Shape kBallot{.name = "ballot", .title = "Бюллетень", .keys = kBallotKeys};

inline constexpr Key kTallyKeys[] = {
    word_of("rule", rule, "правило подсчёта", Vocabulary::tally_rule, {}, true),
    word_of("utility", rule, "полезность проекта", Vocabulary::utility, R"("cost")"),
    word_of("completion", rule, "что с остатком", Vocabulary::completion, R"("none")"),
    whole_of("threshold", rule, "голосов не меньше", 0, 1'000'000'000),
    {.name = "budget", .holds = decimal, .effect = rule, .title = "деньги", .needed = true},
    words_of("ties", "что решает при равенстве", Vocabulary::tie_by, true, Order::decides),
    text_of("lot_source", rule, "откуда берут число для жребия"),
    kNote,
};
inline constexpr Shape kTally{.name = "tally", .title = "Подсчёт", .keys = kTallyKeys};

inline constexpr Key kCampaignKeys[] = {
    needed_text("id", rule, "код"),
    needed_text("title", wording, "название"),
    word_of("kind", rule, "вид голосования", Vocabulary::campaign_kind, R"("adult")"),
    texts_of("basis", wording, "правовые основания"),
    words_of("states", "состояния заявок, которые стоят в бюллетене", Vocabulary::state, true),
    formula_of("projects", "какие заявки"),
    {.name = "opens", .holds = local_time, .effect = rule, .title = "начало", .needed = true},
    {.name = "closes", .holds = local_time, .effect = rule, .title = "окончание", .needed = true},
    whole_of("min_age", rule, "полных лет не меньше", 0, kVoteAge, {}),
    whole_of("max_age", rule, "полных лет не больше", 0, kVoteAge, {}),
    {.name = "age_on", .holds = date, .effect = rule, .title = "на какой день считать возраст"},
    word_of("residence", rule, "кто голосует", Vocabulary::residence, R"("region")"),
    word_of("unknown_residence", rule, "если адрес неизвестен", Vocabulary::unknown_residence, R"("refuse")"),
    word_of("districts", rule, "районы", Vocabulary::districts, R"("none")"),
    whole_of("districts_per_person", rule, "районов одному не больше", 0, kVoteProjects, "1"),
    object_of("ballot", kBallot),
    word_of("running_totals", rule, "промежуточные итоги", Vocabulary::running_totals, R"("hidden")"),
    flag_of("change_allowed", rule, "можно переголосовать"),
    words_of("channels", "как можно проголосовать", Vocabulary::channel),
    object_of("tally", kTally),
    word_of("assurance_needed", rule, "какие голоса считаются", Vocabulary::assurance, R"("declared")"),
    kSource,
    kNote,
};
inline constexpr Shape kCampaign{
    .name = "campaign", .title = "Голосование", .id_key = "id", .label_key = "title", .keys = kCampaignKeys};

}  // namespace pochin::practice::format
