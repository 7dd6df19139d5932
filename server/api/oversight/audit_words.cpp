#include "server/api/oversight/audit_words.h"

#include <algorithm>
#include <array>

#include "shared/access/access.h"
#include "shared/access/role.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

struct Word {
  std::string_view kind, title;
};

constexpr std::array kWords{
    Word{"addresses.imported", tr("Внесён адресный реестр")},
    Word{"application.converted", tr("Заявка подготовлена из другой")},
    Word{"application.deleted", tr("Черновик удалён автором")},
    Word{"application.moved", tr("Действие с заявкой")},
    Word{"application.remark_closed", tr("Замечание снято")},
    Word{"application.viewed", tr("Просмотр заявки")},
    Word{"applications.listed", tr("Просмотр списка заявок")},
    Word{"audit.exported", tr("Выгрузка журнала")},
    Word{"audit.viewed", tr("Просмотр журнала")},
    Word{"campaign.annul", tr("Итоги голосования отменены")},
    Word{"campaign.batch", tr("Пачка бумажных бюллетеней")},
    Word{"campaign.close", tr("Голосование закрыто")},
    Word{"campaign.extend", tr("Голосование продлено")},
    Word{"campaign.freeze", tr("Голосование приостановлено")},
    Word{"campaign.open", tr("Список проектов утверждён")},
    Word{"campaign.opening", tr("Выдан файл для проверки голосов")},
    Word{"campaign.publish", tr("Итоги голосования опубликованы")},
    Word{"campaign.unfreeze", tr("Голосование продолжено")},
    Word{"commission.formed", tr("Состав комиссии утверждён")},
    Word{"commission.made", tr("Создана комиссия")},
    Word{"commission.marks", tr("Оценки члена комиссии")},
    Word{"commission.member", tr("Член комиссии назначен")},
    Word{"commission.term_ended", tr("Полномочия члена комиссии прекращены")},
    Word{"conflict.declared", tr("Заявлен конфликт интересов")},
    Word{"consent.given", tr("Дано согласие")},
    Word{"consent.withdrawn", tr("Отозвано согласие")},
    Word{"expert.asked", tr("Запрошено заключение эксперта")},
    Word{"expert.opinion", tr("Заключение эксперта")},
    Word{"file.viewed", tr("Просмотр файла заявки")},
    Word{"grant.given", tr("Выдана роль")},
    Word{"grant.revoked", tr("Снята роль")},
    Word{"idea.changed", tr("Изменена идея")},
    Word{"idea.converted", tr("Идея стала заявкой")},
    Word{"idea.made", tr("Предложена идея")},
    Word{"idea.moved", tr("Решение об идее")},
    Word{"idea.support", tr("Поддержка идеи")},
    Word{"invitation.made", tr("Приглашён сотрудник")},
    Word{"invitation.renewed", tr("Сделана новая ссылка приглашения")},
    Word{"invitation.revoked", tr("Приглашение отозвано")},
    Word{"login.done", tr("Вход")},
    Word{"login.failed", tr("Вход не удался")},
    Word{"logout.everywhere", tr("Выход на всех устройствах")},
    Word{"logout.one", tr("Выход")},
    Word{"lot.announced", tr("Объявлена жеребьёвка")},
    Word{"lot.applicant", tr("Желающий войти в комиссию")},
    Word{"lot.closed", tr("Приём на жеребьёвку закрыт")},
    Word{"lot.drawn", tr("Проведена жеребьёвка")},
    Word{"lot.excluded", tr("Участник исключён из жеребьёвки")},
    Word{"lot.seated", tr("Место в комиссии занято по жребию")},
    Word{"meeting.dissent", tr("Особое мнение")},
    Word{"meeting.made", tr("Назначено заседание")},
    Word{"meeting.protocol", tr("Протокол заседания")},
    Word{"meeting.question", tr("Вопрос заседания")},
    Word{"meeting.question_closed", tr("Голосование по вопросу окончено")},
    Word{"meeting.signed", tr("Протокол подписан")},
    Word{"meeting.vote", tr("Голос члена комиссии")},
    Word{"money.in_kind", tr("Вклад не деньгами")},
    Word{"money.payment", tr("Инициативный платёж")},
    Word{"money.recorded", tr("Запись о деньгах проекта")},
    Word{"money.refund", tr("Рассчитан возврат")},
    Word{"money.repaid", tr("Платёж возвращён")},
    Word{"money.viewed", tr("Просмотр денег и плательщиков")},
    Word{"own_data.erased", tr("Удалены свои данные")},
    Word{"own_data.exported", tr("Скачаны свои данные")},
    Word{"pack.published", tr("Опубликованы правила практики")},
    Word{"points.confirmed", tr("Изменение баллов подтверждено")},
    Word{"points.rejected", tr("Изменение баллов отклонено")},
    Word{"rating.calculated", tr("Рассчитан рейтинг")},
    Word{"rating.viewed", tr("Просмотр рейтинга")},
    Word{"retention.forgotten", tr("Удалены данные, срок которых прошёл")},
    Word{"staff.viewed", tr("Просмотр списка сотрудников")},
    Word{"two_person.approved", tr("Действие подтвердил второй человек")},
    Word{"two_person.asked", tr("Действие ждёт второго человека")},
    Word{"two_person.rejected", tr("Второй человек отклонил действие")},
    Word{"two_person.withdrawn", tr("Запрос второму человеку отозван")},
};
static_assert(std::ranges::is_sorted(kWords, {}, &Word::kind));

