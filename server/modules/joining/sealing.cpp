#include "modules/joining/sealing.h"

namespace niangjia::joining {

namespace {
constexpr std::string_view kTable = "application";
}

void seal_applicant(const Vault& vault, Application& a, const Identity& identity, const Phone& phone) {
  a.identity_sealed.bytes = vault.seal(identity.number, kTable, "identity_sealed", a.id);
  a.identity_index.bytes = vault.blind_index(members::kIdentityIndexKind, identity.number);
  a.phone_sealed.bytes = vault.seal(phone.number, kTable, "phone_sealed", a.id);
  a.phone_index.bytes = vault.blind_index(members::kPhoneIndexKind, phone.number);
}

Result<Applicant> unseal_applicant(const Vault& vault, const Application& a) {
  Applicant plain;
  if (a.identity_sealed.bytes.empty()) return plain;
  TRY(plain.identity_number, vault.unseal(a.identity_sealed.bytes, kTable, "identity_sealed", a.id));
  TRY(plain.phone, vault.unseal(a.phone_sealed.bytes, kTable, "phone_sealed", a.id));
  return plain;
}

}  // namespace niangjia::joining
