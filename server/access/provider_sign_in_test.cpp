// Signing in through a provider that speaks HTTP on this machine and signs what the test tells it to, also
// wrongly. The same against a real provider: tests/browser/providers.mjs.

#include "access/provider_sign_in.h"

#include <thread>

#include "access/journal.h"
#include "access/link_store.h"
#include "access/store.h"
#include "access/trial_house.h"
#include "base/signing_fixture.h"
#include "base/text.h"
#include "http/raw_client.h"
#include "http/url.h"

namespace niangjia {
namespace {

const TrialKey& signing_key() {
  static const TrialKey key(TrialKey::Kind::rsa);
  return key;
}

// A provider at which `subject` is signed in. What it signs can be bent by the test.
class TrialProvider {
 public:
  explicit TrialProvider(TrialHouse& house) : house_(house) {
    server_.add(http::Method::get, "/.well-known/openid-configuration",
                [this](const http::Request&) { return http::json(200, document()); });
    server_.add(http::Method::get, "/keys", [this](const http::Request&) {
      ++keys_asked;
      return http::json(200, "{\"keys\":[" + signing_key().jwk(key_id) + "]}");
    });
    server_.add(http::Method::post, "/token", [this](const http::Request& r) { return exchange(r); });
    server_.start();
    issuer = "http://127.0.0.1:" + std::to_string(server_.port);
  }
  ProviderSettings settings(const std::string& name) const {
    return {name, "浙政钉", issuer, "niangjia", "s e/cret"};
  }

  // The person agrees at the provider: a code, bound to what the browser brought along.
  std::string agree(const std::string& address) {
    auto query = http::decode_query(address.substr(address.find('?') + 1));
    asked = query.value();
    return code = random_token();
  }

  std::string issuer, subject = "110101199001011234", key_id = "k1", told_issuer;
  std::string nonce, audience = "niangjia", header;
  http::TextMap asked;  // what the entrance was asked with
  std::string code;
  int keys_asked = 0, tokens_given = 0, status = 200;

