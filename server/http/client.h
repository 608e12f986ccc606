#pragma once
// Asking other machines: an SMS gateway, an identity provider, a mail server. Synchronous, for worker
// threads; every call ends within its time, follows no redirect, and speaks to nobody but the address it was
// given.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace niangjia::http {

struct Outbound {
  std::string url;   // http:// or https://
  std::string body;  // empty: GET, else POST
  std::vector<std::pair<std::string, std::string>> headers;
  std::uint32_t timeout_ms = 10'000;
  std::size_t max_answer_bytes = 1 << 20;
};
struct Inbound {
  int status = 0;
  std::string body;
};
// A Problem with Code::unavailable when nothing came back (no connection, time ran out, too long an answer);
// an answer of any status is an answer.
Result<Inbound> ask(const Outbound& request);

struct Letter {
  std::string server;  // smtp://mail.example:25 or smtps://…
  std::string user, password, from, to, subject, text;
  std::uint32_t timeout_ms = 20'000;
};
// Code::unavailable: try again; Code::invalid: the server refused this letter.
Result<void> post_letter(const Letter& letter);

}  // namespace niangjia::http
