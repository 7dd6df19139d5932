// A portal with the demonstration in it, spoken to without sockets: the router, the store and the packs are the real
// ones, sessions are put into the store as a login would.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/api/api.h"
#include "server/api/handling/context.h"
#include "server/api/handling/viewer.h"
#include "server/api/practices/install.h"
#include "server/demo/demo.h"
#include "tests/unit/server/store/scratch.h"

namespace pochin::server::test {

struct Answer {
  Response response;
  std::string text;
  nlohmann::json body;
  int status() const { return response.status; }
  std::string etag() const { return std::string(response.header("ETag")); }
  std::string code() const { return body.value("code", std::string()); }
  bool problem() const { return response.type.starts_with("application/problem+json"); }
  bool names(std::string_view field) const {
    if (!body.contains("errors")) return false;
    for (const auto& error : body["errors"])
      if (error["field"] == field) return true;
    return false;
  }
};

class World;

// One browser: its cookie, its CSRF token.
class Person {
 public:
  Person(World& world, std::string cookie, std::string csrf)
      : world_(world), cookie_(std::move(cookie)), csrf_(std::move(csrf)) {}
  using Headers = std::vector<std::pair<std::string, std::string>>;

  // As a browser sends it: these headers, the cookie, nothing else.
  Answer ask(const std::string& method, const std::string& target, const std::string& body, Headers headers);
  Answer get(const std::string& target, Headers headers = {});
  // Unsafe methods carry the token, the origin and a fresh key unless `headers` says otherwise.
  Answer send(const std::string& method, const std::string& target, const std::string& body, Headers headers = {});
  Answer send(const std::string& method, const std::string& target, const nlohmann::json& body, Headers headers = {}) {
    return send(method, target, body.dump(), std::move(headers));
  }
  Answer create(const std::string& municipality = "86500411");
  Answer patch(const std::string& id, const std::string& etag, const nlohmann::json& set);
  Answer act(const std::string& id, const std::string& etag, const std::string& action,
             const nlohmann::json& body = nlohmann::json::object());
  // Uploads one PDF and gives its reference for an answer.
  nlohmann::json upload(const std::string& id, const std::string& field);

 private:
  World& world_;
  std::string cookie_, csrf_;
};

class World {
 public:
  // Of the shipped practice, or of what `change` makes of it.
  explicit World(void (*change)(nlohmann::json& pack) = nullptr);
  Answer handle(Request request);
  Person login(const std::string& oid, const std::string& name, const std::string& short_name,
               const std::string& ogrn = "", const PersonFacts& facts = {.confirmed = true});
  void grant(const std::string& oid, const std::string& role, const std::string& scope);
  Person visitor() { return {*this, "", ""}; }
  Person resident() { return login("1000000001", "Ильина Мария Сергеевна", "Ильина М. С."); }
  Person neighbour() { return login("1000000002", "Ёлкин Пётр", "Ёлкин П."); }
  Person clerk() { return login("1000000010", "Соколова Анна Викторовна", "Соколова А. В.", "1027600000014"); }
  Person second_clerk() { return login("1000000011", "Рыбаков Дмитрий Сергеевич", "Рыбаков Д. С.", "1027600000014"); }
  Person centre() { return login("1000000020", "Белова Марина Игоревна", "Белова М. И."); }

  Instant now{1'795'449'600'000};  // 2026-11-23T18:00:00Z, intake is open
  Config config;
  PublicCache cache;
  Api& api() { return *api_; }
  [[nodiscard]] std::vector<std::string> routes() const { return router_.list(); }  // "GET /api/v1/session"
  int next_key = 0;

 private:
  Scratch scratch_;
  std::unique_ptr<Api> api_;
  Router router_;
};

// Answers that pass the form of ППМИ for Зареченское, but for the files.
nlohmann::json full_answers();
// A submitted application of `author`; gives {id, etag, number}.
struct Submitted {
  std::string id, etag, number;
};
Submitted submit_full(Person& author);

}  // namespace pochin::server::test
