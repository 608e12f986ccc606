#pragma once
// Signing in by an identity provider, and linking one's own account to it. The provider says who somebody is;
// which account that opens was said by its holder, signed in and with the password typed once more. No
// account is made, and none is found by name, phone or mail.
//
//   begin_…: a way is noted (state, nonce, PKCE verifier, this browser), the browser goes to the provider
//   finish_…: the way is taken off the list, once and by that browser alone; the code is exchanged; the ID
//   token is judged

#include "access/account_link.h"
#include "access/provider.h"
#include "access/session.h"

namespace niangjia {

inline constexpr std::int64_t kAttemptLife_ms = 10LL * 60 * 1000;
inline constexpr std::int64_t kMaxAttempts = 20'000;  // ways under way at one time

struct Departure {
  std::string address;        // at the provider
  std::string browser_token;  // for a cookie: the way back is this browser's alone
};
Result<Departure> begin_sign_in(House& house, const Providers& providers, std::string_view provider);
// Asks for the password: who finds an open page must not take the account home.
Result<Departure> begin_link(House& house, const Providers& providers, const Session& session,
                             std::string_view provider, std::string_view password);

struct Return {
  std::string state, code, issuer, totp;
  std::string browser_token, address;
};
// Refusals: account.attempt_over, provider.…, token.untrusted, account.not_linked, account.totp_required
// (then once more with the same state and the code of the account), account.locked, account.disabled.
Result<Session> finish_sign_in(House& house, const Providers& providers, const Return& back);
// Refusals beside: account.subject_taken, account.already_linked.
Result<AccountLink> finish_link(House& house, const Providers& providers, const Actor& actor,
                                const Return& back);

// Of the actor's own account.
Result<std::vector<AccountLink>> own_links(House& house, const Actor& actor);
Result<void> end_link(House& house, const Session& session, Id link_id, std::string_view password);

std::int64_t forget_attempts(store::WriteTx& tx, Instant now);

}  // namespace niangjia
