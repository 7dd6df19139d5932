#include "server/commands/voters_command.h"

#include <charconv>
#include <iostream>
#include <map>

#include "server/api/api.h"
#include "server/api/handling/context.h"
#include "server/api/handling/person_facts.h"
#include "server/store/people.h"
#include "server/store/sessions.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kMost = 1'000'000, kAtOnce = 1000;
constexpr std::int64_t kFirstAccount = 9'000'000'000;  // no account of the emulator is so high

int failed(std::string_view message) {
  std::cerr << "pochin voters: " << message << '\n';
  return 1;
}

std::optional<std::int64_t> number(const std::string& text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0 || value > kMost)
    return std::nullopt;
  return value;
}

// A grown-up resident of the first municipality.
PersonFacts resident(const Context& context) {
  PersonFacts facts{.confirmed = true, .born = make_date(1985, 3, 14)};
  if (context.region.municipalities.empty()) return facts;
  facts.residence = {.where = auth::Where::inside,
                     .oktmo = {context.region.municipalities.front().id},
                     .method = auth::ResidenceMethod::names};
  return facts;
}

void log_in(Db& db, const Context& context, std::int64_t account, const std::string& facts, std::string& out) {
  const Instant now = context.login_now();
  const std::string cookie = random_text(32), csrf = random_text(32);
  add_session(db, {.id_hash = sha256_bytes(cookie),
                   .person = remember_person(db, std::to_string(kFirstAccount + account), now),
                   .csrf = csrf,
                   .name = say("Житель"),
                   .short_name = say("Житель"),
                   .facts = facts,
                   .proved = now,
                   .created = now,
                   .seen = now,
                   .idle_ms = 12 * 3'600'000,
                   .expires = later(now, std::chrono::hours(12))});
  out += cookie + " " + csrf + "\n";
}

}  // namespace

int voters_command(std::span<const std::string> arguments) {
  std::map<std::string, std::string> given;
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) given[arguments[i]] = arguments[i + 1];
  const auto count = number(given["--count"]);
  const auto from = given.contains("--from") ? number(given["--from"]) : 0;
  if (given["--config"].empty() || !count || !from || arguments.size() % 2 != 0)
    return failed(tr("pochin voters --config ФАЙЛ --count СКОЛЬКО [--from С КАКОГО]"));
  auto config = load_config(given["--config"]);
  if (!config) return failed(given["--config"]);
  if (!config->demo()) return failed(tr("вымышленных жителей можно завести только в демонстрации (environment: demo)"));
  config->packs.clear();
  config->close_doors();
  PublicCache cache;
  auto api = Api::open(*config, config->clock(), cache);
  if (!api) return failed(api.error());
  Context& context = (*api)->context();
  const std::string facts = facts_text(resident(context));
  for (std::int64_t i = 0; i < *count; i += kAtOnce) {
    std::string out;
    const auto done = change(context, [&](Db& db) -> Checked<bool> {
      out.clear();
      for (std::int64_t j = i; j < std::min(i + kAtOnce, *count); ++j) log_in(db, context, *from + j, facts, out);
      return true;
    });
    if (!done) return failed(done.error().detail);
    std::cout << out;
  }
  (*api)->stop();
  return 0;
}

}  // namespace pochin::server
