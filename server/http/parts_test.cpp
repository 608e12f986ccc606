#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "http/edge_problem.h"
#include "http/outgoing.h"
#include "http/rate_limit.h"
#include "http/static_files.h"
#include "http/url.h"

namespace niangjia::http {
namespace {

using namespace std::chrono_literals;

std::string encode(const std::string& text) {
  static const char* hex = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char c : text) out.append({'%', hex[c >> 4], hex[c & 15]});
  return out;
}

TEST(Url, decodes_what_was_encoded_when_it_is_text_and_refuses_the_rest) {
  EXPECT_TRUE(rc::check([] {
    std::string text = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    EXPECT_EQ(decode_percent(encode(text), false), text);
  }));
  EXPECT_EQ(decode_percent("%E5%BC%A0", false), "张");
  for (const char* bad : {"%", "%4", "%zz", "%00", "%ff", "a%E5"})
    EXPECT_FALSE(decode_percent(bad, false)) << bad;
}

TEST(Url, never_lets_an_encoded_slash_or_control_character_into_a_path) {
  EXPECT_EQ(decode_path("/a%20b"), "/a b");
  for (const char* bad : {"", "a", "*", "/a%2fb", "/a%0d", "/%7f"}) EXPECT_FALSE(decode_path(bad)) << bad;
}

TEST(Url, keeps_the_last_of_repeated_query_keys_and_the_first_of_cookies) {
  const auto query = decode_query("a=1&&b=x+y&a=2&c");
  ASSERT_TRUE(query);
  EXPECT_EQ(*query, (TextMap{{"a", "2"}, {"b", "x y"}, {"c", ""}}));
  EXPECT_EQ(read_cookies("a=1; b=\"2\"; a=3; broken"), (TextMap{{"a", "1"}, {"b", "2"}}));
}

TEST(Router, prefers_literal_words_to_parameters_wherever_they_were_added) {
  Router router;
  const auto add = [&](Method m, std::string p) {
    router.add(Route{m, std::move(p), "public", "", [](const Request&) { return no_content(); }, {}, "", ""});
  };
  add(Method::get, "/members/{id}");
  add(Method::get, "/members/search");
  add(Method::post, "/members/{id}");
  std::map<std::string, std::string> parameters;
  bool wrong = false;
  EXPECT_EQ(router.find(Method::get, "/members/search", parameters, wrong)->pattern, "/members/search");
  EXPECT_EQ(router.find(Method::get, "/members/7", parameters, wrong)->pattern, "/members/{id}");
  EXPECT_EQ(parameters.at("id"), "7");
  EXPECT_EQ(router.find(Method::put, "/members/7", parameters, wrong), nullptr);
  EXPECT_TRUE(wrong);
  EXPECT_EQ(router.find(Method::get, "/members/", parameters, wrong), nullptr);
  EXPECT_EQ(router.find(Method::get, "/members/7/x", parameters, wrong), nullptr);
  EXPECT_EQ(router.allowed("/members/7"), "GET, HEAD, POST");
  EXPECT_THROW(add(Method::get, "/members/{other}"), std::logic_error);
}

TEST(Problem, becomes_problem_json_with_its_fields_and_without_what_is_inside) {
  Problem p = refuse(Code::invalid, "member.invalid", "有 1 处填写有误，请改正后再提交。");
  p.fields.push_back({"phone", "手机号应为 11 位。"});
  p.inside.text = "only for the log";
  const Response r = problem(p, "id-1");
  EXPECT_EQ(r.status, 422);
  EXPECT_EQ(r.body,
            "{\"type\":\"urn:niangjia:problem:member.invalid\",\"title\":\"填写有误\",\"status\":422,"
            "\"detail\":\"有 1 处填写有误，请改正后再提交。\",\"reason\":\"member.invalid\","
            "\"errors\":[{\"path\":\"phone\",\"message\":\"手机号应为 11 位。\"}],\"request\":\"id-1\"}");
}

TEST(RateLimit, gives_a_minute_of_tokens_then_refills_steadily_and_stays_bounded) {
  RateLimit limit(100);
  const RateLimit::Moment start{};
  for (int i = 0; i < 6; ++i) EXPECT_EQ(limit.take("a", 6, start), 0);
  EXPECT_EQ(limit.take("a", 6, start), 10);
  EXPECT_EQ(limit.take("b", 6, start), 0);
  EXPECT_EQ(limit.take("a", 6, start + 11s), 0);
  EXPECT_GT(limit.take("a", 6, start + 11s), 0);
  EXPECT_EQ(limit.take("a", 0, start), 0);
  for (int i = 0; i < 1000; ++i) limit.take(std::to_string(i), 6, start);
  EXPECT_LE(limit.size(), 100u);
}

TEST(Range, covers_only_bytes_that_exist) {
  EXPECT_TRUE(rc::check([](const std::string& header, std::uint32_t size) {
    const ByteRange r = read_range("bytes=" + header, size);
    if (r.kind == ByteRange::Kind::part) {
      RC_ASSERT(r.count > 0 && r.first + r.count <= size);
    }
  }));
  EXPECT_EQ(read_range("bytes=18446744073709551616-", 10).kind, ByteRange::Kind::whole);
  EXPECT_EQ(read_range("bytes=0-18446744073709551615", 10).count, 10u);
  EXPECT_EQ(read_range("bytes=0-1,3-4", 10).kind, ByteRange::Kind::whole);
  EXPECT_EQ(read_range("bytes=-0", 10).kind, ByteRange::Kind::unsatisfiable);
}

TEST(StaticFiles, are_made_from_embedded_files_with_their_gzip_beside) {
  const std::vector<EmbeddedFile> embedded = {
      {"assets/a.js", "script"}, {"assets/a.js.gz", "zip"}, {"index.html", "page"}};
  const StaticFiles files = make_static_files(embedded);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files.at("assets/a.js").gzip, "zip");
  EXPECT_TRUE(files.at("assets/a.js").immutable);
  EXPECT_FALSE(files.at("index.html").immutable);
  EXPECT_NE(files.at("index.html").etag, files.at("assets/a.js").etag);
  EXPECT_EQ(find_static(files, "/api/x"), nullptr);
  EXPECT_EQ(find_static(files, "//etc/passwd.txt"), nullptr);
}

TEST(Metrics, writes_the_text_format_with_cumulative_buckets) {
  const auto metrics = make_metrics();
  metrics->count("jobs_total", "kind=\"a\"", 1);
  metrics->count("jobs_total", "kind=\"a\"", 2);
  metrics->observe_seconds("took_seconds", "", 0.002);
  metrics->observe_seconds("took_seconds", "", 99);
  metrics->gauge("depth", [] { return 7.0; });
  const std::string text = metrics->text();
  for (const char* line :
       {"# TYPE jobs_total counter\njobs_total{kind=\"a\"} 3\n", "took_seconds_bucket{le=\"0.001\"} 0\n",
        "took_seconds_bucket{le=\"0.0025\"} 1\n", "took_seconds_bucket{le=\"+Inf\"} 2\n",
        "took_seconds_count 2\n", "# TYPE depth gauge\ndepth 7\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace niangjia::http
