#include "server/http/head.h"

#include <charconv>

#include "server/http/ascii.h"

namespace pochin::server {
namespace {

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  for (const char c : text)
    if (!is_token_char(c)) return false;
  return !text.empty();
}

bool is_field_value(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t') || byte == 0x7f) return false;
  }
  return true;
}

bool is_target(std::string_view text) {
  for (const char c : text)
    if (c <= 0x20 || c >= 0x7f || c == '#' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' ||
        c == '{' || c == '|' || c == '}')
      return false;
  return text.starts_with('/');
}

bool is_host(std::string_view text) {
  for (const char c : text)
    if (!is_token_char(c) && c != ':' && c != '[' && c != ']') return false;
  return !text.empty();
}

Problem malformed(const char* what) {
  Problem p = problem(400, "malformed_request", what);
  return p;
}

}  // namespace

std::string_view Head::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_ignoring_case(key, name)) return value;
  return {};
}

size_t find_head_end(std::string_view bytes, size_t from) {
  const size_t at = bytes.find("\r\n\r\n", from < 3 ? 0 : from - 3);
  return at == std::string_view::npos ? at : at + 4;
}

Checked<Head> parse_head(std::string_view bytes, const HeadLimits& limits) {
  if (bytes.size() > limits.total) return std::unexpected(problem(431, "headers_too_large", {}));
  Head head;
  size_t line_end = bytes.find("\r\n");
  std::string_view line = bytes.substr(0, line_end);
  bytes.remove_prefix(line_end + 2);

  const size_t first = line.find(' ');
  const size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos) return std::unexpected(malformed("Первая строка запроса неверна."));
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(head.method) || head.method.size() > 20) return std::unexpected(malformed("Метод запроса неверен."));
  if (head.target.size() > limits.target) return std::unexpected(problem(414, "target_too_long", {}));
  if (!is_target(head.target)) return std::unexpected(malformed("Адрес запроса неверен."));
  const bool http10 = version == "HTTP/1.0";
  if (!http10 && version != "HTTP/1.1") {
    const bool other = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.';
    return std::unexpected(other ? problem(505, "http_version", {}) : malformed("Первая строка запроса неверна."));
  }
  head.keep_alive = !http10;

  size_t hosts = 0, lengths = 0, codings = 0;
  while (!bytes.starts_with("\r\n")) {
    line_end = bytes.find("\r\n");
    if (line_end == std::string_view::npos) return std::unexpected(malformed("Заголовки запроса не кончаются."));
    line = bytes.substr(0, line_end);
    bytes.remove_prefix(line_end + 2);
    if (head.headers.size() == limits.headers) return std::unexpected(problem(431, "too_many_headers", {}));
    // A name with a space before the colon, a folded line and a lone CR or LF all fail here.
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
      return std::unexpected(malformed("Заголовок запроса неверен."));
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trim_spaces(line.substr(colon + 1));
    if (!is_field_value(value)) return std::unexpected(malformed("Заголовок запроса неверен."));
    head.headers.emplace_back(name, value);

    if (same_ignoring_case(name, "Host")) {
      if (++hosts > 1 || !is_host(value)) return std::unexpected(malformed("Заголовок Host неверен."));
    } else if (same_ignoring_case(name, "Content-Length")) {
      const auto read = std::from_chars(value.data(), value.data() + value.size(), head.body_size);
      const bool digits =
          value.find_first_not_of("0123456789") == std::string_view::npos && !value.empty() && value.size() <= 15;
      if (++lengths > 1 || !digits || read.ec != std::errc{})
        return std::unexpected(malformed("Заголовок Content-Length неверен."));
    } else if (same_ignoring_case(name, "Transfer-Encoding")) {
      if (++codings > 1 || !same_ignoring_case(value, "chunked"))
        return std::unexpected(malformed("Заголовок Transfer-Encoding неверен."));
    } else if (same_ignoring_case(name, "Connection")) {
      each_of_list(value, [&](std::string_view option) {
        if (same_ignoring_case(option, "close")) head.keep_alive = false;
        if (same_ignoring_case(option, "keep-alive") && http10) head.keep_alive = true;
      });
    } else if (same_ignoring_case(name, "Expect")) {
      if (!same_ignoring_case(value, "100-continue")) return std::unexpected(problem(417, "expectation", {}));
      head.wants_continue = !http10;
    }
  }
  if (hosts == 0 && !http10) return std::unexpected(malformed("Нет заголовка Host."));
  if (codings > 0 && (lengths > 0 || http10)) return std::unexpected(malformed("Размер тела указан двумя способами."));
  if (codings > 0)
    return std::unexpected(problem(411, "length_required", "Пришлите тело целиком, с заголовком Content-Length."));
  return head;
}

}  // namespace pochin::server
