// The screens of the administrator and of one's own account (golden.h).
#include "tests/unit/client/screens/golden.h"

namespace pochin::fake {
namespace {

Json finding(const char* level, const char* message, const char* command, const char* basis) {
  return {{"level", level},
          {"key", "public_url"},
          {"message", message},
          {"why", "Без TLS личные данные идут по сети открыто."},
          {"todo", "Поставьте перед сервером прокси с TLS."},
          {"command", command},
          {"basis", basis}};
}

void found(Server& server) {
  server.resources["/api/v1/installation"] = {
      {"findings", Json::array({finding("error", "Портал открыт по http.", "\"public_url\": \"https://АДРЕС-ПОРТАЛА\"",
                                        "152-ФЗ, статья 19"),
                                finding("warning", "Не указано, где резервные копии.", "", ""),
                                {{"level", "note"},
                                 {"key", "esia"},
                                 {"message", "Сверьте с технологическим порталом: мнемоника POCHIN."},
                                 {"why", ""},
                                 {"todo", ""},
                                 {"command", ""},
                                 {"basis", ""}}})},
      {"fine", {"У каждого цикла есть действующий акт", "Журнал действий цел: ни одной строки не меняли"}},
      {"jobs", Json::array({{{"title", "Перевести заявки, у которых вышел срок"},
                             {"state", "done"},
                             {"at", "2026-11-23T09:59:40Z"},
                             {"done", 2},
                             {"trouble", ""}},
                            {{"title", "Убрать файлы, которые не дослали за неделю"},
                             {"state", "late"},
                             {"at", "2026-11-22T10:00:05Z"},
                             {"done", 0},
                             {"trouble", ""}},
                            {{"title", "Удалить личные данные, срок хранения которых прошёл"}, {"state", "waits"}}})},
      {"errors", 1},
      {"checked", "2026-11-23T10:00:05Z"}};
}
void sound_portal(Server& server) {
  found(server);
  server.resources["/api/v1/installation"]["findings"] = Json::array();
}

void staff(Server& server) {
  const auto invitation = [](const char* id, const char* title, const char* place, const char* state) {
    return Json{{"id", id},
                {"role", "auditor"},
                {"scope", ""},
                {"title", title},
                {"place", place},
                {"ogrn", ""},
                {"note", "Беловой"},
                {"state", state},
                {"invited_by", "Ёлкин П."},
                {"created", "2026-11-22T10:00:00Z"},
                {"expires", "2026-11-25T10:00:00Z"}};
  };
  server.resources["/api/v1/invitations?state=closed"] = {
      {"items", Json::array({invitation("i3", "Аудитор", "", "used")})}, {"next", nullptr}, {"total", 1}};
  server.resources["/api/v1/invitations?state=open"] = {
      {"items", Json::array({invitation("i1", "Специалист муниципалитета", "Зареченское сельское поселение", "waiting"),
                             invitation("i2", "Аудитор", "", "expired")})},
      {"next", nullptr},
      {"total", 2},
      {"counts", {{"open", 2}, {"closed", 1}}},
      {"may_give",
       {{"roles", Json::array({{{"role", "auditor"}, {"title", "Аудитор"}, {"scope_kind", "none"}, {"scopes", {""}}},
                               {{"role", "municipal_operator"},
                                {"title", "Специалист муниципалитета"},
                                {"scope_kind", "territory"},
                                {"scopes", {"*", "86500411"}}}})},
        {"places", {{"86500411", "Зареченское сельское поселение"}}}}}};
  const auto grant = [](const char* id, const char* name, const char* title, const char* ogrn, bool own) {
    return Json{{"id", id},
                {"role", "auditor"},
                {"scope", ""},
                {"place", ""},
                {"title", title},
                {"person", "p9"},
                {"name", name},
                {"account_end", "0020"},
                {"ogrn", ogrn},
                {"given_by", "командная строка"},
                {"given", "2026-11-01T10:00:00Z"},
                {"seen", nullptr},
                {"can_revoke", own}};
  };
  server.resources["/api/v1/grants"] = {
      {"items", Json::array({grant("g1", "Ёлкин Пётр", "Системный администратор", "", true),
                             grant("g2", "", "Специалист муниципалитета", "1027600000014", true),
                             grant("g3", "Белова Марина Игоревна", "Аудитор", "", false)})},
      {"next", nullptr},
      {"total", 3}};
}
void nobody(Server& server) {
  staff(server);
  server.resources["/api/v1/invitations?state=open"]["items"] = Json::array();
  server.resources["/api/v1/invitations?state=open"]["counts"] = {{"open", 0}, {"closed", 0}};
  server.resources["/api/v1/grants"]["items"] = Json::array();
}

Json line(int seq, const char* title, const char* actor, const char* object, const char* summary) {
  return {{"seq", seq},
          {"at", "2026-11-22T10:00:05Z"},
          {"kind", "grant.given"},
          {"title", title},
          {"hash", "aa"},
          {"actor", actor},
          {"object", object},
          {"summary", summary},
          {"details", Json::object()}};
}
void log(Server& server) {
  server.resources["/api/v1/audit"] = {
      {"items", Json::array({line(12, "Выдана роль", "p4", "p9", "роль «Аудитор»"), line(11, "Вход", "p17", "esia", ""),
                             line(10, "Внесён адресный реестр", "command line", "", "строк: 5")})},
      {"next", "10"},
      {"total", 12},
      {"sight", "all"},
      {"people", {{"p4", "Ёлкин П."}, {"p9", "Белова М. И."}}},
      {"head", {{"seq", 12}, {"hash", "aa"}}}};
  server.resources["/api/v1/audit/chain"] = {{"whole", true},
                                             {"lines", 12},
                                             {"head", {{"seq", 12}, {"hash", std::string(64, 'a')}}},
                                             {"fault", nullptr},
                                             {"checked", "2026-11-23T10:00:05Z"}};
}
void broken_log(Server& server) {
  log(server);
  server.resources["/api/v1/audit"]["items"] = Json::array();
  server.resources["/api/v1/audit"]["next"] = nullptr;
  server.resources["/api/v1/audit/chain"]["whole"] = false;
  server.resources["/api/v1/audit/chain"]["fault"] = {
      {"seq", 7}, {"code", "audit_hash"}, {"message", "Строка 7 изменена: её хэш не сходится."}};
}
void technical_log(Server& server) {
  log(server);
  Json& body = server.resources["/api/v1/audit"];
  body["sight"] = "technical";
  body["next"] = nullptr;
  for (Json& one : body["items"])
    for (const char* name : {"actor", "object", "summary", "details"}) one.erase(name);
}

void account(Server& server) {
  const auto session = [](const char* id, const char* device, bool current) {
    return Json{{"id", id},
                {"device", device},
                {"door", "esia"},
                {"created", "2026-11-23T09:00:00Z"},
                {"seen", "2026-11-23T09:30:00Z"},
                {"expires", "2026-11-23T21:00:00Z"},
                {"current", current}};
  };
  server.resources["/api/v1/sessions"] = {
      {"items", Json::array({session("s1", "Firefox, Windows", true), session("s2", "Safari, iPhone", false)})}};
  server.resources["/api/v1/consent"] = {{"document", "personal_data"},
                                         {"version", "2026-11-01"},
                                         {"title", "Согласие на обработку персональных данных"},
                                         {"text", "Я даю согласие."},
                                         {"basis", Json::array()},
                                         {"given", true},
                                         {"history", Json::array({{{"document", "personal_data"},
                                                                   {"version", "2026-11-01"},
                                                                   {"text_hash", "aa"},
                                                                   {"given", "2026-11-10T09:00:00Z"},
                                                                   {"withdrawn", nullptr}}})}};
}

const Golden kScreens[] = {
    {"desk-admin", "admin", "/work", nothing, still},
    {"desk-clerk", "clerk", "/work", nothing, still},
    {"desk-resident", "citizen", "/work", nothing, still},
    {"installation", "admin", "/work/portal", found, still},
    {"installation-copied", "admin", "/work/portal", found,
     [](Person& p) { p.press("button", "Скопировать: \"public_url\": \"https://АДРЕС-ПОРТАЛА\""); }},
    {"installation-sound", "admin", "/work/portal", sound_portal, still},
    {"installation-guest", "", "/work/portal", found, still},
    {"staff", "admin", "/work/staff", staff, still},
    {"staff-errors", "admin", "/work/staff", staff,
     [](Person& p) {
       p.type("ОГРН организации", "123");
       p.press("button", "Создать приглашение");
     }},
    {"staff-place", "admin", "/work/staff", staff,
     [](Person& p) {
       p.type("Роль", "municipal_operator");
       p.press("button", "Создать приглашение");
     }},
    {"staff-revoke", "admin", "/work/staff", staff,
     [](Person& p) { p.press("button", "Снять роль: Ёлкин Пётр, Системный администратор"); }},
    {"staff-empty", "admin", "/work/staff", nobody, still},
    {"audit", "auditor", "/work/audit", log, still},
    {"audit-broken", "auditor", "/work/audit", broken_log, still},
    {"audit-technical", "admin", "/work/audit", technical_log, still},
    {"account", "citizen", "/account", account, still},
    {"account-erase", "citizen", "/account", account, [](Person& p) { p.press("button", "Удалить мои данные"); }},
    {"account-guest", "", "/account", account, still},
};

TEST_CASE("each screen of the staff says what it said") { say_what_they_said(kScreens); }

}  // namespace
}  // namespace pochin::fake
