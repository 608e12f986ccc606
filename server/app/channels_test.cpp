#include "app/channels.h"

#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "base/crypto.h"
#include "http/raw_client.h"

namespace niangjia::app {
namespace {

using http::testing::TestServer;
using notices::Channel;

const notices::Outgoing kPlain{"13900000001", "【区总工会】验证码 123456"};

notices::Deliver sms_to(std::uint16_t port, std::string secret = "secret") {
  std::map<std::string, std::string> set{
      {"NIANGJIA_SMS_GATEWAY", "http://127.0.0.1:" + std::to_string(port) + "/send"},
      {"NIANGJIA_SMS_SECRET", secret}};
  return connected_channels(
      [&](const char* name) { return set[name]; })[static_cast<std::size_t>(Channel::sms)];
}

TEST(Channels, that_are_not_connected_stay_in_the_outbox) {
  auto adapters = connected_channels([](const char*) { return std::string(); });
  for (const auto& adapter : adapters) EXPECT_FALSE(adapter);
}

TEST(Channels, hand_a_signed_message_to_the_gateway) {
  TestServer gateway;
  http::Request seen;
  gateway.add(http::Method::post, "/send", [&](const http::Request& r) {
    seen = r;
    return http::json(200, "{}");
  });
  gateway.start();
  auto said = sms_to(gateway.port)(notices::Notice{}, kPlain);
  ASSERT_TRUE(said) << said.problem().message;
  EXPECT_NE(seen.body.find("\"to\":\"13900000001\""), std::string::npos);
  EXPECT_NE(seen.body.find("验证码 123456"), std::string::npos);
  EXPECT_EQ(seen.header("x-niangjia-signature"), to_hex(hmac_sha256("secret", seen.body)));
}

TEST(Channels, busy_gateway_is_tried_again_and_a_refusal_is_final) {
  TestServer gateway;
  int status = 503;
  gateway.add(http::Method::post, "/send", [&](const http::Request&) { return http::json(status, "{}"); });
  gateway.start();
  EXPECT_EQ(sms_to(gateway.port)(notices::Notice{}, kPlain).problem().code, Code::unavailable);
  status = 400;
  EXPECT_EQ(sms_to(gateway.port)(notices::Notice{}, kPlain).problem().code, Code::invalid);
}

TEST(Channels, dead_gateway_is_tried_again) {
  std::uint16_t port;
  {
    TestServer gone;
    gone.start();
    port = gone.port;
  }
  EXPECT_EQ(sms_to(port)(notices::Notice{}, kPlain).problem().code, Code::unavailable);
}

// As much of a mail server as one letter needs (RFC 5321).
class LetterBox {
 public:
  explicit LetterBox(std::string to_answer)
      : answer_(std::move(to_answer)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(socket_, reinterpret_cast<sockaddr*>(&at), size);
    ::listen(socket_, 1);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size);
    port = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LetterBox() {
    thread_.join();
    ::close(socket_);
  }
  std::uint16_t port = 0;
  std::string heard;

 private:
  void serve() {
    int client = ::accept(socket_, nullptr, nullptr);
    auto say = [&](std::string line) {
      (void)!::send(client, (line + "\r\n").c_str(), line.size() + 2, MSG_NOSIGNAL);
    };
    say("220 box");
    char bytes[4096];
    bool in_letter = false;
    for (ssize_t n; (n = ::recv(client, bytes, sizeof bytes, 0)) > 0;) {
      std::string part(bytes, static_cast<std::size_t>(n));
      heard += part;
      if (in_letter) {
        if (heard.ends_with("\r\n.\r\n")) in_letter = false, say("250 kept");
      } else if (part.starts_with("DATA")) {
        in_letter = true, say("354 go on");
      } else if (part.starts_with("QUIT")) {
        say("221 bye");
        break;
      } else if (part.starts_with("RCPT")) {
        say(answer_);
      } else {
        say("250 ok");
      }
    }
    ::close(client);
  }
  std::string answer_;
  int socket_;
  std::thread thread_;
};

Result<std::string> write_to(LetterBox& box) {
  std::map<std::string, std::string> set{{"NIANGJIA_SMTP", "smtp://127.0.0.1:" + std::to_string(box.port)},
                                         {"NIANGJIA_SMTP_FROM", "gonghui@example.org"}};
  auto mail = connected_channels(
      [&](const char* name) { return set[name]; })[static_cast<std::size_t>(Channel::mail)];
  return mail(notices::Notice{}, {"worker@example.org", "您的申请已通过"});
}

TEST(Channels, post_a_letter) {
  LetterBox box("250 ok");
  auto said = write_to(box);
  ASSERT_TRUE(said) << said.problem().message << said.problem().inside.text;
  EXPECT_NE(box.heard.find("RCPT TO:<worker@example.org>"), std::string::npos);
  EXPECT_NE(box.heard.find(to_base64("您的申请已通过")), std::string::npos);
}

TEST(Channels, address_the_mail_server_refuses_is_final) {
  LetterBox box("550 no such user");
  EXPECT_EQ(write_to(box).problem().code, Code::invalid);
}

}  // namespace
}  // namespace niangjia::app
