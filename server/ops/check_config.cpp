#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "server/http/proxy.h"
#include "server/ops/calendar_file.h"
#include "server/ops/config.h"
#include "shared/territory/subjects.h"

namespace pochin::server {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kLittleSpace = 1024ull * 1024 * 1024;

struct Checker {
  const Config& config;
  std::vector<Finding> findings;

  void error(std::string key, std::string message) {
    findings.push_back({Finding::Level::error, std::move(key), std::move(message)});
  }
  void warning(std::string key, std::string message) {
    findings.push_back({Finding::Level::warning, std::move(key), std::move(message)});
  }
  // An error in production, a warning in a demonstration.
  void serious(std::string key, std::string message) {
    config.demo() ? warning(std::move(key), std::move(message)) : error(std::move(key), std::move(message));
  }
  void forbidden_in_production(bool is, std::string key, std::string message) {
    if (is) serious(std::move(key), std::move(message));
  }

  void addresses();
  void folders();
  void data_folder();
  void calendar();
  void esia();
  void region();
  void limits();
  void doors();
  void privacy();
  void backup();
  void needs_file(std::string key, const std::string& path);
  void private_file(std::string key, const std::string& path);
};

std::string host_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find('/'));
  if (rest.starts_with('[')) return std::string(rest.substr(0, rest.find(']') + 1));
  return std::string(rest.substr(0, rest.find(':')));
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host == "::1" || host.starts_with("127.");
}

bool is_origin(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  return (url.starts_with("https://") || url.starts_with("http://")) && !host_of(url).empty() &&
         url.find_first_of("/?#@ ", scheme + 3) == std::string_view::npos;
}

void Checker::addresses() {
  const std::string host = host_of(config.public_url);
  const bool https = config.public_url.starts_with("https://");
  if (config.public_url.empty()) {
    if (!config.demo()) error("public_url", "не указан адрес портала: без него не работают вход и защита форм");
  } else if (!is_origin(config.public_url)) {
    error("public_url", "нужен адрес вида https://pochin.example.ru, без пути");
  } else if (!https) {
    if (is_loopback(host))
      serious("public_url", "портал открыт по http: так можно только показывать на своём компьютере");
    else
      serious("public_url",
              "портал открыт по http: пароли и личные данные пойдут по сети открыто. Поставьте TLS перед сервером");
  }
  if (!is_loopback(config.address))
    warning("address", "сервер слушает не только этот компьютер (" + config.address +
                           "), а TLS у него нет: пусть наружу смотрит прокси с TLS, а сервер слушает 127.0.0.1");
  if (https && config.trusted_proxies.empty())
    warning("trusted_proxies",
            "TLS держит прокси, но его адрес не указан: все посетители будут считаться одним, и ограничения частоты "
            "ударят по всем");
  for (const std::string& proxy : config.trusted_proxies)
    if (!network_from(proxy))
      error("trusted_proxies", "«" + proxy + "» — не адрес и не сеть: нужно \"127.0.0.1\" или \"10.0.0.0/8\"");
  forbidden_in_production(
      config.insecure_cookies, "insecure_cookies",
      "cookie входа без защиты __Host- и Secure: их может украсть или подменить любой в той же сети");
  if (config.insecure_cookies && https)
    warning("insecure_cookies", "портал открыт по https, снимать защиту cookie незачем");
  forbidden_in_production(config.demo_clock.has_value(), "demo_clock", "часы сервера показывают не настоящее время");
  forbidden_in_production(config.test_clock.has_value(), "test_clock",
                          "часы сервера стоят, и переставить их может любой: это только для проверки правил");
  if (config.demo_clock && config.test_clock) error("test_clock", "указаны и demo_clock, и test_clock: нужно одно");
}

void Checker::needs_file(std::string key, const std::string& path) {
  if (path.empty()) return error(std::move(key), "не указан файл");
  if (access(path.c_str(), R_OK) != 0) error(std::move(key), "не прочитать файл " + path);
}

void Checker::private_file(std::string key, const std::string& path) {
  struct stat about {};
  if (path.empty() || stat(path.c_str(), &about) != 0) return;
  if ((about.st_mode & 077) != 0) serious(std::move(key), "файл " + path + " доступен не только владельцу: chmod 600");
}

