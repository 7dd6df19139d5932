// Content-Security-Policy of a page.
#pragma once
#include <string>
#include <string_view>

namespace pochin::server {

// What stands in the page itself, by the hash of its text: "'sha256-…'". Empty: nothing.
struct InlineParts {
  std::string script = {}, style = {};
};

// Only what this server gives; `inside` besides.
std::string page_policy(const InlineParts& inside = {});

}  // namespace pochin::server
