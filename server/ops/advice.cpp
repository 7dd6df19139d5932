#include "server/ops/advice.h"

#include <array>

#include "shared/base/tr.h"

namespace pochin::server {
namespace {

using std::string_view;

constexpr string_view kSafety = tr("152-ФЗ, статья 19");
constexpr string_view kLogin = tr("постановление Правительства РФ от 28.11.2011 № 977");

// The very keys stand before the beginnings that take them in.
constexpr std::array kAdvice{
    Advice{"address", tr("Кто угодно в сети обратится к серверу мимо прокси, без шифрования и без его ограничений."),
           tr("Пусть наружу смотрит прокси с TLS, а сервер слушает только эту машину."), "\"address\": \"127.0.0.1\"",
           kSafety},
    Advice{"addresses", tr("Где живёт человек, решает, за что он голосует. По одним названиям портал ошибается чаще."),
           tr("Внесите выписку адресного реестра (ГАР) своего региона."),
           "pochin addresses import --config pochin.json ВЫПИСКА.csv", ""},
    Advice{"audit", tr("По журналу доказывают, кто что сделал. Изменённая или вырезанная строка — след вмешательства."),
           tr("Ничего не перезаписывайте, сохраните копию базы и сверьте её с последней выгрузкой."),
           "pochin audit verify --config pochin.json --head ПОСЛЕДНЯЯ_ВЫГРУЗКА.ndjson",
           tr("152-ФЗ, статья 19, часть 2, пункт 8")},
    Advice{"backup.", tr("Если испортится диск или ошибётся человек, заявки и голоса вернуть будет неоткуда."),
           tr("Делайте копию по расписанию на другой диск. Ключи из папки данных храните отдельно от неё."),
           "sqlite3 {database} \".backup '{backup}/pochin.sqlite'\"", tr("149-ФЗ, статья 16, часть 4")},
    Advice{"calendar",
           tr("Сроки рассмотрения считаются в рабочих днях: с неверным календарём их нарушают, не заметив."),
           tr("Когда выйдет постановление о переносе выходных, замените calendar.json и перезапустите сервер."), "",
           tr("Трудовой кодекс РФ, статья 112")},
    Advice{"cycle", tr("Без утверждённого порядка приём заявок, отбор и голосование незаконны: их итоги отменит суд."),
           tr("Впишите в раздел law практики акт, который утвердил порядок, и опубликуйте новую версию."),
           "pochin practice import --config pochin.json ПРАКТИКА.json --by ФАМИЛИЯ",
           tr("131-ФЗ, статья 26.1, с 2027 года 33-ФЗ")},
    Advice{"data", tr("Здесь лежат личные данные и ключи, которыми голоса отделены от голосовавших."),
           tr("Закройте папку от других пользователей машины и следите за местом на диске."), "chmod -R go-rwx {data}",
           kSafety},
    Advice{"demo_clock", tr("Сроки, подписи и журнал получают неверное время."),
           tr("Уберите ключ и перезапустите сервер."), "\"demo_clock\": null", ""},
    Advice{"demo_login.", tr("Любой войдёт под чужим именем. Голоса такого входа недействительны, итоги оспорят."),
           tr("Выключите и перезапустите сервер. Людей впускайте через Госуслуги."),
           "\"demo_login\": { \"enabled\": false }", kSafety},
    Advice{"environment", tr("В режиме показа разрешено то, что в настоящей работе опасно: эмулятор, свои часы, http."),
           tr("Когда всё остальное исправлено, включите настоящую работу и перезапустите сервер."),
           "\"environment\": \"production\"", ""},
    Advice{"esia.emulator", tr("Портал не знает, кто перед ним: заявки и голоса таких людей недействительны."),
           tr("Подключите портал к настоящим Госуслугам."),
           "\"esia\": { \"emulator\": false, \"portal_url\": \"https://esia.gosuslugi.ru\" }", kLogin},
    Advice{"esia.enabled", tr("Без Госуслуг портал не знает, кто перед ним: подать заявку и проголосовать нельзя."),
           tr("Заполните раздел esia и включите его."), "\"esia\": { \"enabled\": true }", kLogin},
    Advice{"esia.portal_url", tr("Портал спрашивает, кто вошёл, не у настоящих Госуслуг."), tr("Укажите их адрес."),
           "\"esia\": { \"portal_url\": \"https://esia.gosuslugi.ru\" }", kLogin},
    Advice{"esia",
           tr("С недействительным сертификатом Госуслуги не узнают портал, а портал — их ответы: войти нельзя."),
           tr("Положите действующие сертификаты в папку из esia.trusted_certificates и проверьте настройки."),
           "pochin serve --config pochin.json --check", kLogin},
    Advice{"esia.", tr("Вход через Госуслуги перестанет работать или станет слабее, чем нужно."),
           tr("Исправьте ключ и проверьте настройки до перезапуска."), "pochin serve --config pochin.json --check",
           kLogin},
    Advice{"grants.admin", tr("Некому пригласить сотрудников, снять роль и прочитать эту страницу."),
           tr("Дайте роль учётной записи Госуслуг с командной строки."),
           "pochin grant --config pochin.json --oid НОМЕР --role system_admin", kSafety},
    Advice{"grants.both",
           tr("Кто обслуживает сервер, не должен решать судьбу заявок: так никто не проверит ни то, ни другое."),
           tr("Снимите одну из ролей в разделе «Сотрудники и роли»."), "", kSafety},
    Advice{"grants.", tr("Уволенный сотрудник сохранит доступ, пока роль не снимут руками."),
           tr("Пригласите заново с ОГРН администрации: портал сам сверит место работы при каждом входе."), "", kSafety},
    Advice{"insecure_cookies", tr("Вход в чужой кабинет украдёт любой в той же сети."), tr("Верните защиту cookie."),
           "\"insecure_cookies\": false", kSafety},
    Advice{"limits.", tr("Один посетитель или зависшие Госуслуги займут сервер, и портал замолчит для всех."),
           tr("Верните значение из pochin config."), "pochin config", ""},
    Advice{"oidc.", tr("Через шлюз войдут не те, кого вы ждёте."), tr("Исправьте ключ и проверьте настройки."),
           "pochin serve --config pochin.json --check", kLogin},
    Advice{"privacy.consent", tr("Заявка содержит личные данные. Без согласия принимать и хранить их нельзя."),
           tr("Положите рядом с настройками текст согласия и укажите его файл."),
           "\"privacy\": { \"consent\": \"consent.json\" }", tr("152-ФЗ, статьи 6 и 9")},
    Advice{"privacy.resident_days", tr("Личные данные хранят не дольше, чем нужно: просроченное придётся объяснять."),
           tr("Сервер удаляет их сам раз в час: проверьте, что он работает без перерыва."), "",
           tr("152-ФЗ, статья 5, часть 7")},
    Advice{"privacy.voter_dedupe",
           tr("Один человек проголосует дважды: второй учётной записью или ещё и на бумаге. Итоги оспорят."),
           tr("Запрашивайте СНИЛС у Госуслуг: хранится только его хэш."),
           "\"privacy\": { \"voter_dedupe\": \"oid_and_snils\" },\n"
           "\"esia\": { \"scope\": \"openid fullname birthdate addresses snils\" }",
           ""},
    Advice{"jobs",
           tr("Сроки выходят, а портал этого не замечает: заявки стоят, личные данные лежат дольше разрешённого."),
           tr("Прочитайте последние строки журнала сервера. Если причины там нет, перезапустите сервер."),
           "journalctl -u pochin -n 50", ""},
    Advice{"public_url", tr("Без шифрования пароль сеанса и личные данные можно перехватить и подменить."),
           tr("Поставьте перед сервером прокси с TLS (nginx) и укажите адрес портала с https."),
           "\"public_url\": \"https://АДРЕС-ПОРТАЛА\",\n\"trusted_proxies\": [\"127.0.0.1\"]", kSafety},
    Advice{"region.", tr("Житель не узнает, чей это портал и куда обратиться."), tr("Заполните раздел region."),
           "\"region\": { \"name\": \"…\", \"centre\": \"…\", \"phone\": \"…\", \"email\": \"…\" }", ""},
    Advice{"session.", tr("Чужой человек за тем же компьютером продолжит работу вошедшего."),
           tr("Верните значение из pochin config."), "pochin config", kSafety},
    Advice{"test_clock", tr("Любой переставит часы портала и откроет или закроет приём."),
           tr("Уберите ключ и перезапустите сервер."), "\"test_clock\": null", ""},
    Advice{"trusted_proxies", tr("Все посетители кажутся серверу одним: ограничение частоты ударит по всем сразу."),
           tr("Укажите адрес прокси и проверьте, что он передаёт адрес посетителя (nginx: proxy_set_header "
              "X-Forwarded-For $proxy_add_x_forwarded_for)."),
           "\"trusted_proxies\": [\"127.0.0.1\"]", ""},
};
constexpr Advice kGeneral{"", tr("Портал с такой настройкой работает не так, как задумано."),
                          tr("Исправьте ключ и проверьте настройки до перезапуска."),
                          "pochin serve --config pochin.json --check", ""};

bool esia_is_on(const Config& config) { return config.esia.enabled; }

constexpr string_view kLoginKeys[] = {"demo_login.", "esia.enabled", "esia.emulator", "esia.portal_url",
                                      "esia.issuers"};
constexpr string_view kTlsKeys[] = {"public_url", "address", "insecure_cookies", "trusted_proxies"};
constexpr string_view kEsiaKeys[] = {"esia", "esia.certificate", "esia.algorithms", "esia.trusted_certificates",
                                     "esia.protocol"};
constexpr string_view kKeyKeys[] = {"data", "esia.private_key", "esia.private_key_password_file",
                                    "esia.sign_token_file", "oidc.client_secret_file"};
constexpr string_view kBackupKeys[] = {"backup."}, kCycleKeys[] = {"cycle"}, kAuditKeys[] = {"audit"},
                      kConsentKeys[] = {"privacy.consent"}, kRetentionKeys[] = {"privacy.resident_days"},
                      kOnceKeys[] = {"privacy.voter_dedupe"}, kClockKeys[] = {"demo_clock", "test_clock"},
                      kCalendarKeys[] = {"calendar"}, kAddressKeys[] = {"addresses"}, kJobKeys[] = {"jobs"},
                      kGrantKeys[] = {"grants."}, kLimitKeys[] = {"limits.", "session."}, kRegionKeys[] = {"region."},
                      kEnvironmentKeys[] = {"environment"};

constexpr std::array kTopics{
    Topic{tr("Войти можно только по подтверждённой личности"), kLoginKeys},
    Topic{tr("Соединение шифруется, cookie входа защищены"), kTlsKeys},
    Topic{tr("Подпись портала и сертификаты Госуслуг действуют"), kEsiaKeys, esia_is_on},
    Topic{tr("Резервные копии свежие"), kBackupKeys},
    Topic{tr("Работы по расписанию выполняются"), kJobKeys},
    Topic{tr("У каждого цикла есть действующий акт"), kCycleKeys},
    Topic{tr("Журнал действий цел: ни одной строки не меняли"), kAuditKeys},
    Topic{tr("Папка данных и ключи закрыты от чужих"), kKeyKeys},
    Topic{tr("Текст согласия на обработку персональных данных заведён"), kConsentKeys},
    Topic{tr("Личные данные удаляются в срок"), kRetentionKeys},
    Topic{tr("Один человек голосует один раз"), kOnceKeys},
    Topic{tr("Роли: есть администратор, муниципалитеты сверяются по ОГРН"), kGrantKeys},
    Topic{tr("Адресный реестр внесён"), kAddressKeys},
    Topic{tr("Рабочие дни и праздники известны"), kCalendarKeys},
    Topic{tr("Часы сервера настоящие"), kClockKeys},
    Topic{tr("Нагрузка и время входа ограничены"), kLimitKeys},
    Topic{tr("Портал говорит, чей он и куда обратиться"), kRegionKeys},
    Topic{tr("Портал работает по-настоящему, а не для показа"), kEnvironmentKeys},
};

void replace(std::string& text, string_view hole, const std::string& with) {
  for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + with.size()))
    text.replace(at, hole.size(), with);
}

}  // namespace

bool is_of(string_view key, string_view pattern) {
  return pattern.ends_with('.') ? key.starts_with(pattern) : key == pattern;
}

const Advice& advice_of(string_view key) {
  for (const Advice& advice : kAdvice)
    if (key == advice.key) return advice;
  for (const Advice& advice : kAdvice)
    if (is_of(key, advice.key)) return advice;
  return kGeneral;
}

std::string command_of(const Advice& advice, const Config& config) {
  std::string command(advice.command);
  replace(command, "{database}", config.database());
  replace(command, "{data}", config.data);
  replace(command, "{backup}", config.backup.folder.empty() ? std::string(tr("ПАПКА-КОПИЙ")) : config.backup.folder);
  return command;
}

std::span<const Topic> topics() { return kTopics; }

}  // namespace pochin::server
