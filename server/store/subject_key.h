// The key under which people are known. A resident's account number is stored nowhere: only its HMAC-SHA256 under a
// key that lies in a file beside the database, so that the database alone says nothing about who it speaks of.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace pochin::server {

using SubjectKey = std::vector<std::uint8_t>;  // 32 bytes

// Reads the key. Error codes: "key_missing", "key_format", "key_open" (others than its owner may read it).
Result<SubjectKey> read_subject_key(const std::string& path);
// Makes a random one with permissions 0600 and waits until it is on the disk. Error code: "storage".
Result<SubjectKey> make_subject_key(const std::string& path);

// 64 hexadecimal digits of HMAC-SHA256(key, text). What kind of thing the text is stands at its front ("oid:",
// "snils:").
std::string keyed_hash(const SubjectKey& key, std::string_view text);

}  // namespace pochin::server
