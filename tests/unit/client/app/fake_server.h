// A server in memory for the client: applies what the client sends as CONTRACT says, can lose the network, and keeps
// every request it saw. Time stands still unless a test moves it.
#pragma once
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "client/app/store.h"
#include "shared/api/practice_about.h"
#include "shared/practice/pack.h"
#include "tests/unit/client/app/fake_voting.h"
#include "tests/unit/client/app/window.h"

namespace pochin::fake {

using app::Json;

inline std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline Json pack() { return Json::parse(file_text(std::string(POCHIN_ROOT) + "/web/packs/ppmi.json")); }

inline Json session(const std::string& role, bool demo_login = false) {
  Json roles = Json::array({{{"role", "citizen"}, {"scope", ""}, {"title", "Житель"}, {"place", ""}}});
  Json person = {{"id", "p1"}, {"name", "Ильина Мария Сергеевна"}, {"short_name", "Ильина М. С."}};
  if (role == "clerk") {
    person = {{"id", "p2"}, {"name", "Соколова Анна Викторовна"}, {"short_name", "Соколова А. В."}};
    roles.push_back({{"role", "municipal_operator"},
                     {"scope", "86500411"},
                     {"title", "Специалист администрации"},
                     {"place", "Зареченское сельское поселение"},
                     {"home", "86500411"}});
  }
  if (role == "centre") {
    person = {{"id", "p3"}, {"name", "Белова Марина Игоревна"}, {"short_name", "Белова М. И."}};
    roles.push_back({{"role", "project_centre_operator"},
                     {"scope", "ppmi"},
                     {"title", "Проектный центр"},
                     {"place", "Приозёрская область"},
                     {"home", "ppmi"}});
  }
  const auto serves = [&](const char* id, const char* name, const char* short_name, const char* code,
                          const char* title) {
    person = {{"id", id}, {"name", name}, {"short_name", short_name}};
    roles.push_back({{"role", code}, {"scope", ""}, {"title", title}, {"place", ""}});
  };
  if (role == "chair")
    serves("p6", "Громов Илья Олегович", "Громов И. О.", "commission_chair", "Председатель комиссии");
  if (role == "support") serves("p7", "Лебедев Олег", "Лебедев О.", "support_agent", "Специалист поддержки");
  if (role == "admin") serves("p4", "Ёлкин Пётр", "Ёлкин П.", "system_admin", "Системный администратор");
  if (role == "auditor") serves("p5", "Рыбаков Дмитрий Сергеевич", "Рыбаков Д. С.", "auditor", "Аудитор");
  person["roles"] = roles;
  person["provider_logout"] = {{"text", "Выйти и из Госуслуг"},
                               {"href", "https://esia.example/idp/ext/Logout?client_id=P"}};
  return {{"person", role.empty() ? Json() : person},
          {"csrf", role.empty() ? "" : "csrf-1"},
          {"region",
           {{"name", "Приозёрская область"},
            {"name_genitive", "Приозёрской области"},
            {"centre", "Проектный центр инициативного бюджетирования"},
            {"phone", "8 800 000-00-00"},
            {"email", "centre@example.org"},
            {"zone_name", "МСК+1"},
            {"zone_minutes", 240}}},
          {"now", "2026-11-23T10:00:00Z"},
          {"demo", true},
          {"login",
           {{"main", "/auth/esia/login"},
            {"demo", demo_login ? Json("/auth/demo/login") : Json()},
            {"told",
             "Госуслуги передадут порталу фамилию, имя и отчество, дату рождения, а также адреса регистрации и "
             "проживания. Имя стоит в ваших заявках. По дате рождения и адресу портал проверяет, можно ли вам "
             "голосовать."},
            {"known",
             "О вас портал хранит: имя, дату рождения, муниципалитет, заявки и действия. Номер учётной записи "
             "и адрес он не хранит."}}}};
}

inline Json territory() {
  return {{"id", "86500411"},
          {"name", "Зареченское сельское поселение"},
          {"kind", "sp"},
          {"kind_title", "Сельское поселение"},
          {"parent_name", "Каменский район"},
          {"population", 800},
          {"population_date", "2026-01-01"},
          {"settlements", {"с. Заречье", "д. Ключи"}}};
}

struct Server {
  Json resources = Json::object();  // API path → body, for what never changes
  Json answers = Json::object();
  Json prefilled = Json::object();  // of the application: field → {"value", "source"}
  std::string municipality;         // of the person's address
  Json remarks = Json::array(), deadlines = Json::array(), more_actions = Json::array();
  Json deadline = nullptr, turn = Json::array();  // of the application, as its page and its line in a list show it
  std::string role = "citizen", state = "draft", number;
  std::string pack_version = "2027.2.0";  // of the application; the practice has that of web/packs
  int64_t version = 1;
  bool online = true;
  bool lose_answers = false;         // does the work, but the answer does not reach the client
  bool demo_login = false;           // people who are made up may log in
  int idle_seconds = 0;              // when a session that nobody uses ends; 0: it is not told
  int left_seconds = 12 * 3600;      // when it ends in any case
  int next_status = 0;               // answers once with this instead
  std::map<std::string, Json> done;  // Idempotency-Key → answer
  int submissions = 0;
  int queue = 0;         // so many applications wait for the clerk, in pages of 50; 0: the one of the author
  bool deleted = false;  // the draft
  Json more_history = Json::array();     // what was done after the submission
  std::string resubmitted_at;            // when it was corrected and handed in again
  std::map<std::string, int64_t> files;  // id → bytes received
  std::map<std::string, int64_t> sizes;
  std::vector<app::Fetch> seen;
  Voting voting;

