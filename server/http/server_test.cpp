#include <sys/stat.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <thread>

#include "http/raw_client.h"

namespace niangjia::http {
namespace {

using testing::Answer;
using testing::RawClient;
using testing::TestServer;
using namespace std::chrono_literals;

Response echo(const Request& request) { return json(200, request.body); }

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Server, answers_a_route_with_security_headers_and_a_request_id) {
  TestServer t;
  t.add(Method::get, "/api/v1/members/{id}", [](const Request& r) {
    return json(200, r.parameters.at("id") + "|" + r.query.at("q") + "|" + r.cookies.at("session"));
  });
  t.start();
  RawClient client(t.port);
  const Answer a = client.ask("GET /api/v1/members/%E5%BC%A0?q=a+b%21", "Cookie: x=1; session=abc\r\n");
  EXPECT_EQ(a.status, 200);
  EXPECT_EQ(a.body, "张|a b!|abc");
  EXPECT_EQ(a.headers.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(a.headers.at("x-frame-options"), "DENY");
  EXPECT_EQ(a.headers.at("referrer-policy"), "no-referrer");
  EXPECT_TRUE(holds(a.headers.at("content-security-policy"), "default-src 'self'"));
  EXPECT_EQ(a.headers.at("cache-control"), "no-store");
  EXPECT_TRUE(a.headers.at("server-timing").starts_with("handler;dur="));
  EXPECT_FALSE(a.headers.at("x-request-id").empty());
  EXPECT_TRUE(a.headers.contains("date"));
}

TEST(Server, keeps_the_connection_and_answers_pipelined_requests_in_order) {
  TestServer t;
  t.add(Method::get, "/n/{n}", [](const Request& r) { return json(200, r.parameters.at("n")); });
  t.start();
  RawClient client(t.port);
  std::string all;
  for (int i = 0; i < 50; ++i) all += "GET /n/" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(all);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.read().body, std::to_string(i));
}

TEST(Server, gives_head_of_a_get_route_without_its_body) {
  TestServer t;
  t.add(Method::get, "/a", [](const Request&) { return json(200, "12345"); });
  t.start();
  RawClient client(t.port);
  const Answer head = client.ask("HEAD /a");
  EXPECT_EQ(head.headers.at("content-length"), "5");
  EXPECT_TRUE(client.inbox.empty());
  EXPECT_EQ(client.ask("GET /a").body, "12345");
}

TEST(Server, tells_what_it_does_not_know_in_chinese_problem_json) {
  TestServer t;
  t.add(Method::post, "/a", echo);
  t.start();
  RawClient client(t.port);
  const Answer missing = client.ask("GET /none");
  EXPECT_EQ(missing.status, 404);
  EXPECT_TRUE(missing.headers.at("content-type").starts_with("application/problem+json"));
  EXPECT_TRUE(holds(missing.body, "\"reason\":\"http.no_such_path\"")) << missing.body;
  EXPECT_TRUE(holds(missing.body, "没有这个地址"));
  EXPECT_TRUE(holds(missing.body, "\"request\":\"" + missing.headers.at("x-request-id")));
  const Answer wrong = client.ask("DELETE /a");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.at("allow"), "POST");
  EXPECT_EQ(client.ask("BREW /a").status, 405);
}

