// Exact comparisons for rules that divide costs among supporters. Every amount of such a rule is a whole combination
//
//   money + start·s + Σ level[j]·q(j),   where s is a share everybody begins with and q(j) was found in round j as
//                                        such a combination divided by a whole number.
//
// Written over one common denominator these are numbers of some thousand bits; they are computed only when somebody
// asks, which a tally does when its fixed-point bounds leave a question open: at ties and where money is used up to the
// last kopeck.
#pragma once

#include <memory>
#include <vector>

#include "shared/base/ratio.h"

namespace pochin::voting {

struct Form {
  Int128 money = 0;
  Int128 start = 0;
  std::vector<Int128> levels = {};  // shorter than the rounds: the rest are 0

  void add(const Form& other, Int128 times);
  void add_level(std::size_t round, Int128 times);
};

// A form divided by a positive whole number.
struct Fraction {
  Form form;
  Int128 divisor = 1;
};

class Ledger {
 public:
  Ledger(Int128 start_numerator, Int128 start_denominator);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;

  void add_round(Fraction level);  // q of the next round; O(1) until somebody asks
  std::size_t rounds() const;

  int sign(const Form& form);  // −1, 0, 1
  // −1, 0, 1 as a < b, a = b, a > b; each fraction belongs to its own ledger, which may be the same.
  static int compare(Ledger& of_a, const Fraction& a, Ledger& of_b, const Fraction& b);

 private:
  struct Numbers;
  std::unique_ptr<Numbers> numbers_;
};

}  // namespace pochin::voting
