#include "access/provider_sign_in.h"

#include "access/link_store.h"
#include "access/store.h"

namespace niangjia {

namespace {

Problem no_provider() {
  return refuse(Code::not_found, "account.no_provider", "没有接入这个统一身份认证，请刷新登录页后再试。");
}
Problem attempt_over() {
  return refuse(Code::unauthenticated, "account.attempt_over",
                "这次统一身份认证已用过、已过期或不是从这个浏览器开始的，请回到登录页重新开始。");
}
Problem not_linked(const std::string& label) {
  return refuse(Code::forbidden, "account.not_linked",
                "您的“" + label +
                    "”身份还没有绑定本系统的账号。请先用登录名和密码登录，在“我的账号”中绑定，下次即可使用；"
                    "还没有账号的，请联系本级总工会的系统管理员开设。");
}

std::string return_address(const House& house) {
  const std::string& site = house.site_address;
  return site.substr(0, site.find_last_not_of('/') + 1) + "/login/return";
}

record::Blob blob_of(std::string_view token) { return {std::string(bytes_of(sha256(token)))}; }

// Bound to the issuer, not to the name the operator gave: a name that later means another provider opens
// nothing.
record::Blob index_of(const House& house, const Provider& provider, const std::string& subject) {
  return {house.vault.blind_index("openid", provider.settings().issuer + "\n" + subject)};
}

Result<Departure> depart(House& house, Provider& provider, SignInAttempt attempt) {
  const Instant now = house.clock.now();
  Departure departure;
  const std::string state = random_token();
  departure.browser_token = random_token();
  attempt.state_digest = blob_of(state);
  attempt.browser_digest = blob_of(departure.browser_token);
  attempt.issuer = provider.settings().issuer;
  attempt.nonce = random_token();
  attempt.verifier = random_token();
  attempt.expires_at.ms = now.ms + kAttemptLife_ms;
  const std::string back = return_address(house);
  TRY(departure.address, provider.entrance({back, state, attempt.nonce, attempt.verifier}, now));
  CHECK_OK(house.database.write([&](store::WriteTx& tx) -> Result<void> {
    access_store::remove_ended_attempts(tx, now);
    // Whoever is not signed in may begin; that must not fill the disk.
    if (access_store::count_attempts(tx) >= kMaxAttempts)
      return refuse(Code::unavailable, "provider.busy",
                    "正在认证的人太多，请几分钟后再试，或用登录名和密码登录。");
    tx.insert(attempt);
    return {};
  }));
  return departure;
}

// The way is off the list before the provider is asked: of two that come with one state, one goes on.
Result<SignInAttempt> take_way(House& house, const Return& back, AttemptPurpose purpose) {
  const Digest state = sha256(back.state), browser = sha256(back.browser_token);
  return house.database.write([&](store::WriteTx& tx) -> Result<SignInAttempt> {
    auto attempt = access_store::find_attempt(tx, state, browser, house.clock.now());
    if (!attempt || attempt->purpose != purpose || !access_store::take_attempt(tx, state))
      return attempt_over();
    return std::move(*attempt);
  });
}

// A refusal of somebody whom nobody here knows yet.
Result<void> note_stranger(House& house, const Return& back, const std::string& why) {
  const Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    const Id realm_id = access_store::first_realm(tx);
    TRY(Permit permit,
        allow(Actor::visitor(realm_id, "未绑定的来访者"), "sign_in.try", {realm_id, "", 0, 0}));
    write_journal(
        tx, permit, house.ids.next(), now,
        {"sign_in", 0, "", "", "", "统一身份认证登录被拒：" + why + "（来自 " + back.address + "）"});
    return {};
  });
}

Result<Permit> own_permit(const Actor& actor) {
  return allow(actor, kOwnAccount, {actor.realm_id, "", 0, actor.account_id});
}

