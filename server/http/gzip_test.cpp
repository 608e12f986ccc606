#include "http/gzip.h"

#include "http/raw_client.h"

namespace niangjia::http {
namespace {

using testing::Answer;
using testing::RawClient;
using testing::TestServer;

TEST(Server, compresses_what_is_public_and_nothing_else) {
  const std::string large(20'000, 'x');
  TestServer t;
  t.add(Method::get, "/public", [&](const Request&) {
    Response response = json(200, large);
    response.is_public = true;
    return response;
  });
  t.add(Method::get, "/private", [&](const Request&) { return json(200, large); });
  t.start();
  RawClient client(t.port);
  const Answer small = client.ask("GET /public", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(small.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(small.headers.at("content-length"), std::to_string(small.body.size()));
  EXPECT_LT(small.body.size(), 200u);
  EXPECT_EQ(gunzip_of(small.body), large);
  const Answer plain = client.ask("GET /public");
  EXPECT_EQ(plain.body, large);
  EXPECT_EQ(plain.headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(client.ask("GET /private", "Accept-Encoding: gzip\r\n").body, large);
}

TEST(Gzip, broken_bytes_are_nothing) {
  const std::string whole = gzip_of("一段文字");
  EXPECT_EQ(gunzip_of(whole), "一段文字");
  EXPECT_EQ(gunzip_of(whole.substr(0, whole.size() - 4)), "");
  EXPECT_EQ(gunzip_of("no gzip at all"), "");
}

}  // namespace
}  // namespace niangjia::http
