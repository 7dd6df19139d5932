// A voting in memory for the client: a campaign, its projects, this voter's draft and ballot, the log with real proofs.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "client/app/effect.h"
#include "client/app/intent.h"
#include "shared/base/sha256.h"

namespace pochin::fake {

struct Voting {
  using Json = nlohmann::json;
  static constexpr const char* kId = "ppmi.2027-main";
  // A key and its signature of the head below, and another's of the same head: made by Node's crypto.
  static constexpr const char* kKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  static constexpr const char* kSignature =
      "pSFU0EBt1jCV8RT8njpvi+5ZDj7EC18BSzSf8kDpnER2sv0BPV4WBmFFzHySO5ifU3WJFCDN/n+bjwVkOJlvAg==";
  static constexpr const char* kOtherKey = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
  static constexpr const char* kOtherSignature =
      "lbArbIwSIKftg1GZIxKZFw9V0DO++/fhvTOfyDA7G1elkVJgqKpf6hCgQQxPul709KDvHFnNlQ3FHsWaJ/MhCA==";

  Json campaign = {
      {"id", kId},
      {"practice", "ppmi"},
      {"cycle", "2027"},
      {"title", "Голосование за проекты ППМИ"},
      {"kind", "adult"},
      {"state", "open"},
      {"opens", "2026-11-16T00:00:00+04:00"},
      {"closes", "2026-11-27T00:00:00+04:00"},
      {"ballot", {{"kind", "approval"}, {"min", 1}, {"max", 2}, {"incompatible", Json::array()}}},
      {"districts", "none"},
      {"districts_per_person", 1},
      {"running_totals", "hidden"},
      {"min_age", 14},
      {"residence", "region"},
      {"basis", Json::array({{{"act", "131-ФЗ, ст. 56.1"}, {"text", "Отбор инициативных проектов голосованием"}}})},
      {"budget", "3000000.00"},
      {"projects", 4},
      {"turnout", 1240},
      {"districts_list", Json::array()},
      {"rules", Json::array({{{"label", "Кто голосует"}, {"text", "Жители области с 14 лет"}},
                             {{"label", "Бюллетень"}, {"text", "До 2 проектов, голоса равны"}}})},
      {"channels",
       Json::array({{{"channel", "portal"}, {"label", "на портале"}}, {{"channel", "paper"}, {"label", "на бумаге"}}})},
      {"log", {{"size", 7}, {"root", "00"}, {"key", kKey}}}};
  Json projects = Json::array({project("1", "Колодец и сруб на улице Луговой", "д. Сосновка", "420000.00"),
                               project("2", "Освещение дороги к школе", "с. Заречье", "1180000.00"),
                               project("3", "Площадка для малышей «Ромашка»", "п. Сосновый Бор", "960000.00"),
                               project("4", "Мостик через Каменку", "с. Каменка", "1640000.00")});
  Json me = {{"eligible", "yes"},      {"reasons", Json::array()}, {"district", nullptr}, {"declaration_needed", false},
             {"order_seed", "c0ffee"}, {"draft", nullptr},         {"cast", nullptr},     {"tracker", nullptr}};
  Json results, observer;
  Json batches = Json::array(), approvals = Json::array(), posted;
  bool sealed = true;                              // our entry has joined the log
  std::string key = kKey, signature = kSignature;  // of the head as it is answered
  std::string moment = "2026-11-23T09:00:00Z";
  std::string published;     // the file of ballots
  bool stale_login = false;  // an act wants a fresh proof of who one is
  Json refuse;               // of the casting, answers once with 422
  bool any = false;          // the region has a voting at all
  int casts = 0;             // ballots counted
  int draft_puts = 0;
  std::string cast_body;

  static Json project(const char* id, const char* title, const char* place, const char* cost) {
    return {{"id", id},
            {"number", std::string("ППМИ-2027-000") + id},
            {"title", title},
            {"cost", cost},
            {"district", place},
            {"district_label", place},
            {"summary", "Для 64 дворов круглый год"},
            {"photo", nullptr}};
  }

