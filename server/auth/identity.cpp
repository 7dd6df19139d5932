#include "server/auth/identity.h"

namespace pochin::auth {
namespace {

// The first letter as UTF-8, with a full stop.
std::string initial(const std::string& name) {
  if (name.empty()) return {};
  std::size_t size = 1;
  while (size < name.size() && (static_cast<unsigned char>(name[size]) & 0xc0) == 0x80) ++size;
  return name.substr(0, size) + '.';
}

void append(std::string& text, const std::string& word) {
  if (word.empty()) return;
  if (!text.empty()) text += ' ';
  text += word;
}

}  // namespace

std::string Identity::full_name() const {
  std::string name;
  append(name, family_name);
  append(name, given_name);
  append(name, middle_name);
  return name;
}

std::string Identity::short_name() const {
  // Whoever has one name is called by it, whichever field it stands in.
  if (family_name.empty()) return given_name.empty() ? middle_name : given_name;
  std::string name = family_name;
  append(name, initial(given_name));
  append(name, initial(middle_name));
  return name;
}

}  // namespace pochin::auth
