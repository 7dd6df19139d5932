// Russian typesetting of texts for people: no-break spaces where a line must not break (tokens.md, «Russian text») and
// plural forms. Idempotent; bytes of the text other than spaces stay as they are.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace pochin::screens {

// After short words, №, «п.», «ст.», «ул.» and initials; before «—», ₽, %, «бы», «же»,
// «ли»; inside numbers and between a number and its word. O(length).
std::string typeset(std::string_view text);

// "1 день", "2 дня", "5 дней", with a no-break space.
std::string counted(int64_t count, std::string_view one, std::string_view few, std::string_view many);

// The form alone: "день", "дня", "дней".
std::string_view plural(int64_t count, std::string_view one, std::string_view few, std::string_view many);

// "1 240": groups of three with no-break spaces.
std::string grouped(int64_t number);

}  // namespace pochin::screens
