// The head of a public log: how many entries it has, their root and what is voted on, signed by the portal. Signed on
// the server, checked by whoever has been told of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pochin::voting {

struct TreeHead {
  int64_t size = 0;
  std::string root;  // hexadecimal, small letters
  std::string at;    // RFC 3339 in UTC, seconds
  // SHA-256 of the terms of the vote (terms.h), hexadecimal; empty in heads of format 1, which knew no terms.
  std::string terms = {};
};

// What is signed: lines, each ended by "\n": "pochin-tree-head-2", the campaign, the terms, the size, the root, the
// moment; in format 1 "pochin-tree-head-1" and no line of the terms.
std::string head_text(std::string_view campaign, const TreeHead& head);

// Whether `signature` is that of the campaign's head under `key`, both in base64 (RFC 4648) as the wire has them.
bool head_holds(std::string_view campaign, const TreeHead& head, std::string_view signature, std::string_view key);

// Bytes of base64, "" when it is none.
std::string bytes_of_base64(std::string_view text);

}  // namespace pochin::voting
