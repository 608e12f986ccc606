// What a phone asks that has no account: the poster, a code, the application, its receipt, the card.

#include "access/request_actor.h"
#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/divisions/divisions.h"
#include "modules/joining/routes.h"
#include "modules/joining/wire.h"
#include "modules/phones/phones.h"

namespace niangjia::joining {

namespace {

using http::Method;
using http::Request;
using http::Response;

std::string token_of(const Request& request) {
  auto it = request.parameters.find("token");
  return it == request.parameters.end() ? std::string() : it->second;
}

std::string consents_json() {
  std::string out = "[";
  for (const ConsentText& t : consent_texts())
    out += std::string(out == "[" ? "" : ",") + "{\"purpose\":" + quoted(t.purpose) +
           ",\"version\":" + quoted(t.version) + ",\"is_required\":" + (t.is_required ? "true" : "false") +
           ",\"name\":" + quoted(t.name) + ",\"text\":" + quoted(t.text) + "}";
  return out + "]";
}

// The form's choices come with the poster: the phone asks once.
std::string choices_json(const std::string& division) {
  std::string out = "\"categories\":[";
  for (const auto& c : categories::categories())
    out += std::string(out.back() == '[' ? "" : ",") + "{\"code\":" + std::to_string(c.code) +
           ",\"name\":" + quoted(c.name) + "}";
  out += "],\"townships\":[";
  for (const auto* t : divisions::book().townships_of(division))
    out += std::string(out.back() == '[' ? "" : ",") + "{\"code\":" + quoted(t->code) + ",\"name\":" + quoted(t->name) + "}";
  return out + "]";
}

Result<std::string> show_poster(House& house, const Request& request) {
  TRY(OpenPoster open, open_poster(house, token_of(request)));
  return "{\"campaign\":" + quoted(open.poster.campaign) + ",\"union_name\":" + quoted(open.union_name) +
         ",\"realm_name\":" + quoted(open.realm.name) + ",\"pool\":" + (open.poster.union_id ? "false" : "true") + "," + choices_json(open.realm.division) +
         ",\"expires_on\":" + quoted(open.poster.expires_on.iso()) + ",\"consents\":" + consents_json() + "}";
}

Result<std::string> send_code(House& house, const Request& request) {
  TRY(OpenPoster open, open_poster(house, token_of(request)));
  TRY(PhoneWish wish, record::from_json<PhoneWish>(request.body));
  CHECK_OK(phones::send_phone_code(
      house, {open.poster.realm_id, open.realm.name, open.poster.union_path, wish.phone, phones::kToJoin}));
  return "{\"wait_seconds\":" + std::to_string(phones::kCodePause_ms / 1000) + "}";
}

std::string applied_json(const Applied& applied) {
  const Application& a = applied.application;
  std::string sentence = a.kind == ApplicationKind::transfer
                             ? "您已是其他工会的会员，已为您提交转会申请，不影响您现在的会员身份。"
                             : "申请已收到，最迟 " + a.due_on.chinese() + "前答复，结果会发短信告诉您。";
  if (applied.is_repeated) sentence = "您的申请已在办理中，不用重复提交。";
  return "{\"receipt\":" + quoted(applied.receipt) + ",\"kind\":" + quoted(record::word_of(a.kind)) +
         ",\"union_name\":" + quoted(applied.union_name) + ",\"due_on\":" + quoted(a.due_on.iso()) +
         ",\"is_repeated\":" + (applied.is_repeated ? "true" : "false") +
         ",\"sentence\":" + quoted(sentence) + "}";
}

Response post_application(House& house, const Request& request) {
  auto open = open_poster(house, token_of(request));
  if (!open.ok()) return http::problem(open.problem(), request.request_id);
  auto intake = record::from_json<Intake>(request.body);
  if (!intake.ok()) return http::problem(intake.problem(), request.request_id);
  return answer_once(house, open->visitor, request, [&](const IdempotencyKey* key) {
    ApplyOnce once{key, [](const Applied& applied) { return StoredAnswer{201, applied_json(applied)}; }};
    auto applied = apply_to_join(house, *open, *intake, once);
    if (!applied.ok()) return http::problem(applied.problem(), request.request_id);
    return answer_fresh(applied_json(*applied), request, applied->is_repeated ? 200 : 201);
  });
}

Result<std::string> show_receipt(House& house, const Request& request) {
  TRY(ReceiptState state, read_receipt(house, token_of(request)));
  const Application& a = state.application;
  return "{\"state\":" + quoted(record::word_of(a.state)) +
         ",\"state_label\":" + quoted(record::label_of(a.state)) +
         ",\"kind\":" + quoted(record::word_of(a.kind)) + ",\"realm_name\":" + quoted(state.realm_name) +
         ",\"union_name\":" + quoted(state.union_name) +
         ",\"applied_on\":" + quoted(a.applied_at.day_in_china().iso()) +
         ",\"due_on\":" + quoted(a.due_on.iso()) +
         ",\"decided_on\":" + (a.decided_at.ms ? quoted(a.decided_at.day_in_china().iso()) : "null") +
         ",\"reason\":" + quoted(a.reason) + ",\"name\":" + quoted(a.name) +
         ",\"card\":" + (state.card_token.empty() ? "null" : quoted(state.card_token)) +
         ",\"card_address\":" +
         (state.card_token.empty() ? "null" : quoted(house.site_address + "/w/card/" + state.card_token)) +
         "}";
}

Result<std::string> withdraw(House& house, const Request& request) {
  CHECK_OK(withdraw_application(house, token_of(request)));
  return show_receipt(house, request);
}

Result<std::string> show_card(House& house, const Request& request) {
  TRY(CardState card, verify_card(house, token_of(request)));
  return std::string("{\"is_good\":") + (card.is_good ? "true" : "false") +
         ",\"name\":" + quoted(card.shown_name) + ",\"union_name\":" + quoted(card.union_name) +
         ",\"realm_name\":" + quoted(card.realm_name) +
         ",\"joined_on\":" + (card.joined_on ? quoted(card.joined_on->iso()) : "null") +
         ",\"sentence\":" + quoted(card.sentence) + "}";
}

// A ceremony: thousands of phones behind one address of the hall's network.
constexpr std::uint32_t kCeremonyPerMinute = 60'000;

}  // namespace

void add_public_routes(http::Router& router, House& house) {
  auto add = [&](Method method, std::string pattern, std::string summary, auto act) {
    http::Route route{method,
                      std::move(pattern),
                      "public",
                      std::move(summary),
                      [&house, act](const Request& request) -> Response {
                        if constexpr (std::is_same_v<decltype(act(house, request)), Response>)
                          return act(house, request);
                        else
                          return answer_fresh(act(house, request), request);
                      },
                      {},
                      "",
                      ""};
    route.limits.max_body_bytes = 16 << 10;
    route.limits.rate_per_minute = kCeremonyPerMinute;
    router.add(std::move(route));
  };
  add(Method::get, "/api/v1/join/{token}", "扫码入会：海报", show_poster);
  add(Method::post, "/api/v1/join/{token}/code", "扫码入会：取手机验证码", send_code);
  add(Method::post, "/api/v1/join/{token}/applications", "扫码入会：提交申请", post_application);
  add(Method::get, "/api/v1/receipts/{token}", "入会申请回执", show_receipt);
  add(Method::post, "/api/v1/receipts/{token}/withdraw", "撤回入会申请", withdraw);
  add(Method::get, "/api/v1/cards/{token}", "核验会员卡", show_card);
}

}  // namespace niangjia::joining