 private:
  std::string document() const {
    const std::string& base = issuer;
    return "{\"issuer\":\"" + (told_issuer.empty() ? base : told_issuer) +
           "\",\"authorization_endpoint\":\"" + base + "/auth\",\"token_endpoint\":\"" + base +
           "/token\",\"jwks_uri\":\"" + base +
           "/keys\",\"authorization_response_iss_parameter_supported\":true}";
  }
  // What RFC 6749 section 4.1.3 and RFC 7636 section 4.6 tell a provider to check.
  http::Response exchange(const http::Request& request) {
    auto form = http::decode_query(request.body).value();
    const bool right = form["code"] == code && !code.empty() &&
                       form["redirect_uri"] == asked["redirect_uri"] &&
                       to_base64url(bytes_of(sha256(form["code_verifier"]))) == asked["code_challenge"] &&
                       request.header("authorization") == "Basic " + to_base64("niangjia:s%20e%2Fcret");
    if (!right) return http::json(400, "{\"error\":\"invalid_grant\"}");
    code.clear();
    ++tokens_given;
    if (status != 200) return http::json(status, "{}");
    const std::int64_t now_s = house_.clock.at.ms / 1000;
    const std::string claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"aud\":\"" +
                               audience + "\",\"nonce\":\"" + (nonce.empty() ? asked["nonce"] : nonce) +
                               "\",\"exp\":" + std::to_string(now_s + 300) +
                               ",\"iat\":" + std::to_string(now_s) + "}";
    const std::string head = header.empty() ? "{\"alg\":\"RS256\",\"kid\":\"" + key_id + "\"}" : header;
    return http::json(200, "{\"id_token\":\"" + signing_key().token(head, claims) + "\"}");
  }
  TrialHouse& house_;
  http::testing::TestServer server_;
};

// A desk with an account "chen", a provider, and a browser that goes there and back.
struct Desk {
  TrialHouse t;
  TrialProvider provider{t};
  Providers providers;
  Account chen;
  Desk() {
    t.house->site_address = "https://gh.example/";
    provider.subject += id_to_wire("r", t.realm_id);  // houses of one server share the index of subjects
    providers = Providers({provider.settings("zzd")});
    chen = t.account("chen");
  }
  Return back_from(const Departure& departure) {
    const std::string code = provider.agree(departure.address);
    return {provider.asked["state"], code, provider.issuer, "", departure.browser_token, "10.0.0.7"};
  }
  Return go() { return back_from(must(begin_sign_in(*t.house, providers, "zzd"))); }
  Result<Session> enter() { return finish_sign_in(*t.house, providers, go()); }
  Result<AccountLink> link(const std::string& name = "chen") {
    Session session = must(t.enter(name));
    auto departure = begin_link(*t.house, providers, session, "zzd", TrialHouse::kPassword);
    if (!departure.ok()) return departure.problem();
    return finish_link(*t.house, providers, session.actor, back_from(*departure));
  }
  // The reasons of the journal, newest first. A stranger's refusals stand in the first federation of the database.
  std::string journal(bool of_strangers = false) {
    std::string out;
    auto rows = must(t.database().read([&](store::ReadTx& tx) -> Result<std::vector<JournalRow>> {
      const Id realm_id = of_strangers ? access_store::first_realm(tx) : t.realm_id;
      return access_store::journal_after(tx, realm_id, 0, 10'000);
    }));
    for (const JournalRow& row : rows) out = row.actor + "：" + row.reason + "\n" + out;
    return out;
  }
};

TEST(ProviderSignIn, takes_the_browser_to_the_provider_with_state_nonce_and_challenge) {
  Desk d;
  const Departure departure = must(begin_sign_in(*d.t.house, d.providers, "zzd"));
  EXPECT_TRUE(departure.address.starts_with(d.provider.issuer + "/auth?"));
  d.provider.agree(departure.address);
  EXPECT_EQ(d.provider.asked["response_type"], "code");
  EXPECT_EQ(d.provider.asked["scope"], "openid");
  EXPECT_EQ(d.provider.asked["redirect_uri"], "https://gh.example/login/return");
  EXPECT_EQ(d.provider.asked["code_challenge_method"], "S256");
  EXPECT_EQ(d.provider.asked["state"].size(), 43u);
  EXPECT_EQ(d.provider.asked["nonce"].size(), 43u);
  EXPECT_EQ(departure.address.find("cret"), std::string::npos) << "the secret goes through the browser";
  EXPECT_EQ(reason_of(begin_sign_in(*d.t.house, d.providers, "other")), "account.no_provider");
}

TEST(ProviderSignIn, refuses_a_subject_that_nobody_linked_and_journals_it) {
  Desk d;
  auto refused = d.enter();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().reason, "account.not_linked");
  EXPECT_NE(refused.problem().message.find("我的账号"), std::string::npos);
  const std::string told = d.journal(true);
  EXPECT_NE(told.find("没有绑定账号（来自 10.0.0.7）"), std::string::npos) << told;
  EXPECT_EQ(told.find(d.provider.subject), std::string::npos) << "the subject may be an identity number";
}

TEST(ProviderSignIn, opens_the_linked_account_and_no_other) {
  Desk d;
  must(d.link());
  Session session = must(d.enter());
  EXPECT_EQ(session.actor.account_id, d.chen.id);
  EXPECT_EQ(must(find_session(*d.t.house, session.token)).csrf, session.csrf);
  EXPECT_NE(d.journal().find("chen：登录（经浙政钉，来自 10.0.0.7）"), std::string::npos) << d.journal();
  d.provider.subject += "0";
  EXPECT_EQ(reason_of(d.enter()), "account.not_linked");
}

TEST(ProviderSignIn, a_way_leads_back_once) {
  Desk d;
  must(d.link());
  const Return back = d.go();
  must(finish_sign_in(*d.t.house, d.providers, back));
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, back)), "account.attempt_over");
  EXPECT_EQ(d.provider.tokens_given, 2) << "the provider was asked again";
  Return other_way = d.go();
  other_way.code = back.code;  // a code that is used up, under a fresh state
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, other_way)), "provider.code_refused");
}