  // ---- the log: seven entries, ours is the sixth; RFC 6962 by its recursive definition ----
  static constexpr size_t kEntries = 7, kOurs = 5;
  static std::string raw(const Digest& digest) { return {digest.begin(), digest.end()}; }
  static std::string entry(size_t i) { return raw(sha256("ballot " + std::to_string(i))); }
  static std::string hex_of(std::string_view bytes) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
      out += kHex[static_cast<unsigned char>(c) >> 4U];
      out += kHex[static_cast<unsigned char>(c) & 15U];
    }
    return out;
  }
  static std::string leaf() { return hex_of(entry(kOurs)); }
  static std::string tree(size_t from, size_t to) {
    if (to - from == 1) return raw(sha256(std::string(1, '\0') + entry(from)));
    size_t half = 1;
    while (half * 2 < to - from) half *= 2;
    return raw(sha256("\x01" + tree(from, from + half) + tree(from + half, to)));
  }
  static void path(size_t at, size_t from, size_t to, Json& out) {
    if (to - from == 1) return;
    size_t half = 1;
    while (half * 2 < to - from) half *= 2;
    const size_t middle = from + half;
    if (at < middle) {
      path(at, from, middle, out);
      out.push_back(hex_of(tree(middle, to)));
    } else {
      path(at, middle, to, out);
      out.push_back(hex_of(tree(from, middle)));
    }
  }

  [[nodiscard]] Json receipt() const {
    return {{"leaf", leaf()},
            {"index", kOurs},
            {"size", kEntries},
            {"campaign", kId},
            {"text", "Бюллетень принят. Код: " + leaf()}};
  }

  // False when the path is none of voting.
  bool answer(const app::Fetch& fetch, app::Response& out) {
    const std::string all = "/api/v1/campaigns", one = all + "/" + kId;
    const auto ok = [&](const Json& body, int status = 200) {
      out.status = status;
      out.body = body.dump();
      return true;
    };
    const std::string& path = fetch.path;
    if (path == "/api/v1/approvals") return ok({{"items", approvals}});
    if (path == all) return ok({{"campaigns", any ? Json::array({campaign}) : Json::array()}});
    if (!any || !path.starts_with(one)) return false;
    const std::string tail = path.substr(one.size());
    if (tail.empty()) return ok(campaign);
    if (tail == "/projects") return ok({{"projects", projects}});
    if (tail == "/me") return ok(me);
    if (tail == "/me/draft") {
      if (campaign["state"] != "open") return ok({{"code", "closed"}, {"detail", "Голосование закончилось"}}, 409);
      ++draft_puts;
      me["draft"] = fetch.method == "PUT" ? Json::parse(fetch.body) : Json();
      return ok(me["draft"].is_null() ? Json{{"district", nullptr}, {"choices", Json::array()}} : me["draft"]);
    }
    if (tail == "/ballots") return cast(fetch, out);
    if (tail == "/results" && !results.is_null()) return ok(results);
    if (tail == "/observer" && !observer.is_null()) return ok(observer);
    if (tail == "/batches" && fetch.method == "GET") return ok({{"batches", batches}});
    if (tail == "/batches" || tail == "/actions") {
      posted = Json::parse(fetch.body);
      if (stale_login)
        return ok({{"code", "fresh_login_needed"},
                   {"detail", "Для этого действия подтвердите, что это вы: войдите ещё раз и повторите его."},
                   {"login", "/auth/esia/login?fresh=1"}},
                  403);
      return posted.value("action", "") == "approve" ? ok(campaign) : ok({{"id", "t3"}}, 202);
    }
    if (tail == "/log/head")
      return ok({{"size", kEntries},
                 {"root", hex_of(tree(0, kEntries))},
                 {"at", moment},
                 {"key", key},
                 {"signature", signature}});
    if (tail.starts_with("/ballots.json") && !published.empty()) {
      out.status = 200;
      out.body = published;
      return true;
    }
    if (tail.starts_with("/log/proof?leaf=" + leaf())) {
      if (!sealed) return ok({{"code", "not_sealed"}, {"detail", "Голос принят и ждёт"}, {"seal_seconds", 600}}, 409);
      Json steps = Json::array();
      Voting::path(kOurs, 0, kEntries, steps);
      return ok({{"index", kOurs}, {"size", kEntries}, {"path", steps}});
    }
    return false;
  }

  bool cast(const app::Fetch& fetch, app::Response& out) {
    if (refuse.is_object()) {
      out.status = 422;
      out.body = std::exchange(refuse, Json()).dump();
      return true;
    }
    if (campaign["state"] != "open") {
      out.status = 409;
      out.body = Json{{"code", "closed"}, {"detail", "Голосование закончилось"}}.dump();
      return true;
    }
    out.status = me["cast"].is_object() ? 200 : 201;
    if (out.status == 201) {
      ++casts;
      cast_body = fetch.body;
      me["cast"] = receipt();
      me["draft"] = nullptr;
    }
    out.body = Json{{"receipt", me["cast"]}}.dump();
    return true;
  }
};

}  // namespace pochin::fake
