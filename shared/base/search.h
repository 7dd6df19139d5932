// What a person looks for against what is written: the browser filters with it what it holds, the server what it lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pochin {

// Words in any order; case, «ё», spaces and signs between words do not matter, nor do endings: «ремонт крыши» finds
// «Крыша школы: ремонт». A word also finds another that it is a part of.
class Search {
 public:
  explicit Search(std::string_view wanted);
  bool empty() const { return words_.empty(); }  // nothing is wanted: everything matches
  // Whether every word is found. O(length of the text × words).
  bool matches(std::string_view text) const;

 private:
  struct Word {
    std::string typed, stem;
  };
  std::vector<Word> words_;
};

// A word in lower case without its Russian ending, which keeps at least three letters: «крыши» → «крыш». A word of
// another alphabet or with a digit stays as it is.
std::string russian_stem(std::string_view lower_case_word);

}  // namespace pochin
