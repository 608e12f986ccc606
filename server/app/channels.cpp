#include "app/channels.h"

#include <cstdlib>

#include "base/crypto.h"
#include "base/text.h"
#include "http/client.h"

namespace niangjia::app {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

namespace {

struct Gateway {
  std::string url, secret;
};

std::string message_json(const notices::Notice& n, const notices::Outgoing& plain) {
  std::string out = "{\"id\":\"" + id_to_wire("ntc", n.id) + "\",\"to\":";
  append_json_string(out, plain.address);
  out += ",\"template\":";
  append_json_string(out, n.template_code);
  out += ",\"text\":";
  append_json_string(out, plain.text);
  return out + "}";
}

// The gateway knows a repeated id as the same message; the signature tells it that the message is ours.
Result<std::string> hand_over(const Gateway& gateway, const notices::Notice& n,
                              const notices::Outgoing& plain) {
  http::Outbound request;
  request.url = gateway.url;
  request.body = message_json(n, plain);
  request.headers = {{"Content-Type", "application/json; charset=utf-8"},
                     {"X-Niangjia-Signature", to_hex(hmac_sha256(gateway.secret, request.body))}};
  TRY(http::Inbound answer, http::ask(request));
  if (answer.status >= 200 && answer.status < 300)
    return "网关已接收（" + std::to_string(answer.status) + "）";
  const std::string said = "网关答复 " + std::to_string(answer.status);
  bool again = answer.status >= 500 || answer.status == 429 || answer.status == 408;
  return refuse(again ? Code::unavailable : Code::invalid, "gateway.refused", said);
}

notices::Deliver gateway_of(const Setting& setting, const char* url, const char* secret) {
  Gateway gateway{setting(url), setting(secret)};
  if (gateway.url.empty()) return {};
  return [gateway](const notices::Notice& n, const notices::Outgoing& plain) {
    return hand_over(gateway, n, plain);
  };
}

notices::Deliver mail_of(const Setting& setting) {
  http::Letter form;
  form.server = setting("NIANGJIA_SMTP");
  form.user = setting("NIANGJIA_SMTP_USER");
  form.password = setting("NIANGJIA_SMTP_PASSWORD");
  form.from = setting("NIANGJIA_SMTP_FROM");
  if (form.server.empty()) return {};
  return [form](const notices::Notice&, const notices::Outgoing& plain) -> Result<std::string> {
    http::Letter letter = form;
    letter.to = plain.address;
    letter.subject = "工会通知";
    letter.text = plain.text;
    CHECK_OK(http::post_letter(letter));
    return std::string("邮件服务器已接收");
  };
}

}  // namespace

notices::Adapters connected_channels(const Setting& setting) {
  using notices::Channel;
  notices::Adapters adapters;
  auto at = [&](Channel c) -> notices::Deliver& { return adapters[static_cast<std::size_t>(c)]; };
  at(Channel::sms) = gateway_of(setting, "NIANGJIA_SMS_GATEWAY", "NIANGJIA_SMS_SECRET");
  at(Channel::wechat) = gateway_of(setting, "NIANGJIA_WECHAT_GATEWAY", "NIANGJIA_WECHAT_SECRET");
  at(Channel::gov_ding) = gateway_of(setting, "NIANGJIA_GOV_DING_GATEWAY", "NIANGJIA_GOV_DING_SECRET");
  at(Channel::mail) = mail_of(setting);
  return adapters;
}

}  // namespace niangjia::app
