#include "server/ops/config_keys.h"

namespace pochin::server {

Config default_config() {
  Config c;
  c.data = "data";
  c.assets = "web";
  c.packs = {"packs/ppmi.json"};
  c.territories = "region.json";
  c.region = {"", "", "", "", "", "МСК", 180};
  c.esia.portal_url = "https://esia.gosuslugi.ru";
  c.esia.certificate = "esia/our.cer";
  c.esia.private_key = "esia/our.key";
  c.esia.trusted_certificates = "esia/trusted";
  c.esia.issuers = {"http://esia.gosuslugi.ru/"};
  c.esia.algorithms = {"GOST3410_2012_256", "RS256"};
  c.esia.scope = "openid fullname birthdate addresses";
  c.esia.staff_scope = "openid fullname birthdate addresses usr_org";
  c.oidc.scope = "openid profile address";
  c.oidc.algorithms = {"RS256", "ES256"};
  c.oidc.subject_claim = "sub";
  c.oidc.trusted_claim = "trusted";
  c.oidc.birthdate_claim = "birthdate";
  c.oidc.addresses_claim = "addresses";
  c.privacy.voter_dedupe = "oid";
  return c;
}

std::vector<ConfigKey> config_keys(Config& c) {
  constexpr int64_t kMegabyte = 1024 * 1024;
  return {
      {"environment",
       "production — настоящая работа; demo — показ с вымышленными людьми: разрешены эмулятор ЕСИА и свои часы.",
       &c.environment},
      {"address", "Адрес, на котором сервер слушает. TLS держит прокси перед ним (nginx), поэтому обычно 127.0.0.1.",
       &c.address},
      {"port", "Порт; 0 — любой свободный, сервер напечатает его при запуске.", &c.port, 0, 65535},
      {"public_url",
       "Адрес, который люди видят в браузере, без косой черты в конце: \"https://pochin.example.ru\".\n"
       "По нему проверяется, что запрос пришёл с нашей страницы, и на него возвращает ЕСИА.\n"
       "В demo можно не указывать: будет адрес, на котором сервер слушает.",
       &c.public_url},
      {"trusted_proxies",
       "Адреса или сети прокси, чьим заголовкам X-Forwarded-For и Forwarded можно верить: [\"127.0.0.1\", "
       "\"10.0.0.0/8\"].",
       &c.trusted_proxies},
      {"data", "Папка базы данных и присланных файлов. Доступ только у пользователя, от которого работает сервер.",
       &c.data, 0, 0, true},
      {"assets", "Папка с собранной браузерной частью (её пишет tools/build-web).", &c.assets, 0, 0, true},
      {"packs", "Файлы практик.", &c.packs, 0, 0, true},
      {"territories", "Файл муниципалитетов и населённых пунктов региона.", &c.territories, 0, 0, true},
      {"calendar",
       "Файл производственного календаря: какие дни рабочие. Пусто — calendar.json рядом с первой практикой.\n"
       "Календарь следующего года приносят, заменив файл, и перезапускают сервер.",
       &c.calendar, 0, 0, true},
      {"insecure_cookies",
       "Только demo без TLS в браузере, который не принимает Secure-cookie по http: true снимает защиту.",
       &c.insecure_cookies},
      {"log_requests", "Печатать ли по строке JSON на каждый запрос (без личных данных).", &c.log_requests},
      {"demo_clock",
       "Только demo: с какого момента идут часы сервера, например \"2026-11-23T09:00:00Z\"; null — настоящее время.",
       &c.demo_clock},
      {"test_clock",
       "Только demo, для проверки правил: часы стоят на этом моменте, пока их не переставят запросом\n"
       "POST /api/v1/test/clock {\"now\": \"2026-11-23T09:00:00Z\"}; null — такого запроса нет.",
       &c.test_clock},

      {"region.name",
       "Название региона: «Томская область», «Саха (Якутия)». По нему портал узнаёт регион в адресе из Госуслуг.",
       &c.region.name},
      {"region.name_genitive", "То же в родительном падеже: «Приозёрской области».", &c.region.name_genitive},
      {"region.centre", "Кто отвечает за портал: проектный центр.", &c.region.centre},
      {"region.phone", "Его телефон, виден на каждой странице.", &c.region.phone},
      {"region.email", "Его почта.", &c.region.email},
      {"region.zone_name", "Как называется время региона: «МСК+1».", &c.region.zone_name},
      {"region.zone_minutes", "Насколько минут оно впереди UTC: Москва 180.", &c.region.zone_minutes, 120, 720},

      {"esia.enabled", "Включён ли вход через Госуслуги.", &c.esia.enabled},
      {"esia.emulator", "Только demo: по portal_url не Госуслуги, а эмулятор (tools/esia-emulator).", &c.esia.emulator},
      {"esia.portal_url", "Адрес ЕСИА: https://esia.gosuslugi.ru, тестовый контур или эмулятор.", &c.esia.portal_url},
      {"esia.client_id", "Мнемоника вашей информационной системы в ЕСИА.", &c.esia.client_id},
      {"esia.certificate", "Сертификат вашей системы, зарегистрированный в ЕСИА (PEM или DER).", &c.esia.certificate, 0,
       0, true},
      {"esia.private_key",
       "Закрытый ключ к нему (PEM). Права 0600. Для настоящей работы ключ держит сертифицированное СКЗИ: см. "
       "sign_command.",
       &c.esia.private_key, 0, 0, true},
      {"esia.private_key_password_file", "Файл с паролем ключа; пусто — ключ без пароля.",
       &c.esia.private_key_password_file, 0, 0, true},
      {"esia.sign_command",
       "Команда СКЗИ и её аргументы: получает строку на вход, отдаёт подпись (64 байта или base64). Тогда private_key "
       "не нужен.",
       &c.esia.sign_command},
      {"esia.sign_reversed", "true, если СКЗИ отдаёт 64 байта подписи в обратном порядке (утилиты КриптоПро).",
       &c.esia.sign_reversed},
      {"esia.gost_engine", "Файл ГОСТ-движка OpenSSL (gost.so); пусто — стандартное место.", &c.esia.gost_engine, 0, 0,
       true},
      {"esia.ca_bundle", "Корневые сертификаты, которым верить при соединении с ЕСИА; пусто — системные.",
       &c.esia.ca_bundle, 0, 0, true},
      {"esia.trusted_certificates",
       "Папка сертификатов, которыми ЕСИА подписывает ответы. Их меняют раз в год: держите старый и новый.",
       &c.esia.trusted_certificates, 0, 0, true},
      {"esia.issuers", "Допустимые издатели ответов (iss).", &c.esia.issuers},
      {"esia.algorithms", "Допустимые алгоритмы подписи ответов: GOST3410_2012_256, RS256.", &c.esia.algorithms},
      {"esia.scope", "Какие сведения о жителе запрашивать.", &c.esia.scope},
      {"esia.staff_scope", "Какие — о сотруднике.", &c.esia.staff_scope},
      {"esia.timeout_seconds", "Сколько секунд ждать ответа ЕСИА на один запрос.", &c.esia.timeout_seconds, 1, 60},
      {"esia.staff_max_auth_minutes",
       "Сотрудник должен был подтвердить личность на Госуслугах не раньше чем столько минут назад; 0 — когда угодно.",
       &c.esia.staff_max_auth_minutes, 0, 10080},
      {"esia.protocol", "v2 — действующий протокол; v1 — старый, с подписью CMS, только для давно подключённых систем.",
       &c.esia.protocol},
      {"esia.sign_url",
       "Адрес службы СКЗИ на этой же машине или по https: получает строку телом POST, отдаёт подпись. Вместо "
       "sign_command.",
       &c.esia.sign_url},
      {"esia.sign_token_file", "Файл с ключом доступа к этой службе (Bearer); пусто — без него.",
       &c.esia.sign_token_file, 0, 0, true},
      {"esia.verify_command",
       "Команда СКЗИ, которая проверяет подписи ЕСИА: получает JSON {certificate, message, signature} в base64, "
       "печатает valid. Пусто — проверяет OpenSSL.",
       &c.esia.verify_command},
      {"esia.verify_url", "То же службой по HTTP.", &c.esia.verify_url},

      {"oidc.enabled", "Включён ли вход через шлюз или региональный портал по OpenID Connect.", &c.oidc.enabled},
      {"oidc.title", "Надпись на кнопке: «Войти через региональный портал».", &c.oidc.title},
      {"oidc.issuer", "Издатель (iss) в точности, как в его маркерах.", &c.oidc.issuer},
      {"oidc.discovery", "Брать ли адреса из issuer/.well-known/openid-configuration.", &c.oidc.discovery},
      {"oidc.authorization_endpoint", "Без discovery: страница входа.", &c.oidc.authorization_endpoint},
      {"oidc.token_endpoint", "Без discovery: обмен кода на маркеры.", &c.oidc.token_endpoint},
      {"oidc.userinfo_endpoint", "Без discovery: сведения о человеке; пусто — только из id_token.",
       &c.oidc.userinfo_endpoint},
      {"oidc.jwks_uri", "Без discovery: открытые ключи издателя.", &c.oidc.jwks_uri},
      {"oidc.keys", "Папка сертификатов издателя вместо jwks_uri; для подписей ГОСТ она обязательна.", &c.oidc.keys, 0,
       0, true},
      {"oidc.client_id", "Наш номер у издателя.", &c.oidc.client_id},
      {"oidc.client_secret_file", "Файл с нашим секретом. Права 0600.", &c.oidc.client_secret_file, 0, 0, true},
      {"oidc.scope", "Какие сведения запрашивать.", &c.oidc.scope},
      {"oidc.algorithms", "Допустимые алгоритмы подписи: RS256, ES256, GOST3410_2012_256.", &c.oidc.algorithms},
      {"oidc.subject_claim", "В каком поле номер человека.", &c.oidc.subject_claim},
      {"oidc.subject_is_oid", "true, если это номер (oid) Госуслуг: тогда человек тот же, что и при прямом входе.",
       &c.oidc.subject_is_oid},
      {"oidc.trusted_claim", "В каком поле true у подтверждённой учётной записи.", &c.oidc.trusted_claim},
      {"oidc.birthdate_claim", "В каком поле дата рождения.", &c.oidc.birthdate_claim},
      {"oidc.addresses_claim", "В каком поле адреса.", &c.oidc.addresses_claim},
      {"oidc.ca_bundle", "Корневые сертификаты TLS издателя; пусто — системные.", &c.oidc.ca_bundle, 0, 0, true},
      {"oidc.timeout_seconds", "Сколько секунд ждать его ответа на один запрос.", &c.oidc.timeout_seconds, 1, 60},

      {"demo_login.enabled",
       "Только demo: вход без Госуслуг под вымышленными людьми. На каждой странице — предупреждение, голоса не "
       "считаются.",
       &c.demo_login.enabled},
      {"demo_login.people", "Файл вымышленных людей.", &c.demo_login.people, 0, 0, true},

      {"session.idle_minutes", "Через сколько минут бездействия житель выходит сам.", &c.session.idle_minutes, 5, 1440},
      {"session.staff_idle_minutes", "То же для сотрудников.", &c.session.staff_idle_minutes, 5, 1440},
      {"session.longest_hours", "Сколько часов длится вход жителя самое большее.", &c.session.longest_hours, 1, 168},
      {"session.staff_longest_hours", "То же для сотрудников.", &c.session.staff_longest_hours, 1, 168},
      {"session.fresh_minutes",
       "Для важного — открыть голосование, опубликовать итоги, изменить балл — вход должен быть не старше стольких "
       "минут.",
       &c.session.fresh_minutes, 1, 1440},
      {"session.invitation_hours", "Сколько часов действует приглашение сотрудника.", &c.session.invitation_hours, 1,
       720},
      {"session.two_person_hours", "Сколько часов важное действие ждёт второго человека.", &c.session.two_person_hours,
       1, 720},

      {"privacy.consent", "Файл согласия на обработку персональных данных (JSON: version, title, text).",
       &c.privacy.consent, 0, 0, true},
      {"privacy.voter_dedupe",
       "Как отличать одного голосующего от другого: oid — по учётной записи; oid_and_snils — ещё и по СНИЛС (тогда "
       "добавьте snils в esia.scope). Хранятся только хэши с ключом.",
       &c.privacy.voter_dedupe},
      {"privacy.resident_days", "Через сколько дней после последнего входа забывать жителя, который ничего не подавал.",
       &c.privacy.resident_days, 1, 3650},
      {"privacy.revoked_staff_days", "Сколько дней помнить номер учётной записи бывшего сотрудника.",
       &c.privacy.revoked_staff_days, 1, 36500},

      {"backup.folder", "Папка резервных копий: по времени самого нового файла видно, делаются ли они.",
       &c.backup.folder, 0, 0, true},
      {"backup.days", "Сколько дней может быть самой новой копии.", &c.backup.days, 1, 365},

      {"voting.seal_seconds",
       "Через сколько секунд принятые голоса попадают в открытый журнал. Внутри пачки порядок голосов не виден,\n"
       "поэтому чем дольше, тем меньше журнал говорит о времени.",
       &c.voting.seal_seconds, 1, 86400},
      {"voting.facts_hours", "Сколько часов после входа верить возрасту и адресу голосующего; потом он входит снова.",
       &c.voting.facts_hours, 1, 24},
      {"voting.alarm_per_minute", "Сколько голосов в минуту за один проект или район — повод сказать наблюдателям.",
       &c.voting.alarm_per_minute, 1, 1000000},

      {"limits.threads", "Сколько запросов обрабатывать одновременно в обычное время.", &c.limits.threads, 1, 256},
      {"limits.most_threads", "И сколько самое большее.", &c.limits.most_threads, 1, 1024},
      {"limits.queue", "Сколько запросов могут ждать; остальным — 503.", &c.limits.queue, 1, 100000},
      {"limits.connections",
       "Сколько соединений держать открытыми; когда их больше, молчащие закрываются. Столько файлов процессу должно "
       "быть "
       "разрешено (LimitNOFILE).",
       &c.limits.connections, 64, 1000000},
      {"limits.header_seconds", "За сколько секунд должны прийти заголовки запроса.", &c.limits.header_seconds, 1, 120},
      {"limits.body_seconds", "За сколько — тело, сверх секунды на каждые 2 кБ (медленные сети).",
       &c.limits.body_seconds, 1, 600},
      {"limits.write_seconds", "Сколько секунд ждать посетителя, который не забирает ответ.", &c.limits.write_seconds,
       1, 600},
      {"limits.keep_alive_seconds", "Сколько секунд держать молчащее соединение.", &c.limits.keep_alive_seconds, 1,
       120},
      {"limits.stop_seconds", "Сколько секунд после SIGTERM заканчивать принятые запросы.", &c.limits.stop_seconds, 1,
       300},
      {"limits.logins_per_minute",
       "Сколько входов в минуту начинают с одного адреса; 0 — не ограничивать. За одним адресом бывает школа, деревня "
       "или все абоненты оператора: сотни. Кто не поместился, ждёт на странице, которая повторит попытку сама.",
       &c.limits.logins_per_minute, 0, 100000},
      {"limits.failed_logins_per_minute",
       "Сколько возвратов от Госуслуг, которых портал не ждёт (чужих, повторных, подобранных), принимают в минуту с "
       "одного адреса; 0 — не ограничивать. Настоящему входу этот предел не мешает.",
       &c.limits.failed_logins_per_minute, 0, 100000},
      {"limits.logins_at_once",
       "Сколько входов одновременно ждут ответа Госуслуг; остальным страница повторит попытку сама. Меньше, чем "
       "most_threads: иначе зависшие Госуслуги займут весь сервер.",
       &c.limits.logins_at_once, 1, 512},
      {"limits.uploads_per_minute", "Сколько порций файлов (по 256 кБ) в минуту с одного адреса; 0 — не ограничивать.",
       &c.limits.uploads_per_minute, 0, 1000000},
      {"limits.upload_bytes", "Самый большой файл, который можно прислать, что бы ни разрешала практика.",
       &c.limits.upload_bytes, 1024, 2048 * kMegabyte},
  };
}

}  // namespace pochin::server
