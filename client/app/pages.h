// The table of pages: the address of each screen, who may see it and which program carries it. Everything that must
// know one of these reads the table: routes, the menu, server pages, robots.txt, the service worker (tools/build-web
// reads the rows of pages.cpp as text). It names no function of a screen: those stand in the tables of client/screens.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "client/app/route.h"

namespace pochin::app {

enum class Audience : uint8_t {
  Open,  // everybody: the server draws it with its data
  Own    // what it shows belongs to a person: the server draws its frame and title, the browser fetches the rest
};

// The programs that a browser may load. Each carries the pages of visitors besides its own.
enum class Carrier : uint8_t { Visit, Resident, Voting, Work };
inline constexpr std::size_t kCarriers = 4;
std::string_view code_of(Carrier);  // "visit", as in the manifest of tools/build-web

// The way of the menu that is current on the page.
enum class Menu : uint8_t { None, Mine, Projects, Votes, Help, Queue, Rating, Work };

struct Page {
  Screen screen;
  std::string_view pattern;  // "/applications/{id}/{section}"; {to} only as "?to={to}"
  Audience audience;
  Carrier carrier;
  Menu menu = Menu::None;
  std::string_view list = {};  // of a page whose list is searched by words: its name in State::inputs
};

// Each screen at least once; of several rows of one screen the last whose parameters are all there is its address.
std::span<const Page> pages();
const Page& page_of(Screen);                   // its first row; of NotFound one without an address
const Page* find_page(std::string_view path);  // null for an address that leads nowhere

}  // namespace pochin::app