void add(std::string& text, std::string_view part) {
  if (part.empty()) return;
  if (!text.empty()) text += ", ";
  text += part;
}

// As the history of an application says it; the code itself when no practice knows it any more.
std::string action_words(const Context& context, const std::string& action) {
  for (const std::string& id : context.packs.practices()) {
    const LoadedPack* loaded = context.practice(id);
    if (!loaded) continue;
    for (const application::Transition& one : loaded->pack.workflow.transitions)
      if (one.action == action) return one.done.empty() ? one.title : one.done;
  }
  return action;
}

std::string number_of(const Json& details, const char* name) {
  if (!details.contains(name)) return {};
  const Json& value = details[name];
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return value.is_array() ? std::to_string(value.size()) : std::string();
}

}  // namespace

std::string audit_title(std::string_view kind) {
  const auto found = std::ranges::lower_bound(kWords, kind, {}, &Word::kind);
  return std::string(found != kWords.end() && found->kind == kind ? found->title : kind);
}

std::string scope_title(const Context& context, std::string_view scope) {
  if (access::is_everywhere(scope)) return std::string(tr("везде"));
  if (auto territory = context.region.name_of(scope); !territory.empty()) return territory;
  if (const LoadedPack* pack = context.practice(scope)) return pack->pack.title;
  return std::string(scope);
}

std::string object_words(const Context& context, std::string_view object) {
  if (object == "queue") return std::string(tr("заявки администрации"));
  if (object == "centre") return std::string(tr("заявки проектного центра"));
  if (object == "commission") return std::string(tr("заявки комиссии"));
  if (const LoadedPack* pack = context.practice(object)) return tr("практика «{}»", pack->pack.title);
  const LoadedPack* of = context.practice(object.substr(0, object.find('.')));
  if (!of) return {};
  for (const voting::Campaign& each : of->pack.campaigns)
    if (of->pack.id + "." + each.id == object) return tr("голосование «{}»", each.title);
  return {};
}

std::string audit_summary(const Context& context, const Json& details) {
  std::string text;
  if (const auto role = access::role_from(get_string(details, "role")))
    add(text, tr("роль «{}»", access::title_of(*role)));
  if (const std::string scope = get_string(details, "scope"); !scope.empty()) add(text, scope_title(context, scope));
  if (const std::string ogrn = get_string(details, "ogrn"); !ogrn.empty()) add(text, tr("ОГРН {}", ogrn));
  if (const std::string version = get_string(details, "version"); !version.empty())
    add(text, tr("версия {}", version.substr(0, version.find('+'))));  // what follows is the portal's own mark
  if (const std::string action = get_string(details, "action"); !action.empty())
    add(text, action_words(context, action));
  if (const std::string reason = get_string(details, "reason"); !reason.empty()) add(text, reason);
  if (const std::string code = get_string(details, "code"); !code.empty()) add(text, tr("код {}", code));
  if (const std::string many = number_of(details, "applications"); !many.empty()) add(text, tr("заявок: {}", many));
  if (const std::string many = number_of(details, "rows"); !many.empty()) add(text, tr("строк: {}", many));
  if (const std::string many = number_of(details, "ended"); !many.empty()) add(text, tr("входов закрыто: {}", many));
  return text;
}

}  // namespace pochin::server
