// The same throws on every machine: SplitMix64 from a seed.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace pochin {

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }

  int64_t roll(int64_t least, int64_t most) {  // both may come
    const uint64_t width = static_cast<uint64_t>(most) - static_cast<uint64_t>(least) + 1;
    const uint64_t step = width == 0 ? next() : next() % width;
    return static_cast<int64_t>(static_cast<uint64_t>(least) + step);
  }

  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[static_cast<std::size_t>(roll(0, static_cast<int64_t>(i) - 1))]);
  }

 private:
  uint64_t state_;
};

}  // namespace pochin