  Server() {
    resources["/api/v1/practices/ppmi"] = {
        {"pack", pack()}, {"stage", Json::object()}, {"counts", {{"submitted", 12}, {"published", 3}}}};
    resources["/api/v1/approvals"] = {{"items", Json::array()}};
    resources["/api/v1/territories"] = {{"items", Json::array({territory()})}};
    resources["/api/v1/portal"] = {
        {"practices", Json::array({{{"id", "ppmi"},
                                    {"title", "ППМИ"},
                                    {"lead", "Для сёл, посёлков и городов области"},
                                    {"stage",
                                     {{"number", 2},
                                      {"total", 6},
                                      {"title", "Приём заявок"},
                                      {"detail", "Заполните и подайте заявку."},
                                      {"deadline", "до 25 декабря 2026, 18:00 (МСК+1)"},
                                      {"state", "open"}}},
                                    {"action", {{"text", "Подать заявку"}, {"href", "/apply/ppmi"}}},
                                    {"applications", 12}}})},
        {"counters", Json::array({{{"figure", "12"}, {"caption", "заявок подано"}},
                                  {{"figure", "3"}, {"caption", "проекта принято"}}})},
        {"recent", Json::array({card()})},
        {"date", "2026-11-23"}};
    resources["/api/v1/projects"] = {{"items", Json::array({card()})}, {"next", nullptr}, {"total", 1}};
    Json project = card();
    project.update(
        {{"problem", "Колодец старый, воды не хватает."},
         {"results", "Чистая вода у 120 домов."},
         {"beneficiaries", 310},
         {"term", "30.09.2027"},
         {"sources", Json::array({{{"title", "Бюджет муниципалитета"}, {"kopecks", 30000000}, {"percent", "15,0 %"}},
                                  {{"title", "Областной бюджет"}, {"kopecks", 170000000}, {"percent", "85,0 %"}}})},
         {"timeline", Json::array({{{"at", "2026-11-10T06:00:00Z"}, {"title", "Заявка подана"}},
                                   {{"at", "2026-11-12T06:00:00Z"}, {"title", "Передана на конкурс"}}})},
         {"score", {{"total", "73,5"}, {"max", "100"}}}});
    resources["/api/v1/projects/ППМИ-2027-0003"] = project;
  }

