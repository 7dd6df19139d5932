// Roles: by invitation, revoked while somebody works, and what an administrator may see.
#include <set>

#include "server/api/people/admission.h"
#include "server/store/people.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

constexpr const char* kAdmin = "4100000001";

void give(World& world, const std::string& oid, const std::string& role, const std::string& scope = "") {
  const auto done = change(world.api().context(), [&](Db& db) -> Checked<bool> {
    give_grant(db, {oid, role, scope, role, ""}, "test", world.now);
    return true;
  });
  REQUIRE(done);
}

Person administrator(World& world) {
  give(world, kAdmin, "system_admin");
  return world.login(kAdmin, "Админов Пётр", "Админов П.");
}

// A login of the account through ЕСИА with the code of an invitation.
Checked<Admitted> come(World& world, const std::string& oid, const std::string& code,
                       std::vector<auth::OrganisationRole> organisations = {}) {
  auth::Identity identity;
  identity.oid = oid;
  identity.trusted = true;
  identity.family_name = "Новикова";
  identity.given_name = "Ольга";
  identity.organisations_known = true;
  identity.organisations = std::move(organisations);
  identity.auth_time = std::chrono::sys_seconds(std::chrono::seconds(world.now.ms / 1000));
  const Arrival arrival{.door = "esia",
                        .flow = auth::Flow::staff,
                        .invitation = code.empty() ? "" : auth::sha256_hex(code),
                        .device = "Firefox, Linux"};
  Context& context = world.api().context();
  return change(context, [&](Db& db) { return admit(db, context, identity, arrival); });
}

std::string code_in(const std::string& link) {
  const auto start = link.find("invitation=") + 11;
  return link.substr(start, link.find('&', start) - start);
}

nlohmann::json invite(Person& who, const std::string& ogrn = "") {
  const auto made =
      who.send("POST", "/api/v1/invitations", {{"role", "municipal_operator"}, {"scope", "86500411"}, {"ogrn", ogrn}});
  INFO(made.text);
  REQUIRE(made.status() == 201);
  return made.body;
}

std::size_t grants(World& world, const std::string& oid) {
  return look(world.api().context(), [&](Db& db) -> Checked<std::size_t> { return grants_of(db, oid).size(); }).value();
}

}  // namespace

TEST_CASE("an invitation gives its role to the account that comes with it, once") {
  World world;
  Person admin = administrator(world);
  const std::string code = code_in(invite(admin)["link"]);
  REQUIRE(come(world, "4100000002", code));
  CHECK(grants(world, "4100000002") == 1);
  CHECK(come(world, "4100000003", code).error().code == "invitation_used");
  CHECK(grants(world, "4100000003") == 0);
  CHECK(admin.get("/api/v1/invitations").body["items"][0]["state"] == "used");
}

TEST_CASE("an invitation ends by its time, by its inviter and by a guess") {
  World world;
  Person admin = administrator(world);
  const std::string late = code_in(invite(admin)["link"]);
  const auto revoked = invite(admin);
  CHECK(admin.send("POST", "/api/v1/invitations/" + revoked["id"].get<std::string>() + "/revoke", std::string())
            .status() == 200);
  CHECK(come(world, "4100000002", code_in(revoked["link"])).error().code == "invitation_used");
  CHECK(come(world, "4100000002", "guessed").error().code == "invitation_used");
  world.now.ms += std::int64_t{73} * 3'600'000;
  CHECK(come(world, "4100000002", late).error().code == "invitation_expired");
  CHECK(grants(world, "4100000002") == 0);
}

TEST_CASE("an invitation sent again has another link, the first opens nothing") {
  World world;
  Person admin = administrator(world);
  const auto made = invite(admin);
  const std::string path = "/api/v1/invitations/" + made["id"].get<std::string>();
  const auto again = admin.send("POST", path + "/renew", std::string());
  REQUIRE(again.status() == 200);
  CHECK(come(world, "4100000002", code_in(made["link"])).error().code == "invitation_used");
  REQUIRE(come(world, "4100000002", code_in(again.body["link"])));
  CHECK(admin.send("POST", path + "/renew", std::string()).status() == 409);
  CHECK(admin.get("/api/v1/invitations").body["items"].size() == 1);
}

TEST_CASE("an invitation whose time is over is sent again") {
  World world;
  Person admin = administrator(world);
  const auto made = invite(admin);
  world.now.ms += std::int64_t{73} * 3'600'000;
  Person later = world.login(kAdmin, "Админов Пётр", "Админов П.");
  const auto again =
      later.send("POST", "/api/v1/invitations/" + made["id"].get<std::string>() + "/renew", std::string());
  REQUIRE(again.status() == 200);
  CHECK(come(world, "4100000002", code_in(again.body["link"])));
}