TEST(ProviderSignIn, of_fifty_returns_at_once_one_goes_on) {
  Desk d;
  must(d.link());
  const Return back = d.go();
  std::atomic<int> entered = 0, over = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < 50; ++i)
    all.emplace_back([&] {
      auto session = finish_sign_in(*d.t.house, d.providers, back);
      entered += session.ok();
      over += reason_of(session) == "account.attempt_over";
    });
  for (auto& one : all) one.join();
  EXPECT_EQ(entered, 1);
  EXPECT_EQ(over, 49);
}

TEST(ProviderSignIn, leads_back_to_the_browser_that_began_and_within_ten_minutes) {
  Desk d;
  must(d.link());
  Return stolen = d.go();
  stolen.browser_token = random_token();
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, stolen)), "account.attempt_over");
  stolen.browser_token.clear();
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, stolen)), "account.attempt_over");
  const Return late = d.go();
  d.t.clock.pass(kAttemptLife_ms);
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, late)), "account.attempt_over");
  Return made_up = d.go();
  made_up.state = random_token();
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, made_up)), "account.attempt_over");
}

// RFC 9207: a second provider's answer must not be taken to the first.
TEST(ProviderSignIn, an_answer_of_another_provider_is_refused) {
  Desk d;
  must(d.link());
  Return back = d.go();
  back.issuer = "https://other.example";
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, back)), "provider.mixed_up");
  back = d.go();
  back.issuer.clear();
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, back)), "provider.mixed_up");
}

TEST(ProviderSignIn, a_token_that_does_not_hold_opens_nothing_and_is_journalled) {
  Desk d;
  must(d.link());
  d.provider.nonce = "another-nonce";
  EXPECT_EQ(reason_of(d.enter()), "token.untrusted");
  d.provider.nonce.clear();
  d.provider.audience = "another-client";
  EXPECT_EQ(reason_of(d.enter()), "token.untrusted");
  d.provider.audience = "niangjia";
  d.provider.header = "{\"alg\":\"none\"}";
  EXPECT_EQ(reason_of(d.enter()), "token.untrusted");
  EXPECT_NE(d.journal(true).find("浙政钉返回的凭证不可信"), std::string::npos);
  d.provider.header.clear();
  EXPECT_EQ(reason_of(d.enter()), "");
}

TEST(ProviderSignIn, keys_are_fetched_again_when_the_provider_changed_them_but_not_for_each_made_up_name) {
  Desk d;
  must(d.link());
  EXPECT_EQ(d.provider.keys_asked, 1);
  d.t.clock.pass(31'000);
  d.provider.key_id = "k2";
  EXPECT_EQ(reason_of(d.enter()), "");
  EXPECT_EQ(d.provider.keys_asked, 2);
  d.provider.header = "{\"alg\":\"RS256\",\"kid\":\"made-up\"}";
  EXPECT_EQ(reason_of(d.enter()), "token.unknown_key");
  EXPECT_EQ(reason_of(d.enter()), "token.unknown_key");
  EXPECT_EQ(d.provider.keys_asked, 2);
}

TEST(ProviderSignIn, a_provider_that_is_down_or_lies_about_itself_is_told_in_a_sentence) {
  Desk d;
  d.provider.told_issuer = "https://elsewhere.example";
  EXPECT_EQ(reason_of(begin_sign_in(*d.t.house, d.providers, "zzd")), "provider.unreachable");
  Providers dead({{"dead", "停机的", "http://127.0.0.1:9", "niangjia", ""}});
  auto refused = begin_sign_in(*d.t.house, dead, "dead");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().code, Code::unavailable);
  d.provider.told_issuer.clear();
  must(d.link());
  d.provider.status = 500;
  EXPECT_EQ(reason_of(d.enter()), "provider.unreachable");
}

