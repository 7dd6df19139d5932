#include "server/auth/token_command.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

#include "server/auth/gost_engine.h"
#include "server/auth/jwt.h"
#include "shared/base/json.h"

namespace pochin::auth {
namespace {

using std::chrono::sys_seconds;

constexpr const char* kUsage =
    "нужно: pochin esia check-token ТОКЕН --certificate СЕРТИФИКАТ [--engine GOST.SO]\n"
    "ТОКЕН — файл с маркером, «-» — читать со входа; СЕРТИФИКАТ — файл ЕСИА в PEM или DER\n";

struct Wish {
  std::string token, certificate, engine;
};

std::optional<Wish> wish_of(std::span<const std::string> args) {
  Wish wish;
  if (args.empty() || args[0] != "check-token") return std::nullopt;
  for (std::size_t i = 1; i < args.size(); ++i) {
    std::string* to = args[i] == "--certificate" ? &wish.certificate : args[i] == "--engine" ? &wish.engine : nullptr;
    if (to != nullptr && i + 1 < args.size())
      *to = args[++i];
    else if (to == nullptr && wish.token.empty() && (args[i] == "-" || !args[i].starts_with('-')))
      wish.token = args[i];
    else
      return std::nullopt;
  }
  if (wish.token.empty() || wish.certificate.empty()) return std::nullopt;
  return wish;
}

std::optional<std::string> text_in(const std::string& path) {
  std::ifstream in(path == "-" ? "/dev/stdin" : path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text(std::istreambuf_iterator<char>(in), {});
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  return text.empty() ? std::nullopt : std::optional(text);
}

std::string time_text(sys_seconds at) {
  using namespace std::chrono;
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  char text[48];
  std::snprintf(text, sizeof text, "%02u.%02u.%04d %02d:%02d:%02d UTC", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

std::optional<sys_seconds> moment(const Json& claims, std::string_view name) {
  const Json& value = get(claims, name);
  constexpr std::uint64_t kEndOf9999 = 253'402'300'799;
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kEndOf9999) return std::nullopt;
  return sys_seconds{std::chrono::seconds{value.get<std::int64_t>()}};
}

std::string_view kind_text(std::string_view sbt) {
  if (sbt == "id") return "маркер идентификации";
  if (sbt == "access") return "маркер доступа";
  return sbt == "authorization_code" ? "код авторизации" : "неизвестный вид";
}

TokenKind kind_of_token(std::string_view sbt) {
  return sbt == "id" ? TokenKind::id : sbt == "access" ? TokenKind::access : TokenKind::authorization_code;
}

std::string_view reason(const std::string& code) {
  if (code == "token.signature") return "подпись не сходится: маркер подписан не этим сертификатом или его изменили";
  if (code == "token.alg") return "алгоритм подписи не из тех, что разрешены: GOST3410_2012_256, RS256";
  if (code == "token.kind") return "вид маркера неизвестен";
  return "это не маркер ЕСИА: нужны три части в base64url через точку";
}

// One line of it, without the numbers of people that ЕСИА writes into scopes: «fullname?oid=1000…».
std::string shown(const std::string& value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    if (std::string_view(value).substr(at).starts_with("?oid=")) {
      at = std::min(value.find(' ', at), value.size());
      continue;
    }
    const char c = value[at++];
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
  }
  return out;
}

void describe(const Json& claims, std::ostream& out) {
  for (const auto& [name, title] : {std::pair{"iss", "кто выдал"}, std::pair{"aud", "кому"},
                                    std::pair{"client_id", "система"}, std::pair{"scope", "области доступа"}}) {
    const std::string value = get_string(claims, name);
    if (!value.empty()) out << title << ": " << shown(value) << '\n';
  }
  for (const auto& [name, title] : {std::pair{"iat", "выдан"}, std::pair{"nbf", "действует с"},
                                    std::pair{"exp", "действует до"}, std::pair{"auth_time", "личность подтверждена"}})
    if (const auto at = moment(claims, name)) out << title << ": " << time_text(*at) << '\n';
}

// The one certificate, whatever its file is called.
std::optional<PinnedCertificates> read_one(const std::string& path) {
  PinnedCertificates out;
  const auto text = read_small_file(path);
  if (!text) return std::nullopt;
  auto certificate = read_certificate(*text);
  if (!certificate) return std::nullopt;
  const KeyKind kind = kind_of(X509_get0_pubkey(certificate.get()));
  const auto from = not_before(certificate.get()), until = not_after(certificate.get());
  out.items.push_back({path, std::move(certificate), kind, from, until});
  return out;
}

int check_token(const Wish& wish, std::ostream& out, std::ostream& err) {
  if (const auto engine = load_gost_engine(wish.engine); !engine) {
    err << "pochin esia: " << engine.error() << '\n';
    return 1;
  }
  const auto token = text_in(wish.token);
  if (!token) return err << "pochin esia: не прочитать маркер " << wish.token << '\n', 1;
  const auto certificates = read_one(wish.certificate);
  if (!certificates) return err << "pochin esia: не прочитать сертификат " << wish.certificate << '\n', 1;
  const PinnedCertificate& certificate = certificates->items.front();
  const auto parts = split_token(*token);
  if (!parts) return err << "pochin esia: " << reason(parts.error().code) << '\n', 1;
  const std::string sbt = get_string(parts->header, "sbt"), alg = get_string(parts->header, "alg");
  out << "вид: " << kind_text(sbt) << " (sbt " << sbt << "), алгоритм " << alg << '\n'
      << "сертификат действует: " << time_text(certificate.not_before) << " — " << time_text(certificate.not_after)
      << '\n';
  // Whether the certificate still holds is another question than whether it signed: it is judged at its own time.
  const auto claims = verify_signature(*token, kind_of_token(sbt), {"GOST3410_2012_256", "RS256"}, *certificates,
                                       certificate.not_before);
  if (!claims) {
    out << "ПОДПИСЬ НЕВЕРНА: " << reason(claims.error().code) << '\n';
    return 1;
  }
  describe(*claims, out);
  out << "подпись верна\n";
  if (const auto issued = moment(*claims, "iat"); issued && !certificate.valid_at(*issued))
    out << "но в день выдачи маркера сертификат не действовал: портал такой маркер не примет\n";
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (!certificate.valid_at(now)) out << "сегодня этот сертификат не действует\n";
  if (const auto end = moment(*claims, "exp"); end && *end < now) out << "срок маркера прошёл\n";
  return 0;
}

}  // namespace

int esia_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  const auto wish = wish_of(args);
  if (!wish) {
    err << "pochin esia: " << kUsage;
    return 2;
  }
  return check_token(*wish, out, err);
}

}  // namespace pochin::auth
