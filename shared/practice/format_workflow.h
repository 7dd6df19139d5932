// The part of the table of the format (format.h) that read_workflow.cpp reads.
#pragma once

#include "shared/practice/format_keys.h"

namespace pochin::practice::format {

inline constexpr Key kEditingKeys[] = {words_of("states", "состояния", Vocabulary::state),
                                       words_of("roles", "роли", Vocabulary::role)};
inline constexpr Shape kApplicant{.name = "editing", .title = "Заполнение заявителем", .keys = kEditingKeys};
inline constexpr Shape kStaff{.name = "editing", .title = "Заполнение сотрудниками", .keys = kEditingKeys};

inline constexpr Key kStaffSectionKeys[] = {needed_text("section", rule, "раздел"),
                                            words_of("states", "состояния", Vocabulary::state, true),
                                            words_of("roles", "роли", Vocabulary::role, true)};
inline constexpr Shape kStaffSection{.name = "staff_section",
                                     .title = "Заполнение раздела сотрудниками",
                                     .id_key = "section",
                                     .label_key = "section",
                                     .keys = kStaffSectionKeys};

inline constexpr Key kDocumentKeys[] = {needed_text("field", rule, "поле"), needed_text("title", wording, "название")};
inline constexpr Shape kDocument{
    .name = "document", .title = "Документ", .id_key = "field", .label_key = "title", .keys = kDocumentKeys};

inline constexpr Key kDeadlineKeys[] = {
    word_of("start", rule, "от чего считать", Vocabulary::deadline_start, R"("entered")"),
    text_of("term", rule, "срок"),
    text_of("stage", rule, "до конца этапа"),
    {.name = "at", .holds = local_time, .effect = rule, .title = "до времени"},
    text_of("title", wording, "что нужно сделать"),
    text_of("law", wording, "правовое основание"),
    words_of("states", "в каких состояниях", Vocabulary::state),
    words_of("who", "кто отвечает", Vocabulary::role),
    flag_of("automatic", rule, "портал выполнит сам"),
    kNote,
};
inline constexpr Shape kDeadline{.name = "deadline", .title = "Срок действия", .keys = kDeadlineKeys};

inline constexpr Key kNoticeKeys[] = {word_of("to", wording, "кому", Vocabulary::recipient, {}, true),
                                      needed_text("text", wording, "текст")};
inline constexpr Shape kNotice{.name = "notice",
                               .title = "Сообщение",
                               .id_key = "to",
                               .label_key = "to",
                               .added = wording,
                               .removed = wording,
                               .keys = kNoticeKeys};

inline constexpr Key kTransitionKeys[] = {
    needed_text("action", rule, "код"),
    needed_text("title", wording, "название"),
    words_of("from", "из каких состояний", Vocabulary::state, true),
    word_of("to", rule, "в какое состояние", Vocabulary::state),
    words_of("roles", "кто может", Vocabulary::role, true),
    flag_of("primary", wording, "главная кнопка"),
    flag_of("needs_comment", rule, "нужно пояснение"),
    flag_of("needs_remarks", rule, "нужны замечания"),
    flag_of("needs_valid_form", rule, "нужна заполненная анкета"),
    flag_of("needs_open_intake", rule, "только пока принимают заявки"),
    flag_of("gives_number", rule, "даёт номер"),
    formula_of("guard", "условие"),
    text_of("guard_message", wording, "почему нельзя"),
    flag_of("offers_refinement", rule, "предлагает доработку"),
    list_of("documents", kDocument, "документы"),
    texts_of("grounds", rule, "основания отказа"),
    object_of("deadline", kDeadline, false),
    text_of("notice", wording, "сообщение сотрудникам"),
    list_of("notices", kNotice, "сообщения"),
    text_of("told", wording, "сообщение заявителю"),
    needed_text("done", wording, "запись в истории"),
    text_of("law", wording, "правовое основание"),
    kNote,
};
inline constexpr Shape kTransition{.name = "transition",
                                   .title = "Действие",
                                   .id_key = "action",
                                   .second_key = "from",
                                   .label_key = "title",
                                   .keys = kTransitionKeys};

inline constexpr Key kMappedKeys[] = {needed_text("from", rule, "из поля"), needed_text("to", rule, "в поле")};
inline constexpr Shape kMapped{
    .name = "mapped_field", .title = "Перенос поля", .id_key = "from", .label_key = "from", .keys = kMappedKeys};

inline constexpr Key kConversionKeys[] = {
    word_of("from", rule, "из чего", Vocabulary::track, {}, true),
    needed_text("title", wording, "название"),
    words_of("states", "из каких состояний", Vocabulary::state),
    words_of("roles", "кто может", Vocabulary::role, true),
    word_of("number", rule, "номер", Vocabulary::number, R"("fresh")"),
    list_of("fields", kMapped, "перенос полей"),
    kNote,
};
inline constexpr Shape kConversion{
    .name = "conversion", .title = "Превращение", .id_key = "from", .label_key = "title", .keys = kConversionKeys};

inline constexpr Key kWorkflowKeys[] = {
    word_of("track", rule, "вид", Vocabulary::pack_track, R"("application")"),
    word_of("initial", rule, "начальное состояние", Vocabulary::state, {}, true),
    words_of("states", "состояния", Vocabulary::state, true),
    words_of("final", "конечные состояния", Vocabulary::state),
    needed_text("number_format", rule, "вид номера"),
    object_of("applicant", kApplicant, false),
    object_of("staff", kStaff, false),
    list_of("staff_sections", kStaffSection, "заполнение разделов сотрудниками"),
    list_of("transitions", kTransition, "действия", true, Order::seen),
    list_of("conversions", kConversion, "превращения"),
};
inline constexpr Shape kWorkflow{.name = "workflow", .title = "Порядок рассмотрения", .keys = kWorkflowKeys};

}  // namespace pochin::practice::format
