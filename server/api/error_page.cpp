#include "server/api/error_page.h"

#include "server/api/text.h"
#include "server/auth/encoding.h"
#include "server/pages/page.h"

namespace pochin::server {

Response error_page(const Config& config, int status, std::string_view title, std::string_view message,
                    std::string_view code, std::string_view return_to, std::string_view door) {
  const RegionConfig& region = config.region;
  const std::string heading = escape_html(title);
  std::string html = "<!DOCTYPE html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\">";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + heading;
  html += escape_html(tr(" — Почин")) + "</title></head><body><main><h1>" + heading + "</h1>";
  html += "<p>" + escape_html(message) + "</p>";
  html += "<p><a href=\"/auth/" + auth::percent_encode(door) + "/login?return_to=" + auth::percent_encode(return_to) +
          "\">";
  html += escape_html(tr("Войти ещё раз")) + "</a></p>";
  html += "<p><a href=\"/\">" + escape_html(tr("На главную")) + "</a></p>";
  if (!region.phone.empty()) {
    html += "<p>" + escape_html(tr("{}: {}. Код для поддержки: {}", region.centre, region.phone, code)) + "</p>";
  }
  html += "</main></body></html>\n";
  Response response = Response::html(std::move(html), status);
  response.set("Cache-Control", "no-store");
  response.problem = code;
  return response;
}

}  // namespace pochin::server
