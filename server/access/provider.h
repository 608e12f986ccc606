#pragma once
// Identity providers (统一身份认证) that the operator of the machine has connected: OpenID Connect Core 1.0,
// authorization code flow with PKCE (RFC 7636). What a provider publishes about itself is fetched when it is
// needed first and kept for an hour, so that a provider that is down keeps nobody from the password.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "access/id_token.h"

namespace niangjia {

struct ProviderSettings {
  std::string name;    // in addresses and settings: a-z 0-9 _
  std::string label;   // on the button: 浙政钉
  std::string issuer;  // https://…; who is linked is linked to this issuer, whatever the name
  std::string client_id, client_secret;  // without a secret: a public client, held by PKCE alone
};

// What sends a browser to the provider.
struct EntranceWish {
  std::string_view return_address, state, nonce, verifier;
};
// What the browser brings back, and what was kept meanwhile.
struct ReturnedCode {
  std::string_view code;
  std::string_view issuer;  // "iss" of the answer (RFC 9207), which tells one provider's code from another's
  std::string_view return_address, nonce, verifier;
};

class Provider {
 public:
  explicit Provider(ProviderSettings settings) : settings_(std::move(settings)) {}
  const ProviderSettings& settings() const { return settings_; }
  // The address at the provider to which the browser goes. provider.unreachable when it cannot be asked.
  Result<std::string> entrance(const EntranceWish& wish, Instant now);
  // Exchanges a code for an ID token and judges it; the subject. A code that is used up, or was never given:
  // provider.code_refused.
  Result<std::string> redeem(const ReturnedCode& returned, Instant now);

 private:
  struct Document {  // OpenID Connect Discovery 1.0 section 3
    std::string entrance, token, keys;
    bool takes_basic = true;    // client_secret_basic, else client_secret_post
    bool names_issuer = false;  // RFC 9207: a return without "iss" is not this provider's
    Instant read_at;
  };
  using Keys = std::shared_ptr<const std::vector<SigningKey>>;
  Result<Document> document(Instant now);
  Result<Document> fetch_document(Instant now) const;
  Result<Keys> keys(const Document& document, Instant now, bool again);
  Result<std::string> fetch_token(const Document& document, const ReturnedCode& returned) const;

  const ProviderSettings settings_;
  std::mutex mutex_;  // of what follows; never held while the provider is asked
  std::optional<Document> document_;
  Keys keys_;
  Instant keys_read_at_;
};

class Providers {
 public:
  Providers() = default;
  explicit Providers(std::vector<ProviderSettings> all);
  const std::vector<std::unique_ptr<Provider>>& all() const { return all_; }
  Provider* find(std::string_view name) const;  // null: none of that name
  Provider* of_issuer(std::string_view issuer) const;

 private:
  std::vector<std::unique_ptr<Provider>> all_;
};

// From the settings of the machine (docs/operate/统一身份认证.md): NIANGJIA_OIDC holds the names,
// NIANGJIA_OIDC_<NAME>_ISSUER, …_LABEL, …_CLIENT, …_SECRET the rest. A mistake in them is told, and the
// server does not start: an operator who connects a provider shall not find out from cadres that it was never
// connected.
Result<std::vector<ProviderSettings>> read_providers(
    const std::function<std::string(const char* name)>& setting, std::string_view site_address);

}  // namespace niangjia