  static Json card() {
    return {{"number", "ППМИ-2027-0003"},
            {"title", "Ремонт колодца на улице Луговой"},
            {"municipality", "Зареченское сельское поселение"},
            {"settlement", "с. Заречье"},
            {"practice", "ppmi"},
            {"practice_title", "ППМИ"},
            {"typology", "Водоснабжение"},
            {"cost_kopecks", 200000000},
            {"state", "submitted_to_region"},
            {"state_title", "На конкурсе"},
            {"tone", "info"},
            {"submitted_at", "2026-11-10T06:00:00Z"},
            {"picture", "spring"}};
  }

  [[nodiscard]] bool editable() const { return state == "draft" || state == "returned_for_revision"; }

  [[nodiscard]] Json actions() const {
    const auto one = [](const char* id, const char* title, Json needs, bool primary) {
      return Json{{"id", id}, {"title", title}, {"needs", std::move(needs)}, {"primary", primary}};
    };
    Json out = Json::array();
    if (role == "citizen" && state == "draft") out.push_back(one("submit", "Подать заявку", Json::array(), true));
    if (role == "citizen" && state == "returned_for_revision")
      out.push_back(one("resubmit", "Отправить исправленную заявку", Json::array(), true));
    if (role == "citizen") out.push_back(one("withdraw", "Отозвать заявку", Json::array({"comment"}), false));
    if (role == "clerk" && state == "submitted_to_municipality") {
      out.push_back(one("accept", "Передать на конкурс", Json::array(), true));
      out.push_back(one("return", "Вернуть на доработку", Json::array({"remarks"}), false));
    }
    if (role == "centre" && state == "submitted_to_region")
      out.push_back(one("register", "Зарегистрировать", Json::array(), true));
    for (const Json& each : more_actions) out.push_back(each);
    return out;
  }

  [[nodiscard]] std::string state_title() const {
    if (state == "draft") return "Черновик";
    if (state == "returned_for_revision") return "Возвращена на доработку";
    if (state == "submitted_to_municipality") return "Ждёт администрации";
    return "На конкурсе";
  }

  // What the rules of the practice tell the author of the last move.
  [[nodiscard]] Json told() const {
    Json sentences = Json::array();
    if (state == "submitted_to_municipality") sentences.push_back("Администрация проверит заявку за 5 рабочих дней.");
    return sentences;
  }

  // Each with the answer it was written about; those that a test made itself may lack it.
  [[nodiscard]] Json told_remarks() const {
    Json out = remarks;
    for (Json& each : out) {
      const std::string field = each["field"].get<std::string>();
      const std::string id = field.substr(0, field.find('/'));
      if (!each.contains("was")) each["was"] = answers.value(id, Json());
      each["changed"] = each["was"] != answers.value(id, Json());
      if (!each.contains("closed_by")) each.update({{"closed_by", ""}, {"closed_at", nullptr}});
    }
    return out;
  }

  // What the session tells of own applications that wait.
  [[nodiscard]] Json told_session() const {
    Json out = session(role, demo_login);
    if (role.empty()) return out;
    out["person"]["returned"] = Json::array();
    if (role == "citizen" && state == "returned_for_revision")
      out["person"]["returned"].push_back({{"id", "a1"}, {"title", answers.value("name", "")}, {"deadline", deadline}});
    return out;
  }

