// Phones and e-mail addresses in a text that outlives its author.
#pragma once
#include <string>
#include <string_view>

namespace pochin::server {

// The text with «…» in place of runs of ten digits and more, whatever stands between them as in phones, and of words
// with an @ inside.
std::string without_contacts(std::string_view text);

}  // namespace pochin::server
