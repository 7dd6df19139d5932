#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz.h"

using namespace pochin;
namespace fs = std::filesystem;

namespace {

struct Target {
  const char* name;
  void (*take)(std::string_view);
  int mutations;  // of each file
};

constexpr Target kTargets[] = {
    {"head", fuzz::head, 300},           {"cookies", fuzz::cookies, 300},   {"connection", fuzz::connection, 60},
    {"json_body", fuzz::json_body, 300}, {"callback", fuzz::callback, 300}, {"jwt", fuzz::jwt, 300},
    {"profile", fuzz::profile, 300},     {"formula", fuzz::formula, 300},   {"pack", fuzz::pack, 3},
    {"upload", fuzz::upload, 300},       {"pabulib", fuzz::pabulib, 300},
};

std::vector<std::string> files_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> out;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return out;
}

// SplitMix64: the same mutations in every run.
struct Chance {
  std::uint64_t state;
  std::uint64_t below(std::uint64_t n) {
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % n;
  }
};

std::string mutated(std::string bytes, const std::vector<std::string>& others, Chance& chance) {
  for (std::uint64_t i = 0, n = 1 + chance.below(4); i < n && !bytes.empty(); ++i) {
    const auto at = static_cast<std::size_t>(chance.below(bytes.size()));
    switch (chance.below(5)) {
      case 0:
        bytes[at] = static_cast<char>(chance.below(256));
        break;
      case 1:
        bytes.erase(at, 1 + chance.below(8));
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, 1 + chance.below(16)));
        break;
      case 3:
        bytes.resize(at);
        break;
      default: {
        const std::string& other = others[chance.below(others.size())];
        bytes = bytes.substr(0, at) + other.substr(std::min<std::size_t>(at, other.size()));
      }
    }
  }
  return bytes;
}

}  // namespace

TEST_CASE("what strangers may send is taken or refused, and breaks nothing") {
  for (const Target& target : kTargets) {
    std::vector<std::string> files = files_of(fs::path(POCHIN_ROOT) / "tests/fuzz/corpus" / target.name);
    if (std::string_view(target.name) == "pack") files.push_back(files_of(fs::path(POCHIN_ROOT) / "web/packs").front());
    INFO(target.name);
    REQUIRE(!files.empty());
    Chance chance{20261125};
    target.take({});
    for (const std::string& file : files) {
      target.take(file);
      for (int i = 0; i < target.mutations; ++i) target.take(mutated(file, files, chance));
    }
    SUCCEED();
  }
}