  [[nodiscard]] Json application() const {
    Json history = Json::array({{{"seq", 1},
                                 {"at", "2026-11-20T08:00:00Z"},
                                 {"actor", "Ильина М. С."},
                                 {"role", "citizen"},
                                 {"action", "create"},
                                 {"title", "Заявка начата"},
                                 {"to", "draft"},
                                 {"comment", ""}}});
    if (!number.empty()) {
      history.push_back({{"seq", 2},
                         {"at", "2026-11-23T10:00:07Z"},
                         {"actor", "Ильина М. С."},
                         {"role", "citizen"},
                         {"action", "submit"},
                         {"title", "Заявка подана в администрацию"},
                         {"to", state},
                         {"comment", ""}});
    }
    if (!resubmitted_at.empty())
      history.push_back({{"seq", 3},
                         {"at", resubmitted_at},
                         {"actor", "Ильина М. С."},
                         {"role", "citizen"},
                         {"action", "resubmit"},
                         {"title", "Исправленная заявка отправлена"},
                         {"to", state},
                         {"comment", ""}});
    for (const Json& each : more_history) history.push_back(each);
    const std::string tone = state == "returned_for_revision" ? "warning" : (state == "draft" ? "neutral" : "info");
    return {{"id", "a1"},
            {"number", number.empty() ? Json() : Json(number)},
            {"practice", "ppmi"},
            {"pack_version", pack_version},
            {"municipality", territory()},
            {"state", state},
            {"state_title", state_title()},
            {"tone", tone},
            {"version", version},
            {"answers", answers},
            {"remarks", told_remarks()},
            {"history", history},
            {"told", told()},
            {"actions", actions()},
            {"deadlines", deadlines},
            {"deadline", deadline},
            {"turn", turn},
            {"can_delete", role == "citizen" && state == "draft"},
            {"can_close_remarks", role == "clerk" && state == "submitted_to_municipality"},
            {"can_edit", role == "citizen" && editable()},
            {"author", "Ильина М. С."},
            {"submitted_at", number.empty() ? Json() : Json("2026-11-23T10:00:07Z")},
            {"registered_at", nullptr},
            {"facts",
             {{"municipality.kind", "sp"},
              {"municipality.population", 800},
              {"settlement.population", 800},
              {"cycle.year", 2027}}},
            {"prefilled", prefilled},
            {"score", nullptr}};
  }

  [[nodiscard]] std::string etag() const { return "\"" + std::to_string(version) + "\""; }
  static std::string header(const app::Fetch& fetch, std::string_view name) {
    for (const auto& [key, value] : fetch.headers) {
      if (key == name) return value;
    }
    return {};
  }

  // Another person changes a field.
  void changed_by_other(const std::string& field, Json value) {
    answers[field] = std::move(value);
    ++version;
  }

  app::Response answer(const app::Fetch& fetch) {
    seen.push_back(fetch);
    app::Response out{fetch.id, 404, {}, {}, R"({"code":"not_found"})"};
    if (!online) return {fetch.id, 0};
    if (next_status != 0) {
      out.status = next_status;
      next_status = 0;
      return out;
    }
    route(fetch, out);
    if (lose_answers) return {fetch.id, 0};
    return out;
  }

  // What the page of the practice shows, as the server makes it.
  static Json about(const Json& practice) {
    wire::PracticeAbout out =
        wire::about(practice::parse_form_pack(practice["pack"]).value(), parse_instant("2026-11-23T10:00:00Z").value());
    if (practice["stage"].value("state", "") == "open") out.open_stage = practice["stage"]["number"].get<int64_t>();
    out.published = practice["counts"]["published"].get<int64_t>();
    return record::write(out);
  }