void Checker::data_folder() {
  if (config.data.empty()) return error("data", "не указана папка данных");
  const fs::path data(config.data);
  std::error_code wrong;
  if (!fs::exists(data, wrong)) {
    const fs::path parent = data.parent_path();
    if (access(parent.empty() ? "." : parent.c_str(), W_OK) != 0)
      error("data", "нет папки " + config.data + ", и её не создать");
    return;
  }
  if (!fs::is_directory(data, wrong)) return error("data", config.data + " — не папка");
  if (access(data.c_str(), W_OK | X_OK) != 0) return error("data", "в папку " + config.data + " нельзя писать");
  struct stat about {};
  if (stat(data.c_str(), &about) == 0 && (about.st_mode & 077) != 0)
    serious("data", "папка " + config.data + " с личными данными открыта другим пользователям: chmod 700");
  private_file("data", config.database());
  struct statvfs space {};
  if (statvfs(data.c_str(), &space) == 0 && uint64_t{space.f_bavail} * space.f_frsize < kLittleSpace)
    warning("data", "на диске с папкой данных осталось меньше гигабайта");
  const auto inside = [](const fs::path& inner, const fs::path& outer) {
    const auto relative = inner.lexically_normal().lexically_relative(outer.lexically_normal());
    return !relative.empty() && *relative.begin() != "..";
  };
  if (!config.assets.empty() && inside(data, config.assets))
    error("data", "папка данных лежит внутри папки, которую сервер отдаёт всем");
}

void Checker::folders() {
  data_folder();
  if (config.assets.empty())
    error("assets", "не указана папка собранной браузерной части");
  else if (access((config.assets + "/assets/manifest.json").c_str(), R_OK) != 0)
    error("assets",
          "в " + config.assets + " нет собранной браузерной части (assets/manifest.json): запустите tools/build-web");
  if (config.packs.empty()) error("packs", "не указано ни одной практики");
  for (const std::string& pack : config.packs) needs_file("packs", pack);
  needs_file("territories", config.territories);
}

void Checker::calendar() {
  const auto loaded = load_calendar(config);
  if (!loaded) return error("calendar", loaded.error());
  if (loaded->years().empty())
    return warning("calendar", "нет файла " + calendar_path(config) +
                                   ": выходными считаются только субботы и воскресенья, праздники — рабочими");
  const Zone zone{config.region.zone_name, config.region.zone_minutes};
  const int now = local(config.clock()(), zone).date.year();
  for (const int year : {now, now + 1}) {
    const calendar::Year* known = loaded->find(year);
    if (!known)
      warning("calendar", "нет " + std::to_string(year) + " года: праздники в нём считаются рабочими днями");
    else if (known->source == "illustrative")
      warning("calendar", std::to_string(year) + " год — пример, а не акт Правительства: замените, когда акт выйдет");
  }
}

void Checker::esia() {
  const EsiaConfig& e = config.esia;
  if (!e.enabled) {
    if (!config.oidc.enabled) serious("esia.enabled", "вход через Госуслуги выключен: войти не сможет никто");
    return;
  }
  const std::string host = host_of(e.portal_url);
  forbidden_in_production(e.emulator, "esia.emulator", "вход идёт через эмулятор: любой войдёт под любым именем");
  if (!is_origin(e.portal_url))
    error("esia.portal_url", "нужен адрес вида https://esia.gosuslugi.ru, без пути");
  else if (is_loopback(host) && !e.emulator)
    serious("esia.portal_url", "это адрес эмулятора, а не ЕСИА");
  else if (!is_loopback(host) && !e.portal_url.starts_with("https://"))
    error("esia.portal_url", "с ЕСИА можно соединяться только по https");
  if (host.ends_with(".test.gosuslugi.ru"))
    serious("esia.portal_url", "это тестовый контур ЕСИА: в нём вымышленные люди");
  if (e.client_id.empty()) error("esia.client_id", "не указана мнемоника системы");
  if (e.issuers.empty()) error("esia.issuers", "не указан ни один издатель: ответы ЕСИА не принять");
  for (const std::string& issuer : e.issuers)
    if (!config.demo() &&
        (issuer.find("test.gosuslugi") != std::string::npos || issuer.find(".invalid") != std::string::npos))
      error("esia.issuers", "издатель " + issuer + " — не настоящая ЕСИА");
  if (e.algorithms.empty()) error("esia.algorithms", "не указан ни один алгоритм подписи");
  for (const std::string& algorithm : e.algorithms)
    if (algorithm != "GOST3410_2012_256" && algorithm != "RS256")
      error("esia.algorithms", "алгоритм " + algorithm + " неизвестен: бывают GOST3410_2012_256 и RS256");
  if (e.scope.find("openid") == std::string::npos) error("esia.scope", "без openid ЕСИА не скажет, кто вошёл");
  needs_file("esia.certificate", e.certificate);
  if (e.protocol != "v1" && e.protocol != "v2") error("esia.protocol", "бывает v2 и v1");
  if (e.protocol == "v1") warning("esia.protocol", "v1 выводится из эксплуатации: перейдите на v2");
  if (!e.sign_command.empty() && !e.sign_url.empty())
    error("esia.sign_url", "указаны и sign_command, и sign_url: нужно одно");
  private_file("esia.sign_token_file", e.sign_token_file);
  if (e.sign_command.empty() && e.sign_url.empty()) {
    needs_file("esia.private_key", e.private_key);
    private_file("esia.private_key", e.private_key);
    private_file("esia.private_key_password_file", e.private_key_password_file);
    if (!config.demo())
      warning("esia.sign_command", "ключ лежит в файле: для настоящей работы нужно сертифицированное СКЗИ");
  } else if (!e.sign_command.empty() && access(e.sign_command.front().c_str(), X_OK) != 0) {
    error("esia.sign_command", "не запустить " + e.sign_command.front());
  }
  std::error_code wrong;
  if (!fs::is_directory(e.trusted_certificates, wrong) || fs::is_empty(e.trusted_certificates, wrong))
    error("esia.trusted_certificates", "в папке нет сертификатов ЕСИА: ответы не проверить");
}