TEST(ProviderSignIn, asks_for_the_second_factor_of_the_account) {
  Desk d;
  Session session = must(d.t.enter("chen"));
  must(enrol_totp(*d.t.house, session.actor, TrialHouse::kPassword, ""));
  const std::string secret = must(d.t.database().read([&](store::ReadTx& tx) -> Result<std::string> {
    auto account = access_store::find_account(tx, d.t.realm_id, d.chen.id);
    return d.t.house->vault.unseal(account->totp_sealed->bytes, "account", "totp_sealed", d.chen.id);
  }));
  must(confirm_totp(*d.t.house, session.actor, totp_code(secret, d.t.clock.at)));
  auto departure = must(begin_link(*d.t.house, d.providers, session, "zzd", TrialHouse::kPassword));
  must(finish_link(*d.t.house, d.providers, session.actor, d.back_from(departure)));
  d.t.clock.pass(60'000);
  Return back = d.go();
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, back)), "account.totp_required");
  back.code.clear();
  back.totp = "000000";
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, back)), "account.wrong_password");
  Return elsewhere = back;
  elsewhere.browser_token = random_token();
  elsewhere.totp = totp_code(secret, d.t.clock.at);
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, elsewhere)), "account.attempt_over");
  back.totp = elsewhere.totp;
  EXPECT_EQ(must(finish_sign_in(*d.t.house, d.providers, back)).actor.account_id, d.chen.id);
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, back)), "account.attempt_over");
}

TEST(ProviderSignIn, wrong_codes_lock_the_account_as_wrong_passwords_do) {
  Desk d;
  must(d.link());
  for (int i = 0; i < 5; ++i) (void)d.t.enter("chen", "wrong-password-1");
  EXPECT_EQ(reason_of(d.enter()), "account.locked");
  EXPECT_NE(d.journal().find("统一身份认证登录被拒（经浙政钉"), std::string::npos);
}

TEST(ProviderSignIn, a_disabled_account_stays_closed) {
  Desk d;
  must(d.link());
  must(disable_account(*d.t.house, d.t.boss, d.chen.id));
  EXPECT_EQ(reason_of(d.enter()), "account.disabled");
}

TEST(Link, asks_for_the_password) {
  Desk d;
  Session session = must(d.t.enter("chen"));
  EXPECT_EQ(reason_of(begin_link(*d.t.house, d.providers, session, "zzd", "wrong-password-1")),
            "account.wrong_password");
  EXPECT_EQ(reason_of(begin_link(*d.t.house, d.providers, session, "zzd", "")), "account.wrong_password");
}

TEST(Link, is_of_the_account_that_began_it) {
  Desk d;
  d.t.account("fang");
  Session chen = must(d.t.enter("chen")), fang = must(d.t.enter("fang"));
  auto departure = must(begin_link(*d.t.house, d.providers, chen, "zzd", TrialHouse::kPassword));
  EXPECT_EQ(reason_of(finish_link(*d.t.house, d.providers, fang.actor, d.back_from(departure))),
            "account.attempt_over");
  // A way to sign in links nothing, and a way to link signs nobody in.
  EXPECT_EQ(reason_of(finish_link(*d.t.house, d.providers, chen.actor, d.go())), "account.attempt_over");
  departure = must(begin_link(*d.t.house, d.providers, chen, "zzd", TrialHouse::kPassword));
  EXPECT_EQ(reason_of(finish_sign_in(*d.t.house, d.providers, d.back_from(departure))),
            "account.attempt_over");
}

TEST(Link, one_person_of_a_provider_opens_one_account) {
  Desk d;
  d.t.account("fang");
  must(d.link());
  EXPECT_EQ(reason_of(d.link()), "account.already_linked");
  EXPECT_EQ(reason_of(d.link("fang")), "account.subject_taken");
  d.provider.subject += "9";
  must(d.link("fang"));
}