TEST_CASE("who may invite is told to what: a clerk to their own municipality, a resident to nothing") {
  World world;
  Person admin = administrator(world), clerk = world.clerk(), resident = world.resident();
  const auto offers = [](Person& who) { return who.get("/api/v1/invitations").body["may_give"]; };
  std::set<std::string> all;
  for (const auto& role : offers(admin)["roles"]) all.insert(role["role"]);
  CHECK(all.contains("system_admin"));
  CHECK(all.contains("municipal_operator"));
  CHECK_FALSE(all.contains("citizen"));
  const auto own = offers(clerk);
  REQUIRE_FALSE(own["roles"].empty());
  for (const auto& role : own["roles"]) CHECK(role["scopes"] == nlohmann::json::array({"86500411"}));
  CHECK(own["places"]["86500411"] == "Зареченское сельское поселение");
}

TEST_CASE("the last administrator stays") {
  World world;
  Person admin = administrator(world);
  std::string own;
  for (const auto& grant : admin.get("/api/v1/grants").body["items"])
    if (grant["role"] == "system_admin") own = grant["id"];
  const auto revoke = [&] { return admin.send("POST", "/api/v1/grants/" + own + "/revoke", std::string()); };
  CHECK(revoke().code() == "last_administrator");
  give(world, "4100000005", "system_admin");
  CHECK(revoke().status() == 200);
}

TEST_CASE("nobody invites themselves") {
  World world;
  Person admin = administrator(world);
  CHECK(come(world, kAdmin, code_in(invite(admin)["link"])).error().status == 403);
  CHECK(grants(world, kAdmin) == 1);
}

TEST_CASE("an invitation with an organisation serves only its members") {
  World world;
  Person admin = administrator(world);
  const std::string code = code_in(invite(admin, "1027600000010")["link"]);
  auth::OrganisationRole member;
  member.ogrn = "1027600000010";
  member.active = true;
  REQUIRE(come(world, "4100000002", code, {member}));
  const auto staff_there = [&](std::vector<auth::OrganisationRole> roles) {
    Person person = world.login("4100000002", "Новикова Ольга", "Новикова О.", roles.empty() ? "" : "1027600000010");
    return person.get("/api/v1/session").body["person"]["roles"].size() == 2;
  };
  CHECK(staff_there({member}));
  CHECK_FALSE(staff_there({}));
}

TEST_CASE("a role taken away in the middle of a session is gone at the next request") {
  World world;
  Person admin = administrator(world), clerk = world.clerk();
  CHECK(clerk.get("/api/v1/applications?view=queue").status() == 200);
  for (const auto& grant : admin.get("/api/v1/grants").body["items"])
    if (grant["role"] == "municipal_operator")
      CHECK(
          admin.send("POST", "/api/v1/grants/" + grant["id"].get<std::string>() + "/revoke", std::string()).status() ==
          200);
  CHECK(clerk.get("/api/v1/applications?view=queue").status() == 403);
}

TEST_CASE("a clerk may not invite to the centre, and a resident to nothing") {
  World world;
  Person clerk = world.clerk(), resident = world.resident();
  const nlohmann::json centre{{"role", "project_centre_operator"}, {"scope", "ppmi"}};
  CHECK(clerk.send("POST", "/api/v1/invitations", centre).status() == 403);
  CHECK(resident.send("POST", "/api/v1/invitations", centre).status() == 403);
  CHECK(resident.get("/api/v1/invitations").status() == 403);
  const nlohmann::json neighbour{{"role", "municipal_operator"}, {"scope", "86500415"}};
  CHECK(clerk.send("POST", "/api/v1/invitations", neighbour).status() == 403);
  CHECK(clerk.send("POST", "/api/v1/invitations", {{"role", "system_admin"}}).status() == 403);
}

TEST_CASE("what is invited to must exist") {
  World world;
  Person admin = administrator(world);
  CHECK(admin.send("POST", "/api/v1/invitations", {{"role", "king"}}).names("role"));
  CHECK(admin.send("POST", "/api/v1/invitations", {{"role", "citizen"}}).names("role"));
  CHECK(admin.send("POST", "/api/v1/invitations", {{"role", "municipal_operator"}, {"scope", "1"}}).names("scope"));
  CHECK(admin.send("POST", "/api/v1/invitations", {{"role", "auditor"}, {"scope", "ppmi"}}).names("scope"));
  CHECK(admin.send("POST", "/api/v1/invitations", {{"role", "auditor"}, {"ogrn", "123"}}).names("ogrn"));
}

TEST_CASE("the system administrator has no business rights: no drafts, no queue, no rating") {
  World world;
  Person admin = administrator(world), author = world.resident();
  const std::string id = submit_full(author).id;
  CHECK(admin.get("/api/v1/applications/" + id).status() == 404);
  CHECK(admin.get("/api/v1/applications?view=queue").body["items"].empty());
  CHECK(admin.get("/api/v1/applications?view=centre").status() == 403);
  CHECK(admin.get("/api/v1/practices/ppmi/rating").status() == 403);
}

TEST_CASE("the administrator sees in the audit log that something happened, not to whom") {
  World world;
  Person admin = administrator(world), clerk = world.clerk(), author = world.resident();
  const std::string id = submit_full(author).id;
  CHECK(clerk.get("/api/v1/applications/" + id).status() == 200);
  REQUIRE(come(world, "4100000002", ""));
  const auto seen = admin.get("/api/v1/audit");
  REQUIRE(seen.status() == 200);
  REQUIRE_FALSE(seen.body["items"].empty());
  for (const auto& line : seen.body["items"]) {
    CHECK_FALSE(line.contains("actor"));
    CHECK_FALSE(line.contains("details"));
  }
}