TEST(Server, refuses_malformed_requests_and_ends_the_connection) {
  TestServer t;
  t.add(Method::post, "/a", echo);
  t.start();
  const std::string cases[] = {
      "GET\r\n\r\n",
      "\x16\x03\x01 nonsense\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"};
  for (const std::string& text : cases) {
    RawClient client(t.port);
    client.send(text);
    EXPECT_EQ(client.read().status, 400) << text;
    EXPECT_TRUE(client.ends_within(3'000)) << text;
  }
  RawClient client(t.port);
  EXPECT_EQ(client.ask("GET /%zz").status, 400);
  EXPECT_EQ(client.ask("GET /a%2Fb").status, 400);
  EXPECT_EQ(client.ask("GET /a?x=%ff").status, 400);
  client.send("GET /a HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read().status, 400) << "HTTP/1.1 without Host";
}

TEST(Server, refuses_a_head_over_the_limit) {
  TestServer t;
  t.start();
  RawClient client(t.port);
  const Answer a = client.ask("GET /a", "X: " + std::string(20'000, 'x') + "\r\n");
  EXPECT_EQ(a.status, 431);
  EXPECT_TRUE(holds(a.body, "请求头过长"));
}

TEST(Server, reads_bodies_plain_chunked_and_after_expect) {
  TestServer t;
  t.add(Method::post, "/a", echo);
  t.start();
  RawClient client(t.port);
  EXPECT_EQ(client.ask("POST /a", "", "你好").body, "你好");
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  std::this_thread::sleep_for(50ms);
  client.send("2;x=1\r\nde\r\n0\r\nTrailer: 1\r\n\r\n");
  EXPECT_EQ(client.read().body, "abcde");
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  client.send("ok");
  EXPECT_EQ(client.read().body, "ok");
}

TEST(Server, refuses_a_declared_large_body_before_reading_it_and_a_chunked_one_on_the_way) {
  TestServer t;
  t.add(Method::post, "/a", echo, Limits{.max_body_bytes = 1000});
  t.start();
  RawClient declared(t.port);
  declared.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
  const Answer a = declared.read();
  EXPECT_EQ(a.status, 413);
  EXPECT_TRUE(holds(a.body, "最多接受 1000 字节"));
  RawClient chunked(t.port);
  const std::string chunk = "258\r\n" + std::string(600, 'x') + "\r\n";
  chunked.send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk);
  EXPECT_EQ(chunked.read().status, 413);
  EXPECT_TRUE(chunked.ends_within(3'000));
}

TEST(Server, streams_an_upload_to_a_private_file_that_goes_away) {
  TestServer t;
  std::string path, name;
  std::uint64_t size = 0;
  unsigned mode = 0;
  t.add(
      Method::post, "/up",
      [&](const Request& r) {
        struct stat facts {};
        ::stat(r.body_file.c_str(), &facts);
        path = r.body_file, name = r.upload_name, size = static_cast<std::uint64_t>(facts.st_size);
        mode = facts.st_mode & 0777;
        return json(200, r.body);
      },
      Limits{.max_body_bytes = 64 << 20, .stream_body_to_file = true});
  t.start();
  RawClient client(t.port);
  const Answer a =
      client.ask("POST /up", "X-File-Name: ..%2F%E5%90%8D%E5%86%8C.xlsx\r\n", std::string(20 << 20, 'x'));
  EXPECT_EQ(a.status, 200);
  EXPECT_EQ(a.body, "");
  EXPECT_EQ(size, 20u << 20);
  EXPECT_EQ(mode, 0600u);
  EXPECT_EQ(name, "名册.xlsx");
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Server, removes_the_file_of_an_upload_that_was_cut_off) {
  TestServer t;
  t.options.temporary_folder = ::testing::TempDir() + "cut_uploads";
  std::filesystem::remove_all(t.options.temporary_folder);
  std::filesystem::create_directory(t.options.temporary_folder);
  t.add(Method::post, "/up", echo, Limits{.max_body_bytes = 1 << 20, .stream_body_to_file = true});
  t.start();
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(t.options.temporary_folder), {});
  };
  {
    RawClient client(t.port);
    client.send("POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf");
    for (int i = 0; i < 100 && files() == 0; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(files(), 1);
  }
  for (int i = 0; i < 200 && files() > 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(files(), 0);
}

TEST(Server, turns_an_exception_into_a_500_and_lives_on) {
  TestServer t;
  t.add(Method::get, "/bad", [](const Request&) -> Response { throw std::runtime_error("secret cause"); });
  t.start();
  RawClient client(t.port);
  const Answer a = client.ask("GET /bad");
  EXPECT_EQ(a.status, 500);
  EXPECT_FALSE(holds(a.body, "secret cause"));
  EXPECT_EQ(client.ask("GET /bad").status, 500);
}

TEST(Server, closes_slow_heads_slow_bodies_and_idle_connections) {
  TestServer t;
  t.options.head_timeout_ms = 300;
  t.options.body_idle_timeout_ms = 300;
  t.options.keep_alive_ms = 300;
  t.add(Method::post, "/a", echo);
  t.start();
  RawClient slow_head(t.port), slow_body(t.port), idle(t.port);
  EXPECT_EQ(idle.ask("POST /a", "", "x").status, 200);
  slow_body.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 4; ++i) {  // each byte comes in time, the head as a whole does not
    slow_head.send("G");
    std::this_thread::sleep_for(60ms);
  }
  EXPECT_EQ(slow_head.read().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);
  const Answer late = slow_body.read();
  EXPECT_EQ(late.status, 408);
  EXPECT_TRUE(holds(late.body, "检查网络"));
  EXPECT_TRUE(slow_body.ends_within(3'000));
  EXPECT_TRUE(idle.ends_within(3'000));
  EXPECT_TRUE(idle.inbox.empty());
}

// Holds handlers until it is opened.
struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
  int inside = 0;
  Response pass(const Request&) {
    std::unique_lock lock(mutex);
    ++inside;
    changed.notify_all();
    changed.wait(lock, [&] { return open; });
    return json(200, "done");
  }
  void wait_inside(int n) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return inside >= n; });
  }
  void let_go() {
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }
};

TEST(Server, answers_503_when_the_queue_is_full) {
  TestServer t;
  Gate gate;
  t.options.worker_threads = 1;
  t.options.queue_limit = 1;
  t.add(Method::get, "/slow", [&](const Request& r) { return gate.pass(r); });
  t.start();
  const std::string_view ask = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
  RawClient running(t.port), waiting(t.port), refused(t.port);
  running.send(ask);
  gate.wait_inside(1);
  waiting.send(ask);
  while (!holds(t.metrics->text(), "niangjia_http_queue 1")) std::this_thread::sleep_for(5ms);
  refused.send(ask);
  const Answer a = refused.read();
  EXPECT_EQ(a.status, 503);
  EXPECT_TRUE(a.headers.contains("retry-after"));
  gate.let_go();
  EXPECT_EQ(running.read().status, 200);
  EXPECT_EQ(waiting.read().status, 200);
}

TEST(Server, stop_lets_a_running_request_finish_and_ends_idle_connections) {
  TestServer t;
  Gate gate;
  t.add(Method::get, "/slow", [&](const Request& r) { return gate.pass(r); });
  t.start();
  RawClient running(t.port), idle(t.port);
  running.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.wait_inside(1);
  std::thread stopper([&] { t.server->stop(); });
  EXPECT_TRUE(idle.ends_within(3'000));
  gate.let_go();
  const Answer a = running.read();
  EXPECT_EQ(a.body, "done");
  EXPECT_EQ(a.headers.at("connection"), "close");
  EXPECT_TRUE(running.ends_within(3'000));
  stopper.join();
  EXPECT_FALSE(RawClient(t.port).connected);
}

TEST(Server, limits_the_rate_of_a_session_with_retry_after) {
  TestServer t;
  t.add(
      Method::get, "/code", [](const Request&) { return no_content(); }, Limits{.rate_per_minute = 2});
  t.start();
  RawClient client(t.port);
  const std::string_view one = "Cookie: session=one\r\n";
  EXPECT_EQ(client.ask("GET /code", one).status, 204);
  EXPECT_EQ(client.ask("GET /code", one).status, 204);
  const Answer a = client.ask("GET /code", one);
  EXPECT_EQ(a.status, 429);
  EXPECT_GE(std::stoi(a.headers.at("retry-after")), 1);
  EXPECT_TRUE(holds(a.body, "过于频繁"));
  EXPECT_EQ(client.ask("GET /code", "Cookie: session=two\r\n").status, 204);
}

TEST(Server, sends_events_without_holding_a_worker_and_ends_when_the_source_does) {
  TestServer t;
  t.options.worker_threads = 1;
  t.options.max_event_streams = 1;
  t.add(Method::get, "/events", [](const Request&) {
    Response response;
    response.events = [n = 0](std::string& out) mutable {
      out += "data: " + std::to_string(++n) + "\n\n";
      return n < 3;
    };
    return response;
  });
  t.add(Method::get, "/a", [](const Request&) { return json(200, "1"); });
  t.start();
  RawClient stream(t.port), other(t.port);
  const Answer head = stream.ask("GET /events");
  EXPECT_TRUE(head.headers.at("content-type").starts_with("text/event-stream"));
  EXPECT_EQ(other.ask("GET /a").status, 200);
  EXPECT_EQ(other.ask("GET /events").status, 503);
  EXPECT_TRUE(stream.ends_within(5'000));
  EXPECT_EQ(stream.inbox, "data: 1\n\ndata: 2\n\ndata: 3\n\n");
}

TEST(Server, stops_asking_an_event_source_whose_client_went) {
  TestServer t;
  auto alive = std::make_shared<int>(1);
  const std::weak_ptr<int> watch = alive;
  t.add(Method::get, "/events", [source = std::exchange(alive, nullptr)](const Request&) mutable {
    Response response;
    response.events = [held = std::exchange(source, nullptr)](std::string&) { return true; };
    return response;
  });
  t.start();
  {
    RawClient client(t.port);
    EXPECT_EQ(client.ask("GET /events").status, 200);
    EXPECT_FALSE(watch.expired());
  }
  for (int i = 0; i < 300 && !watch.expired(); ++i) std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(watch.expired());
}

TEST(Server, sends_a_file_whole_in_parts_and_not_again) {
  const std::string path = ::testing::TempDir() + "sent_file.bin";
  std::string bytes;
  for (int i = 0; i < 300'000; ++i) bytes.push_back(static_cast<char>(i * 7));
  std::ofstream(path, std::ios::binary) << bytes;
  TestServer t;
  t.add(Method::get, "/f", [&](const Request&) {
    Response response;
    response.content_type = "application/octet-stream";
    response.file = path;
    return response;
  });
  t.start();
  RawClient client(t.port);
  const Answer whole = client.ask("GET /f");
  EXPECT_EQ(whole.body, bytes);
  const Answer part = client.ask("GET /f", "Range: bytes=100-199999\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.headers.at("content-range"), "bytes 100-199999/300000");
  EXPECT_EQ(part.body, bytes.substr(100, 199'900));
  EXPECT_EQ(client.ask("GET /f", "Range: bytes=-5\r\n").body, bytes.substr(bytes.size() - 5));
  EXPECT_EQ(client.ask("GET /f", "Range: bytes=300000-\r\n").status, 416);
  EXPECT_EQ(client.ask("GET /f", "If-None-Match: " + whole.headers.at("etag") + "\r\n").status, 304);
  EXPECT_EQ(client.ask("GET /f", "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n").status, 200);
  EXPECT_EQ(client.ask("HEAD /f").headers.at("content-length"), "300000");
  std::filesystem::remove(path);
  EXPECT_EQ(client.ask("GET /f").status, 500);
}

TEST(Server, removes_a_file_after_sending_when_told) {
  const std::string path = ::testing::TempDir() + "sent_once.bin";
  std::ofstream(path) << "once";
  TestServer t;
  t.add(Method::get, "/f", [&](const Request&) {
    Response response;
    response.file = path;
    response.remove_file_after = true;
    return response;
  });
  t.start();
  RawClient client(t.port);
  EXPECT_EQ(client.ask("GET /f").body, "once");
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Server, serves_pages_with_gzip_etag_and_deep_links) {
  StaticFiles files;
  files["index.html"] = {"text/html; charset=utf-8", "console", "", "\"1\"", false};
  files["m/index.html"] = {"text/html; charset=utf-8", "worker", "", "\"2\"", false};
  files["assets/a-1b2c.js"] = {"text/javascript", "plain script", "zipped", "\"3\"", true};
  TestServer t;
  t.options.files = &files;
  t.start();
  RawClient client(t.port);
  EXPECT_EQ(client.ask("GET /").body, "console");
  EXPECT_EQ(client.ask("GET /members/12").body, "console");
  EXPECT_EQ(client.ask("GET /m").body, "worker");
  EXPECT_EQ(client.ask("GET /m/join/xyz").body, "worker");
  EXPECT_EQ(client.ask("GET /api/v1/none").status, 404);
  EXPECT_EQ(client.ask("GET /none.js").status, 404);
  EXPECT_EQ(client.ask("POST /index.html", "", "x").status, 405);
  const Answer gzip = RawClient(t.port).ask("GET /assets/a-1b2c.js", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(gzip.body, "zipped");
  EXPECT_EQ(gzip.headers.at("content-encoding"), "gzip");
  EXPECT_EQ(gzip.headers.at("vary"), "Accept-Encoding");
  EXPECT_TRUE(holds(gzip.headers.at("cache-control"), "immutable"));
  RawClient again(t.port);
  EXPECT_EQ(again.ask("GET /assets/a-1b2c.js", "Accept-Encoding: gzip;q=0\r\n").body, "plain script");
  EXPECT_EQ(again.ask("GET /assets/a-1b2c.js", "If-None-Match: \"3\"\r\n").status, 304);
}

TEST(Server, counts_requests_by_pattern_and_logs_one_line_each) {
  TestServer t;
  std::mutex mutex;
  std::vector<AccessLine> lines;
  t.log = [&](const AccessLine& line) {
    const std::lock_guard lock(mutex);
    lines.push_back(line);
  };
  t.add(Method::get, "/m/{id}", [](const Request&) {
    Response response = json(200, "1");
    response.account = "acc_1";
    return response;
  });
  t.start();
  RawClient client(t.port);
  EXPECT_EQ(client.ask("GET /m/330621?name=secret").status, 200);
  EXPECT_EQ(client.ask("GET /m/330622").status, 200);
  t.server->stop();
  const std::string text = t.metrics->text();
  EXPECT_TRUE(holds(text, "niangjia_http_requests_total{method=\"GET\",route=\"/m/{id}\",status=\"200\"} 2"))
      << text;
  EXPECT_TRUE(holds(text, "niangjia_http_request_seconds_count{route=\"/m/{id}\"} 2"));
  EXPECT_TRUE(holds(text, "niangjia_http_connections 0"));
  EXPECT_FALSE(holds(text, "330621"));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].pattern, "/m/{id}");
  EXPECT_EQ(lines[0].account, "acc_1");
}

TEST(Server, answers_many_clients_at_once_on_two_io_threads) {
  TestServer t;
  t.options.io_threads = 2;
  t.add(Method::post, "/a", echo);
  t.start();
  std::atomic<int> right{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      RawClient client(t.port);
      for (int i = 0; i < 200; ++i) {
        const std::string body = std::to_string(c) + ":" + std::to_string(i);
        right += client.ask("POST /a", "", body).body == body;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(right, 1600);
}

TEST(Server, survives_random_bytes) {
  TestServer t;
  t.add(Method::post, "/a", echo);
  t.start();
  std::uint32_t seed = 12345;
  for (int round = 0; round < 200; ++round) {
    std::string bytes = round % 2 ? "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" : "";
    for (int i = 0; i < 60; ++i)
      bytes.push_back(static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24));
    RawClient(t.port).send(bytes);
  }
  EXPECT_EQ(RawClient(t.port).ask("POST /a", "", "alive").body, "alive");
}

TEST(Server, says_which_port_it_cannot_open) {
  TestServer first;
  first.start();
  ServerOptions options;
  options.port = first.port;
  Server second(first.router, options, *first.metrics, {});
  const auto started = second.start();
  ASSERT_FALSE(started.ok());
  EXPECT_TRUE(holds(started.problem().message, std::to_string(first.port)));
}

}  // namespace
}  // namespace niangjia::http
