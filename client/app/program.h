// What a program is made of. The browser loads one of several (client/screens/programs.h): each carries some screens
// and those parts of the reducer that they need; what a program does not name is not linked into it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "client/app/intent.h"
#include "client/app/route.h"

namespace pochin::ui {
class Ui;
}
namespace pochin::screens {
struct Wing;
}

namespace pochin::app {

struct State;
struct Part;  // part.h

// What a page loads, by API path. The first one is what an open page cannot be without: else it is a 404.
class Needs {
 public:
  enum class How : uint8_t {
    Want,   // unless it is here
    Renew,  // again, the old one stays in sight
    Visit   // again at each visit, but not for what came with the page
  };
  struct Need {
    std::string path;
    How how;
  };

  void want(std::string path) { all_.push_back({std::move(path), How::Want}); }
  void renew(std::string path) { all_.push_back({std::move(path), How::Renew}); }
  void visit(std::string path) { all_.push_back({std::move(path), How::Visit}); }
  [[nodiscard]] std::span<const Need> all() const { return all_; }

 private:
  std::vector<Need> all_;
};

struct Program {
  void (*draw)(const State&, ui::Ui&, Intents&);
  std::string (*title)(const State&);   // of the window
  void (*needs)(const State&, Needs&);  // of the page of the route
  std::span<const Part* const> parts;
  std::span<const screens::Wing* const> wings;  // whose pages it carries
  bool (*carries)(const Program&, Screen);
};

extern const Part kFilling;  // an application: answers, files, actions
extern const Part kOffice;   // the staff's part of it; with kFilling
extern const Part kPosting;  // acts of the staff and on one's own account
extern const Part kVoting;   // ballots are filled in, cast, checked and counted again

}  // namespace pochin::app
