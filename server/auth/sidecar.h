#pragma once
#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

// A certified means of protection that answers over HTTP, on this machine or by https.
namespace pochin::auth {

struct Sidecar {
  std::string url;         // "http://127.0.0.1:8085/sign"
  std::string token_file;  // its bearer token; empty: none
  bool reversed = false;   // 64 bytes of a signature come in CryptoPro's order
  std::chrono::milliseconds timeout{5000};
};

// POSTs `body` and gives what was answered, at most `cap` bytes. The address and the token are the configuration's;
// redirects are not followed. The error says in Russian what happened and repeats nothing the sidecar said.
std::expected<std::string, std::string> ask_sidecar(const Sidecar& sidecar, std::string_view body,
                                                    std::string_view content_type, std::size_t cap);

}  // namespace pochin::auth
