#include "client/app/route.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::app {

TEST_CASE("every address comes back from its route") {
  for (const char* path : {"/",
                           "/practices",
                           "/practices/ppmi",
                           "/projects",
                           "/projects/%D0%9F-1",
                           "/help",
                           "/help/application",
                           "/help/application/ppmi",
                           "/login?to=%2Fmy",
                           "/my",
                           "/apply/ppmi",
                           "/applications/a1",
                           "/applications/a1/check",
                           "/applications/a1/done",
                           "/applications/a1/money",
                           "/account",
                           "/work",
                           "/work/audit",
                           "/work/portal",
                           "/work/queue",
                           "/work/staff",
                           "/work/applications/a1",
                           "/work/rating/ppmi",
                           "/votes",
                           "/votes/ppmi.2027-main",
                           "/votes/a/ballot",
                           "/votes/a/check",
                           "/votes/a/receipt",
                           "/votes/a/verify",
                           "/votes/a/results",
                           "/votes/a/recount",
                           "/work/votes",
                           "/work/votes/a/actions",
                           "/work/votes/a/batches",
                           "/work/votes/a/observer"}) {
    CHECK(format_route(parse_route(path)) == path);
  }
}

TEST_CASE("an unknown address is no error") {
  for (const char* path : {"/x", "/applications", "/applications/a/b/c", "/account/x", "/work/other", "/help/x",
                           "/help/application/a/b", "/votes/a/b", "/votes/a/ballot/c", "/work/votes/a"}) {
    CHECK(parse_route(path).screen == Screen::NotFound);
  }
}

TEST_CASE("the way back after the login never leads to another host") {
  CHECK(safe_return("/my?x=1") == "/my?x=1");
  for (const char* path : {"//evil.example", "/\\evil.example", "https://evil.example", "", "my", "/a\\b", "/a\nb"})
    CHECK(safe_return(path) == "/");
}

TEST_CASE("a broken escape stays as it is") {
  CHECK(decode_component("%D0%9F") == "П");
  CHECK(decode_component("100%") == "100%");
  CHECK(decode_component("%zz") == "%zz");
}

}  // namespace pochin::app
