#include "tests/unit/server/api/world.h"

#include <filesystem>
#include <fstream>
#include <map>

#include "server/http/url.h"
#include "server/ops/text_file.h"

namespace pochin::server::test {
namespace {

using Change = void (*)(nlohmann::json& pack);

std::unique_ptr<Api> open_api(const Config& config, Clock clock, PublicCache& cache) {
  auto opened = Api::open(config, std::move(clock), cache);
  if (!opened) FAIL(opened.error());
  return *std::move(opened);
}

// The demonstration is the same in all tests: the folder of its data is made once for each practice, and copied.
const Scratch& demonstration(Change change, Config config, Instant now) {
  static std::map<Change, std::unique_ptr<Scratch>> made;
  std::unique_ptr<Scratch>& scratch = made[change];
  if (scratch) return *scratch;
  auto fresh = std::make_unique<Scratch>();
  config.data = fresh->file("data");
  PublicCache cache;
  const auto api = open_api(
      config, [now] { return now; }, cache);
  const auto filled = fill_demonstration(api->context());
  if (!filled) FAIL(filled.error());
  return *(scratch = std::move(fresh));
}

}  // namespace

World::World(Change change) {
  config.environment = Environment::demo;
  config.public_url = "http://portal.test";
  config.data = scratch_.file("data");
  config.territories = std::string(POCHIN_ROOT) + "/web/packs/region.json";
  config.calendar = std::string(POCHIN_ROOT) + "/web/packs/calendar.json";
  config.packs = {std::string(POCHIN_ROOT) + "/web/packs/ppmi.json"};
  if (change) {
    auto pack = read_json_file(config.packs.front()).value();
    change(pack);
    config.packs = {scratch_.file("pack.json")};
    std::ofstream(config.packs.front()) << pack;
  }
  config.region.zone_name = "МСК+1";
  config.region.zone_minutes = 240;
  std::filesystem::copy(demonstration(change, config, now).file("data"), config.data,
                        std::filesystem::copy_options::recursive);
  api_ = open_api(
      config, [this] { return now; }, cache);
  api_->add_routes(router_);
}

void World::grant(const std::string& oid, const std::string& role, const std::string& scope) {
  Context& context = api_->context();
  const auto done = change(context, [&](Db& db) -> Checked<bool> {
    give_grant(db, {.oid = oid, .role = role, .scope = scope, .title = role}, "test", now);
    return true;
  });
  REQUIRE(done.has_value());
}

Person World::login(const std::string& oid, const std::string& name, const std::string& short_name,
                    const std::string& ogrn, const PersonFacts& facts) {
  const std::string cookie = random_text(32);
  const std::string csrf = random_text(32);
  const auto done = change(api_->context(), [&](Db& db) -> Checked<bool> {
    nlohmann::json organisations = nlohmann::json::array();
    if (!ogrn.empty()) organisations.push_back(ogrn);
    add_session(db, {.id_hash = sha256_bytes(cookie),
                     .person = remember_person(db, oid, now),
                     .csrf = csrf,
                     .name = name,
                     .short_name = short_name,
                     .organisations = organisations.dump(),
                     .facts = facts_text(facts),
                     .proved = now,
                     .created = now,
                     .seen = now,
                     .idle_ms = 30 * 60'000,
                     .expires = {now.ms + 3'600'000}});
    return true;
  });
  REQUIRE(done.has_value());
  return {*this, cookie, csrf};
}

Answer World::handle(Request request) {
  Answer answer;
  answer.response = router_.handle(std::move(request));
  if (const auto* text = std::get_if<std::string>(&answer.response.body)) answer.text = *text;
  if (const auto* kept = std::get_if<Encoded>(&answer.response.body); kept && kept->plain) answer.text = *kept->plain;
  if (!answer.text.empty()) answer.body = nlohmann::json::parse(answer.text, nullptr, false);
  return answer;
}

Answer Person::get(const std::string& target, Headers headers) { return send("GET", target, std::string(), headers); }

Answer Person::send(const std::string& method, const std::string& target, const std::string& body, Headers headers) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(headers, [&](const auto& h) { return h.first == name; });
  };
  if (method != "GET") {
    if (!has("X-CSRF-Token")) headers.emplace_back("X-CSRF-Token", csrf_);
    if (!has("Origin")) headers.emplace_back("Origin", "http://portal.test");
    if (!has("Content-Type")) headers.emplace_back("Content-Type", "application/json");
    if (!has("Idempotency-Key")) headers.emplace_back("Idempotency-Key", "key-" + std::to_string(++world_.next_key));
  }
  return ask(method, target, body, std::move(headers));
}