struct Redeemed {
  Provider* provider = nullptr;
  std::string subject;
};
Result<Redeemed> redeem(House& house, const Providers& providers, const SignInAttempt& attempt,
                        const Return& back) {
  Provider* provider = providers.of_issuer(attempt.issuer);
  if (!provider) return no_provider();
  const std::string address = return_address(house);
  auto subject =
      provider->redeem({back.code, back.issuer, address, attempt.nonce, attempt.verifier}, house.clock.now());
  if (!subject.ok() && subject.problem().reason.starts_with("token."))
    CHECK_OK(note_stranger(house, back, provider->settings().label + "返回的凭证不可信"));
  if (!subject.ok()) return subject.problem();
  return Redeemed{provider, std::move(*subject)};
}

// Refusals that a second try with the same way can mend.
bool may_try_again(const std::optional<Problem>& refusal) {
  return refusal &&
         (refusal->reason == "account.totp_required" || refusal->reason == "account.wrong_password");
}

Result<void> note_refusal(House& house, store::WriteTx& tx, const Account& account, const Problem& refusal,
                          const LoginWish& wish) {
  Actor actor;
  actor.realm_id = account.realm_id;
  actor.account_id = account.id;
  actor.name = account.name;
  TRY(Permit permit, own_permit(actor));
  write_journal(
      tx, permit, house.ids.next(), house.clock.now(),
      {"account", account.id, "", "", "",
       "统一身份认证登录被拒（经" + wish.way + "，来自 " + wish.address + "）：" + refusal.message});
  return {};
}

Result<Session> told(LoginVerdict verdict) {
  if (verdict.refusal) return std::move(*verdict.refusal);
  return std::move(verdict.session);
}

// The provider has vouched; the account may still ask for its own code, with the same way.
Result<LoginVerdict> enter_linked(House& house, store::WriteTx& tx, const AccountLink& link,
                                  SignInAttempt attempt, const LoginWish& wish) {
  auto account = access_store::find_account(tx, link.realm_id, link.account_id);
  if (!account) return attempt_over();
  TRY(LoginVerdict verdict, enter_vouched(house, tx, *account, wish));
  if (may_try_again(verdict.refusal)) {
    attempt.purpose = AttemptPurpose::second_factor;
    attempt.realm_id = link.realm_id;
    attempt.account_id = link.account_id;
    tx.insert_new(attempt);
  } else if (verdict.refusal) {
    CHECK_OK(note_refusal(house, tx, *account, *verdict.refusal, wish));
  }
  return verdict;
}

LoginWish wish_of(const Return& back, const std::string& label) {
  return {"", "", back.totp, back.address, label};
}

Result<Session> enter_by_code(House& house, const Providers& providers, const Return& back) {
  const Digest state = sha256(back.state), browser = sha256(back.browser_token);
  const Instant now = house.clock.now();
  TRY(LoginVerdict verdict, house.database.write([&](store::WriteTx& tx) -> Result<LoginVerdict> {
    auto attempt = access_store::find_attempt(tx, state, browser, now);
    Provider* provider = attempt ? providers.of_issuer(attempt->issuer) : nullptr;
    if (!provider || attempt->purpose != AttemptPurpose::second_factor ||
        !access_store::take_attempt(tx, state))
      return attempt_over();
    // Unlinked meanwhile: the provider's word opens this account no more.
    for (const AccountLink& link : access_store::links_of(tx, attempt->realm_id, attempt->account_id))
      if (link.issuer == attempt->issuer)
        return enter_linked(house, tx, link, *attempt, wish_of(back, provider->settings().label));
    return attempt_over();
  }));
  return told(std::move(verdict));
}

}  // namespace

Result<Departure> begin_sign_in(House& house, const Providers& providers, std::string_view name) {
  Provider* provider = providers.find(name);
  if (!provider) return no_provider();
  return depart(house, *provider, {});
}

Result<Departure> begin_link(House& house, const Providers& providers, const Session& session,
                             std::string_view name, std::string_view password) {
  Provider* provider = providers.find(name);
  if (!provider) return no_provider();
  CHECK_OK(confirm_own_password(house, session.actor, password));
  SignInAttempt attempt;
  attempt.purpose = AttemptPurpose::link;
  attempt.realm_id = session.actor.realm_id;
  attempt.account_id = session.actor.account_id;
  return depart(house, *provider, std::move(attempt));
}

