// The part of the table of the format (format.h) that read_law.cpp reads.
#pragma once

#include "shared/calendar/term.h"
#include "shared/practice/format_keys.h"

namespace pochin::practice::format {

inline constexpr Key kWordingKeys[] = {
    needed_text("act", wording, "акт"),
    text_of("url", wording, "где прочитать текст"),
    text_of("article", wording, "статья"),
    text_of("part", wording, "часть"),
    text_of("title", wording, "название"),
    word_of("source", note, "откуда это известно", Vocabulary::source, {}, true),
    word_of("kind", rule, "вид акта", Vocabulary::act_kind),
    date_of("valid_from", "действует с"),
    date_of("valid_to", "действует до"),
    kNote,
};
inline constexpr Shape kWording{.name = "law_wording",
                                .title = "Редакция нормы",
                                .id_key = "act",
                                .second_key = "valid_from",
                                .label_key = "act",
                                .added = wording,
                                .removed = wording,
                                .keys = kWordingKeys};

inline constexpr Key kLawKeys[] = {
    needed_text("id", wording, "код"),
    needed_text("act", wording, "акт"),
    text_of("url", wording, "где прочитать текст"),
    text_of("article", wording, "статья"),
    text_of("part", wording, "часть"),
    needed_text("title", wording, "название"),
    word_of("source", note, "откуда это известно", Vocabulary::source, {}, true),
    word_of("kind", rule, "вид акта", Vocabulary::act_kind),
    date_of("valid_from", "действует с"),
    date_of("valid_to", "действует до"),
    list_of("wordings", kWording, "следующие редакции"),
    kNote,
};
inline constexpr Shape kLaw{.name = "law",
                            .title = "Правовое основание",
                            .id_key = "id",
                            .label_key = "title",
                            .added = wording,
                            .removed = wording,
                            .keys = kLawKeys};

inline constexpr Key kGroundKeys[] = {
    needed_text("code", rule, "код"),
    needed_text("text", wording, "формулировка"),
    needed_text("law", wording, "правовое основание"),
    flag_of("must_offer_refinement", rule, "сначала предложить доработку"),
    kNote,
};
inline constexpr Shape kGround{
    .name = "refusal_ground", .title = "Основание отказа", .id_key = "code", .label_key = "text", .keys = kGroundKeys};

inline constexpr Key kTermKeys[] = {
    needed_text("id", rule, "код"),
    needed_text("title", wording, "что нужно сделать"),
    {.name = "count",
     .holds = whole,
     .effect = rule,
     .title = "срок",
     .needed = true,
     .least = 0,
     .most = calendar::kMaxCount},
    word_of("unit", rule, "единица срока", Vocabulary::term_unit, {}, true),
    word_of("day_off", rule, "если последний день нерабочий", Vocabulary::day_off, "\"next_working\""),
    flag_of("at_least", rule, "не меньше этого срока"),
    needed_text("law", wording, "правовое основание"),
    word_of("source", note, "откуда это известно", Vocabulary::source, {}, true),
    kNote,
};
inline constexpr Shape kTerm{.name = "term", .title = "Срок", .id_key = "id", .label_key = "title", .keys = kTermKeys};

}  // namespace pochin::practice::format
