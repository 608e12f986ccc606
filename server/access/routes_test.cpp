#include "access/routes.h"

#include "access/request_actor.h"
#include "access/trial_house.h"
#include "base/text.h"

namespace niangjia {
namespace {

// Calls routes as the server does, keeping cookie and CSRF token like a browser.
class Browser {
 public:
  explicit Browser(TrialHouse& trial, bool is_behind_tls = false) : trial_(trial) {
    add_access_routes(router_, *trial.house, is_behind_tls);
  }
  http::Response send(http::Method method, const std::string& path, const std::string& body = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.remote_address = "127.0.0.1";
    if (!cookie.empty()) request.cookies[std::string(kSessionCookie)] = cookie;
    if (!csrf.empty()) request.headers["x-csrf-token"] = csrf;
    if (!key.empty()) request.headers["idempotency-key"] = key;
    if (is_tls) request.headers["x-forwarded-proto"] = "https";
    bool wrong_method = false;
    const http::Route* route = router_.find(method, path, request.parameters, wrong_method);
    if (!route) throw std::runtime_error("no route " + path);
    return route->handler(request);
  }
  http::Response enter(const std::string& name) {
    auto response =
        send(http::Method::post, "/api/v1/session",
             R"({"login":")" + trial_.login_name(name) + R"(","password":")" + TrialHouse::kPassword + "\"}");
    for (const auto& [header, value] : response.headers)
      if (header == "Set-Cookie")
        cookie = value.substr(kSessionCookie.size() + 1, value.find(';') - kSessionCookie.size() - 1);
    csrf = text_of(response.body, "csrf");
    return response;
  }
  static std::string text_of(const std::string& json, const std::string& name) {
    auto at = json.find("\"" + name + "\":\"");
    if (at == std::string::npos) return {};
    at += name.size() + 4;
    return json.substr(at, json.find('"', at) - at);
  }
  std::string cookie, csrf, key;
  bool is_tls = false;

 private:
  TrialHouse& trial_;
  http::Router router_;
};

TEST(Routes, the_session_tells_a_page_who_is_there) {
  TrialHouse t;
  t.give(t.account("sys"), "system_admin", t.district);
  Browser browser(t);
  EXPECT_EQ(browser.send(http::Method::get, "/api/v1/session").status, 401);
  auto response = browser.enter("sys");
  EXPECT_EQ(response.status, 200);
  auto again = browser.send(http::Method::get, "/api/v1/session");
  EXPECT_EQ(again.body, response.body);
  for (std::string_view part :
       {R"("label":"系统管理员")", R"("name":"柯桥区总工会")", R"("menu":["accounts","me"])",
        R"("today":"2026-02-02")", R"("period":{"from":"2026-01-01","to":"2026-02-02"})"})
    EXPECT_TRUE(contains(again.body, part)) << part << " " << again.body;
}

TEST(Routes, the_cookie_is_out_of_reach_of_scripts_and_other_sites) {
  TrialHouse t;
  t.account("chen");
  Browser browser(t);
  auto response = browser.enter("chen");
  ASSERT_EQ(response.headers.size(), 1u);
  EXPECT_TRUE(contains(response.headers[0].second, "; HttpOnly; SameSite=Strict; Path=/"));
  EXPECT_FALSE(contains(response.headers[0].second, "; Secure"));
  Browser behind(t, true);
  EXPECT_TRUE(contains(behind.enter("chen").headers.at(0).second, "; Secure")) << "whatever the request says";
  browser.is_tls = true;
  EXPECT_TRUE(contains(browser.enter("chen").headers.at(0).second, "; Secure"));
}

TEST(Routes, an_account_tells_its_roles_with_the_names_of_their_unions) {
  TrialHouse t;
  Account town = t.account("town");
  t.give(town, "union_chair", t.grassroots);
  t.give(town, "township_organiser", t.town);
  t.give(t.account("sec"), "security_admin", t.district);
  Browser browser(t);
  browser.enter("sec");
  auto body = browser.send(http::Method::get, "/api/v1/accounts/" + id_to_wire("acc", town.id)).body;
  EXPECT_TRUE(contains(body, "\"union_name\":\"柯岩快递联合工会\""));
  EXPECT_TRUE(contains(body, "\"union_name\":\"柯岩街道总工会\""));
}

TEST(Routes, a_change_needs_the_csrf_token) {
  TrialHouse t;
  t.account("chen");
  Browser browser(t);
  browser.enter("chen");
  std::string csrf = std::exchange(browser.csrf, "");
  auto refused = browser.send(http::Method::del, "/api/v1/session");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(Browser::text_of(refused.body, "reason"), "access.csrf");
  browser.csrf = csrf;
  EXPECT_EQ(browser.send(http::Method::del, "/api/v1/session").status, 204);
  EXPECT_EQ(browser.send(http::Method::get, "/api/v1/session").status, 401);
}

TEST(Routes, an_action_that_is_not_theirs_is_answered_403) {
  TrialHouse t;
  t.account("chen");
  Browser browser(t);
  browser.enter("chen");
  auto refused = browser.send(http::Method::get, "/api/v1/journal");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(Browser::text_of(refused.body, "reason"), "access.forbidden");
}

TEST(Routes, a_post_sent_twice_is_done_once) {
  TrialHouse t;
  t.give(t.account("sys"), "system_admin", t.district);
  Browser browser(t);
  browser.enter("sys");
  browser.key = "one-click";
  std::string body = R"({"login":")" + t.login_name("lin") + R"(","name":"林","password":"lvshui2026qs"})";
  auto first = browser.send(http::Method::post, "/api/v1/accounts", body);
  auto second = browser.send(http::Method::post, "/api/v1/accounts", body);
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body);
  auto other = browser.send(http::Method::post, "/api/v1/accounts", body + " ");
  EXPECT_EQ(Browser::text_of(other.body, "reason"), "idempotency.reused");
}

TEST(Routes, a_first_password_must_be_changed_before_anything_else) {
  TrialHouse t;
  Account sys = t.account("sys");
  t.give(sys, "system_admin", t.district);
  must(set_password(*t.house, t.boss, sys.id, TrialHouse::kPassword));
  Browser browser(t);
  browser.enter("sys");
  EXPECT_EQ(Browser::text_of(browser.send(http::Method::get, "/api/v1/accounts").body, "reason"),
            "account.must_change_password");
  auto changed = browser.send(
      http::Method::post, "/api/v1/session/password",
      std::string(R"({"old_password":")") + TrialHouse::kPassword + R"(","new_password":"lvshui2026qs"})");
  EXPECT_EQ(changed.status, 204) << changed.body;
  EXPECT_EQ(browser.send(http::Method::get, "/api/v1/accounts").status, 200);
}

TEST(Routes, every_route_names_an_action_that_a_role_holds) {
  TrialHouse t;
  http::Router router;
  add_access_routes(router, *t.house);
  auto known = known_actions();
  for (const auto& route : router.routes())
    EXPECT_TRUE(route.action == "public" || route.action == "session" ||
                std::find(known.begin(), known.end(), route.action) != known.end())
        << route.pattern << " " << route.action;
}

}  // namespace
}  // namespace niangjia
