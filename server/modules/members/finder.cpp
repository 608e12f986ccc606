// What the search field finds of people.

#include "base/text.h"
#include "modules/members/item.h"
#include "modules/members/listing.h"

namespace niangjia::members {

namespace {

// A full number is looked up by its blind index; all else is a name.
PersonQuery person_query(House& house, const std::string& q) {
  PersonQuery query;
  query.limit = search::kHitsOfAKind;
  Identity identity = read_identity(q, false, house.clock.today());
  Phone phone = read_phone(q);
  if (identity.verdict == IdentityVerdict::ok)
    query.identity_index.bytes = house.vault.blind_index(kIdentityIndexKind, identity.number);
  else if (phone.verdict == PhoneVerdict::mobile || phone.verdict == PhoneVerdict::landline)
    query.phone_index.bytes = house.vault.blind_index(kPhoneIndexKind, phone.number);
  else
    query.text = normalise_person_name(q);
  return query;
}

}  // namespace

void find_people(House& house, const Actor& actor, store::ReadTx& tx, const std::string& q,
                 std::vector<search::Hit>& hits) {
  Scope scope = visible(actor, "members.read");
  if (scope.sees_nothing()) return;
  auto people = list_people(tx, scope, person_query(house, q));
  std::vector<Id> unions;
  for (const Person& p : people) unions.push_back(p.union_id);
  ItemWriter names(house.vault, actor, places_of_unions(tx, actor.realm_id, std::move(unions)));
  for (const Person& p : people) {
    std::string id = id_to_wire("mem", p.id);
    std::string subtitle(record::label_of(p.standing));
    if (p.union_id) subtitle += " · " + std::string(names.union_name(p.union_id));
    if (std::string phone = masked_phone(house.vault, p); !phone.empty()) subtitle += " · " + phone;
    hits.push_back({"member", id, p.name, subtitle, "/members/" + id});
  }
}

}  // namespace niangjia::members
