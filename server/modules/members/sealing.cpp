// A person's numbers: sealed for the row they stand in, found by their blind index.

#include "base/text.h"
#include "modules/members/members.h"

namespace niangjia::members {

namespace {
constexpr std::string_view kTable = "person";
constexpr std::string_view kIdentityColumn = "identity_sealed";
constexpr std::string_view kPhoneColumn = "phone_sealed";
}  // namespace

void seal_identity(const Vault& vault, Person& person, const Identity& identity) {
  person.identity_kind = static_cast<int>(identity.kind);
  person.identity_sealed.bytes = vault.seal(identity.number, kTable, kIdentityColumn, person.id);
  person.identity_index.bytes = vault.blind_index(kIdentityIndexKind, identity.number);
  person.born_on = identity.born_on;
  person.sex = static_cast<int>(identity.sex);
}

void seal_phone(const Vault& vault, Person& person, std::string_view phone) {
  if (phone.empty()) {
    person.phone_sealed.bytes.clear();
    person.phone_index.bytes.clear();
    return;
  }
  person.phone_sealed.bytes = vault.seal(phone, kTable, kPhoneColumn, person.id);
  person.phone_index.bytes = vault.blind_index(kPhoneIndexKind, phone);
}

Result<std::string> unseal_identity(const Vault& vault, const Person& person) {
  if (person.identity_sealed.bytes.empty()) return std::string();
  return vault.unseal(person.identity_sealed.bytes, kTable, kIdentityColumn, person.id);
}

Result<std::string> unseal_phone(const Vault& vault, const Person& person) {
  if (person.phone_sealed.bytes.empty()) return std::string();
  return vault.unseal(person.phone_sealed.bytes, kTable, kPhoneColumn, person.id);
}

void fill_search_keys(Person& person) {
  Pinyin pinyin = to_pinyin(person.name, true);
  person.name_pinyin = std::move(pinyin.full);
  person.name_initials = join(pinyin.initials, " ");  // the likeliest first: it is the one the index finds
}

}  // namespace niangjia::members
