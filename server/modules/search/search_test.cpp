#include <gtest/gtest.h>

#include "access/request_actor.h"
#include "access/trial_house.h"
#include "modules/search/routes.h"

namespace niangjia::search {
namespace {

http::Response ask(TrialHouse& trial, std::vector<Finder> finders, std::string body) {
  trial.give(trial.account("chen"), "county_organiser", trial.district);
  Session session = must(trial.enter("chen"));
  http::Router router;
  add_routes(router, *trial.house, std::move(finders));
  http::Request request;
  request.method = http::Method::post;
  request.path = "/api/v1/search";
  request.body = std::move(body);
  request.cookies[std::string(kSessionCookie)] = session.token;
  request.headers["x-csrf-token"] = session.csrf;
  bool wrong_method = false;
  return router.find(request.method, request.path, request.parameters, wrong_method)->handler(request);
}

Finder finder(std::string_view kind, int hits) {
  return [kind, hits](House&, const Actor& actor, store::ReadTx&, const std::string& words,
                      std::vector<Hit>& out) {
    for (int i = 0; i < hits; ++i) out.push_back({kind, "x", words, actor.name, "/" + std::string(kind)});
  };
}

TEST(Search, asks_every_finder_in_turn_with_the_words_and_the_reader) {
  TrialHouse trial;
  auto response = ask(trial, {finder("member", 1), finder("union", 2)}, R"({"q":"王"})");
  ASSERT_EQ(response.status, 200) << response.body;
  std::size_t member = response.body.find(R"("kind":"member")"),
              first = response.body.find(R"("kind":"union")");
  EXPECT_LT(member, first);
  EXPECT_NE(response.body.find(R"("title":"王")"), std::string::npos);
  EXPECT_NE(response.body.find(R"("kind":"union")", first + 1), std::string::npos);
}

TEST(Search, finds_nothing_in_peace_and_asks_for_words) {
  TrialHouse trial;
  EXPECT_EQ(ask(trial, {}, R"({"q":"王"})").body, R"({"items":[]})");
  TrialHouse other;
  EXPECT_EQ(ask(other, {}, R"({"q":""})").status, 422);
}

}  // namespace
}  // namespace niangjia::search
