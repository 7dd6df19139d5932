#include "tools/esia-emulator/pages.h"

#include <map>

#include "tools/esia-emulator/text.h"

namespace pochin::emulator {
namespace {

constexpr const char* kStyle = R"css(
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.5 system-ui,"Noto Sans",sans-serif;color:#23202b;background:#f4f1ea}
.banner{margin:0;padding:.75rem 1rem;background:#5b2a86;color:#fff;font-weight:700;text-align:center}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.25rem;margin:2rem 0 .75rem}
.asks{margin:0 0 1rem;padding:1rem 1.25rem;background:#fff;border-left:.375rem solid #5b2a86;border-radius:.25rem}
.asks ul{margin:.25rem 0 0;padding-left:1.25rem}
ul.people{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr))}
ul.people>li,ul.people form{display:flex}
ul.people form{flex:1;flex-direction:column;background:#fff;border:1px solid #cfc8d8;border-radius:.75rem;padding:.75rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem .75rem;border:2px solid #5b2a86;border-radius:.5rem;background:#fff;color:#5b2a86;cursor:pointer;text-align:left;overflow-wrap:anywhere}
button:hover{background:#f3ebfa}
button:focus-visible,a:focus-visible{outline:3px solid #1b1424;outline-offset:2px}
.note{margin:.5rem .25rem 0;color:#55505f;font-size:.9375rem;overflow-wrap:anywhere}
.cancel{margin-top:2rem}
a{color:#5b2a86}
)css";

std::string page(const std::string& title, const std::string& body) {
  return "<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\"><title>" +
         html(title) + " — эмулятор ЕСИА</title><style>" + kStyle +
         "</style></head><body><p class=\"banner\" role=\"note\">ЭМУЛЯТОР ЕСИА. Это не Госуслуги. Данные "
         "вымышлены</p><main>" +
         body + "</main></body></html>\n";
}

std::string scope_title(const std::string& scope) {
  static const std::map<std::string, std::string> titles = {{"openid", "номер учётной записи"},
                                                            {"fullname", "фамилия, имя, отчество"},
                                                            {"birthdate", "дата рождения"},
                                                            {"addresses", "адреса"},
                                                            {"kids", "сведения о детях"},
                                                            {"vehicles", "сведения о транспорте"},
                                                            {"usr_org", "организации, где вы работаете"}};
  const auto found = titles.find(scope);
  return found == titles.end() ? scope : found->second;
}

std::string hidden(const std::string& name, const std::string& value) {
  return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + html(value) + "\">";
}

std::string person_form(const Persona& persona, const std::string& request) {
  const std::string oid = std::to_string(persona.oid);
  return "<li><form method=\"post\" action=\"/login\">" + hidden("request", request) + hidden("persona", oid) +
         "<button type=\"submit\" aria-describedby=\"note-" + oid + "\">" + html(persona.full_name()) +
         "</button><p class=\"note\" id=\"note-" + oid + "\">" + html(persona.note) + "</p></form></li>";
}

std::string asked_for(const std::string& client, const std::string& scope) {
  std::string out = "<div class=\"asks\">Система <strong>" + html(client) + "</strong> получит:<ul>";
  for (const std::string& name : split(scope, ' ')) out += "<li>" + html(scope_title(name)) + "</li>";
  return out + "</ul></div>";
}

std::string consent_button(const std::string& request, const char* agree, const char* label) {
  return "<form class=\"cancel\" method=\"post\" action=\"/consent\">" + hidden("request", request) +
         hidden("agree", agree) + "<button type=\"submit\">" + label + "</button></form>";
}

}  // namespace

std::string consent_page(const Persona& persona, const std::string& client, const std::string& scope,
                         const std::string& request) {
  return page("Разрешить?", "<h1>Разрешить передать данные?</h1><p>" + html(persona.full_name()) + "</p>" +
                                asked_for(client, scope) + consent_button(request, "yes", "Разрешить") +
                                consent_button(request, "no", "Не разрешать и вернуться"));
}

std::string choice_page(const std::vector<Persona>& personas, const std::string& client, const std::string& scope,
                        const std::string& request) {
  std::string body = "<h1>Кем войти?</h1>" + asked_for(client, scope);
  std::string group;
  for (const Persona& persona : personas) {
    if (persona.group != group) {
      if (!group.empty()) body += "</ul>";
      group = persona.group;
      body += "<h2>" + html(group) + "</h2><ul class=\"people\">";
    }
    body += person_form(persona, request);
  }
  body += "</ul><form class=\"cancel\" method=\"post\" action=\"/login\">" + hidden("request", request) +
          hidden("persona", "cancel") + "<button type=\"submit\">Не входить и вернуться</button></form>";
  return page("Кем войти?", body);
}

std::string error_page(const std::string& code, const std::string& text) {
  return page("Ошибка", "<h1>Запрос не принят</h1><p>Код: <strong>" + html(code) + "</strong></p><p>" + html(text) +
                            "</p><p>Вернитесь на сайт, с которого пришли, и начните вход заново.</p>");
}

std::string logged_out_page() { return page("Выход", "<h1>Вы вышли</h1><p>Эту страницу можно закрыть.</p>"); }

std::string front_page() {
  return page("Начало",
              "<h1>Эмулятор входа через ЕСИА</h1><p>Сюда приходят с портала по кнопке «Войти через "
              "Госуслуги», чтобы выбрать вымышленного человека.</p>");
}

}  // namespace pochin::emulator