 private:
  Json queue_page(const std::string& path) const {
    const std::size_t cursor = path.find("cursor=");
    const int from = cursor == std::string::npos ? 0 : std::stoi(path.substr(cursor + 7));
    const bool searched = path.find("q=") != std::string::npos;
    const int all = searched ? 1 : queue;
    Json items = Json::array();
    for (int i = from; i < std::min(from + 50, all); ++i) {
      Json item = application();
      item.update({{"id", "a" + std::to_string(i + 1)},
                   {"title", (searched ? "Найденный мост " : "Мост ") + std::to_string(i + 1)},
                   {"municipality", "Зареченское сельское поселение"},
                   {"updated_at", "2026-11-23T10:00:00Z"},
                   {"remarks_open", 0},
                   {"deadline", nullptr}});
      items.push_back(item);
    }
    return {{"items", items},
            {"next", from + 50 < all ? Json(std::to_string(from + 50)) : Json()},
            {"total", all},
            {"counts", {{"all", all}, {"waits", all}, {"hurries", 0}, {"returned", 0}, {"decided", 0}}}};
  }
  void route(const app::Fetch& fetch, app::Response& out) {
    const std::string& path = fetch.path;
    const std::string mine = "/api/v1/applications/a1";
    const auto ok = [&](const Json& body, int status = 200) {
      out.status = status;
      out.body = body.dump();
    };
    if (fetch.method != "GET" && path != "/auth/logout" && header(fetch, "X-CSRF-Token") != "csrf-1") {
      ok({{"code", "csrf"}, {"detail", "Страница устарела"}}, 403);
    } else if (voting.answer(fetch, out)) {
    } else if (path == "/api/v1/session") {
      Json answer = told_session();
      if (!role.empty() && !municipality.empty()) answer["person"]["municipality"] = municipality;
      if (idle_seconds > 0 && !role.empty()) {
        answer["person"]["idle_seconds"] = idle_seconds;
        answer["person"]["left_seconds"] = left_seconds;
      }
      ok(answer);
    } else if (queue > 0 && path.starts_with("/api/v1/applications?view=queue")) {
      ok(queue_page(path));
    } else if (path.starts_with("/api/v1/applications?view=")) {
      Json item = application();
      item.update({{"title", answers.value("name", "")},
                   {"municipality", "Зареченское сельское поселение"},
                   {"updated_at", "2026-11-23T10:00:00Z"},
                   {"remarks_open", remarks.size()},
                   {"deadline", {{"text", "до 25 ноября 2026 года"}, {"tone", "warning"}}}});
      const bool returned = state == "returned_for_revision", waits = state.starts_with("submitted_to_");
      const Json counts = {{"all", 1},
                           {"waits", waits ? 1 : 0},
                           {"hurries", waits ? 1 : 0},
                           {"returned", returned ? 1 : 0},
                           {"decided", waits || returned ? 0 : 1}};
      const std::size_t filter = path.find("filter=");
      const std::string group =
          filter == std::string::npos ? "all" : path.substr(filter + 7, path.find('&', filter) - filter - 7);
      const Json items = counts.value(group, 0) == 0 ? Json::array() : Json::array({item});
      ok({{"items", items}, {"next", nullptr}, {"total", items.size()}, {"counts", counts}});
    } else if (path.starts_with("/api/v1/projects?q=")) {
      const bool found = app::decode_component(path.substr(19)) == "колодец";
      ok({{"items", found ? Json::array({card()}) : Json::array()}, {"next", nullptr}, {"total", found ? 1 : 0}});
    } else if (path == mine && fetch.method == "GET") {
      out.etag = etag();
      ok(application());
    } else if (path == mine && fetch.method == "DELETE") {
      deleted = true;
      ok({{"id", "a1"}});
    } else if (path.starts_with(mine + "/remarks/")) {
      for (Json& each : remarks)
        if (path == mine + "/remarks/" + each["id"].get<std::string>() + "/close")
          each.update({{"closed_by", "Соколова А. В."}, {"closed_at", "2026-11-23T10:00:30Z"}});
      ++version;
      ok(application());
    } else if (path == "/api/v1/applications") {
      ok(remember(fetch, [&] { return application(); }), 201);
      out.etag = etag();
    } else if (path == mine + "/answers") {
      patch(fetch, out);
    } else if (path.starts_with(mine + "/actions/")) {
      act(fetch, out);
    } else if (path == mine + "/files") {
      const std::string id = "f" + std::to_string(files.size() + 1);
      files[id] = 0;
      sizes[id] = Json::parse(fetch.body)["size"].get<int64_t>();
      ok({{"id", id}, {"field", Json::parse(fetch.body)["field"]}, {"size", sizes[id]}, {"offset", 0}, {"chunk", 100}},
         201);
    } else if (path.starts_with(mine + "/files/") && path.ends_with("/status")) {
      const std::string id = path.substr(mine.size() + 7, path.size() - mine.size() - 14);
      ok({{"id", id}, {"offset", files[id]}, {"complete", files[id] == sizes[id]}});
    } else if (path == "/auth/logout" || fetch.method == "DELETE") {
      out.status = 204;
      out.body.clear();
    } else if (path.starts_with("/api/v1/practices/") && path.ends_with("/about")) {
      const auto practice = resources.find(path.substr(0, path.size() - 6));
      if (practice != resources.end()) ok(about(*practice));
    } else if (resources.contains(app::decode_component(path))) {
      ok(resources[app::decode_component(path)]);
    }
  }

