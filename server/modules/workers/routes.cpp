#include "modules/workers/routes.h"

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/parameters/parameters.h"
#include "modules/workers/own_paper.h"
#include "modules/workers/wire.h"

namespace niangjia::workers {

namespace {

using http::Method;
using http::Request;
using http::Response;

Result<std::string> done(const Result<void>& result) {
  if (!result.ok()) return result.problem();
  return std::string("{}");
}

// The worker behind a request; a request that changes something bears the word of the session.
Result<Worker> worker_of(House& house, const Request& request) {
  auto cookie = request.cookies.find(std::string(kWorkerCookie));
  TRY(Worker worker, find_worker(house, cookie == request.cookies.end() ? "" : cookie->second));
  if (request.method != Method::get &&
      !equal_in_constant_time(request.header("x-csrf-token"), worker.session.csrf))
    return refuse(Code::forbidden, "access.csrf", "页面已过期，请刷新页面后再试。");
  return worker;
}

std::string session_json(const std::string& csrf) { return "{\"csrf\":" + quoted(csrf) + "}"; }

Result<std::string> get_realms(House& house) {
  TRY(auto realms, open_realms(house));
  std::string items;
  for (const RealmName& realm : realms)
    items += std::string(items.empty() ? "" : ",") + "{\"division\":" + quoted(realm.division) +
             ",\"name\":" + quoted(realm.name) + "}";
  return "{\"items\":[" + items + "]}";
}

Result<std::string> post_code(House& house, const Request& request) {
  TRY(PhoneWish wish, record::from_json<PhoneWish>(request.body));
  CHECK_OK(send_code(house, wish.division, wish.phone, wish.to_rebind));
  return std::string("{\"wait_seconds\":60}");
}

Response post_enter(House& house, const Request& request, bool is_behind_tls) {
  auto wish = record::from_json<EnterWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  wish->device = request.header("user-agent");
  auto entered = enter(house, *wish);
  if (!entered.ok()) return http::problem(entered.problem(), request.request_id);
  Response response = answer_fresh(session_json(entered->csrf), request);
  const auto seconds = parameters::value_on("workers.session_days", house.clock.today()) * 86'400;
  response.headers.emplace_back("Set-Cookie",
                                cookie_line(kWorkerCookie, request, is_behind_tls, entered->token, seconds));
  return response;
}

Result<std::string> post_rebind(House& house, const Request& request) {
  TRY(RebindWish wish, record::from_json<RebindWish>(request.body));
  CHECK_OK(ask_rebind(house, wish));
  return std::string("{\"sentence\":\"已提交。信息与登记一致的，工会会在 5 个工作日内核对并更换。\"}");
}

Response get_own(House& house, const Worker& worker, const Request& request) {
  if (request.query_value("format") == "pdf") {
    auto bytes = take_own_paper(house, worker);
    if (!bytes.ok()) return http::problem(bytes.problem(), request.request_id);
    return file_response(std::move(*bytes), "application/pdf", "工会保存的我的信息.pdf");
  }
  auto own = own_record(house, worker);
  if (!own.ok()) return http::problem(own.problem(), request.request_id);
  Response response = answer_fresh(own_json(*own, worker.session), request);
  if (request.query_value("download") == "1")
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"my-data.json\"");
  return response;
}

Result<std::string> post_correction(House& house, const Worker& worker, const Request& request) {
  TRY(CorrectionWish wish, record::from_json<CorrectionWish>(request.body));
  TRY(SelfRequest r, ask_correction(house, worker, wish));
  return record::to_json(r);
}

Result<std::string> post_deletion(House& house, const Worker& worker, const Request& request) {
  TRY(NoteWish wish, record::from_json<NoteWish>(request.body));
  TRY(SelfRequest r, ask_deletion(house, worker, wish.note));
  return record::to_json(r);
}

}  // namespace

void add_routes(http::Router& router, House& house, bool is_behind_tls) {
  auto open = [&](std::string pattern, std::string summary, auto act) {
    http::Route route{Method::post,
                      std::move(pattern),
                      "public",
                      std::move(summary),
                      [&house, act](const Request& r) { return answer_fresh(act(house, r), r); },
                      {},
                      "",
                      ""};
    route.limits.max_body_bytes = 16 << 10;
    router.add(std::move(route));
  };
  router.add({Method::get,
              "/api/v1/me/realms",
              "public",
              "职工端：可以登录的总工会",
              [&house](const Request& r) { return answer_fresh(get_realms(house), r); },
              {},
              "",
              ""});
  open("/api/v1/me/code", "职工端：取手机验证码", post_code);
  open("/api/v1/me/rebind", "职工端：更换手机号码", post_rebind);
  router.add({Method::post,
              "/api/v1/me/session",
              "public",
              "登录职工端",
              [&house, is_behind_tls](const Request& r) { return post_enter(house, r, is_behind_tls); },
              {},
              "",
              ""});
  auto own = [&](Method method, std::string pattern, std::string summary, auto act) {
    router.add({method,
                std::move(pattern),
                "self",
                std::move(summary),
                [&house, act](const Request& r) -> Response {
                  auto worker = worker_of(house, r);
                  if (!worker.ok()) return http::problem(worker.problem(), r.request_id);
                  if constexpr (std::is_same_v<decltype(act(house, *worker, r)), Response>)
                    return act(house, *worker, r);
                  else
                    return answer_fresh(act(house, *worker, r), r);
                },
                {},
                "",
                ""});
  };
  own(Method::get, "/api/v1/me/session", "职工端登录状态",
      [](House&, const Worker& w, const Request&) -> Result<std::string> {
        return session_json(w.session.csrf);
      });
  own(Method::del, "/api/v1/me/session", "退出职工端",
      [](House& h, const Worker& w, const Request&) { return done(leave(h, w)); });
  own(Method::get, "/api/v1/me/record", "工会保存了我的什么，download=1 为下载，format=pdf 为可打印的文件", get_own);
  own(Method::post, "/api/v1/me/corrections", "申请更正", post_correction);
  own(Method::post, "/api/v1/me/deletion", "申请注销", post_deletion);
  own(Method::post, "/api/v1/me/requests/{id}/withdraw", "撤回本人申请",
      [](House& h, const Worker& w, const Request& r) {
        return done(withdraw_request(h, w, id_of(r, "srq")));
      });
  own(Method::post, "/api/v1/me/consents/{id}/withdraw", "撤回同意",
      [](House& h, const Worker& w, const Request& r) {
        return done(withdraw_own_consent(h, w, id_of(r, "cns")));
      });
  own(Method::post, "/api/v1/me/devices/{id}/end", "让一台设备退出登录",
      [](House& h, const Worker& w, const Request& r) { return done(end_device(h, w, id_of(r, "wse"))); });
  add_desk_routes(router, house);
}

}  // namespace niangjia::workers
