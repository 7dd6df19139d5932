// The named values of one application. A contest evaluates formulas over thousands of them, each once: what counts is
// how many cold lines of memory a look-up touches. A tree of strings touches one for every step; this, two or three.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/formula/value.h"

namespace pochin::formula {

// A map from name to value: look-up O(log n), a new name O(n). Goes through its entries in the order they came in.
class Names {
 public:
  using Entry = std::pair<std::string, Value>;
  using const_iterator = std::vector<Entry>::const_iterator;

  Names() = default;
  Names(std::initializer_list<Entry> entries) { insert(entries.begin(), entries.end()); }

  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  const_iterator find(std::string_view name) const;
  void insert_or_assign(std::string_view name, Value value) { (*this)[name] = std::move(value); }
  template <class It>
  void insert(It from, It to) {  // the first of equal names stays
    for (; from != to; ++from)
      if (find(from->first) == end()) insert_or_assign(from->first, from->second);
  }
  Value& operator[](std::string_view name);

 private:
  struct Slot {
    uint32_t hash, entry;
  };
  std::size_t place_of(uint32_t hash) const;  // of the first slot that is not less
  std::vector<Slot> slots_;                   // by hash
  std::vector<Entry> entries_;
};

}  // namespace pochin::formula
