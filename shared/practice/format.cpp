#include "shared/practice/format.h"

#include "shared/practice/format_campaigns.h"
#include "shared/practice/format_commission.h"
#include "shared/practice/format_law.h"
#include "shared/practice/format_scoring.h"
#include "shared/practice/format_workflow.h"
#include "shared/practice/migrate.h"

namespace pochin::practice {
namespace {

using namespace format;

constexpr Key kDatesKeys[] = {
    {.name = "population", .holds = date, .effect = rule, .title = "дата численности жителей", .needed = true}};
constexpr Shape kDates{.name = "reference_dates", .title = "Опорные даты", .keys = kDatesKeys};

constexpr Key kCycleKeys[] = {
    needed_text("id", rule, "код цикла"),
    needed_text("title", wording, "название"),
    {.name = "year", .holds = whole, .effect = rule, .title = "год", .needed = true, .least = 2000, .most = 2100},
    object_of("reference_dates", kDates),
    kSource,
    kNote,
};
constexpr Shape kCycle{.name = "cycle", .title = "Цикл", .keys = kCycleKeys};

constexpr Key kStageActionKeys[] = {needed_text("text", wording, "надпись на кнопке"),
                                    needed_text("href", wording, "куда ведёт кнопка")};
constexpr Shape kStageAction{
    .name = "stage_action", .title = "Кнопка этапа", .added = wording, .removed = wording, .keys = kStageActionKeys};

constexpr Key kStageKeys[] = {
    needed_text("id", rule, "код"),
    needed_text("title", wording, "название"),
    text_of("detail", advice, "что можно сделать"),
    {.name = "from", .holds = local_time, .effect = rule, .title = "начало", .needed = true},
    {.name = "to", .holds = local_time, .effect = rule, .title = "окончание", .needed = true},
    texts_of("law", wording, "правовые основания"),
    kSource,
    flag_of("intake", rule, "приём заявок"),
    object_of("action", kStageAction, false),
    kNote,
};
constexpr Shape kStage{.name = "stage", .title = "Этап", .id_key = "id", .label_key = "title", .keys = kStageKeys};

constexpr Key kOptionKeys[] = {needed_text("code", rule, "код"),        needed_text("title", wording, "название"),
                               text_of("hint", wording, "подсказка"),   date_of("valid_from", "можно выбрать с"),
                               date_of("valid_to", "можно выбрать по"), texts_of("was", note, "прежние коды")};
constexpr Shape kOption{
    .name = "option", .title = "Вариант", .id_key = "code", .label_key = "title", .added = limit, .keys = kOptionKeys};

constexpr Key kBoxKeys[] = {decimal_of("south", limit, "юг", true), decimal_of("west", limit, "запад", true),
                            decimal_of("north", limit, "север", true), decimal_of("east", limit, "восток", true)};
constexpr Shape kBox{.name = "box", .title = "Границы на карте", .added = limit, .removed = limit, .keys = kBoxKeys};

// A column is read as a field is.
extern const Shape kColumn;

constexpr int64_t kCharacters = 100'000, kItems = 1'000, kBytes = 1'000'000'000;

constexpr Key kFieldKeys[] = {
    needed_text("id", rule, "код"),
    word_of("kind", rule, "вид", Vocabulary::kind, {}, true),
    needed_text("label", wording, "вопрос"),
    text_of("item", wording, "пункт печатной формы"),
    formula_of("required", "когда обязательно"),
    word_of("privacy", rule, "кому видно", Vocabulary::privacy),
    formula_of("visible", "когда показывается"),
    only_for("computed", formula_of("value", "формула")),
    text_of("unit", wording, "единица"),
    whole_of("digits", limit, "знаков после запятой", 0, 6, {}),
    whole_of("min_length", limit, "наименьшая длина", 0, kCharacters),
    whole_of("max_length", limit, "наибольшая длина", 0, kCharacters),
    decimal_of("min", limit, "не меньше"),
    decimal_of("max", limit, "не больше"),
    {.name = "earliest", .holds = date, .effect = limit, .title = "не раньше"},
    {.name = "latest", .holds = date, .effect = limit, .title = "не позже"},
    text_of("hint", wording, "подсказка"),
    text_of("help", advice, "пояснение"),
    text_of("placeholder", wording, "образец"),
    text_of("missing", wording, "сообщение о пустом поле"),
    text_of("norm", wording, "норма"),
    text_of("autocomplete", wording, "автозаполнение"),
    word_of("prefill", advice, "что подставить заранее", Vocabulary::prefill),
    list_of("options", kOption, "варианты", false, Order::seen),
    whole_of("min_rows", limit, "строк не меньше", 0, kItems),
    whole_of("max_rows", limit, "строк не больше", 0, kItems),
    text_of("add_label", wording, "надпись «добавить»"),
    texts_of("extensions", limit, "виды файлов"),
    whole_of("min_files", limit, "файлов не меньше", 0, kItems),
    whole_of("max_files", limit, "файлов не больше", 0, kItems),
    whole_of("max_bytes", limit, "размер файла", 0, kBytes),
    whole_of("min_count", limit, "не меньше", 0, kItems),
    whole_of("max_count", limit, "не больше", 0, kItems),
    texts_of("parts", rule, "части", Order::seen),
    whole_of("min_age", rule, "полных лет не меньше", 0, 120),
    formula_of("age_on", "на какой день считать возраст"),
    object_of("box", kBox, false),
    flag_of("subtotal", advice, "итог столбца"),
    flag_of("fresh", advice, "не переносить из прошлогодней заявки", {}),
    texts_of("was", note, "прежние коды"),
    kSource,
    kNote,
    list_of("columns", kColumn, "столбцы", false, Order::seen),
};
const Shape kColumn{
    .name = "column", .title = "Столбец", .id_key = "id", .label_key = "label", .told_by = "kind", .keys = kFieldKeys};
constexpr Shape kField{
    .name = "field", .title = "Поле", .id_key = "id", .label_key = "label", .told_by = "kind", .keys = kFieldKeys};

constexpr Key kSectionKeys[] = {
    needed_text("id", rule, "код"),
    needed_text("title", wording, "название"),
    text_of("intro", advice, "вступление"),
    word_of("privacy", rule, "кому видно", Vocabulary::privacy, R"("service")"),
    formula_of("visible", "когда показывается"),
    pool_of("fields", kField, "поля"),
};
constexpr Shape kSection{.name = "section",
                         .title = "Раздел",
                         .id_key = "id",
                         .label_key = "title",
                         .added = limit,
                         .removed = limit,  // the fields in it are judged by themselves
                         .keys = kSectionKeys};

constexpr Key kGroupKeys[] = {needed_text("id", wording, "код"), needed_text("title", wording, "название"),
                              pool_of("sections", kSection, "разделы")};
constexpr Shape kGroup{.name = "group",
                       .title = "Группа разделов",
                       .id_key = "id",
                       .label_key = "title",
                       .added = wording,
                       .removed = wording,
                       .keys = kGroupKeys};

constexpr Key kFixKeys[] = {needed_text("field", advice, "какое поле исправить"),
                            {.name = "value", .holds = formula, .effect = advice, .title = "на что", .needed = true},
                            needed_text("label", wording, "надпись")};
constexpr Shape kFix{.name = "fix", .title = "Исправление", .added = advice, .removed = advice, .keys = kFixKeys};

constexpr Key kRuleKeys[] = {
    needed_text("id", rule, "код"),
    word_of("severity", rule, "строгость", Vocabulary::severity, R"("error")"),
    formula_of("when", "когда действует"),
    formula_of("check", "условие", true),
    {.name = "fields", .holds = texts, .effect = rule, .title = "поля", .needed = true, .order = Order::seen},
    needed_text("message", wording, "сообщение"),
    text_of("norm", wording, "норма"),
    object_of("fix", kFix, false),
    kSource,
    kNote,
};
constexpr Shape kRule{.name = "rule", .title = "Правило", .id_key = "id", .keys = kRuleKeys};

constexpr Key kFormKeys[] = {pool_of("groups", kGroup, "группы разделов"), list_of("rules", kRule, "правила")};
constexpr Shape kForm{.name = "form", .title = "Анкета", .keys = kFormKeys};

constexpr Key kFactKeys[] = {needed_text("name", rule, "имя"), formula_of("value", "формула", true), kSource, kNote};
constexpr Shape kFact{.name = "fact", .title = "Формула", .id_key = "name", .keys = kFactKeys};

constexpr Key kMoneySourceKeys[] = {needed_text("field", rule, "поле"), needed_text("title", wording, "название"),
                                    word_of("kind", rule, "чьи это деньги", Vocabulary::money_kind, R"("other")")};
constexpr Shape kMoneySource{.name = "money_source",
                             .title = "Источник денег",
                             .id_key = "field",
                             .label_key = "title",
                             .keys = kMoneySourceKeys};

constexpr Key kLimitsKeys[] = {
    needed_text("cost", rule, "стоимость проекта"),
    needed_text("subsidy", rule, "субсидия"),
    needed_text("municipal", rule, "деньги муниципалитета"),
    needed_text("extra_budget_share", rule, "доля внебюджетных денег"),
    needed_text("beneficiaries", rule, "сколько людей выиграет"),
    needed_text("meeting", rule, "сколько людей на собрании"),
    text_of("plus", rule, "баллы, добавленные вручную"),
    text_of("minus", rule, "баллы, снятые вручную"),
    text_of("reason", rule, "почему баллы изменены вручную"),
    list_of("sources", kMoneySource, "источники денег", false, Order::seen),
};
constexpr Shape kLimits{.name = "limits", .title = "Числа рейтинга", .keys = kLimitsKeys};

constexpr Key kRefundKeys[] = {formula_of("spent", "сколько из платежей потрачено"),
                               word_of("round", rule, "правило округления", Vocabulary::rounding, R"("half_up")"),
                               text_of("norm", wording, "норма"), kSource, kNote};
constexpr Shape kRefund{.name = "refund", .title = "Возврат инициативных платежей", .keys = kRefundKeys};

constexpr Key kCardKeys[] = {
    needed_text("title", advice, "поле с названием"),
    needed_text("problem", advice, "поле с проблемой"),
    needed_text("results", advice, "поле с результатом"),
    needed_text("typology", advice, "поле с направлением"),
    needed_text("term", advice, "поле со сроком"),
    needed_text("settlement", advice, "поле с местом"),
    needed_text("cost", advice, "поле со стоимостью"),
    texts_of("fields", advice, "поля, которые видят все", Order::seen),
};
constexpr Shape kCard{.name = "card", .title = "Карточка проекта", .keys = kCardKeys};

constexpr Key kPackKeys[] = {
    {.name = "format",
     .holds = whole,
     .effect = note,
     .title = "версия формата",
     .needed = true,
     .least = kFormat,
     .most = kFormat},
    needed_text("id", rule, "код"),
    needed_text("version", note, "версия"),
    needed_text("title", wording, "название"),
    needed_text("full_title", wording, "полное название"),
    text_of("lead", wording, "короткое описание"),
    needed_text("owner", wording, "кто проводит"),
    {.name = "zone_minutes",
     .holds = whole,
     .effect = rule,
     .title = "часовой пояс, минут от UTC",
     .needed = true,
     .least = 120,
     .most = 720},
    needed_text("zone_name", wording, "название часового пояса"),
    object_of("cycle", kCycle),
    list_of("law", kLaw, "правовые основания", true),
    list_of("refusal_grounds", kGround, "основания отказа"),
    list_of("terms", kTerm, "сроки"),
    list_of("stages", kStage, "этапы", true),
    object_of("form", kForm),
    list_of("facts", kFact, "формулы"),
    object_of("limits", kLimits),
    object_of("criteria", kCriteria),
    object_of("ranking", kRanking),
    object_of("commission", kCommission, false),
    object_of("workflow", kWorkflow),
    object_of("refund", kRefund, false),
    list_of("campaigns", kCampaign, "голосования"),
    object_of("card", kCard),
    {.name = "texts", .holds = dictionary, .effect = wording, .title = "Текст"},
};
constexpr Shape kPack{.name = "pack", .title = "Практика", .keys = kPackKeys};

}  // namespace

const Shape& pack_shape() { return kPack; }

}  // namespace pochin::practice
