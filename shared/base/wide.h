// Whole numbers without an end and without a sign, for the few fractions whose parts outgrow 126 bits (ratio.h). Small
// code rather than fast code: the browser loads it too.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pochin::wide {

// Digits to the base 2^32, the lowest first, no zeros on top: zero has none.
using Natural = std::vector<uint32_t>;

Natural from(unsigned __int128 value);
// Precondition: bits(value) ≤ 128.
unsigned __int128 narrow(const Natural& value);
std::size_t bits(const Natural& value);  // 0 for zero

std::strong_ordering compare(const Natural& a, const Natural& b);
Natural add(const Natural& a, const Natural& b);
Natural subtract(const Natural& a, const Natural& b);  // precondition: a ≥ b
Natural multiply(const Natural& a, const Natural& b);  // O(|a|·|b|)

struct Quotient {
  Natural whole, rest;
};
Quotient divide(const Natural& a, const Natural& b);  // precondition: b > 0; O(|a|·|b|)
Natural gcd(Natural a, Natural b);                    // Euclid: O(n²)

std::string digits(const Natural& value);    // decimal, "0" for zero; O(n²)
Natural from_digits(std::string_view text);  // precondition: only 0–9

}  // namespace pochin::wide