TEST(Link, ends_by_its_holder_with_the_password_and_is_journalled) {
  Desk d;
  AccountLink link = must(d.link());
  d.t.account("fang");
  Session fang = must(d.t.enter("fang")), chen = must(d.t.enter("chen"));
  EXPECT_EQ(reason_of(end_link(*d.t.house, fang, link.id, TrialHouse::kPassword)), "account.no_link");
  EXPECT_EQ(reason_of(end_link(*d.t.house, chen, link.id, "wrong-password-1")), "account.wrong_password");
  EXPECT_TRUE(must(own_links(*d.t.house, fang.actor)).empty());
  EXPECT_EQ(must(own_links(*d.t.house, chen.actor)).size(), 1u);
  must(end_link(*d.t.house, chen, link.id, TrialHouse::kPassword));
  EXPECT_EQ(reason_of(end_link(*d.t.house, chen, link.id, TrialHouse::kPassword)), "account.no_link");
  EXPECT_EQ(reason_of(d.enter()), "account.not_linked");
  const std::string told = d.journal();
  EXPECT_NE(told.find("chen：绑定统一身份认证“浙政钉”"), std::string::npos) << told;
  EXPECT_NE(told.find("chen：解除统一身份认证绑定"), std::string::npos) << told;
  EXPECT_EQ(told.find("s e/cret"), std::string::npos);
}

// Whoever set or knew the old password could have linked themselves and would come back by it.
TEST(Link, ends_when_another_sets_the_password) {
  Desk d;
  must(d.link());
  must(set_password(*d.t.house, d.t.boss, d.chen.id, "another2026-guilin"));
  EXPECT_EQ(reason_of(d.enter()), "account.not_linked");
}

TEST(Link, of_a_name_that_means_another_issuer_now_opens_nothing) {
  Desk d;
  must(d.link());
  TrialProvider other(d.t);
  other.subject = d.provider.subject;
  const Providers moved({other.settings("zzd")});
  auto departure = must(begin_sign_in(*d.t.house, moved, "zzd"));
  const std::string code = other.agree(departure.address);
  EXPECT_EQ(
      reason_of(finish_sign_in(*d.t.house, moved,
                               {other.asked["state"], code, other.issuer, "", departure.browser_token, ""})),
      "account.not_linked");
}

std::string setting_verdict(std::map<std::string, std::string> set,
                            const std::string& site = "https://gh.example") {
  auto read = read_providers([&](const char* name) { return set[name]; }, site);
  if (!read.ok()) return read.problem().message;
  std::string names;
  for (const ProviderSettings& one : *read) names += one.name + "=" + one.label + ";";
  return names;
}

TEST(ProviderSettings, are_read_for_several_and_a_mistake_is_told_by_its_name) {
  std::map<std::string, std::string> good{{"NIANGJIA_OIDC", "zzd, city"},
                                          {"NIANGJIA_OIDC_ZZD_ISSUER", "https://id.example"},
                                          {"NIANGJIA_OIDC_ZZD_LABEL", "浙政钉"},
                                          {"NIANGJIA_OIDC_ZZD_CLIENT", "niangjia"},
                                          {"NIANGJIA_OIDC_CITY_ISSUER", "https://city.example"},
                                          {"NIANGJIA_OIDC_CITY_CLIENT", "gh"}};
  EXPECT_EQ(setting_verdict({}), "");
  EXPECT_EQ(setting_verdict(good), "zzd=浙政钉;city=统一身份认证;");
  EXPECT_TRUE(contains(setting_verdict(good, ""), "NIANGJIA_SITE"));
  auto bent = good;
  bent["NIANGJIA_OIDC_ZZD_ISSUER"] = "http://id.example";
  EXPECT_TRUE(contains(setting_verdict(bent), "NIANGJIA_OIDC_ZZD_ISSUER")) << "without TLS";
  bent["NIANGJIA_OIDC_ZZD_ISSUER"] = "http://127.0.0.1.example";
  EXPECT_TRUE(contains(setting_verdict(bent), "NIANGJIA_OIDC_ZZD_ISSUER"));
  bent = good;
  bent["NIANGJIA_OIDC_CITY_CLIENT"].clear();
  EXPECT_TRUE(contains(setting_verdict(bent), "NIANGJIA_OIDC_CITY_CLIENT"));
  bent = good;
  bent["NIANGJIA_OIDC_CITY_ISSUER"] = "https://id.example";
  EXPECT_TRUE(contains(setting_verdict(bent), "只留一个"));
  bent = good;
  bent["NIANGJIA_OIDC"] = "Zzd;";
  EXPECT_TRUE(contains(setting_verdict(bent), "小写字母"));
}

}  // namespace
}  // namespace niangjia