void Checker::doors() {
  forbidden_in_production(config.demo_login.enabled, "demo_login.enabled",
                          "включён демонстрационный вход: любой войдёт под любым именем, голоса недействительны");
  if (config.demo_login.enabled) needs_file("demo_login.people", config.demo_login.people);
  if (!config.oidc.enabled) return;
  if (config.oidc.title.empty()) error("oidc.title", "не указана надпись на кнопке входа");
  private_file("oidc.client_secret_file", config.oidc.client_secret_file);
  if (config.oidc.subject_is_oid && config.oidc.issuer.find("gosuslugi") == std::string::npos)
    warning(
        "oidc.subject_is_oid",
        "номерам Госуслуг из этого шлюза верят как самим Госуслугам: включайте только для сертифицированного шлюза");
}

void Checker::privacy() {
  const PrivacyConfig& p = config.privacy;
  if (p.consent.empty())
    warning(
        "privacy.consent",
        "нет текста согласия на обработку персональных данных: заявки с ними принимать не на чем (152-ФЗ, статья 9)");
  else
    needs_file("privacy.consent", p.consent);
  if (p.voter_dedupe != "oid" && p.voter_dedupe != "oid_and_snils")
    error("privacy.voter_dedupe", "бывает oid и oid_and_snils");
  if (p.voter_dedupe == "oid_and_snils" && config.esia.enabled && config.esia.scope.find("snils") == std::string::npos)
    error("privacy.voter_dedupe", "СНИЛС не запрашивается: добавьте snils в esia.scope");
  for (const char* key : {"subject.key", "voting.key", "voting-heads.pem"})
    private_file("data", config.data + "/" + key);
}

void Checker::backup() {
  const BackupConfig& b = config.backup;
  if (b.folder.empty())
    return warning("backup.folder", "не указано, где резервные копии: портал не заметит, что их нет");
  const auto inside =
      fs::path(b.folder).lexically_normal().lexically_relative(fs::path(config.data).lexically_normal());
  if (!inside.empty() && *inside.begin() != "..")
    warning("backup.folder", "копии лежат в самой папке данных: они пропадут вместе с ней");
  std::error_code wrong;
  auto newest = fs::file_time_type::min();
  for (fs::directory_iterator it(b.folder, wrong), end; !wrong && it != end; it.increment(wrong))
    newest = std::max(newest, it->last_write_time(wrong));
  if (newest == fs::file_time_type::min())
    return warning("backup.folder", "в " + b.folder + " нет ни одной резервной копии");
  const auto age = fs::file_time_type::clock::now() - newest;
  if (age > std::chrono::days(b.days))
    warning("backup.days",
            "последней резервной копии больше " + std::to_string(b.days) + " дн.: проверьте, идёт ли копирование");
}

void Checker::region() {
  const RegionConfig& r = config.region;
  for (const auto& [key, text] : {std::pair{"region.name", &r.name}, std::pair{"region.centre", &r.centre},
                                  std::pair{"region.phone", &r.phone}, std::pair{"region.email", &r.email}})
    if (text->empty()) warning(key, "не заполнено: люди не узнают, чей это портал и куда обратиться");
  if (!r.name.empty() && !config.demo() && !territory::subject_named(r.name))
    warning("region.name",
            "«" + r.name +
                "» нет среди 89 субъектов Федерации: по адресу из Госуслуг портал не поймёт, кто живёт в "
                "регионе, и будет спрашивать каждого");
}

void Checker::limits() {
  if (config.limits.most_threads < config.limits.threads) error("limits.most_threads", "меньше, чем limits.threads");
  if (config.limits.logins_at_once >= config.limits.most_threads)
    error("limits.logins_at_once",
          "не меньше limits.most_threads: если Госуслуги зависнут, входы займут все потоки и портал замолчит для всех");
  if (config.limits.logins_per_minute == 0) warning("limits.logins_per_minute", "частота входов не ограничена");
  if (config.session.longest_hours * 60 < config.session.idle_minutes)
    error("session.longest_hours", "меньше, чем session.idle_minutes");
  if (!config.demo() && geteuid() == 0)
    warning("environment", "сервер работает от root: заведите для него отдельного пользователя");
}

}  // namespace

std::vector<Finding> check_config(const Config& config) {
  Checker checker{config, {}};
  checker.addresses();
  checker.folders();
  checker.calendar();
  checker.esia();
  checker.doors();
  checker.privacy();
  checker.backup();
  checker.region();
  checker.limits();
  return std::move(checker.findings);
}

}  // namespace pochin::server
