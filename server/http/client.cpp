#include "http/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "base/crypto.h"

namespace niangjia::http {

namespace {

struct EasyFree {
  void operator()(CURL* c) const { curl_easy_cleanup(c); }
};
struct ListFree {
  void operator()(curl_slist* l) const { curl_slist_free_all(l); }
};
using Easy = std::unique_ptr<CURL, EasyFree>;
using List = std::unique_ptr<curl_slist, ListFree>;

Easy make_easy() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return Easy(ready ? curl_easy_init() : nullptr);
}

void add(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (!longer) return;
  (void)list.release();
  list.reset(longer);
}

Problem no_answer(CURLcode code) {
  Problem p = refuse(Code::unavailable, "outward.no_answer", "对方系统没有回应，稍后会再试。");
  p.inside.text = curl_easy_strerror(code);
  return p;
}

struct Answer {
  std::string bytes;
  std::size_t most = 0;
};
std::size_t take(char* data, std::size_t size, std::size_t n, void* into) {
  auto* answer = static_cast<Answer*>(into);
  if (answer->bytes.size() + size * n > answer->most) return 0;  // ends the transfer
  answer->bytes.append(data, size * n);
  return size * n;
}

void set_limits(CURL* easy, std::uint32_t timeout_ms, const char* schemes) {
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_ms));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min<std::uint32_t>(timeout_ms, 5000)));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, schemes);
}

}  // namespace

Result<Inbound> ask(const Outbound& request) {
  Easy easy = make_easy();
  if (!easy) return no_answer(CURLE_FAILED_INIT);
  Answer answer{{}, request.max_answer_bytes};
  List headers;
  for (const auto& [name, value] : request.headers) add(headers, name + ": " + value);
  set_limits(easy.get(), request.timeout_ms, "http,https");
  curl_easy_setopt(easy.get(), CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &answer);
  if (!request.body.empty()) {
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
  }
  CURLcode done = curl_easy_perform(easy.get());
  if (done != CURLE_OK) return no_answer(done);
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  return Inbound{static_cast<int>(status), std::move(answer.bytes)};
}

namespace {

// RFC 2047: a header holds ASCII only.
std::string encoded_word(const std::string& utf8) { return "=?UTF-8?B?" + to_base64(utf8) + "?="; }

// RFC 2045: lines of at most 76 letters.
std::string folded_base64(const std::string& text) {
  std::string all = to_base64(text), out;
  for (std::size_t at = 0; at < all.size(); at += 76) out += all.substr(at, 76) + "\r\n";
  return out;
}

bool is_one_line(const std::string& text) { return text.find_first_of("\r\n") == std::string::npos; }

struct Reading {
  std::string bytes;
  std::size_t at = 0;
};
std::size_t give(char* into, std::size_t size, std::size_t n, void* from) {
  auto* reading = static_cast<Reading*>(from);
  std::size_t part = std::min(size * n, reading->bytes.size() - reading->at);
  std::copy_n(reading->bytes.data() + reading->at, part, into);
  reading->at += part;
  return part;
}

}  // namespace

Result<void> post_letter(const Letter& letter) {
  if (!is_one_line(letter.from) || !is_one_line(letter.to) || letter.to.empty())
    return refuse(Code::invalid, "outward.address", "收件人或发件人的邮箱地址不对。");
  Easy easy = make_easy();
  if (!easy) return no_answer(CURLE_FAILED_INIT);
  Reading reading{"From: <" + letter.from + ">\r\nTo: <" + letter.to +
                      ">\r\nSubject: " + encoded_word(letter.subject) +
                      "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: base64\r\n\r\n" +
                      folded_base64(letter.text),
                  0};
  List to;
  add(to, "<" + letter.to + ">");
  set_limits(easy.get(), letter.timeout_ms, "smtp,smtps");
  curl_easy_setopt(easy.get(), CURLOPT_URL, letter.server.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
  if (!letter.user.empty()) {
    curl_easy_setopt(easy.get(), CURLOPT_USERNAME, letter.user.c_str());
    curl_easy_setopt(easy.get(), CURLOPT_PASSWORD, letter.password.c_str());
  }
  const std::string from = "<" + letter.from + ">";
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(easy.get(), CURLOPT_READDATA, &reading);
  curl_easy_setopt(easy.get(), CURLOPT_UPLOAD, 1L);
  CURLcode done = curl_easy_perform(easy.get());
  if (done == CURLE_OK) return {};
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status >= 500)
    return refuse(Code::invalid, "outward.refused",
                  "邮件服务器拒收了这封信（" + std::to_string(status) + "）。");
  return no_answer(done);
}

}  // namespace niangjia::http
