// A page of a few words in the portal's frame, for what the server must say itself: no screen, no script, nothing in it
// that only a program could answer. Pure.
#pragma once
#include <string>
#include <vector>

namespace pochin::headless {

struct Message {
  struct Way {
    std::string text, href;
    bool primary = false;  // the one to take
    std::string about = {};
  };
  std::string title = {};
  std::vector<std::string> paragraphs = {};
  std::vector<Way> ways = {};
  std::string small = {};                                        // under them
  std::string region = {}, centre = {}, phone = {}, email = {};  // of the portal; empty where it has none
};

// What stands inside <div id="app">.
std::string message_html(const Message& message);

}  // namespace pochin::headless
