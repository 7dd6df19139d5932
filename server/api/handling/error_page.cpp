#include "server/api/handling/error_page.h"

#include "server/api/handling/text.h"
#include "server/auth/encoding.h"
#include "server/pages/page.h"

namespace pochin::server {

Response said_page(const Context& context, int status, headless::Message message) {
  const RegionConfig& region = context.config.region;
  message.region = region.name_genitive.empty() ? region.name : region.name_genitive;
  message.centre = region.centre;
  message.phone = region.phone;
  message.email = region.email;
  std::string html =
      "<!doctype html>\n<html lang=\"ru\" class=\"plain\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n<title>";
  html += escape_html(message.title) + escape_html(tr(" — Почин")) +
          "</title>\n<meta name=\"robots\" content=\"noindex\">\n";
  html += "<meta name=\"color-scheme\" content=\"light dark\">\n" + context.page_head + "\n</head>\n<body>\n";
  html += "<div id=\"app\">" + headless::message_html(message) + "</div>\n</body>\n</html>\n";
  Response response = Response::html(std::move(html), status);
  response.set("Cache-Control", "no-store");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

Response error_page(const Context& context, int status, std::string_view title, std::string_view message,
                    std::string_view code, std::string_view return_to, std::string_view door) {
  headless::Message page{.title = std::string(title), .paragraphs = {std::string(message)}};
  page.ways.push_back(
      {.text = std::string(tr("Войти ещё раз")),
       .href = "/auth/" + auth::percent_encode(door) + "/login?return_to=" + auth::percent_encode(return_to),
       .primary = true});
  page.ways.push_back({.text = std::string(tr("На главную")), .href = "/"});
  const RegionConfig& region = context.config.region;
  page.small = region.phone.empty() ? tr("Код для поддержки: {}", code)
                                    : tr("{}: {}. Код для поддержки: {}", region.centre, region.phone, code);
  Response response = said_page(context, status, std::move(page));
  response.problem = code;
  return response;
}

}  // namespace pochin::server
