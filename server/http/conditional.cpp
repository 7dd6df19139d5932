#include "server/http/conditional.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "server/http/ascii.h"
#include "shared/base/bytes.h"

namespace pochin::server {
namespace {

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

// Behind which part of a tag a form of the body is named: ours ("abc-br", "abc-gz"), and those of proxies that compress
// what the server sent plain (Apache "abc-gzip", before 2.4 "abc;gzip", Jetty "abc--gzip").
constexpr std::string_view kForms[] = {"-br", "-gz", "-gzip", ";gzip", "-deflate", "-zstd"};

// "abc-br" and "abc-gz" are the tags of the compressed forms of "abc".
std::string_view core_of(std::string_view tag) {
  tag = without_weakness(tag);
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
  tag = tag.substr(1, tag.size() - 2);
  for (const std::string_view form : kForms) {
    if (!tag.ends_with(form)) continue;
    tag.remove_suffix(form.size());
    if (tag.ends_with('-')) tag.remove_suffix(1);
    break;
  }
  return tag;
}

}  // namespace

std::string version_etag(int64_t version) { return '"' + std::to_string(version) + '"'; }

std::string content_etag(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  return '"' + to_hex(std::span(digest).first(8)) + '"';
}

Checked<int64_t> required_version(const Request& request) {
  const std::string_view sent = trim_spaces(request.header("If-Match"));
  if (sent.empty()) {
    Problem wrong = problem(428, "version_required", "Пришлите If-Match с ETag того, что меняете.");
    return std::unexpected(wrong.with_error("If-Match", "required", "Не указано."));
  }
  const std::string_view tag = core_of(sent);
  int64_t version = 0;
  if (!tag.empty() && tag.size() < 20) {
    const char* end = tag.data() + tag.size();
    const auto read = std::from_chars(tag.data(), end, version);
    if (read.ec == std::errc{} && read.ptr == end && version >= 0 && request.header_count("If-Match") == 1)
      return version;
  }
  Problem wrong = problem(400, "version_malformed", "If-Match должен быть одной меткой, которую выдал сервер.");
  return std::unexpected(wrong.with_error("If-Match", "malformed", "Нужна одна метка вида \"7\"."));
}

bool etag_list_names(std::string_view list, std::string_view etag) {
  bool named = trim_spaces(list) == "*";
  each_of_list(list, [&](std::string_view tag) {
    const std::string_view core = core_of(tag);
    named = named || (!core.empty() && core == core_of(etag));
  });
  return named;
}

Checked<std::string> required_idempotency_key(const Request& request) {
  const std::string_view key = request.header("Idempotency-Key");
  const bool visible = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!key.empty() && key.size() <= 80 && visible && request.header_count("Idempotency-Key") == 1)
    return std::string(key);
  Problem wrong =
      problem(400, "idempotency_key_required", "Пришлите заголовок Idempotency-Key: от 1 до 80 видимых знаков ASCII.");
  return std::unexpected(
      wrong.with_error("Idempotency-Key", key.empty() ? "required" : "malformed", "От 1 до 80 видимых знаков ASCII."));
}

}  // namespace pochin::server
