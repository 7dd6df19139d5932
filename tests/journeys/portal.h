// People at the portal in one process: the client's screens and store before the real API and SQLite, without a socket
// and without a browser. Things are found by role and by the words one reads; every screen that is seen is held to what
// holds on all screens (golden.h) and fits into windows of 320 and 1280 px.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "tests/unit/client/screens/person.h"
#include "tests/unit/server/api/world.h"

namespace pochin::journeys {

using Json = nlohmann::json;
using server::test::World;

// A person's browser. It stays the same person after open(), as behind one cookie.
class Someone {
 public:
  static constexpr int kBest = -2;
  Someone(World& world, server::test::Person session, const std::string& path);

  // Names are given whole, or their beginning, or a part, whichever is found first; with a number: of all that have
  // that part in their name, -1 the last.

  // The page is loaded anew, with what lies on the device; the address is typed or came by post.
  void open(const std::string& path);
  [[nodiscard]] const std::string& path() const { return page().tab.state.path; }

  void press(std::string_view button, int which = kBest);
  void follow(std::string_view link, int which = kBest);
  void fill(std::string_view label, const std::string& text, int which = kBest);
  void choose(std::string_view label, std::string_view option);  // of a list or of a group; words or a part
  void choose_at(std::string_view label, int option);
  void pick(std::string_view radio);
  void check(std::string_view label);
  void attach(std::string_view label, const std::string& file_name);  // a PDF
  // Until timers that are set now have fired: pauses before a save, searches.
  void wait();

  [[nodiscard]] bool sees(std::string_view words) const { return page().sees(words); }
  [[nodiscard]] bool offers(std::string_view role, std::string_view name) const;
  // The whole name of what begins so; throws when there is nothing of that kind.
  [[nodiscard]] std::string name_of(std::string_view role, std::string_view beginning) const;
  [[nodiscard]] std::string value(std::string_view label) const;
  [[nodiscard]] bool invalid(std::string_view label) const;
  [[nodiscard]] std::string title() const;  // the h1
  [[nodiscard]] std::string text() const;

  // The server's answer to what only a program would ask.
  server::test::Answer ask(const std::string& method, const std::string& path, const Json& body = {},
                           const std::string& etag = {});

  // Requests that fail from now on: true → the answer is lost, the work is done if `lands`.
  bool offline = false, loses_answers = false;

 private:
  using Page = fake::Reader<fake::Window>;
  [[nodiscard]] Page& page() const { return *page_; }
  [[nodiscard]] const ui::Node* find(std::string_view role, std::string_view beginning, int which = kBest) const;
  [[nodiscard]] const ui::Node& get(std::string_view role, std::string_view beginning, int which = kBest) const;
  [[nodiscard]] const ui::Node& field(std::string_view label, int which = kBest) const;
  void look(std::vector<ui::Event> events);
  void judge() const;
  app::Response answer(const app::Fetch& fetch);
  std::vector<app::Uploaded> send_file(const app::SendFile& file);

  World& world_;
  server::test::Person session_;
  std::map<std::string, std::string> device_;
  std::map<std::string, std::string> files_;  // handle → bytes
  std::unique_ptr<Page> page_;
  int loads_ = 0;
};

}  // namespace pochin::journeys