Answer Person::ask(const std::string& method, const std::string& target, const std::string& body, Headers headers) {
  if (!cookie_.empty()) headers.emplace_back("Cookie", "__Host-sid=" + cookie_);
  Request request;
  request.method = method;
  request.target = target;
  const std::size_t mark = target.find('?');
  request.path = percent_decode(std::string_view(target).substr(0, mark), false).value();
  if (mark != std::string::npos) request.query = parse_query(std::string_view(target).substr(mark + 1)).value();
  for (const auto& [name, value] : headers) request.headers.emplace_back(name, value);
  request.body = body;
  return world_.handle(std::move(request));
}

Answer Person::create(const std::string& municipality) {
  return send("POST", "/api/v1/applications", {{"practice", "ppmi"}, {"municipality", municipality}});
}

Answer Person::patch(const std::string& id, const std::string& etag, const nlohmann::json& set) {
  return send("PATCH", "/api/v1/applications/" + id + "/answers", {{"set", set}}, {{"If-Match", etag}});
}

Answer Person::act(const std::string& id, const std::string& etag, const std::string& action,
                   const nlohmann::json& body) {
  return send("POST", "/api/v1/applications/" + id + "/actions/" + action, body, {{"If-Match", etag}});
}

nlohmann::json Person::upload(const std::string& id, const std::string& field) {
  const std::string pdf = "%PDF-1.4\n" + field + "\n%%EOF\n";
  const std::string files = "/api/v1/applications/" + id + "/files";
  const auto begun = send("POST", files, {{"field", field}, {"name", "файл.pdf"}, {"size", pdf.size()}});
  REQUIRE(begun.status() == 201);
  const std::string file = begun.body["id"];
  const auto sent = send("PUT", files + "/" + file + "?offset=0", pdf, {{"Content-Type", "application/octet-stream"}});
  REQUIRE(sent.status() == 200);
  REQUIRE(sent.body["complete"] == true);
  return nlohmann::json::array(
      {{{"id", file}, {"name", "файл.pdf"}, {"type", "application/pdf"}, {"size", pdf.size()}}});
}

nlohmann::json full_answers() {
  return {{"name", "Ремонт колодца в Малых Ключах"},
          {"settlement", "д. Малые Ключи"},
          {"typology", "utilities"},
          {"problem", "Колодец обрушился, вода мутная, жители носят воду из соседней деревни за два километра."},
          {"results", "Чистая вода будет в деревне круглый год, носить её издалека больше не придётся никому."},
          {"cost_repair", "2 000 000,00"},
          {"cost_repair_note", "Ремонт"},
          {"source_municipal", "300 000"},
          {"source_people", "100000"},
          {"source_legal", "0"},
          {"source_region", "1 600 000"},
          {"users_who", "Жители деревни Малые Ключи"},
          {"users_count", "500"},
          {"meeting_date", "01.11.2026"},
          {"meeting_count", "60"},
          {"start", "17.05.2027"},
          {"term", "30.09.2027"},
          {"plan", {{{"id", "r1"}, {"stage", "Работы"}, {"due", "01.09.2027"}, {"who", "Ильина Мария Сергеевна"}}}},
          {"head_name", "Орлов Виктор Николаевич"},
          {"head_phone", "+7 900 000-00-01"},
          {"executor", "Ильина Мария Сергеевна"},
          {"executor_phone", "+7 900 000-00-02"}};
}

Submitted submit_full(Person& author) {
  const auto created = author.create();
  REQUIRE(created.status() == 201);
  Submitted made{created.body["id"], created.etag(), ""};
  auto set = full_answers();
  for (const char* field : {"property_extract", "meeting_minutes", "estimate", "estimator_certificate"})
    set[field] = author.upload(made.id, field);
  const auto saved = author.patch(made.id, made.etag, set);
  INFO(saved.text);
  REQUIRE(saved.status() == 200);
  const auto submitted = author.act(made.id, saved.etag(), "submit");
  INFO(submitted.text);
  REQUIRE(submitted.status() == 200);
  made.etag = submitted.etag();
  made.number = submitted.body["number"];
  return made;
}

}  // namespace pochin::server::test

using namespace pochin::server::test;

TEST_CASE("the demonstration fills every screen: queue, rating and public list") {
  World world;
  CHECK(world.clerk().get("/api/v1/applications?view=queue").body["items"].size() == 4);
  CHECK(world.centre().get("/api/v1/practices/ppmi/rating").body["rows"].size() >= 6);
  CHECK(world.visitor().get("/api/v1/projects").body["items"].size() >= 8);
}