  template <typename Work>
  Json remember(const app::Fetch& fetch, Work work) {
    const std::string key = header(fetch, "Idempotency-Key");
    if (!done.contains(key)) done[key] = work();
    return done[key];
  }

  void patch(const app::Fetch& fetch, app::Response& out) {
    if (header(fetch, "If-Match") != etag()) {
      out.status = 412;
      out.body = Json{{"code", "conflict"},
                      {"current",
                       {{"version", version}, {"changed_by", "Рыбаков Д. С."}, {"changed_at", "2026-11-23T10:05:00Z"}}}}
                     .dump();
      return;
    }
    const Json body = Json::parse(fetch.body);
    answers.update(body["set"]);
    for (const auto& field : body["unset"]) answers.erase(field.get<std::string>());
    ++version;
    out.status = 200;
    out.etag = etag();
    Json fields = body["unset"];
    for (const auto& [field, value] : body["set"].items()) fields.push_back(field);
    out.body =
        Json{{"id", "a1"}, {"fields", fields}, {"version", version}, {"saved_at", "2026-11-23T10:02:00Z"}}.dump();
  }

  void act(const app::Fetch& fetch, app::Response& out) {
    const std::string action = fetch.path.substr(fetch.path.rfind('/') + 1);
    const std::string key = header(fetch, "Idempotency-Key");
    if (!done.contains(key) && header(fetch, "If-Match") != etag()) {
      out.status = 412;
      out.body = Json{{"code", "conflict"},
                      {"current",
                       {{"version", version}, {"changed_by", "Рыбаков Д. С."}, {"changed_at", "2026-11-23T10:05:00Z"}}}}
                     .dump();
      return;
    }
    const Json result = remember(fetch, [&] {
      ++version;
      if (action == "submit" || action == "resubmit") {
        ++submissions;
        state = "submitted_to_municipality";
        if (number.empty()) number = "ППМИ-2027-0013";
        for (auto& remark : remarks) remark["resolved"] = true;
      }
      if (action == "return") {
        state = "returned_for_revision";
        const Json given = Json::parse(fetch.body);
        for (const auto& remark : given["remarks"]) {
          remarks.push_back({{"id", "r" + std::to_string(remarks.size() + 1)},
                             {"field", remark["field"]},
                             {"text", remark["text"]},
                             {"was", answers.value(remark["field"].get<std::string>(), Json())},
                             {"author", "Соколова А. В."},
                             {"at", "2026-11-23T11:00:00Z"},
                             {"resolved", false}});
        }
      }
      if (action == "accept") state = "submitted_to_region";
      if (action == "register") state = "formal_check";
      const std::map<std::string, std::string> done_titles = {{"return", "Администрация вернула заявку на доработку"},
                                                              {"accept", "Администрация передала заявку на конкурс"},
                                                              {"register", "Заявка зарегистрирована"},
                                                              {"resubmit", "Исправленная заявка отправлена"},
                                                              {"withdraw", "Заявка отозвана"}};
      if (const auto found = done_titles.find(action); found != done_titles.end())
        more_history.push_back({{"seq", 10 + static_cast<int>(more_history.size())},
                                {"at", "2026-11-23T11:00:00Z"},
                                {"actor", "Соколова А. В."},
                                {"role", role},
                                {"action", action},
                                {"title", found->second},
                                {"to", state},
                                {"comment", ""}});
      return application();
    });
    out.status = 200;
    out.etag = etag();
    out.body = result.dump();
  }
};

// A browser tab before the server in memory.
struct Tab : Window {
  Server& server;

  Tab(Server& one, std::map<std::string, std::string>& storage, const std::string& path,
      const std::string& seed = "seed")
      : Window({.answer = [&one](const app::Fetch& fetch) { return one.answer(fetch); }}, storage, path, seed,
               one.online),
        server(one) {}

  void go_offline() {
    server.online = false;
    wish(app::Online{false});
  }
  void go_online() {
    server.online = true;
    wish(app::Online{true});
  }
  [[nodiscard]] const app::Draft& draft() const { return state.drafts.at("a1"); }
};

}  // namespace pochin::fake