TEST_CASE("a view of personal data by staff is in the audit log, the author's own is not") {
  World world;
  give(world, "4100000009", "auditor");
  Person auditor = world.login("4100000009", "Аудитов Ян", "Аудитов Я."), clerk = world.clerk(),
         author = world.resident();
  const std::string id = submit_full(author).id;
  const auto views = [&] {
    std::size_t count = 0;
    for (const auto& line : auditor.get("/api/v1/audit").body["items"])
      if (line["kind"] == "application.viewed" && line["object"] == id) ++count;
    return count;
  };
  CHECK(author.get("/api/v1/applications/" + id).status() == 200);
  CHECK(views() == 0);
  CHECK(clerk.get("/api/v1/applications/" + id).status() == 200);
  CHECK(views() == 1);
}

TEST_CASE("the self-audit is for the administrator and names what is insecure here") {
  World world;
  Person admin = administrator(world), resident = world.resident();
  CHECK(resident.get("/api/v1/installation").status() == 403);
  const auto page = admin.get("/api/v1/installation");
  REQUIRE(page.status() == 200);
  const auto says = [&](const std::string& key) {
    for (const auto& finding : page.body["findings"])
      if (finding["key"] == key) return true;
    return false;
  };
  CHECK(says("public_url"));       // http
  CHECK(says("backup.folder"));    // no copies
  CHECK(says("privacy.consent"));  // no text of the consent
  CHECK(says("addresses"));        // no extract
}

TEST_CASE("the self-audit tells that nothing joins a vote on paper with one on the portal") {
  World world([](nlohmann::json& pack) {
    pack["campaigns"] = nlohmann::json::parse(R"([{"id": "main", "title": "Голосование", "basis": ["131_26_1_10"],
      "states": ["admitted"], "opens": "2026-11-23T00:00", "closes": "2026-12-23T00:00", "channels": ["portal", "paper"],
      "ballot": {"kind": "choose_one"}, "tally": {"rule": "greedy", "budget": "5000000", "ties": ["id"]}}])");
  });
  Person admin = administrator(world);
  const auto told = [&] {
    for (const auto& finding : admin.get("/api/v1/installation").body["findings"])
      if (finding["key"] == "privacy.voter_dedupe") return true;
    return false;
  };
  CHECK(told());
  world.config.privacy.voter_dedupe = "oid_and_snils";
  world.config.esia.scope += " snils";
  CHECK_FALSE(told());
}

TEST_CASE("who runs all practices does not make or unmake the administrator of the machine") {
  World world;
  Person admin = administrator(world);
  give(world, "4100000005", "project_centre_manager", "*");
  Person manager = world.login("4100000005", "Главный Семён", "Главный С.");
  CHECK(manager.send("POST", "/api/v1/invitations", {{"role", "system_admin"}}).status() == 403);
  CHECK(
      manager.send("POST", "/api/v1/invitations", {{"role", "project_centre_operator"}, {"scope", "ppmi"}}).status() ==
      201);
  for (const auto& grant : admin.get("/api/v1/grants").body["items"])
    if (grant["role"] == "system_admin")
      CHECK(manager.send("POST", "/api/v1/grants/" + grant["id"].get<std::string>() + "/revoke", std::string())
                .status() == 404);
  CHECK(admin.send("POST", "/api/v1/invitations", {{"role", "system_admin"}}).status() == 201);
}

TEST_CASE("the self-audit says of each finding what comes of it and what to do, and what is in order") {
  World world;
  Person admin = administrator(world);
  const auto page = admin.get("/api/v1/installation").body;
  for (const auto& finding : page["findings"]) {
    INFO(finding.dump());
    if (finding["level"] == "note") continue;
    CHECK_FALSE(finding["why"].get<std::string>().empty());
    CHECK_FALSE(finding["todo"].get<std::string>().empty());
    CHECK(finding["message"].get<std::string>().back() == '.');
  }
  const auto fine = [](const nlohmann::json& of, const std::string& title) {
    return std::ranges::find(of["fine"], nlohmann::json(title)) != of["fine"].end();
  };
  CHECK(fine(page, "Журнал действий цел: ни одной строки не меняли"));
  CHECK_FALSE(fine(page, "Резервные копии свежие"));
  int last = 0;
  for (const auto& finding : page["findings"]) {
    const int rank = finding["level"] == "error" ? 0 : finding["level"] == "warning" ? 1 : 2;
    CHECK(rank >= last);
    last = rank;
  }
}

TEST_CASE("the self-audit tells that an administrator of the machine also decides on applications") {
  World world;
  Person admin = administrator(world);
  const auto told = [&] {
    for (const auto& finding : admin.get("/api/v1/installation").body["findings"])
      if (finding["key"] == "grants.both") return true;
    return false;
  };
  CHECK_FALSE(told());
  give(world, kAdmin, "project_centre_operator", "ppmi");
  CHECK(told());
}