Result<Session> finish_sign_in(House& house, const Providers& providers, const Return& back) {
  if (back.code.empty()) return enter_by_code(house, providers, back);
  TRY(SignInAttempt attempt, take_way(house, back, AttemptPurpose::enter));
  TRY(Redeemed redeemed, redeem(house, providers, attempt, back));
  const std::string& label = redeemed.provider->settings().label;
  const record::Blob index = index_of(house, *redeemed.provider, redeemed.subject);
  TRY(std::optional<AccountLink> link,
      house.database.read([&](store::ReadTx& tx) -> Result<std::optional<AccountLink>> {
        return access_store::find_link(tx, attempt.issuer, index);
      }));
  if (!link) {
    CHECK_OK(note_stranger(house, back, label + "的身份没有绑定账号"));
    return not_linked(label);
  }
  TRY(LoginVerdict verdict, house.database.write([&](store::WriteTx& tx) -> Result<LoginVerdict> {
    auto stands = access_store::find_link(tx, attempt.issuer, index);  // unlinked meanwhile?
    if (!stands) return not_linked(label);
    return enter_linked(house, tx, *stands, attempt, wish_of(back, label));
  }));
  return told(std::move(verdict));
}

Result<AccountLink> finish_link(House& house, const Providers& providers, const Actor& actor,
                                const Return& back) {
  TRY(Permit permit, own_permit(actor));
  TRY(SignInAttempt attempt, take_way(house, back, AttemptPurpose::link));
  if (attempt.realm_id != actor.realm_id || attempt.account_id != actor.account_id) return attempt_over();
  TRY(Redeemed redeemed, redeem(house, providers, attempt, back));
  const Instant now = house.clock.now();
  const AccountLink link{actor.realm_id,
                         house.ids.next(),
                         actor.account_id,
                         attempt.issuer,
                         index_of(house, *redeemed.provider, redeemed.subject),
                         now};
  return house.database.write([&](store::WriteTx& tx) -> Result<AccountLink> {
    access_store::hold_account(tx, permit, actor.account_id);
    for (const AccountLink& one : access_store::links_of(tx, actor.realm_id, actor.account_id))
      if (one.issuer == link.issuer)
        return refuse(Code::conflict, "account.already_linked",
                      "您的账号已绑定这个统一身份认证。要换一个，请先解除绑定。");
    if (!tx.insert_new(link))
      return refuse(Code::conflict, "account.subject_taken",
                    "这个统一身份认证的身份已绑定另一个账号。请用那个账号登录后解除绑定，再来绑定。");
    write_journal(tx, permit, house.ids.next(), now,
                  {"account", actor.account_id, "", "", link.issuer,
                   "绑定统一身份认证“" + redeemed.provider->settings().label + "”"});
    return link;
  });
}

Result<std::vector<AccountLink>> own_links(House& house, const Actor& actor) {
  CHECK_OK(own_permit(actor));
  return house.database.read([&](store::ReadTx& tx) -> Result<std::vector<AccountLink>> {
    return access_store::links_of(tx, actor.realm_id, actor.account_id);
  });
}

Result<void> end_link(House& house, const Session& session, Id link_id, std::string_view password) {
  const Actor& actor = session.actor;
  TRY(Permit permit, own_permit(actor));
  CHECK_OK(confirm_own_password(house, actor, password));
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    std::string issuer;
    for (const AccountLink& one : access_store::links_of(tx, actor.realm_id, actor.account_id))
      if (one.id == link_id) issuer = one.issuer;
    if (!access_store::remove_link(tx, permit, actor.account_id, link_id))
      return refuse(Code::not_found, "account.no_link", "没有这条绑定，可能已经解除，请刷新后再看。");
    write_journal(tx, permit, house.ids.next(), house.clock.now(),
                  {"account", actor.account_id, "", issuer, "", "解除统一身份认证绑定（" + issuer + "）"});
    return {};
  });
}

std::int64_t forget_attempts(store::WriteTx& tx, Instant now) {
  return access_store::remove_ended_attempts(tx, now);
}

}  // namespace niangjia
