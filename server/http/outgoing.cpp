#include "server/http/outgoing.h"

#include <httplib.h>

#include <ctime>

#include "server/http/ascii.h"
#include "server/http/compress.h"
#include "server/http/conditional.h"
#include "server/http/policy.h"

namespace pochin::server {
namespace {

constexpr int kDynamicBrotli = 4;
constexpr int kDynamicGzip = 5;

constexpr std::string_view kNothingPolicy = "default-src 'none'; frame-ancestors 'none'";

std::string_view usual_policy(std::string_view type) {
  static const std::string of_page = page_policy();
  return type.starts_with("text/html") || type.starts_with("text/javascript") ? of_page : kNothingPolicy;
}

constexpr std::string_view kEverywhere =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
// Means something for a document only: elsewhere it is weight.
constexpr std::string_view kPermissions =
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

// IMF-fixdate, made once a second for each thread.
std::string_view http_date() {
  thread_local std::time_t made = 0;
  thread_local char text[32];
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm t{};
    gmtime_r(&now, &t);
    std::snprintf(text, sizeof text, "%s, %02u %s %04u %02u:%02u:%02u GMT", kDays[t.tm_wday],
                  static_cast<unsigned>(t.tm_mday) % 100u, kMonths[t.tm_mon],
                  static_cast<unsigned>(t.tm_year + 1900) % 10000u, static_cast<unsigned>(t.tm_hour) % 100u,
                  static_cast<unsigned>(t.tm_min) % 100u, static_cast<unsigned>(t.tm_sec) % 100u);
    made = now;
  }
  return text;
}

bool is_safe_value(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t') || byte == 0x7f) return false;
  }
  return true;
}

void line(std::string& out, std::string_view name, std::string_view value) {
  // A handler that lets a line break into a header is mistaken; the header is left out rather than split.
  if (!is_safe_value(value)) return;
  out.append(name).append(": ").append(value).append("\r\n");
}

std::string tag_of(std::string_view etag, Coding coding) {
  std::string tag(etag);
  if (coding == Coding::identity || tag.size() < 2) return tag;
  tag.insert(tag.size() - 1, coding == Coding::brotli ? "-br" : "-gz");
  return tag;
}

// Chooses among codings that are ready, or compresses a text; leaves the body in `out`.
Coding encode(Response& response, const Head& head, Outgoing& out) {
  const std::string_view accept = head.header("Accept-Encoding");
  if (auto* ready = std::get_if<Encoded>(&response.body)) {
    const Coding coding = choose_coding(accept, ready->brotli != nullptr, ready->gzip != nullptr);
    out.shared = coding == Coding::brotli ? ready->brotli : coding == Coding::gzip ? ready->gzip : ready->plain;
    return coding;
  }
  auto* text = std::get_if<std::string>(&response.body);
  if (!text) return Coding::identity;
  if (response.compressible && text->size() >= kWorthCompressing && is_compressible_type(response.type)) {
    const Coding coding = choose_coding(accept, true, true);
    std::string coded = coding == Coding::brotli ? compress_brotli(*text, kDynamicBrotli)
                        : coding == Coding::gzip ? compress_gzip(*text, kDynamicGzip)
                                                 : std::string{};
    if (!coded.empty() && coded.size() < text->size()) {
      out.text = std::move(coded);
      return coding;
    }
  }
  out.text = std::move(*text);
  return Coding::identity;
}

}  // namespace

Outgoing prepare(Response response, const Head& head, const WireOptions& wire) {
  Outgoing out;
  out.status = response.status;
  const bool reading = head.method == "GET" || head.method == "HEAD";
  const std::string etag(response.header("ETag"));
  const bool varies = response.compressible && is_compressible_type(response.type);
  const bool ready = std::holds_alternative<Encoded>(response.body);

  Coding coding = Coding::identity;
  if (reading && out.status == 200 && !etag.empty()) {
    const std::string_view list = head.header("If-None-Match");
    if (!list.empty() && etag_list_names(list, etag)) out.status = 304;
  }
  if (out.status == 304 && ready) {
    coding = encode(response, head, out);
    out.shared = nullptr;
  }
  const bool has_body = out.status >= 200 && out.status != 204 && out.status != 304;
  if (has_body) {
    coding = encode(response, head, out);
    if (auto* file = std::get_if<FileBody>(&response.body)) out.file = *file;
    out.size = out.shared ? out.shared->size() : !out.file.path.empty() ? out.file.size : out.text.size();
  }

  std::string& h = out.head;
  h.reserve(1024);
  h.append("HTTP/1.1 ")
      .append(std::to_string(out.status))
      .append(" ")
      .append(httplib::status_message(out.status))
      .append("\r\n");
  line(h, "Date", http_date());
  if (has_body) {
    if (out.size > 0 && !response.type.empty()) line(h, "Content-Type", response.type);
    line(h, "Content-Length", std::to_string(out.size));
    if (coding != Coding::identity) line(h, "Content-Encoding", name_of(coding));
  }
  if (varies) line(h, "Vary", "Accept-Encoding");
  if (response.header("Cache-Control").empty()) line(h, "Cache-Control", "no-store");
  if (response.header("Content-Security-Policy").empty())
    line(h, "Content-Security-Policy", usual_policy(response.type));
  if (response.type.starts_with("text/html")) line(h, "Permissions-Policy", kPermissions);
  for (const auto& [name, value] : response.headers) {
    // Prepared codings are different bytes, so they have different tags; a tag of a version stays as it is.
    if (ready && same_ignoring_case(name, "ETag"))
      line(h, name, tag_of(value, coding));
    else
      line(h, name, value);
  }
  h.append(kEverywhere);
  if (wire.https) line(h, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  if (!wire.request_id.empty()) line(h, "X-Request-Id", wire.request_id);
  if (!wire.keep_alive) line(h, "Connection", "close");
  h.append("\r\n");

  if (head.method == "HEAD") {
    out.size = 0;
    out.text.clear();
    out.shared = nullptr;
    out.file = {};
  }
  return out;
}

}  // namespace pochin::server
