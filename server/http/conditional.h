// ETag, If-Match and If-None-Match (RFC 9110 §13).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/problem.h"
#include "server/http/request.h"

namespace pochin::server {

std::string version_etag(int64_t version);         // 7 → "\"7\""
std::string content_etag(std::string_view bytes);  // quoted, first 16 hex digits of SHA-256

// The version named by If-Match: 428 when there is none, 400 when it is not one of our tags, 412 for "*" or a list.
Checked<int64_t> required_version(const Request& request);

// Whether a header's list names the tag (weak comparison; "*" names all).
bool etag_list_names(std::string_view list, std::string_view etag);

// Idempotency-Key: 1–80 visible ASCII characters; 400 when absent or otherwise.
Checked<std::string> required_idempotency_key(const Request& request);

}  // namespace pochin::server
