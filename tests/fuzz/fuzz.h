// What strangers can send, as functions of bytes. Each takes anything, and stops the program when what was read breaks
// the reader's own promises; the sanitizers see to the rest. tools/test fuzz searches for such bytes with libFuzzer,
// replay_test.cpp repeats the corpus and mutations of it.
#pragma once

#include <cstdlib>
#include <string_view>

namespace pochin::fuzz {

void head(std::string_view bytes);        // the head of a request, its target, query, cookies, addresses of proxies
void connection(std::string_view bytes);  // requests in a row, cut in any places
void cookies(std::string_view bytes);
void json_body(std::string_view bytes);
void callback(std::string_view bytes);  // the query of a login or of its end
void jwt(std::string_view bytes);       // a token, and claims that a right signature would have brought
void profile(std::string_view bytes);   // records of a person from ЕСИА
void formula(std::string_view bytes);
void pack(std::string_view bytes);    // a practice pack
void upload(std::string_view bytes);  // the first bytes of a file, and its name
void pabulib(std::string_view bytes);

inline void promise(bool kept) {
  if (!kept) std::abort();
}

}  // namespace pochin::fuzz
