#include "server/ops/log_writer.h"

#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace pochin::server;

TEST_CASE("lines of many threads come out whole, all of them, by the time the writer is gone") {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  {
    LogWriter log(ends[1]);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 250; ++i) log.line("{\"status\":200}");
      });
    for (auto& thread : threads) thread.join();
  }
  close(ends[1]);
  std::string all;
  std::array<char, 4096> bytes{};
  for (ssize_t got = 0; (got = read(ends[0], bytes.data(), bytes.size())) > 0;)
    all.append(bytes.data(), static_cast<size_t>(got));
  close(ends[0]);
  std::string expected;
  for (int i = 0; i < 1000; ++i) expected += "{\"status\":200}\n";
  CHECK(all == expected);
}
