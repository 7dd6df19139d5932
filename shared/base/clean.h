// The door for every text that people send. What cannot be seen can mislead (a mark that turns the direction of writing
// makes "cod.exe" of "exe.doc") or make two equal texts differ, so it does not come in.
#pragma once

#include <string>
#include <string_view>

namespace pochin {

// Never seen and no space: control characters, marks of direction (UAX #9), soft hyphens, joiners, variation selectors,
// fillers, tags, noncharacters. Line ends and tabs are among them.
bool is_invisible(char32_t c);

// A letter or a digit of any alphabet: «—» and «?!» are no answers to a question.
bool has_letter(std::string_view text);

// The text without what is invisible. Line ends of every kind become "\n", a tab becomes a space, broken bytes U+FFFD;
// what joins a picture of several signs (emoji) stays inside it. Cleaning a clean text changes nothing. O(length).
// Composition (NFC) needs tables and is done where they are: in the browser by String.normalize, in server/text.
std::string clean_text(std::string_view text);

}  // namespace pochin
