#include <algorithm>
#include <stdexcept>

#include "base/identifiers.h"
#include "modules/notices/notices.h"
#include "modules/notices/sealing.h"

namespace niangjia::notices {

namespace {

const NoticeTemplate& template_named(std::string_view code) {
  for (const NoticeTemplate& t : templates())
    if (t.code == code) return t;
  throw std::logic_error("no notice template " + std::string(code));
}

// a***@example.org; a phone as everywhere.
std::string masked(const std::string& address) {
  auto at = address.find('@');
  if (at == std::string::npos) return mask_phone(address);
  return address.substr(0, 1) + "***" + address.substr(at);
}

}  // namespace

void seal_outgoing(const Vault& vault, Notice& n, const Outgoing& plain) {
  n.address_sealed.bytes = vault.seal(plain.address, "notice", "address_sealed", n.id);
  n.text_sealed.bytes = vault.seal(plain.text, "notice", "text_sealed", n.id);
}

Result<Outgoing> unseal_outgoing(const Vault& vault, const Notice& n) {
  Outgoing plain;
  if (n.text_sealed.bytes.empty()) return plain;
  TRY(plain.address, vault.unseal(n.address_sealed.bytes, "notice", "address_sealed", n.id));
  TRY(plain.text, vault.unseal(n.text_sealed.bytes, "notice", "text_sealed", n.id));
  return plain;
}

void post_notice(store::WriteTx& tx, House& house, const NoticeWish& wish) {
  if (wish.address.empty()) return;
  const NoticeTemplate& form = template_named(wish.template_code);
  Instant now = house.clock.now();
  Notice n;
  n.realm_id = wish.realm_id;
  n.id = house.ids.next();
  n.channel = form.channel;
  n.template_code = form.code;
  n.union_path = wish.union_path;
  n.subject_kind = wish.subject_kind;
  n.subject_id = wish.subject_id;
  n.address_shown = masked(wish.address);
  n.created_at = now;
  n.due_at = due_at(now, form.is_urgent);
  // What waits for the morning keeps its whole time from then on.
  n.expires_at = Instant{n.due_at.ms + form.keep_minutes * 60'000};
  seal_outgoing(house.vault, n, {wish.address, fill_template(form, wish.values)});
  tx.insert(n);
}

}  // namespace niangjia::notices
