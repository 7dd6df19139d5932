#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "server/auth/certificates.h"
#include "server/auth/esia.h"
#include "server/auth/gost_engine.h"
#include "server/auth/openssl.h"
#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

using std::chrono::sys_seconds;
using Weight = SelfTestFinding::Weight;
using Findings = std::vector<SelfTestFinding>;

constexpr std::chrono::days kWarnAhead{30};

void add(Findings& findings, Weight weight, std::string text) { findings.push_back({weight, std::move(text)}); }

std::string date_text(sys_seconds moment) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(moment));
  char text[32];
  std::snprintf(text, sizeof text, "%02u.%02u.%04d", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
  return text;
}

std::string host_of(std::string_view url) {
  const auto start = url.find("://");
  if (start == std::string_view::npos) return {};
  std::string_view rest = url.substr(start + 3);
  rest = rest.substr(0, rest.find('/'));
  if (rest.starts_with('[')) return std::string(rest.substr(0, rest.find(']') + 1));
  return std::string(rest.substr(0, rest.find(':')));
}

bool is_loopback(std::string_view url) {
  const std::string host = host_of(url);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

// https, or http to this very machine (the emulator).
void check_address(const std::string& url, std::string_view what, Findings& findings) {
  const bool plain = url.starts_with("http://");
  if (!plain && !url.starts_with("https://"))
    return add(findings, Weight::error, std::string(what) + std::string(tr(": нужен адрес, начинающийся с https://")));
  const bool suspicious =
      host_of(url).empty() || std::ranges::any_of(url, [](char c) {
        return c <= ' ' || c == '@' || c == '\\' || c == '#' || c == '?' || static_cast<unsigned char>(c) >= 0x7f;
      });
  if (suspicious)
    return add(findings, Weight::error, std::string(what) + std::string(tr(": адрес записан неверно: ")) + url);
  if (plain && !is_loopback(url))
    return add(findings, Weight::error,
               std::string(what) + std::string(tr(": без шифрования (http) можно только на этой же машине: ")) + url);
  if (plain)
    add(findings, Weight::warning,
        std::string(what) + std::string(tr(": адрес этой же машины без шифрования, годится только для показа: ")) +
            url);
}

void check_settings(const EsiaConfig& config, Findings& findings) {
  check_address(config.portal, tr("Адрес ЕСИА"), findings);
  const auto authority = config.portal.find("://");
  if (authority != std::string::npos && config.portal.find('/', authority + 3) != std::string::npos)
    add(findings, Weight::error, std::string(tr("Адрес ЕСИА: нужен только узел, без косой черты и пути в конце.")));
  check_address(config.redirect_uri, tr("Адрес возврата"), findings);
  if (config.client_id.empty())
    add(findings, Weight::error, std::string(tr("Не задана мнемоника информационной системы (client_id).")));
  if (config.issuers.empty())
    add(findings, Weight::error, std::string(tr("Не задан издатель маркеров ЕСИА (issuers).")));
  for (const std::string* scope : {&config.citizen_scope, &config.staff_scope})
    if ((" " + *scope + " ").find(" openid ") == std::string::npos)
      add(findings, Weight::error, std::string(tr("В области доступа нет openid, без неё ЕСИА не пришлёт id_token.")));
  if (config.token_algorithms.empty())
    add(findings, Weight::error, std::string(tr("Не разрешён ни один алгоритм подписи маркеров.")));
  for (const std::string& algorithm : config.token_algorithms)
    if (algorithm != "GOST3410_2012_256" && algorithm != "RS256")
      add(findings, Weight::error, std::string(tr("Неизвестный алгоритм подписи маркеров: ")) + algorithm);
  if (!config.ca_bundle.empty() && access(config.ca_bundle.c_str(), R_OK) != 0)
    add(findings, Weight::error, std::string(tr("Не читается файл корневых сертификатов TLS: ")) + config.ca_bundle);
}

void check_own_key(const EsiaConfig& config, sys_seconds now, Findings& findings) {
  const auto signer = Signer::open(config.signer);
  if (!signer) return add(findings, Weight::error, signer.error());
  if (const auto signature = signer->sign("самопроверка"); !signature) add(findings, Weight::error, signature.error());
  if (now < signer->not_before() || now > signer->not_after())
    add(findings, Weight::error,
        std::string(tr("Сертификат информационной системы не действует: срок до ")) + date_text(signer->not_after()));
  else if (signer->not_after() - now < kWarnAhead)
    add(findings, Weight::warning,
        std::string(tr("Сертификат информационной системы скоро истечёт: ")) + date_text(signer->not_after()));
  if (const auto* file = std::get_if<KeyFile>(&config.signer.key)) {
    struct stat status {};
    if (stat(file->key.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
      add(findings, Weight::warning,
          std::string(tr("Файл ключа доступен не только своему владельцу, нужны права 600: ")) + file->key);
  }
  add(findings, Weight::note,
      std::string(tr("Сверьте с технологическим порталом: мнемоника ")) + config.client_id +
          std::string(tr(", хэш сертификата ")) + signer->certificate_hash());
}

void check_algorithm(const PinnedCertificates& certificates, const std::string& algorithm, sys_seconds now,
                     Findings& findings) {
  const KeyKind kind = algorithm == "RS256" ? KeyKind::rsa : KeyKind::gost_2012_256;
  sys_seconds latest{};
  for (const PinnedCertificate& certificate : certificates.items)
    if (certificate.kind == kind && certificate.valid_at(now)) latest = std::max(latest, certificate.not_after);
  if (latest == sys_seconds{})
    add(findings, Weight::warning,
        std::string(tr("Нет действующего сертификата ЕСИА для алгоритма ")) + algorithm +
            std::string(tr(": маркеры с такой подписью будут отвергнуты.")));
  else if (latest - now < kWarnAhead)
    add(findings, Weight::warning,
        std::string(tr("Сертификат ЕСИА для алгоритма ")) + algorithm + std::string(tr(" истекает ")) +
            date_text(latest) + std::string(tr(", положите в папку следующий.")));
}

void check_certificates(const EsiaConfig& config, sys_seconds now, Findings& findings) {
  const PinnedCertificates certificates = read_certificates(config.certificates);
  for (const std::string& name : certificates.unreadable)
    add(findings, Weight::warning, std::string(tr("Файл в папке сертификатов ЕСИА не разбирается: ")) + name);
  const bool any = std::ranges::any_of(certificates.items, [&](const PinnedCertificate& certificate) {
    return certificate.valid_at(now) && certificate.kind != KeyKind::other;
  });
  if (!any)
    return add(findings, Weight::error,
               std::string(tr("В папке нет ни одного действующего сертификата ЕСИА, войти не сможет никто: ")) +
                   config.certificates);
  for (const std::string& algorithm : config.token_algorithms) check_algorithm(certificates, algorithm, now, findings);
}

}  // namespace

std::vector<SelfTestFinding> Esia::self_test(const EsiaConfig& config, sys_seconds now) {
  Findings findings;
  check_settings(config, findings);
  if (auto engine = load_gost_engine(config.gost_engine); !engine) {
    add(findings, Weight::error, engine.error());
    return findings;
  }
  if (auto test = streebog_self_test(); !test) add(findings, Weight::error, test.error());
  check_own_key(config, now, findings);
  check_certificates(config, now, findings);
  return findings;
}

}  // namespace pochin::auth
