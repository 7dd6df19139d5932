// The part of the table of the format (format.h) that read_criteria.cpp and read_ranking.cpp read.
#pragma once

#include "shared/practice/format_keys.h"

namespace pochin::practice::format {

inline constexpr int64_t kRows = 1'000'000;

inline constexpr Key kBandKeys[] = {
    decimal_of("from", rule, "от"),
    flag_of("from_included", rule, "нижняя граница входит"),
    decimal_of("to", rule, "до"),
    flag_of("to_included", rule, "верхняя граница входит", "true"),
    decimal_of("points", rule, "баллы", true),
    needed_text("text", wording, "надпись"),
};
inline constexpr Shape kBand{.name = "band", .title = "Ступень", .keys = kBandKeys};

inline constexpr Key kTableKeys[] = {
    text_of("title", wording, "название"),
    formula_of("when", "когда действует"),
    formula_of("value", "значение"),
    text_of("unit", wording, "единица"),
    formula_of("minimum", "минимум"),
    text_of("minimum_title", wording, "название минимума"),
    list_of("bands", kBand, "ступени", true, Order::decides),
};
inline constexpr Shape kTable{.name = "table", .title = "Таблица баллов", .keys = kTableKeys};

inline constexpr Key kLinearKeys[] = {
    text_of("title", wording, "название"),
    formula_of("when", "когда действует"),
    decimal_of("from", rule, "от", true),
    decimal_of("to", rule, "до", true),
    decimal_of("from_points", rule, "баллы в начале", true),
    decimal_of("to_points", rule, "баллы в конце", true),
    decimal_of("below_points", rule, "баллы ниже шкалы"),
    decimal_of("above_points", rule, "баллы выше шкалы"),
};
inline constexpr Shape kLinear{.name = "linear", .title = "Шкала", .keys = kLinearKeys};

inline constexpr Key kChoiceKeys[] = {needed_text("code", rule, "код"), needed_text("title", wording, "название"),
                                      decimal_of("points", rule, "баллы", true)};
inline constexpr Shape kChoice{
    .name = "choice", .title = "Вариант", .id_key = "code", .label_key = "title", .keys = kChoiceKeys};

inline constexpr Key kLeverKeys[] = {
    needed_text("field", advice, "поле"),    text_of("take_from", advice, "за счёт какого поля"),
    decimal_of("step", advice, "шаг", true), {.name = "most", .holds = formula, .effect = advice, .title = "не больше"},
    flag_of("money", advice, "в рублях"),    needed_text("text", advice, "совет"),
};
inline constexpr Shape kLever{
    .name = "lever", .title = "Совет", .id_key = "field", .added = advice, .removed = advice, .keys = kLeverKeys};

inline constexpr Key kRoundPointsKeys[] = {
    word_of("round", rule, "правило округления", Vocabulary::rounding, R"("half_up")"),
    {.name = "digits", .holds = whole, .effect = rule, .title = "знаков после запятой", .needed = true, .most = 6},
};
inline constexpr Shape kRoundPoints{.name = "round_points", .title = "Округление баллов", .keys = kRoundPointsKeys};

inline constexpr Key kCriterionKeys[] = {
    needed_text("code", rule, "код"),
    needed_text("title", wording, "название"),
    word_of("shape", rule, "вид", Vocabulary::criterion_shape, {}, true),
    decimal_of("weight", rule, "вес", true),
    decimal_of("max", rule, "наибольший балл", true),
    not_for("expert", formula_of("value", "значение", true)),
    formula_of("applicable", "когда действует"),
    text_of("unit", wording, "единица"),
    whole_of("digits", rule, "знаков после запятой", 0, 6, "1"),
    flag_of("rounded", rule, "округлять", "true"),
    word_of("round", rule, "правило округления", Vocabulary::rounding, R"("half_up")"),
    object_of("round_points", kRoundPoints, false),
    decimal_of("min", rule, "наименьший балл"),
    text_of("group", rule, "группа"),
    flag_of("falling", rule, "чем меньше, тем лучше"),
    text_of("section", advice, "раздел анкеты"),
    text_of("unknown", wording, "почему нет баллов"),
    text_of("norm", wording, "норма"),
    only_for("bands", list_of("tables", kTable, "таблицы баллов", false, Order::decides)),
    only_for("linear", list_of("linear", kLinear, "шкалы", false, Order::decides)),
    only_for("choice", list_of("choices", kChoice, "варианты")),
    only_for("count", decimal_of("points_each", rule, "баллы за каждый")),
    may_for("count", decimal_of("points_base", rule, "баллы сразу")),
    may_for("count", decimal_of("above", rule, "считать свыше")),
    may_for("count", decimal_of("per", rule, "за каждые полные")),
    may_for("cohort", word_of("best", rule, "что лучше", Vocabulary::best, R"("max")")),
    may_for("cohort", formula_of("minimum", "значение, за которое баллов нет")),
    may_for("cohort", formula_of("maximum", "значение, за которое баллов нет")),
    may_for("cohort", word_of("scope", rule, "среди каких заявок", Vocabulary::scope, R"("window")")),
    may_for("expert", whole_of("members", rule, "не меньше оценок", 1, 1000, "1")),
    may_for("expert", decimal_of("pass", rule, "проходной средний балл")),
    may_for("expert", texts_of("marks", rule, "какие оценки бывают")),
    only_for("presence", decimal_of("points_yes", rule, "баллы")),
    only_for("presence", text_of("present_text", wording, "надпись, когда есть")),
    only_for("presence", text_of("absent_text", wording, "надпись, когда нет")),
    list_of("levers", kLever, "советы"),
    kSource,
    kNote,
};
inline constexpr Shape kCriterion{.name = "criterion",
                                  .title = "Критерий",
                                  .id_key = "code",
                                  .label_key = "title",
                                  .told_by = "shape",
                                  .keys = kCriterionKeys};

inline constexpr Key kCriteriaGroupKeys[] = {needed_text("code", rule, "код"),
                                             needed_text("title", wording, "название"),
                                             decimal_of("weight", rule, "вес", true), kSource, kNote};
inline constexpr Shape kCriteriaGroup{.name = "criteria_group",
                                      .title = "Группа критериев",
                                      .id_key = "code",
                                      .label_key = "title",
                                      .keys = kCriteriaGroupKeys};

inline constexpr Key kGateKeys[] = {
    needed_text("code", rule, "код"),
    needed_text("title", wording, "название"),
    formula_of("check", "условие", true),
    word_of("effect", rule, "что будет, если не выполнено", Vocabulary::effect, R"("not_admitted")"),
    needed_text("reason", wording, "причина"),
    kSource,
    kNote,
};
inline constexpr Shape kGate{
    .name = "gate", .title = "Условие допуска", .id_key = "code", .label_key = "title", .keys = kGateKeys};

inline constexpr Key kCriteriaKeys[] = {
    needed_text("version", note, "версия"),
    word_of("scale", rule, "веса", Vocabulary::scale, R"("shares")"),
    decimal_of("max_total", rule, "наибольший балл по акту"),
    decimal_of("cap", rule, "больше этого балла не бывает"),
    list_of("groups", kCriteriaGroup, "группы критериев"),
    list_of("gates", kGate, "условия допуска"),
    list_of("items", kCriterion, "критерии", true),
    kSource,
    kNote,
};
inline constexpr Shape kCriteria{.name = "criteria", .title = "Критерии", .keys = kCriteriaKeys};

inline constexpr Key kWindowKeys[] = {
    needed_text("code", rule, "код"),
    needed_text("title", wording, "название"),
    formula_of("when", "какие заявки"),
    decimal_of("available", rule, "деньги окна"),
    decimal_of("pass_mark", rule, "проходной балл"),
    whole_of("reserve", rule, "длина резерва", 0, kRows, {}),
    kSource,
    kNote,
};
inline constexpr Shape kWindow{
    .name = "window", .title = "Окно", .id_key = "code", .label_key = "title", .keys = kWindowKeys};

inline constexpr Key kExceptionKeys[] = {
    needed_text("municipality", rule, "муниципалитет"),
    {.name = "most", .holds = whole, .effect = rule, .title = "не больше", .needed = true, .most = kRows},
};
inline constexpr Shape kException{.name = "municipality_limit",
                                  .title = "Исключение",
                                  .id_key = "municipality",
                                  .label_key = "municipality",
                                  .keys = kExceptionKeys};

inline constexpr Key kPerMunicipalityKeys[] = {whole_of("most", rule, "не больше", 1, kRows, {}),
                                               list_of("except", kException, "исключения"), kSource, kNote};
inline constexpr Shape kPerMunicipality{
    .name = "per_municipality", .title = "Победителей от муниципалитета", .keys = kPerMunicipalityKeys};

inline constexpr Key kAdditionalKeys[] = {
    decimal_of("pass_mark", rule, "проходной балл"),
    word_of("border", rule, "когда денег не хватает", Vocabulary::border, R"("skip")"),
    kSource,
    kNote,
};
inline constexpr Shape kAdditional{
    .name = "additional_selection", .title = "Дополнительный отбор", .keys = kAdditionalKeys};

inline constexpr Key kRankingKeys[] = {
    words_of("tie_chain", "что решает при равных баллах", Vocabulary::tie, false, Order::decides),
    decimal_of("available", rule, "деньги на все проекты"),
    word_of("border", rule, "когда денег не хватает", Vocabulary::border, R"("stop")"),
    decimal_of("pass_mark", rule, "проходной балл"),
    word_of("order", rule, "по чему места", Vocabulary::order, R"("points")"),
    decimal_of("least_votes", rule, "голосов не меньше"),
    whole_of("reserve", rule, "длина резерва", 0, kRows, {}),
    object_of("per_municipality", kPerMunicipality, false),
    list_of("windows", kWindow, "окна", false, Order::decides),
    object_of("additional", kAdditional, false),
    kSource,
    kNote,
};
inline constexpr Shape kRanking{.name = "ranking", .title = "Рейтинг", .keys = kRankingKeys};

}  // namespace pochin::practice::format
