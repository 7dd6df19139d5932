#include "shared/voting/exact.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdlib>

#ifdef BOOST_NO_EXCEPTIONS
// In the browser nothing throws. The library throws only for division by zero and for a number that does not fit its
// type: divisors here are positive and the type has no end.
namespace boost {
void throw_exception(const std::exception&) { std::abort(); }
void throw_exception(const std::exception&, const source_location&) { std::abort(); }
}  // namespace boost
#endif

namespace pochin::voting {

using Big = boost::multiprecision::cpp_int;

void Form::add(const Form& other, Int128 times) {
  money += other.money * times;
  start += other.start * times;
  if (levels.size() < other.levels.size()) levels.resize(other.levels.size());
  for (std::size_t i = 0; i < other.levels.size(); ++i) levels[i] += other.levels[i] * times;
}

void Form::add_level(std::size_t round, Int128 times) {
  if (levels.size() <= round) levels.resize(round + 1);
  levels[round] += times;
}

// Numerators over one denominator; rounds behind levels.size() are not computed yet.
struct Ledger::Numbers {
  Big denominator, start;
  std::vector<Big> levels;
  std::vector<Fraction> rounds;

  Big value(const Form& form) const {
    Big sum = denominator * Big(form.money);
    if (form.start != 0) sum += start * Big(form.start);
    for (std::size_t i = 0; i < form.levels.size(); ++i)
      if (form.levels[i] != 0) sum += levels[i] * Big(form.levels[i]);
    return sum;
  }

  void catch_up() {
    while (levels.size() < rounds.size()) {
      const Fraction& next = rounds[levels.size()];
      Big level = value(next.form);
      Big factor(next.divisor);
      const Big common = boost::multiprecision::gcd(level, factor);
      if (common > 1) level /= common, factor /= common;
      if (factor > 1) {
        denominator *= factor;
        start *= factor;
        for (Big& each : levels) each *= factor;
      }
      levels.push_back(std::move(level));
    }
  }
};

Ledger::Ledger(Int128 start_numerator, Int128 start_denominator)
    : numbers_(std::make_unique<Numbers>(Numbers{Big(start_denominator), Big(start_numerator), {}, {}})) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

void Ledger::add_round(Fraction level) { numbers_->rounds.push_back(std::move(level)); }
std::size_t Ledger::rounds() const { return numbers_->rounds.size(); }

int Ledger::sign(const Form& form) {
  numbers_->catch_up();
  return numbers_->value(form).sign();
}

int Ledger::compare(Ledger& of_a, const Fraction& a, Ledger& of_b, const Fraction& b) {
  of_a.numbers_->catch_up();
  of_b.numbers_->catch_up();
  Big left = of_a.numbers_->value(a.form) * Big(b.divisor), right = of_b.numbers_->value(b.form) * Big(a.divisor);
  if (&of_a != &of_b) left *= of_b.numbers_->denominator, right *= of_a.numbers_->denominator;
  const int order = left.compare(right);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

}  // namespace pochin::voting
